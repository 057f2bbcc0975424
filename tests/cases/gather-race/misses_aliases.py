"""State that is reached through a property, a returned object or a table of functions."""

import asyncio


class _Property:
    def __init__(self) -> None:
        self._value = 0

    @property
    def value(self) -> int:
        return self._value

    async def work(self) -> None:
        value = self.value
        await asyncio.sleep(0)
        self._value = value + 1  # MISS: gather-race


async def read_through_a_property() -> int:
    state = _Property()
    await asyncio.gather(state.work(), state.work())
    return state.value


class _Returned:
    def __init__(self) -> None:
        self._counts = {"n": 0}

    def counts(self) -> dict[str, int]:
        return self._counts

    async def work(self) -> None:
        counts = self.counts()
        n = counts["n"]
        await asyncio.sleep(0)
        counts["n"] = n + 1  # MISS: gather-race


async def object_that_a_method_returns() -> int:
    state = _Returned()
    await asyncio.gather(state.work(), state.work())
    return state.counts()["n"]


class _Table:
    def __init__(self) -> None:
        self.n = 0

    async def first(self) -> None:
        n = self.n
        await asyncio.sleep(0)
        self.n = n + 1  # MISS: gather-race


async def functions_in_a_table() -> int:
    state = _Table()
    table = {"a": state.first, "b": state.first}
    await asyncio.gather(*(function() for function in table.values()))
    return state.n
