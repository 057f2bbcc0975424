from mypy_blindspot.facts import exclusive, pure

@exclusive
class Response:
    @pure
    async def json(self): ...
    @pure
    async def raise_for_status(self): ...
    @pure
    async def read(self): ...
