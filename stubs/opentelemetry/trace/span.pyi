from mypy_blindspot.facts import signals

class Span:
    @signals
    def record_exception(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def set_status(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def add_event(self, *args: object, **kwargs: object) -> object: ...
