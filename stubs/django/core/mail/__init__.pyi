from mypy_blindspot.facts import signals

@signals
def mail_admins(*args: object, **kwargs: object) -> object: ...

@signals
def mail_managers(*args: object, **kwargs: object) -> object: ...
