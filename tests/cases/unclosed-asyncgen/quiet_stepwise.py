"""Quiet: single steps that go on to the end, or are followed by a loop or a close."""

from quiet_rows import events, rows


async def program_while_with_default() -> None:
    numbers = rows()
    while (number := await anext(numbers, None)) is not None:
        events.append(str(number))
    events.append("after")


async def program_methods_to_the_end() -> None:
    numbers = rows()
    try:
        while True:
            await numbers.__anext__()
    except StopAsyncIteration:
        events.append("after")


async def program_first_step_checked() -> None:
    numbers = rows(0)
    try:
        await anext(numbers)
    except StopAsyncIteration:
        events.extend(["open", "closed", "after"])


async def program_asend_then_close() -> None:
    numbers = rows()
    try:
        await numbers.asend(None)
    finally:
        await numbers.aclose()
    events.append("after")


async def head_and_rest() -> list[int]:
    numbers = rows()
    head = await anext(numbers)
    return [head, *[number async for number in numbers]]


async def program_rest_in_a_comprehension() -> None:
    await head_and_rest()
    events.append("after")


async def program_flag_set_at_the_end() -> None:
    numbers = rows()
    done = False
    while not done:
        try:
            await anext(numbers)
        except StopAsyncIteration:
            done = True
    events.append("after")


class Reader:
    def __init__(self) -> None:
        self.done = False

    async def read(self) -> None:
        numbers = rows()
        while not self.done:
            try:
                await anext(numbers)
            except StopAsyncIteration:
                self.done = True


async def program_attribute_set_at_the_end() -> None:
    await Reader().read()
    events.append("after")
