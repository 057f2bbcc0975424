from mypy_blindspot.facts import independent, ordered, waits

@independent
async def create_subprocess_exec(): ...
@independent
async def create_subprocess_shell(): ...

@ordered
class Process:
    @waits
    async def wait(self): ...

