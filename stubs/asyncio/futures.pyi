from mypy_blindspot.facts import signals

class Future:
    @signals
    def set_exception(self, *args: object, **kwargs: object) -> object: ...
