from mypy_blindspot.facts import signals

class _Client:
    @signals
    def capture_event(self, *args: object, **kwargs: object) -> object: ...
