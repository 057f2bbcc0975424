"""A queue that is full holds up who fills it; and what is set before a yield is cleaned up after it."""

import asyncio
from collections.abc import AsyncGenerator

from quiet_rows import events


async def ticks() -> AsyncGenerator[int, None]:
    events.append("open")
    try:
        yield 1
        yield 2
        yield 3
    finally:
        await asyncio.sleep(0)
        events.append("closed")


async def program_full_queue() -> None:
    queue = asyncio.Queue[int](maxsize=1)

    async def feed() -> None:
        async for number in ticks():  # E: unclosed-asyncgen
            await queue.put(number)

    try:
        await asyncio.wait_for(feed(), 0.01)
    except asyncio.TimeoutError:
        events.append("after")


async def replies() -> AsyncGenerator[str, None]:
    socket: str | None = None
    try:
        socket = "open"
        events.append(socket)
        yield "first"
        yield "second"
    finally:
        if socket is not None:
            await asyncio.sleep(0)
            events.append("closed")


async def program_set_before_the_yield() -> None:
    async for text in replies():  # E: unclosed-asyncgen
        if text:
            break
    events.append("after")


async def caught() -> AsyncGenerator[str, None]:
    events.append("open")
    end: str | None = None
    try:
        yield "first"
        yield "second"
    except BaseException:
        end = "closed"
        raise
    finally:
        if end:
            await asyncio.sleep(0)
            events.append(end)


async def program_set_when_it_is_closed() -> None:
    async for text in caught():  # E: unclosed-asyncgen
        if text:
            break
    events.append("after")


class Socket:
    async def __aenter__(self) -> str:
        events.append("open")
        return "socket"

    async def __aexit__(self, *_: object) -> None:
        pass


async def entered(socket: str | None = "given") -> AsyncGenerator[str, None]:
    socket = None
    try:
        async with Socket() as socket:
            yield "first"
            yield "second"
    finally:
        if socket is not None:
            await asyncio.sleep(0)
            events.append("closed")


async def program_entered() -> None:
    async for text in entered():  # E: unclosed-asyncgen
        if text:
            break
    events.append("after")


async def grouped() -> AsyncGenerator[str, None]:
    socket: str | None = None

    def connect() -> str:
        nonlocal socket
        socket = "open"
        events.append(socket)
        return socket

    try:
        yield connect()
        yield connect()
    finally:
        if socket is not None:
            await asyncio.sleep(0)
            events.append("closed")


async def program_set_by_a_function_inside() -> None:
    async for text in grouped():  # E: unclosed-asyncgen
        if text:
            break
    events.append("after")
