from mypy_blindspot.facts import ordered, reads

@ordered
class Webhook:
    @reads
    async def fetch(self): ...
    @reads
    async def fetch_message(self): ...
