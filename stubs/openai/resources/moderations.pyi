from mypy_blindspot.facts import independent, shareable

@shareable
class AsyncModerations:
    @independent
    async def create(self): ...
