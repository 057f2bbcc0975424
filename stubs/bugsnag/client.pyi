from mypy_blindspot.facts import signals

class Client:
    @signals
    def notify(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def notify_exc_info(self, *args: object, **kwargs: object) -> object: ...
