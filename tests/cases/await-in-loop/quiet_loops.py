"""Quiet: a turn needs an earlier one, ends the loop, or uses what only one can use at a time."""

import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

LOG: list[str] = []
CLOCK = {"last": -1.0}


async def _user(number: int) -> str:
    await asyncio.sleep(0.1)
    return f"user-{number}"


async def _page(cursor: int) -> tuple[list[int], int]:
    await asyncio.sleep(0.1)
    return [cursor], cursor + 1


async def _store(number: int) -> int:
    await asyncio.sleep(0.4 - number / 100)
    LOG.append(f"stored {number}")
    return len(LOG)


async def _limited(number: int) -> int:
    now = asyncio.get_running_loop().time()
    if CLOCK["last"] >= 0 and now - CLOCK["last"] < 1:
        raise RuntimeError("too many requests")
    CLOCK["last"] = now
    await asyncio.sleep(0.1)
    return number


class _Wire:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    async def get(self, number: int) -> int:
        async with self._lock:
            await asyncio.sleep(0.1)
        return number


class _Meter:
    def __init__(self) -> None:
        self.last = 0

    async def step(self, number: int) -> int:
        before = self.last
        await asyncio.sleep(0.1)
        self.last = before + number
        return self.last


async def _unstable(number: int) -> int:
    await asyncio.sleep(0.1)
    if CLOCK["last"] < 0:
        CLOCK["last"] = 0
        raise ConnectionError(number)
    return number


async def ends_with_a_hit(numbers: list[int]) -> str:
    for number in numbers:
        user = await _user(number)
        if user:
            return user
    return ""


async def breaks(numbers: list[int]) -> list[str]:
    users: list[str] = []
    for number in numbers:
        if len(users) > 1:
            break
        users.append(await _user(number))
    return users


async def raises(numbers: list[int]) -> list[str]:
    users: list[str] = []
    try:
        for number in numbers:
            user = await _user(number)
            if user.endswith("4"):
                raise ValueError(user)
            users.append(user)
    except ValueError:
        users.append("failed")
    return users


async def carries_a_cursor(numbers: list[int]) -> list[int]:
    found: list[int] = []
    cursor = 0
    for number in numbers:
        items, cursor = await _page(cursor + number)
        found += items
    return found


async def carries_a_sum(numbers: list[int]) -> list[str]:
    users: list[str] = []
    total = 0
    for number in numbers:
        user = await _user(number + total)
        total += len(user)
        users.append(user)
    return users


async def carries_the_last_result(numbers: list[int]) -> str:
    last = "0"
    for number in numbers:
        last = await _user(number + len(last))
    return last


async def needs_what_was_found(numbers: list[int]) -> list[str]:
    found: list[str] = []
    for number in numbers:
        found.append(await _user(number + len(found)))
    return found


async def only_while_nothing_was_found(numbers: list[int]) -> str:
    found = ""
    for number in numbers:
        if not found:
            found = await _user(number)
    return found


async def writes_in_order(numbers: list[int]) -> list[int]:
    found = []
    for number in numbers:
        found.append(await _store(number))
    return found


async def results_not_used(numbers: list[int]) -> None:
    for number in numbers:
        await _store(number)


async def a_server_with_a_limit(numbers: list[int]) -> list[int]:
    found = []
    for number in numbers:
        found.append(await _limited(number))
        await asyncio.sleep(1)
    return found


async def one_session(session: AsyncSession, tables: list[str]) -> list[object]:
    found = []
    for table in tables:
        found.append(await session.scalar(text(table)))
    return found


async def one_session_in_a_comprehension(session: AsyncSession, tables: list[str]) -> list[object]:
    return [await session.scalar(text(table)) for table in tables]


async def one_lock(wire: _Wire, numbers: list[int]) -> list[int]:
    return [await wire.get(number) for number in numbers]


async def one_reader(reader: asyncio.StreamReader, numbers: list[int]) -> list[object]:
    return [await reader.readexactly(number) for number in numbers]


async def state_of_an_object(meter: _Meter, numbers: list[int]) -> list[int]:
    return [await meter.step(number) for number in numbers]


async def polls(number: int) -> list[str]:
    users: list[str] = []
    while len(users) < 3:
        users.append(await _user(number))
    return users


async def pages(number: int) -> list[int]:
    found: list[int] = []
    cursor: int | None = number
    while cursor is not None and cursor < 6:
        items, cursor = await _page(cursor)
        found += items
    return found


async def retries(number: int) -> int:
    for attempt in range(3):
        try:
            return await _unstable(number)
        except ConnectionError:
            await asyncio.sleep(attempt)
    return 0


async def never_waits(numbers: list[int]) -> list[int]:
    async def _known(number: int) -> int:
        return number + 1

    return [await _known(number) for number in numbers]


async def tasks_already_started(numbers: list[int]) -> list[str]:
    tasks = [asyncio.create_task(_user(number)) for number in numbers]
    return [await task for task in tasks]


async def gathered(numbers: list[int]) -> list[str]:
    return list(await asyncio.gather(*(_user(number) for number in numbers)))


async def as_they_come(numbers: list[int]) -> list[str]:
    users = []
    for next_one in asyncio.as_completed([_user(number) for number in numbers]):
        users.append(await next_one)
    return sorted(users)


async def walks_a_list(number: int) -> list[str]:
    found: list[str] = []
    following = [number]
    for each in following:
        found.append(await _user(each))
        if each < 6:
            following.append(each + 1)
    return found


async def sums_with_a_guard(numbers: list[int]) -> int:
    total = 0
    for number in numbers:
        if total < 8:
            total += len(await _user(number))
    return total


async def keeps_the_last_in_an_object(meter: _Meter, numbers: list[int]) -> int:
    for number in numbers:
        meter.last = len(await _user(number + meter.last))
    return meter.last


async def one_buffer(numbers: list[int]) -> list[str]:
    buffer: list[str] = []

    async def _take(number: int) -> str:
        before = len(buffer)
        await asyncio.sleep(0.1)
        return f"{before}-{number}"

    for number in numbers:
        buffer.append(await _take(number))
    return buffer


async def a_queue_that_grows(numbers: list[int]) -> list[str]:
    users: list[str] = []
    while numbers:
        number = numbers.pop()
        users.append(await _user(number))
        if number > 4:
            numbers.append(number - 1)
    return users


async def guarded_by_the_best(numbers: list[int]) -> str:
    best = ""
    for number in numbers:
        if number > len(best):
            user = await _user(number)
            if len(user) > len(best):
                best = user
    return best


async def asks_unless_known(numbers: list[int]) -> list[str]:
    users: list[str] = []
    last = ""
    for number in numbers:
        user = last or await _user(number)
        last = user
        users.append(user)
    return users


async def reads_what_it_keeps(meter: _Meter, numbers: list[int]) -> list[int]:
    async def _since(number: int) -> int:
        before = meter.last
        await asyncio.sleep(0.1)
        return number - before

    found = []
    for number in numbers:
        meter.last = await _since(number)
        found.append(meter.last)
    return found


class Line:
    def __init__(self) -> None:
        self.log: list[str] = []

    async def transmit(self, text: str) -> int:
        self.log.append(f"> {text}")
        await asyncio.sleep(0.1)
        self.log.append(f"< {text}")
        return len(text)


async def a_list_with_the_name_of_a_logger(line: Line, texts: list[str]) -> list[int]:
    return [await line.transmit(text) for text in texts]
