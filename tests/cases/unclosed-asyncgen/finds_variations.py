"""Written before the check was run on them: further shapes of generators that are left open."""

import functools
import sys
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from contextlib import AsyncExitStack, aclosing
from typing import Any, Generic, TypeVar, overload

from quiet_rows import Cursor, events, rows

T = TypeVar("T")


async def program_closure() -> None:
    async def inner() -> int:
        async for x in rows():  # E: unclosed-asyncgen
            return x
        return 0

    await inner()
    events.append("after")


async def program_lambda() -> None:
    make = lambda: rows()
    async for _ in make():  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_partial() -> None:
    make = functools.partial(rows, 3)
    async for _ in make():  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_dict() -> None:
    gens = {"a": rows()}
    async for _ in gens["a"]:  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_walrus() -> None:
    async for _ in (g := rows()):  # E: unclosed-asyncgen
        break
    events.append("after")
    assert g


async def program_aiter_name() -> None:
    it = aiter(rows())
    await anext(it)  # E: unclosed-asyncgen
    events.append("after")


class Base(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item = item

    async def scan(self) -> AsyncIterator[T]:
        async with Cursor():
            yield self.item
            yield self.item


class Sub(Base[int]):
    pass


async def program_inherited_generic() -> None:
    async for _ in Sub(1).scan():  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_while_true_break() -> None:
    g = rows()
    while True:
        x = await anext(g)  # E: unclosed-asyncgen
        if x > 2:
            break
    events.append("after")


async def on_exit() -> AsyncGenerator[int, None]:
    c = await Cursor().__aenter__()
    try:
        yield 1
        yield 2
    except GeneratorExit:
        await c.close()
        raise


async def program_generator_exit() -> None:
    async for _ in on_exit():  # E: unclosed-asyncgen
        break
    events.append("after")


async def stacked() -> AsyncGenerator[int, None]:
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(Cursor())
        yield 1
        yield 2


async def program_stack() -> None:
    async for _ in stacked():  # E: unclosed-asyncgen
        break
    events.append("after")


async def take(source: AsyncIterable[T], n: int) -> AsyncGenerator[T, None]:
    i = 0
    async for x in source:  # E: unclosed-asyncgen
        if i == n:
            return
        i += 1
        yield x


async def program_take() -> None:
    async for _ in take(rows(), 2):
        pass
    events.append("after")


async def merged() -> AsyncGenerator[int, None]:
    async for a in rows():  # E: unclosed-asyncgen
        async for b in rows(2):  # E: unclosed-asyncgen
            yield a * b


async def program_nested_passing() -> None:
    async with aclosing(merged()) as m:
        async for _ in m:
            break
    events.append("after")


@overload
def pick(n: int) -> AsyncGenerator[int, None]: ...
@overload
def pick(n: str) -> AsyncGenerator[int, None]: ...
def pick(n: int | str) -> AsyncGenerator[int, None]:
    return rows(int(n))


async def program_overload() -> None:
    async for _ in pick(3):  # E: unclosed-asyncgen
        break
    events.append("after")


class Holder:
    def __init__(self) -> None:
        self.source = Sub(1)

    def stream(self) -> AsyncIterator[int]:
        return self.source.scan()


async def program_attribute_chain() -> None:
    h = Holder()
    async for _ in h.stream():  # E: unclosed-asyncgen
        break
    events.append("after")


async def program_break_in_finally_free_try() -> None:
    try:
        async for _ in rows():  # E: unclosed-asyncgen
            break
    except ValueError:
        pass
    finally:
        print("x")
    events.append("after")


async def program_del() -> None:
    g = rows()
    async for _ in g:  # E: unclosed-asyncgen
        break
    del g
    events.append("after")


async def program_ensure_first() -> None:
    async for first in rows():  # E: unclosed-asyncgen
        if first < 0:
            continue
        else:
            break
    else:
        raise LookupError
    events.append("after")


def connect() -> Any:
    return sys.modules[rows.__module__]


async def of_unknown_client() -> AsyncGenerator[int, None]:
    client = connect()
    stream = client.rows()
    try:
        async for number in stream:
            yield number
    finally:
        await stream.aclose()


async def program_closes_what_an_unknown_client_made() -> None:
    async for number in of_unknown_client():  # E: unclosed-asyncgen
        if number == 2:
            break
    events.append("after")
