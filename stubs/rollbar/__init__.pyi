from mypy_blindspot.facts import signals

@signals
def report_exc_info(*args: object, **kwargs: object) -> object: ...

@signals
def report_message(*args: object, **kwargs: object) -> object: ...
