from mypy_blindspot.facts import signals

@signals
def exception(*args: object, **kwargs: object) -> object: ...

@signals
def aexception(*args: object, **kwargs: object) -> object: ...
