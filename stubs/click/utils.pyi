from mypy_blindspot.facts import signals

@signals
def echo(*args: object, **kwargs: object) -> object: ...
