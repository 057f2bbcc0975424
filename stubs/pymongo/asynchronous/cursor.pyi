from mypy_blindspot.facts import exclusive, reads

@exclusive
class AsyncCursor:
    @reads
    async def to_list(self): ...
    @reads
    async def distinct(self): ...
    @reads
    async def explain(self): ...
