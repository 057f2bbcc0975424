from mypy_blindspot.facts import forwards

@forwards
async def to_thread_run_sync(): ...
