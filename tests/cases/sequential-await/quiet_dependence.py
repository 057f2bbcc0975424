"""Quiet: the second await needs the first one, by data or by control."""

import asyncio


async def _user(number: int) -> dict[str, int]:
    await asyncio.sleep(0.1)
    return {"id": number, "org": number + 1}


async def _org(number: int) -> str:
    await asyncio.sleep(0.1)
    return f"org-{number}"


async def _total(number: int) -> int:
    await asyncio.sleep(0.1)
    return number * 2


async def _names(number: int) -> list[str]:
    await asyncio.sleep(0.2)
    return [f"name-{number}"]


LEDGER: list[str] = []


async def _book(text: str) -> int:
    await asyncio.sleep(0.2)
    LEDGER.append(text)
    return len(LEDGER)


async def _booked() -> list[str]:
    await asyncio.sleep(0.3)
    return list(LEDGER)


async def _find(number: int) -> int | None:
    await asyncio.sleep(0.1)
    return None if number < 100 else number


async def _hit(number: int) -> int | None:
    await asyncio.sleep(0.1)
    return number if number < 100 else None


async def _page(cursor: int) -> tuple[list[int], int]:
    await asyncio.sleep(0.1)
    return [cursor], cursor + 1


async def data(number: int) -> list[object]:
    user = await _user(number)
    org = await _org(user["org"])
    return [user, org]


async def data_through_a_name(number: int) -> list[object]:
    user = await _user(number)
    key = user["org"]
    wanted = key + 1
    return [user, await _org(wanted)]


async def data_through_unpacking(number: int) -> list[object]:
    found, cursor = await _page(number)
    more, _ = await _page(cursor)
    return [*found, *more]


async def data_through_a_dict(number: int) -> list[object]:
    query = {"id": 0}
    query["id"] = await _total(number)
    return [await _org(query["id"])]


async def data_through_a_method(number: int) -> list[object]:
    queries: list[int] = []
    queries.append(await _total(number))
    return [await _org(queries[0])]


async def data_through_a_sum(number: int) -> list[object]:
    total = 0
    total += await _total(number)
    return [await _org(total)]


async def nested(number: int) -> str:
    return await _org(await _total(number))


async def data_through_a_walrus(number: int) -> list[object]:
    return [(key := await _total(number)), await _org(key)]


async def data_through_a_closure(number: int) -> list[object]:
    total = await _total(number)

    async def _inner() -> str:
        return await _org(total)

    return [await _inner()]


async def data_through_an_attribute(number: int) -> list[object]:
    class _Query:
        key = 0

    query = _Query()
    query.key = await _total(number)
    return [await _org(query.key)]


async def a_guard_returns(number: int) -> list[object]:
    found = await _find(number)
    if found is None:
        return []
    return [found, await _total(number)]


async def a_guard_raises(number: int) -> list[object]:
    found = await _find(number)
    if found is not None:
        raise ValueError(found)
    try:
        assert found is not None
    except AssertionError:
        return []
    return [found, await _total(number)]


async def an_assertion(number: int) -> list[object]:
    found = await _find(number)
    try:
        assert found is not None
        return [await _total(number)]
    except AssertionError:
        return [found]


async def a_branch(number: int) -> list[object]:
    found = await _find(number)
    if found:
        return [await _total(number)]
    return [found]


async def an_or(number: int) -> object:
    return await _total(number) or await _total(number + 1)


async def an_and(number: int) -> object:
    return await _find(number) and await _total(number)


async def a_conditional(number: int) -> object:
    return await _total(number) if await _find(number) else 0


async def a_fallback(number: int) -> object:
    found = await _hit(number)
    if found is None:
        found = await _total(number)
    return found


async def a_chained_comparison(number: int) -> bool:
    total = await _total(number)
    return total < 0 and 0 < await _total(number + 1)


async def an_exception_handler(number: int) -> object:
    try:
        found = await _hit(number)
        if found is None:
            raise LookupError
    except LookupError:
        found = await _total(number)
    return found


async def a_match(number: int) -> object:
    match await _hit(number):
        case None:
            return await _total(number)
        case found:
            return found


async def two_branches(number: int, wanted: bool) -> object:
    if wanted:
        return await _total(number)
    return await _find(number)


async def a_name_that_changes(number: int) -> list[object]:
    key = number
    left = await _total(key)
    key = left + 1
    right = await _total(key)
    return [left, right]


async def one_branch_needs_it(number: int, wide: bool) -> list[object]:
    total = await _total(number)
    if wide:
        user: object = await _user(total)
    else:
        user = await _names(number)
    return [user, total]


async def one_branch_writes(number: int, wide: bool) -> list[object]:
    booked = await _booked()
    if wide:
        user: object = await _book("again")
    else:
        user = await _names(number)
    return [user, booked]


async def across_a_try(number: int) -> list[object]:
    try:
        found = await _hit(await _raises(number))
    except LookupError:
        return []
    booked = await _booked()
    return [found, booked]


async def a_break_between(numbers: list[int]) -> list[object]:
    seen: list[object] = []
    for number in numbers:
        hit = await _hit(number)
        if hit is not None:
            break
        seen += [hit, await _book("next")]
    return seen


async def data_through_an_item(number: int) -> list[object]:
    known = {"a": 0}
    known["a"] = await _total(number)
    org = await _org(known["a"])
    return [known, org]


async def data_through_an_augmented_assignment(number: int) -> list[object]:
    count = number
    count += await _total(number)
    org = await _org(count)
    return [org]


async def data_through_an_exception(number: int) -> list[object]:
    try:
        await _raises(number)
    except LookupError as error:
        return [str(error), await _org(int(error.args[0]))]
    return []


async def _raises(number: int) -> int:
    await asyncio.sleep(0.1)
    raise LookupError(number)
