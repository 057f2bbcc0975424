from mypy_blindspot.facts import ordered, waits, writes

@writes
async def create_subprocess_exec(): ...
@writes
async def create_subprocess_shell(): ...

@ordered
class Process:
    @waits
    async def wait(self): ...

