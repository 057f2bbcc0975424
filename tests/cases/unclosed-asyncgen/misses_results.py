"""Missed: the generator is an attribute of the result of a call."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from quiet_rows import events, rows


@dataclass
class Result:
    status: int
    rows: AsyncIterator[int]


async def query() -> Result:
    return Result(200, rows())


async def program_rows_of_a_result() -> None:
    result = await query()
    async for row in result.rows:  # MISS: unclosed-asyncgen
        if row == 2:
            break
    events.append("after")
