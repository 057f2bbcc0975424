from mypy_blindspot.facts import exclusive, lock, pooled

@exclusive
@pooled
class AsyncSession:
    @lock
    def begin(self): ...
    @lock
    def begin_nested(self): ...

class async_sessionmaker:
    @pooled
    def __call__(self): ...
    @pooled
    def begin(self): ...

@lock
class AsyncSessionTransaction: ...
