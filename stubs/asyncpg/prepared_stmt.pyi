from mypy_blindspot.facts import exclusive, reads

@exclusive
class PreparedStatement:
    @reads
    async def fetch(self): ...
    @reads
    async def fetchrow(self): ...
    @reads
    async def fetchval(self): ...
