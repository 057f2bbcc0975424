from mypy_blindspot.facts import independent, shareable

@shareable
class AsyncSpeech:
    @independent
    async def create(self): ...
