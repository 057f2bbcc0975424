"""One read per turn, and no turn needs another."""

import asyncio


async def _user(number: int) -> str:
    await asyncio.sleep(0.1)
    return f"user-{number}"


async def _names(number: int) -> list[str]:
    await asyncio.sleep(0.1)
    return [f"name-{number}"]


async def _total(number: int, scale: int = 1) -> int:
    await asyncio.sleep(0.1)
    return number * scale


class _Item:
    def __init__(self, number: int = 1) -> None:
        self.number = number
        self.detail = ""

    async def load(self) -> str:
        await asyncio.sleep(0.1)
        return f"item-{self.number}"


async def appended(numbers: list[int]) -> list[str]:
    users = []
    for number in numbers:
        users.append(await _user(number))  # E: await-in-loop
    return users


async def appended_by_name(numbers: list[int]) -> list[str]:
    users = []
    for number in numbers:
        user = await _user(number)  # E: await-in-loop
        users.append(user)
    return users


async def with_pure_code(numbers: list[int]) -> list[str]:
    users = []
    for number in numbers:
        key = number + 1
        user = await _user(key)  # E: await-in-loop
        users.append(user.upper())
    return users


async def extended(numbers: list[int]) -> list[str]:
    names: list[str] = []
    for number in numbers:
        names.extend(await _names(number))  # E: await-in-loop
    return names


async def summed(numbers: list[int]) -> int:
    total = 0
    for number in numbers:
        total += await _total(number)  # E: await-in-loop
    return total


async def concatenated(numbers: list[int]) -> list[str]:
    names: list[str] = []
    for number in numbers:
        names += await _names(number)  # E: await-in-loop
    return names


async def by_key(numbers: list[int]) -> dict[int, str]:
    users = {}
    for number in numbers:
        users[number] = await _user(number)  # E: await-in-loop
    return users


async def into_a_set(numbers: list[int]) -> set[str]:
    users = set()
    for number in numbers:
        users.add(await _user(number))  # E: await-in-loop
    return users


async def comprehension(numbers: list[int]) -> list[str]:
    return [await _user(number) for number in numbers]  # E: await-in-loop


async def set_comprehension(numbers: list[int]) -> set[str]:
    return {await _user(number) for number in numbers}  # E: await-in-loop


async def dict_comprehension(numbers: list[int]) -> dict[int, str]:
    return {number: await _user(number) for number in numbers}  # E: await-in-loop


async def filtered_comprehension(numbers: list[int]) -> list[str]:
    return [await _user(number) for number in numbers if number % 2]  # E: await-in-loop


async def with_continue(numbers: list[int]) -> list[str]:
    users = []
    for number in numbers:
        if number % 2:
            continue
        users.append(await _user(number))  # E: await-in-loop
    return users


async def under_a_condition(numbers: list[int]) -> list[str]:
    users = []
    for number in numbers:
        if number % 2:
            users.append(await _user(number))  # E: await-in-loop
    return users


async def chain_in_a_turn(numbers: list[int]) -> list[int]:
    totals = []
    for number in numbers:
        user = await _user(number)  # E: await-in-loop
        totals.append(await _total(len(user)))
    return totals


async def errors_kept(numbers: list[int]) -> list[str]:
    users = []
    for number in numbers:
        try:
            users.append(await _user(number))  # E: await-in-loop
        except ValueError:
            users.append("none")
    return users


async def the_item_is_the_receiver(items: list[_Item]) -> list[str]:
    found = []
    for item in items:
        found.append(await item.load())  # E: await-in-loop
    return found


async def into_the_item(items: list[_Item]) -> list[_Item]:
    for item in items:
        item.detail = await item.load()  # E: await-in-loop
    return items


async def of_pairs(numbers: dict[int, int]) -> dict[int, int]:
    totals = {}
    for key, scale in numbers.items():
        totals[key] = await _total(key, scale)  # E: await-in-loop
    return totals


async def numbered(numbers: list[int]) -> list[str]:
    found = []
    for index, number in enumerate(numbers):
        found.append(f"{index} {await _user(number)}")  # E: await-in-loop
    return found


async def header_of_an_inner_loop(numbers: list[int]) -> list[str]:
    found = []
    for number in numbers:
        for name in await _names(number):  # E: await-in-loop
            found.append(name.upper())
    return found


async def three_constants() -> list[int]:
    found = []
    for number in (1, 2, 3):
        found.append(await _total(number))  # E: await-in-loop
    return found


async def with_a_time_out(numbers: list[int]) -> list[str]:
    return [await asyncio.wait_for(_user(number), timeout=1) for number in numbers]  # E: await-in-loop


async def a_known_range(count: int) -> list[int]:
    return [await _total(number) for number in range(count)]  # E: await-in-loop


async def duplicates_left_out(numbers: list[int]) -> list[str]:
    seen: set[int] = set()
    users = []
    for number in numbers:
        if number in seen:
            continue
        seen.add(number)
        users.append(await _user(number))  # E: await-in-loop
    return users
