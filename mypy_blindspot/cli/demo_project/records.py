"""An async generator that its consumer leaves early."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from types import TracebackType


class Cursor:
    """Stands for a database cursor."""

    open_cursors = 0

    async def __aenter__(self) -> "Cursor":
        Cursor.open_cursors += 1
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        Cursor.open_cursors -= 1

    async def fetch(self, query: str) -> list[str]:
        return [f"{query} {number}" for number in range(100)]


async def stream_records(query: str) -> AsyncGenerator[str, None]:
    # "async with" and "try/finally" are alike here: both run when the generator is closed, and "break" does not close
    # it at once.
    async with Cursor() as cursor:
        for row in await cursor.fetch(query):
            yield row


async def first_records(query: str, count: int) -> list[str]:
    records: list[str] = []
    stream = stream_records(query)
    async for record in stream:
        records.append(record)
        if len(records) == count:
            # The cursor stays open: the event loop closes the generator after "stream" is gone, in a task of its own.
            break
    return records


async def repaired_first_records(query: str, count: int) -> list[str]:
    records: list[str] = []
    # Closed here, in this task, whichever way the block is left.
    async with aclosing(stream_records(query)) as stream:
        async for record in stream:
            records.append(record)
            if len(records) == count:
                break
    return records
