from mypy_blindspot.facts import instant, serial

@serial
class SyncToAsync: ...

@instant
def sync_to_async(): ...
