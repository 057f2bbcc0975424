from mypy_blindspot.facts import ordered, reads

@ordered
class _ChatBase:
    @reads
    async def get_administrators(self): ...
    @reads
    async def get_member(self): ...
    @reads
    async def get_member_count(self): ...
