from mypy_blindspot.facts import signals

class OutputWrapper:
    @signals
    def write(self, *args: object, **kwargs: object) -> object: ...
