from mypy_blindspot.facts import signals

class StatsClientBase:
    @signals
    def incr(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def decr(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def gauge(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def set(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def timing(self, *args: object, **kwargs: object) -> object: ...
