from mypy_blindspot.facts import lock, waits

class Event:
    @waits
    async def wait(self): ...

@lock
class Lock:
    @waits
    async def acquire(self): ...

@lock
class StrictFIFOLock: ...

@lock
class Semaphore:
    @waits
    async def acquire(self): ...

@lock
class CapacityLimiter:
    @waits
    async def acquire(self): ...

@lock
class Condition:
    @waits
    async def acquire(self): ...
    @waits
    async def wait(self): ...
