from mypy_blindspot.facts import exclusive

@exclusive
class AsyncCursor: ...
