from mypy_blindspot.facts import signals

@signals
def print(*args: object, **kwargs: object) -> object: ...
