from mypy_blindspot.facts import independent, ordered

@ordered
class AsyncIOWrapper: ...

@independent
async def open_file(): ...
