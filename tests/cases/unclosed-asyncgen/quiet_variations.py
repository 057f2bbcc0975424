"""Quiet: written before the check was run on them, further shapes of generators that are closed or read to the end."""

import asyncio
from collections.abc import AsyncIterable
from contextlib import AsyncExitStack, aclosing

from quiet_rows import Cursor, events, rows


async def program_g_full_nested() -> None:
    async for a in rows():
        async for b in rows(2):
            print(a, b)
    events.append("after")


async def program_g_stack_alias() -> None:
    async with AsyncExitStack() as st:
        g = rows()
        await st.enter_async_context(aclosing(g))
        async for _ in g:
            break
    events.append("after")


async def program_g_shield() -> None:
    g = rows()
    try:
        async for _ in g:
            break
    finally:
        await asyncio.shield(g.aclose())
    events.append("after")


async def program_g_two_with() -> None:
    async with Cursor() as c, aclosing(rows()) as g:
        async for _ in g:
            print(c)
            break
    events.append("after")


async def program_g_return_value() -> None:
    async def f() -> int:
        async with aclosing(rows()) as g:
            async for x in g:
                return x
        return 0

    await f()
    events.append("after")


async def program_g_flag_loop() -> None:
    done = False
    async for x in rows():
        if done:
            continue
        done = x > 2
    events.append("after")


async def program_g_assert_false_raise_caught() -> None:
    async for x in rows():
        try:
            if x == 1:
                raise RuntimeError
        except (RuntimeError, ValueError):
            pass
    events.append("after")


async def program_g_list() -> None:
    xs = [x async for x in rows() if x]
    for x in xs:
        if x:
            break
    events.append("after")


async def program_g_async_with_name() -> None:
    cm = aclosing(rows())
    async with cm as g:
        async for _ in g:
            break
    events.append("after")


async def program_g_close_in_else_and_except() -> None:
    g = rows()
    try:
        async for x in g:
            if x == 2:
                raise ValueError
    except ValueError:
        await g.aclose()
    events.append("after")


async def program_g_conditional_close() -> None:
    g = rows()
    try:
        await anext(g)
    finally:
        if g is not None:
            await g.aclose()
    events.append("after")


class Agen:
    def __init__(self) -> None:
        self._g = rows()

    def __aiter__(self) -> "Agen":
        return self

    async def __anext__(self) -> int:
        return await self._g.__anext__()

    async def aclose(self) -> None:
        await self._g.aclose()


async def program_g_wrapper_class() -> None:
    a = Agen()
    async for _ in a:
        break
    await a.aclose()
    events.append("after")


async def program_g_tuple_rest() -> None:
    g = rows()
    head = await anext(g)
    tail = [x async for x in g]
    events.append("after")
    print(head, tail)


async def consume(source: AsyncIterable[int]) -> None:
    async for _ in source:
        pass


async def program_g_rest_by_function() -> None:
    g = rows()
    await anext(g)
    await consume(g)
    events.append("after")
