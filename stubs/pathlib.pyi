from mypy_blindspot.facts import own_equality

@own_equality
class PurePath: ...
