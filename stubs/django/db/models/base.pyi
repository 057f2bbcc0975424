from mypy_blindspot.facts import one_thread, writes

@one_thread
class Model:
    @writes
    async def asave(self): ...
    @writes
    async def adelete(self): ...
    @writes
    async def arefresh_from_db(self): ...
