from mypy_blindspot.facts import signals

@signals
def capture_event(*args: object, **kwargs: object) -> object: ...

@signals
def capture_exception(*args: object, **kwargs: object) -> object: ...

@signals
def capture_message(*args: object, **kwargs: object) -> object: ...
