from mypy_blindspot.facts import signals

class Console:
    @signals
    def log(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def print(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def print_exception(self, *args: object, **kwargs: object) -> object: ...
