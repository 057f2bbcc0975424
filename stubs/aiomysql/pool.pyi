from mypy_blindspot.facts import pooled, shareable

@shareable
class Pool:
    @pooled
    async def acquire(self): ...
