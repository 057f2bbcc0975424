from mypy_blindspot.facts import independent, shareable

@shareable
class AsyncTranscriptions:
    @independent
    async def create(self): ...
