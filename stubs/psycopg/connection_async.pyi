from mypy_blindspot.facts import pooled, serial

@serial
@pooled
class AsyncConnection: ...
