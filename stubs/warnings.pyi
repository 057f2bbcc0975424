from mypy_blindspot.facts import signals

@signals
def warn(*args: object, **kwargs: object) -> object: ...

@signals
def warn_explicit(*args: object, **kwargs: object) -> object: ...

@signals
def showwarning(*args: object, **kwargs: object) -> object: ...
