from mypy_blindspot.facts import ordered, reads

@ordered
class PartialMessage:
    @reads
    async def fetch(self): ...
    @reads
    async def fetch_thread(self): ...

@ordered
class Message: ...
