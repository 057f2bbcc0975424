"""The loop is left by return or raise: the caller goes on while the generator is still open."""

from quiet_rows import events, rows


async def first_above(limit: int) -> int | None:
    async for number in rows():  # E: unclosed-asyncgen
        if number > limit:
            return number
    return None


async def program_return() -> None:
    await first_above(2)
    events.append("after")


async def refuse(limit: int) -> None:
    async for number in rows():  # E: unclosed-asyncgen
        if number > limit:
            raise ValueError(number)


async def program_raise() -> None:
    try:
        await refuse(2)
    except ValueError:
        events.append("after")


async def first_pair() -> tuple[int, int] | None:
    async for number in rows():  # E: unclosed-asyncgen
        for factor in range(3):
            if factor * number == 4:
                return factor, number
    return None


async def program_return_out_of_two_loops() -> None:
    await first_pair()
    events.append("after")


async def checked(limit: int) -> None:
    async for number in rows():  # E: unclosed-asyncgen
        try:
            if number > limit:
                raise ValueError(number)
        except KeyError:
            continue


async def program_raise_past_another_handler() -> None:
    try:
        await checked(2)
    except ValueError:
        events.append("after")


async def translated(limit: int) -> None:
    async for number in rows():  # E: unclosed-asyncgen
        try:
            if number > limit:
                raise ValueError(number)
        except ValueError as error:
            raise KeyError(number) from error


async def program_raise_in_handler() -> None:
    try:
        await translated(2)
    except KeyError:
        events.append("after")


async def head() -> list[int]:
    found: list[int] = []
    async for number in rows():  # E: unclosed-asyncgen
        found.append(number)
        try:
            if len(found) > 2:
                return found
        finally:
            found.append(-1)
    return found


async def program_return_through_finally() -> None:
    await head()
    events.append("after")
