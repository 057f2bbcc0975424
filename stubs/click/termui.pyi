from mypy_blindspot.facts import signals

@signals
def secho(*args: object, **kwargs: object) -> object: ...
