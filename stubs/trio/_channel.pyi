from mypy_blindspot.facts import ordered, waits

@ordered
class MemoryReceiveChannel:
    @waits
    async def receive(self): ...

@ordered
class MemorySendChannel:
    @waits
    async def send(self): ...
