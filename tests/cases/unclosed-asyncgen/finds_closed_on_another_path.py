"""The generator is closed, but not on the path that leaves the loop."""

from quiet_rows import events, rows


async def program_closed_in_else() -> None:
    numbers = rows()
    async for number in numbers:  # E: unclosed-asyncgen
        if number == 2:
            break
    else:
        await numbers.aclose()
    events.append("after")


async def first_above(limit: int) -> int | None:
    numbers = rows()
    async for number in numbers:  # E: unclosed-asyncgen
        if number > limit:
            return number
    await numbers.aclose()
    return None


async def program_return_before_the_close() -> None:
    await first_above(2)
    events.append("after")


async def head(limit: int) -> list[int]:
    numbers = rows()
    found: list[int] = []
    try:
        async for number in numbers:  # E: unclosed-asyncgen
            found.append(number)
            if len(found) == limit:
                return found
    except ValueError:
        await numbers.aclose()
    return found


async def program_closed_in_a_handler() -> None:
    await head(2)
    events.append("after")


async def program_another_one_is_closed() -> None:
    numbers, others = rows(), rows(3)
    try:
        async for number in numbers:  # E: unclosed-asyncgen
            if number == 2:
                break
    finally:
        await others.aclose()
    events.append("after")


async def program_closed_under_a_condition_that_is_false(verbose: bool = False) -> None:
    numbers = rows()
    async for number in numbers:  # E: unclosed-asyncgen
        if number == 2:
            break
    if verbose:
        await numbers.aclose()
    events.append("after")
