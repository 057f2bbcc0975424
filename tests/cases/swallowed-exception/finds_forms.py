"""Failures are swallowed without an except, or are no failures at all."""

import asyncio
import contextlib
from collections.abc import Iterator
from types import TracebackType


class Store:
    """It is down, so everything fails."""

    def load(self, key: str) -> str:
        raise OSError("the store is down")

    def save(self, key: str, value: str) -> None:
        raise OSError("the store is down")

    def delete(self, key: str) -> bool:
        raise OSError("the store is down")

    def names(self) -> list[str]:
        raise OSError("the store is down")

    async def fetch(self, key: str) -> str:
        raise OSError("the store is down")


STORE = Store()


def return_in_finally() -> int:
    size = 0
    try:
        size = len(STORE.load("page"))
    finally:
        return size  # E: swallowed-exception


def break_in_finally() -> int:
    size = 0
    while True:
        try:
            size = len(STORE.load("page"))
        finally:
            break  # E: swallowed-exception
    return size


def continue_in_finally() -> int:
    size = 0
    for key in ("a", "b"):
        try:
            size += len(STORE.load(key))
        finally:
            continue  # E: swallowed-exception
    return size


class Quiet:
    def __enter__(self) -> "Quiet":
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> bool:
        return True  # E: swallowed-exception


def under_a_quiet_manager() -> int:
    size = 0
    with Quiet():
        size = len(STORE.load("page"))
    return size


class QuietAsync:
    state = "open"

    async def __aenter__(self) -> None:
        pass

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.state = "closed"
        return True  # E: swallowed-exception


async def under_a_quiet_async_manager() -> int:
    size = 0
    async with QuietAsync():
        size = len(await STORE.fetch("page"))
    return size


@contextlib.contextmanager
def catch_all() -> Iterator[None]:
    try:
        yield
    except Exception:  # E: swallowed-exception
        pass


def under_a_quiet_generator() -> int:
    size = 0
    with catch_all():
        size = len(STORE.load("page"))
    return size


async def filtered() -> list[str]:
    results = await asyncio.gather(STORE.fetch("a"), STORE.fetch("b"), return_exceptions=True)
    return [result for result in results if not isinstance(result, BaseException)]  # E: swallowed-exception


async def filtered_at_once() -> list[str]:
    return [  # E: swallowed-exception
        result
        for result in await asyncio.gather(STORE.fetch("a"), STORE.fetch("b"), return_exceptions=True)
        if not isinstance(result, BaseException)
    ]


async def skipped() -> list[str]:
    found = []
    for result in await asyncio.gather(STORE.fetch("a"), STORE.fetch("b"), return_exceptions=True):
        if isinstance(result, BaseException):  # E: swallowed-exception
            continue
        found.append(result)
    return found


async def kept_with_names() -> dict[str, str]:
    keys = ["a", "b"]
    results = await asyncio.gather(*map(STORE.fetch, keys), return_exceptions=True)
    found = {}
    for key, result in zip(keys, results, strict=True):
        if not isinstance(result, BaseException):  # E: swallowed-exception
            found[key] = result
    return found


async def marked_as_seen() -> None:
    task = asyncio.ensure_future(STORE.fetch("page"))
    task.add_done_callback(lambda done: done.exception())  # E: swallowed-exception
    await asyncio.wait([task])


def look_away(task: asyncio.Future[str]) -> None:
    task.exception()  # E: swallowed-exception


async def marked_as_seen_by_a_function() -> None:
    task = asyncio.ensure_future(STORE.fetch("page"))
    task.add_done_callback(look_away)
    await asyncio.wait([task])


async def cancelled_and_going_on() -> int:
    async def size() -> int:
        try:
            await asyncio.sleep(10)
            return 1
        except asyncio.CancelledError:  # E: swallowed-exception
            return 0

    task = asyncio.ensure_future(size())
    await asyncio.sleep(0)
    task.get_loop().call_soon(lambda: task.cancel())
    return await task


async def cancelled_by_everything() -> int:
    try:
        return len(await STORE.fetch("page"))
    except BaseException:  # E: swallowed-exception
        return 0


def grouped() -> None:
    with contextlib.suppress(BaseException):  # E: swallowed-exception
        STORE.save("page", "text")


async def unpacked() -> int:
    first, second = await asyncio.gather(  # E: swallowed-exception
        STORE.fetch("a"), STORE.fetch("b"), return_exceptions=True
    )
    kinds = [first.__class__, second.__class__]
    return len(kinds)
