from mypy_blindspot.facts import independent, shareable

@shareable
class AsyncCompletionsResource:
    @independent
    async def create(self): ...
