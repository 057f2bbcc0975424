from mypy_blindspot.facts import exclusive, lock, pooled, shareable

@exclusive
@pooled
class AsyncConnection: ...

@lock
class AsyncTransaction: ...

@shareable
class AsyncEngine:
    @pooled
    def connect(self): ...
    @pooled
    def begin(self): ...
