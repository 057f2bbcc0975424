from mypy_blindspot.facts import signals

@signals
def notify(*args: object, **kwargs: object) -> object: ...

@signals
def auto_notify(*args: object, **kwargs: object) -> object: ...

@signals
def auto_notify_exc_info(*args: object, **kwargs: object) -> object: ...
