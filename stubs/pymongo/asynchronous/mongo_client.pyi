from mypy_blindspot.facts import reads, shareable, writes

@shareable
class AsyncMongoClient:
    @reads
    async def list_database_names(self): ...
    @reads
    async def server_info(self): ...
    @writes
    async def drop_database(self): ...
