from mypy_blindspot.facts import exclusive, pooled

@exclusive
@pooled
class Connection: ...
