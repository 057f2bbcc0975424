from mypy_blindspot.facts import independent, shareable

@shareable
class AsyncCompletions:
    @independent
    async def create(self): ...
