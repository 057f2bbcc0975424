from mypy_blindspot.facts import exclusive, reads

@exclusive
class ClientResponse:
    @reads
    async def read(self): ...
    @reads
    async def text(self): ...
    @reads
    async def json(self): ...
