"""Reads that do not need each other, in the forms in which they are written."""

import asyncio


async def _user(number: int) -> dict[str, int]:
    await asyncio.sleep(0.1)
    return {"id": number, "org": number + 1}


async def _names(number: int) -> list[str]:
    await asyncio.sleep(0.1)
    return [f"name-{number}"]


async def _total(number: int, scale: int = 1) -> int:
    await asyncio.sleep(0.1)
    return number * scale


async def _org(number: int) -> str:
    await asyncio.sleep(0.1)
    return f"org-{number}"


def _merge(left: object, right: object) -> list[object]:
    return [left, right]


async def two(number: int) -> list[object]:
    user = await _user(number)
    names = await _names(number)  # E: sequential-await
    return [user, names]


async def three(number: int) -> list[object]:
    user = await _user(number)
    names = await _names(number)  # E: sequential-await
    total = await _total(number)  # E: sequential-await
    return [user, names, total]


async def annotated(number: int) -> list[object]:
    user: dict[str, int] = await _user(number)
    names: list[str] = await _names(number)  # E: sequential-await
    return [user, names]


async def pure_between(number: int) -> list[object]:
    user = await _user(number)
    title = str(user["id"]).upper()
    size = len(title)
    names = await _names(number)  # E: sequential-await
    return [title, size, names]


async def in_a_dict(number: int) -> dict[str, object]:
    return {
        "user": await _user(number),
        "names": await _names(number),  # E: sequential-await
    }


async def in_a_list(number: int) -> list[object]:
    return [
        await _user(number),
        await _names(number),  # E: sequential-await
        await _total(number),  # E: sequential-await
    ]


async def in_a_tuple(number: int) -> tuple[object, object]:
    return await _user(number), await _names(number)  # E: sequential-await


async def as_arguments(number: int) -> list[object]:
    return _merge(await _user(number), await _names(number))  # E: sequential-await


async def as_keywords(number: int) -> list[object]:
    return _merge(
        right=await _user(number),
        left=await _names(number),  # E: sequential-await
    )


async def unpacked(left: int, right: int) -> int:
    a, b = await _total(left), await _total(right)  # E: sequential-await
    return a - b


async def in_a_sum(left: int, right: int) -> int:
    return await _total(left) + await _total(right)  # E: sequential-await


async def in_a_comparison(left: int, right: int) -> bool:
    return await _total(left) < await _total(right)  # E: sequential-await


async def in_text(number: int) -> str:
    return f"{await _total(number)} {await _names(number)}"  # E: sequential-await


async def second_in_return(number: int) -> list[object]:
    user = await _user(number)
    return [user, await _names(number)]  # E: sequential-await


async def second_in_a_header(number: int) -> list[str]:
    total = await _total(number)
    found = []
    for name in await _names(number):  # E: sequential-await
        found.append(f"{name} {total}")
    return found


async def second_in_a_test(number: int) -> str:
    user = await _user(number)
    if await _total(number) > 3:  # E: sequential-await
        return "much"
    return f"little {user}"


async def in_a_branch(number: int, wanted: bool) -> list[object]:
    found: list[object] = []
    if wanted:
        user = await _user(number)
        names = await _names(number)  # E: sequential-await
        found = [user, names]
    return found


async def in_a_try(number: int) -> list[object]:
    try:
        user = await _user(number)
        names = await _names(number)  # E: sequential-await
    except ValueError:
        return []
    return [user, names]


async def in_a_walrus(number: int) -> list[object]:
    total = (first := await _total(number)) + await _total(number + 1)  # E: sequential-await
    return [total, first]


async def a_chain_and_one_beside_it(number: int) -> list[object]:
    user = await _user(number)
    org = await _org(user["org"])
    total = await _total(number)  # E: sequential-await
    return [org, total]


async def two_after_one(number: int) -> list[object]:
    user = await _user(number)
    org = await _org(user["org"])
    total = await _total(user["id"])  # E: sequential-await
    return [org, total]


async def two_of_four(number: int) -> list[object]:
    user = await _user(number)
    org = await _org(user["org"])
    names = await _names(number)  # E: sequential-await
    more = await _names(user["id"])  # E: sequential-await
    return [org, names, more]


async def two_groups(number: int) -> list[object]:
    left = await _total(number)
    right = await _total(number + 1)  # E: sequential-await
    if left > right:
        return []
    user = await _user(left)
    names = await _names(right)  # E: sequential-await
    return [user, names]


async def with_a_guard_that_ends_before(number: int) -> list[object]:
    if number < 0:
        raise ValueError(number)
    user = await _user(number)
    names = await _names(number)  # E: sequential-await
    return [user, names]


async def into_attributes(number: int) -> dict[str, object]:
    found: dict[str, object] = {}
    found["user"] = await _user(number)
    found["names"] = await _names(number)  # E: sequential-await
    return found


async def with_time_outs(number: int) -> list[object]:
    user = await asyncio.wait_for(_user(number), timeout=1)
    names = await asyncio.wait_for(_names(number), timeout=1)  # E: sequential-await
    return [user, names]


async def tasks_awaited_at_once(number: int) -> list[object]:
    user = await asyncio.create_task(_user(number))
    names = await asyncio.create_task(_names(number))  # E: sequential-await
    return [user, names]


async def shielded(number: int) -> list[object]:
    user = await asyncio.shield(_user(number))
    names = await asyncio.shield(_names(number))  # E: sequential-await
    return [user, names]


async def coroutines_made_first(number: int) -> list[object]:
    first = _user(number)
    second = _names(number)
    user = await first
    names = await second  # E: sequential-await
    return [user, names]


async def in_each_turn(numbers: list[int]) -> int:
    found = 0
    for number in numbers:
        if found > 100:
            break
        user = await _user(number)
        names = await _names(number)  # E: sequential-await
        found += len(names) + user["id"]
    return found


async def in_a_function_inside(number: int) -> list[object]:
    async def _inner(each: int) -> int:
        await asyncio.sleep(0.1)
        return each + number

    left = await _inner(1)
    right = await _inner(2)  # E: sequential-await
    return [left, right]


async def the_first_fails(number: int) -> object:
    try:
        user = await _user(number)
        names = await _names(number)  # E: sequential-await
    finally:
        number += 1
    return [user, names, number]


async def after_a_choice(number: int, wide: bool) -> list[object]:
    if wide:
        user: object = await _user(number)
    else:
        user = await _names(number)
    total = await _total(number)  # E: sequential-await
    return [user, total]


async def before_a_choice(number: int, wide: bool) -> list[object]:
    total = await _total(number)
    if wide:
        user: object = await _user(number)  # E: sequential-await
    else:
        user = await _names(number)
    return [user, total]


async def before_a_chain_of_choices(number: int, wide: bool) -> list[object]:
    total = await _total(number)
    if wide:
        user: object = await _user(number)  # E: sequential-await
    elif number > 7:
        user = await _names(number + 1)
    else:
        user = await _names(number)
    return [user, total]
