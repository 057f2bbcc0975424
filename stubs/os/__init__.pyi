from mypy_blindspot.facts import signals

@signals
def _exit(*args: object, **kwargs: object) -> object: ...

@signals
def abort(*args: object, **kwargs: object) -> object: ...
