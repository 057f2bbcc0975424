from mypy_blindspot.facts import pooled, shareable

@shareable
class AsyncConnectionPool:
    @pooled
    async def connection(self): ...
    @pooled
    async def getconn(self): ...
