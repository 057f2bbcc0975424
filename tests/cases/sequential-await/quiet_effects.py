"""Quiet: one of the two changes what the other one sees, or what both do has an order."""

import asyncio

from quiet_leaves import LEDGER, Remote, _book, _booked

LOG: list[str] = []
STATE = {"ready": 0}


async def _store(text: str) -> int:
    await asyncio.sleep(0.2)
    LOG.append(f"stored {text}")
    return len(LOG)


async def _mark(text: str) -> int:
    LOG.append(f"marked {text}")
    await asyncio.sleep(0.1)
    return len(LOG)


async def _charge(text: str) -> int:
    await asyncio.sleep(0.1)
    LOG.append(f"charged {text}")
    return len(LOG)


async def _read_log() -> list[str]:
    await asyncio.sleep(0.1)
    return list(LOG)


async def _prepare() -> int:
    await asyncio.sleep(0.2)
    STATE["ready"] = 1
    return 1


async def _ready() -> int:
    await asyncio.sleep(0.1)
    return STATE["ready"]


async def _require(number: int) -> None:
    await asyncio.sleep(0.1)
    if number < 100:
        raise PermissionError(number)


async def _secret(number: int) -> str:
    await asyncio.sleep(0.1)
    return f"secret-{number}"


class _Cache:
    def __init__(self) -> None:
        self.items: dict[str, int] = {}
        self.last = ""

    async def refresh(self) -> int:
        await asyncio.sleep(0.2)
        self.items["a"] = 1
        return len(self.items)

    async def get(self, key: str) -> int:
        found = self.items.get(key, 0)
        await asyncio.sleep(0.1)
        return found

    async def ask(self, text: str) -> str:
        self.last = text
        await asyncio.sleep(0.1)
        return self.last

    async def _clear(self) -> None:
        self.items.clear()

    async def reload(self) -> int:
        await asyncio.sleep(0.1)
        await self._clear()
        return 0


async def two_writes(text: str) -> list[int]:
    stored = await _store(text)
    charged = await _charge(text)
    return [stored, charged]


async def a_write_and_a_read(text: str) -> list[object]:
    stored = await _store(text)
    log = await _read_log()
    return [stored, log]


async def a_read_and_a_write(text: str) -> list[object]:
    log = await _read_log()
    marked = await _mark(text)
    return [log, marked]


async def results_not_used(text: str) -> None:
    await _store(text)
    await _charge(text)


async def state_of_the_module(number: int) -> list[int]:
    prepared = await _prepare()
    ready = await _ready()
    return [prepared, ready, number]


async def state_of_another_module(text: str) -> list[object]:
    booked = await _book(text)
    return [booked, await _booked()]


async def a_statement_between(text: str) -> list[object]:
    first = await _booked()
    LEDGER.append(text)
    second = await _booked()
    return [first, second]


async def state_of_an_object(cache: _Cache) -> list[int]:
    size = await cache.refresh()
    value = await cache.get("a")
    return [size, value]


async def through_a_helper(cache: _Cache) -> list[int]:
    cache.items["a"] = 5
    nothing = await cache.reload()
    value = await cache.get("a")
    return [value, nothing]


async def one_slot_for_both(cache: _Cache) -> list[str]:
    left = await cache.ask("left")
    right = await cache.ask("right")
    return [left, right]


async def a_login_first(remote: Remote) -> list[str]:
    token = await remote.login()
    page = await remote.get("/")
    return [token, page]


async def an_attribute_between(remote: Remote) -> list[str]:
    first = await remote.get("/")
    remote.token = "other"
    second = await remote.get("/")
    return [first, second]


async def a_guard_that_raises(number: int) -> str:
    try:
        await _require(number)
        return await _secret(number)
    except PermissionError:
        return "denied"


async def an_argument_changes(cache: _Cache) -> list[int]:
    items = cache.items
    first = await cache.get("a")
    items["a"] = 7
    second = await cache.get("a")
    return [first, second]


async def mutates_its_argument(text: str) -> list[object]:
    found: list[str] = []

    async def _fill(into: list[str]) -> int:
        await asyncio.sleep(0.2)
        into.append(text)
        return len(into)

    async def _size(of: list[str]) -> int:
        await asyncio.sleep(0.1)
        return len(of)

    return [await _fill(found), await _size(found)]


async def nonlocal_state(number: int) -> list[int]:
    last = 0

    async def _step() -> int:
        nonlocal last
        before = last
        await asyncio.sleep(0.1)
        last = before + number
        return last

    first = await _step()
    second = await _step()
    return [first, second]


class _Counter:
    def __init__(self) -> None:
        self.first = ""

    async def keep(self, name: str) -> str:
        await asyncio.sleep(0.3 - len(name) / 10)
        if not self.first:
            self.first = name
        return self.first


async def the_first_is_kept(counter: _Counter) -> list[str]:
    left = await counter.keep("a")
    right = await counter.keep("bb")
    return [left, right]


class _Licensed:
    def __init__(self, remote: Remote) -> None:
        self._remote = remote
        self._token = ""

    async def get_license(self) -> str:
        self._token = await self._remote.get("/license")
        return self._token

    async def get_song(self) -> str:
        return await self._remote.get(f"/song?{self._token}")


async def the_license_comes_first(remote: Remote) -> list[str]:
    licensed = _Licensed(remote)
    token = await licensed.get_license()
    song = await licensed.get_song()
    return [token, song]


class Shelf:
    def __init__(self) -> None:
        self.rows: dict[str, str] = {}

    async def store(self, key: str, value: str) -> str:
        before = self.rows.get(key, "")
        await asyncio.sleep(0.2)
        self.rows[key] = value
        return before


async def twice_under_one_key(shelf: Shelf, key: str) -> list[str]:
    first = await shelf.store(key, "first")
    second = await shelf.store(key, "second")
    return [first, second]
