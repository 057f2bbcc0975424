from mypy_blindspot.facts import independent, shareable

@shareable
class AsyncImages:
    @independent
    async def generate(self): ...
    @independent
    async def edit(self): ...
    @independent
    async def create_variation(self): ...
