from mypy_blindspot.facts import pooled

class sessionmaker:
    @pooled
    def __call__(self): ...
    @pooled
    def begin(self): ...
