from mypy_blindspot.facts import serial, writes

@serial
class Model:
    @writes
    async def asave(self): ...
    @writes
    async def adelete(self): ...
    @writes
    async def arefresh_from_db(self): ...
