from mypy_blindspot.facts import one_thread

@one_thread
class BaseManager: ...

@one_thread
class Manager: ...
