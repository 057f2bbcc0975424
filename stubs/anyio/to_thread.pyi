from mypy_blindspot.facts import forwards

@forwards
async def run_sync(): ...
