"""Quiet: the caller keeps the generator, closes it, or has nothing to clean up."""

from collections.abc import AsyncGenerator

from quiet_rows import events, rows
from quiet_rows import total as total_of


async def first(numbers: AsyncGenerator[int, None]) -> int | None:
    async for number in numbers:
        return number
    return None


async def program_closed_by_the_caller() -> None:
    numbers = rows()
    try:
        await first(numbers)
    finally:
        await numbers.aclose()
    events.append("after")


async def closing_first(numbers: AsyncGenerator[int, None]) -> int | None:
    try:
        async for number in numbers:
            return number
    finally:
        await numbers.aclose()
    return None


async def program_closed_by_the_function() -> None:
    await closing_first(rows())
    events.append("after")


async def total(numbers: AsyncGenerator[int, None]) -> int:
    result = 0
    async for number in numbers:
        result += number
    return result


async def program_read_to_the_end() -> None:
    await total(rows())
    events.append("after")


async def counter() -> AsyncGenerator[int, None]:
    events.extend(["open", "closed"])
    yield 1
    yield 2


async def head(numbers: AsyncGenerator[int, None]) -> int:
    return await anext(numbers)


async def program_nothing_held() -> None:
    await head(counter())
    events.append("after")


async def program_function_only_leaves_it_when_told_to() -> None:
    assert await total_of(rows()) == 10
    events.append("after")


async def program_function_is_told_not_to_leave_it() -> None:
    assert await total_of(rows(), stop=None) == 10
    events.append("after")


async def sum_of(numbers: AsyncGenerator[int, None], limit: int = 0, *, name: str | None = None) -> int:
    result = 0
    async for number in numbers:
        if limit and result > limit:
            break
        if name is not None:
            return number
        result += number
    return result


async def program_function_here_only_leaves_it_when_told_to() -> None:
    assert await sum_of(rows(), name=None) == 10
    events.append("after")
