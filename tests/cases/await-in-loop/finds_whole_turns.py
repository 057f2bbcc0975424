"""Results that are worked on in the order of the turns, while loops, and state that the calls do not see."""

import asyncio


async def _user(number: int) -> str:
    await asyncio.sleep(0.1)
    return f"user-{number}"


async def _total(number: int) -> int:
    await asyncio.sleep(0.1)
    return number * 2


class _Registry:
    def __init__(self) -> None:
        self.users: dict[int, str] = {}
        self._prefix = "user"

    async def _load(self, number: int) -> str:
        name = f"{self._prefix}-{number}"
        await asyncio.sleep(0.1)
        return name


class _Source:
    def __init__(self) -> None:
        self.read = 0

    async def _read(self, number: int) -> str:
        raise NotImplementedError

    async def fetch(self, number: int) -> str:
        return await self._read(number)


class _Remote(_Source):
    async def _read(self, number: int) -> str:
        await asyncio.sleep(0.1)
        return f"remote-{number}"


async def the_best(numbers: list[int]) -> int:
    best = 0
    for number in numbers:
        total = await _total(number)  # E: await-in-loop
        if total > best:
            best = total
    return best


async def without_doubles(numbers: list[int]) -> list[str]:
    seen: set[str] = set()
    users = []
    for number in numbers:
        user = await _user(number % 2)  # E: await-in-loop
        if user not in seen:
            seen.add(user)
            users.append(user)
    return users


async def tests_with_a_name(numbers: list[int]) -> dict[int, str]:
    users = {}
    for number in numbers:
        if (rest := number % 3) == 0:
            continue
        users[number] = await _user(rest)  # E: await-in-loop
    return users


async def an_inner_loop_that_ends(numbers: list[int]) -> list[str]:
    letters = []
    for number in numbers:
        user = await _user(number)  # E: await-in-loop
        for letter in user:
            if letter == "-":
                break
            letters.append(letter)
    return letters


async def into_an_attribute(registry: _Registry, numbers: list[int]) -> dict[int, str]:
    for number in numbers:
        registry.users[number] = await registry._load(number)  # E: await-in-loop
    return registry.users


async def a_queue_of_work(numbers: list[int]) -> list[str]:
    users = []
    while numbers:
        number = numbers.pop(0)
        users.append(await _user(number))  # E: await-in-loop
    return users


async def a_queue_by_its_length(numbers: list[int]) -> list[str]:
    users = []
    while len(numbers) > 0:
        number = numbers.pop()
        users.append(await _user(number))  # E: await-in-loop
    return users


async def counted(numbers: list[int]) -> list[str]:
    users = []
    index = 0
    while index < len(numbers):
        users.append(await _user(numbers[index]))  # E: await-in-loop
        index += 1
    return users


async def a_method_of_the_class(remote: _Remote, numbers: list[int]) -> list[str]:
    return [await remote.fetch(number) for number in numbers]  # E: await-in-loop
