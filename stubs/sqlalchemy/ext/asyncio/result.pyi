from mypy_blindspot.facts import exclusive

@exclusive
class AsyncCommon: ...

@exclusive
class AsyncResult: ...
