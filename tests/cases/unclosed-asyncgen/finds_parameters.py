"""The generator is made in the call of a function that leaves it: nobody else can close it."""

import asyncio
from collections.abc import AsyncGenerator

from quiet_rows import events, rows, total


async def first(numbers: AsyncGenerator[int, None]) -> int | None:
    async for number in numbers:  # E: unclosed-asyncgen
        return number
    return None


async def program_given_by_position() -> None:
    await first(rows())
    events.append("after")


class Reader:
    async def head(self, count: int, numbers: AsyncGenerator[int, None]) -> list[int]:
        found: list[int] = []
        async for number in numbers:  # E: unclosed-asyncgen
            found.append(number)
            if len(found) == count:
                break
        return found


async def program_given_to_a_method_by_name() -> None:
    await Reader().head(2, numbers=rows())
    events.append("after")


async def one(numbers: AsyncGenerator[int, None]) -> int:
    return await anext(numbers)  # E: unclosed-asyncgen


async def program_one_item_of_a_parameter() -> None:
    await one(rows())
    events.append("after")


async def program_function_is_told_to_leave_it() -> None:
    stop = asyncio.Event()
    stop.set()
    await total(rows(), stop=stop)  # E: unclosed-asyncgen
    events.append("after")


async def program_function_has_a_limit() -> None:
    await total(rows(), 2)  # E: unclosed-asyncgen
    events.append("after")


async def one_of(numbers: AsyncGenerator[int, None]) -> int:
    async for number in numbers:  # E: unclosed-asyncgen
        return number
    return 0


async def program_given_a_generator_expression() -> None:
    await one_of(number * 2 async for number in rows())
    events.append("after")


async def program_function_elsewhere_is_given_a_generator_expression() -> None:
    await total((number async for number in rows()), 2)  # E: unclosed-asyncgen
    events.append("after")


async def sum_of(numbers: AsyncGenerator[int, None], limit: int = 0) -> int:
    result = 0
    async for number in numbers:  # E: unclosed-asyncgen
        if limit and result > limit:
            break
        result += number
    return result


async def program_function_here_is_told_to_leave_it() -> None:
    await sum_of(rows(), 2)
    events.append("after")
