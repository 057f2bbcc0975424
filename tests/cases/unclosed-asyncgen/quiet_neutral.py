"""Quiet: what stands around the yield has nothing to give back; each program says so by "open" and "closed" alone."""

import contextlib
import contextvars
import io
import time
import warnings
from collections.abc import AsyncGenerator, Iterator
from tempfile import gettempdir

events: list[str] = []
seconds: list[float] = []


class Tracer:
    @contextlib.contextmanager
    def start_as_current_span(self, name: str) -> Iterator[str]:
        yield name


tracer = Tracer()


async def traced() -> AsyncGenerator[int, None]:
    events.extend(["open", "closed"])
    with tracer.start_as_current_span("rows"):
        yield 1
        yield 2


async def program_span() -> None:
    async for _ in traced():
        break
    events.append("after")


async def traced_further() -> AsyncGenerator[int, None]:
    async for number in traced():
        yield number


async def program_span_passed_on() -> None:
    async with contextlib.aclosing(traced_further()) as numbers:
        async for _ in numbers:
            break
    events.append("after")


async def quiet() -> AsyncGenerator[int, None]:
    events.extend(["open", "closed"])
    with warnings.catch_warnings(), contextlib.nullcontext():
        yield 1
        yield 2


async def program_warnings() -> None:
    async for _ in quiet():
        break
    events.append("after")


async def timed() -> AsyncGenerator[int, None]:
    events.extend(["open", "closed"])
    start = time.perf_counter()
    try:
        yield 1
        yield 2
    finally:
        seconds.append(time.perf_counter() - start)


async def program_time_taken() -> None:
    async for _ in timed():
        break
    events.append("after")


class Flags:
    running = False

    async def items(self) -> AsyncGenerator[int, None]:
        events.extend(["open", "closed"])
        self.running = True
        try:
            yield 1
            yield 2
        finally:
            self.running = False


async def program_flag() -> None:
    async for _ in Flags().items():
        break
    events.append("after")


async def lines(text: str) -> AsyncGenerator[str, None]:
    events.extend(["open", "closed"])
    with io.StringIO(text) as file:
        for line in file:
            yield line


async def numbered_lines() -> AsyncGenerator[str, None]:
    async for line in lines(gettempdir()):
        yield f"> {line}"


async def program_file_passed_on() -> None:
    async with contextlib.aclosing(numbered_lines()) as found:
        async for _ in found:
            break
    events.append("after")


depth = contextvars.ContextVar("depth", default=0)


async def deeper() -> AsyncGenerator[int, None]:
    events.extend(["open", "closed"])
    before = depth.get()
    try:
        yield before
        yield before + 1
    finally:
        print(before)


async def program_context_variable() -> None:
    async for _ in deeper():
        break
    events.append("after")


class Attempt:
    """Notes whether it worked, as in libraries that repeat what failed."""

    def __enter__(self) -> None: ...

    def __exit__(self, *error: object) -> bool:
        return isinstance(error[1], OSError)


async def repeated() -> AsyncGenerator[int, None]:
    events.extend(["open", "closed"])
    for attempt in (Attempt(), Attempt()):
        with attempt:
            yield 1
            yield 2


async def program_attempts() -> None:
    async for _ in repeated():
        break
    events.append("after")
