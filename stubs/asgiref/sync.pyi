from mypy_blindspot.facts import instant, one_thread

@one_thread
class SyncToAsync: ...

@instant
def sync_to_async(): ...
