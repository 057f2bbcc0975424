from mypy_blindspot.facts import signals

@signals
def dump_traceback(*args: object, **kwargs: object) -> object: ...
