"""Missed: a name gets another generator, which is read to its end."""

from quiet_rows import events, rows


async def program_of_the_first_one() -> None:
    numbers = rows()
    await anext(numbers)  # MISS: unclosed-asyncgen
    numbers = rows(3)
    async for _ in numbers:
        pass
    events.append("after")
