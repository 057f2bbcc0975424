from mypy_blindspot.facts import signals

class Counter:
    @signals
    def inc(self, *args: object, **kwargs: object) -> object: ...

class Gauge:
    @signals
    def inc(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def dec(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def set(self, *args: object, **kwargs: object) -> object: ...

class Summary:
    @signals
    def observe(self, *args: object, **kwargs: object) -> object: ...

class Histogram:
    @signals
    def observe(self, *args: object, **kwargs: object) -> object: ...
