from mypy_blindspot.facts import signals

class Logger:
    @signals
    def warning(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def error(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def exception(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def critical(self, *args: object, **kwargs: object) -> object: ...
