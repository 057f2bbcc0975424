from mypy_blindspot.facts import signals

@signals
def syslog(*args: object, **kwargs: object) -> object: ...
