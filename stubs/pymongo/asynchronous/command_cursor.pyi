from mypy_blindspot.facts import exclusive, reads

@exclusive
class AsyncCommandCursor:
    @reads
    async def to_list(self): ...
