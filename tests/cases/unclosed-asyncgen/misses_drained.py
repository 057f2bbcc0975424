"""Missed: a later loop reads what is left, but not always."""

from quiet_rows import events, rows


async def program_read_on_under_a_condition(limit: int = 9) -> None:
    numbers = rows()
    found = 0
    async for number in numbers:  # MISS: unclosed-asyncgen
        found = number
        if found:
            break
    if found > limit:
        async for number in numbers:
            found += number
    events.append("after")
