"""Quiet: nothing leaves the loop before its end."""

from collections.abc import AsyncGenerator

from quiet_rows import Cursor, events, rows


async def program_plain_loop() -> None:
    async for number in rows():
        events.append(str(number))
    events.append("after")


async def program_continue() -> None:
    async for number in rows():
        if number % 2:
            continue
        events.append(str(number))
    events.append("after")


async def program_break_of_an_inner_loop() -> None:
    async for number in rows():
        for factor in range(10):
            if factor * 10 == number:
                break
    events.append("after")


async def program_break_of_an_inner_while() -> None:
    async for number in rows():
        while True:
            if number < 100:
                break
    events.append("after")


async def program_return_of_a_nested_function() -> None:
    async for number in rows():

        def scaled(value: int = number) -> int:
            return value * 2

        events.append(str(scaled()))
    events.append("after")


async def program_lambda_and_comprehension() -> None:
    found = [number async for number in rows() if number]
    events.append("after")
    assert found


async def program_raise_caught_in_the_body() -> None:
    async for number in rows():
        try:
            if number == 2:
                raise ValueError(number)
        except ValueError:
            continue
    events.append("after")


async def program_raise_caught_by_a_base_class() -> None:
    async for number in rows():
        try:
            if number == 2:
                raise KeyError(number)
        except LookupError:
            events.append("skipped")
    events.append("after")


async def program_anext_to_the_end() -> None:
    numbers = rows()
    while True:
        try:
            await anext(numbers)
        except StopAsyncIteration:
            break
    events.append("after")


async def program_first_item_then_the_rest() -> None:
    numbers = rows()
    header = await anext(numbers)
    async for number in numbers:
        assert number != header
    events.append("after")


async def program_break_in_the_else_of_an_outer_loop() -> None:
    for _ in range(3):
        async for number in rows():
            events.append(str(number))
        else:
            break
    events.append("after")


async def program_last_step_awaited() -> None:
    numbers = rows(1)
    await anext(numbers)
    try:
        await anext(numbers)
    except StopAsyncIteration:
        events.append("after")


async def single() -> AsyncGenerator[int, None]:
    async with Cursor():
        yield 1


async def program_return_of_another_function_in_a_class() -> None:
    async for number in single():

        class Local:
            def get(self) -> int:
                return 1

        assert Local().get() == number
    events.append("after")
