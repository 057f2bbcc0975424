from quiet_abstract import Feed, Source
from quiet_implementing import Channel, SmallTable
from quiet_rows import events


class Report:
    def __init__(self, source: Source | None = None) -> None:
        self.source = source or SmallTable()

    async def first(self) -> int:
        async for number in self.source.scan():  # E: unclosed-asyncgen
            return number
        return 0


async def program_abstract_method_of_an_attribute() -> None:
    await Report().first()
    events.append("after")


async def any_name(source: Source) -> str:
    return await anext(source.names())  # E: unclosed-asyncgen


async def program_abstract_generator() -> None:
    await any_name(SmallTable())
    events.append("after")


async def first_above(feed: Feed, limit: int) -> int | None:
    async for number in feed.items(count=5):  # E: unclosed-asyncgen
        if number > limit:
            return number
    return None


async def program_protocol() -> None:
    await first_above(Channel(), 2)
    events.append("after")
