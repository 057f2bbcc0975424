from mypy_blindspot.facts import signals

class Scope:
    @signals
    def capture_event(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def capture_exception(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def capture_message(self, *args: object, **kwargs: object) -> object: ...
