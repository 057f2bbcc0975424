from mypy_blindspot.facts import signals

class Context:
    @signals
    def abort(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def exit(self, *args: object, **kwargs: object) -> object: ...

    @signals
    def fail(self, *args: object, **kwargs: object) -> object: ...
