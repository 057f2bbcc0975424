from mypy_blindspot.facts import independent, shareable

@shareable
class BaseLLM:
    @independent
    async def ainvoke(self): ...
    @independent
    async def agenerate(self): ...
    @independent
    async def agenerate_prompt(self): ...
