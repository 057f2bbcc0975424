from mypy_blindspot.facts import lock, waits

@lock
class Lock:
    @waits
    async def acquire(self): ...

@lock
class Semaphore:
    @waits
    async def acquire(self): ...

@lock
class Condition:
    @waits
    async def acquire(self): ...
    @waits
    async def wait(self): ...
    @waits
    async def wait_for(self): ...

class Event:
    @waits
    async def wait(self): ...

class Barrier:
    @waits
    async def wait(self): ...
