from mypy_blindspot.facts import ordered, waits

@ordered
class Queue:
    @waits
    async def get(self): ...
    @waits
    async def put(self): ...
    @waits
    async def join(self): ...
