"""A suppress on a stack, and a callback that asks a task for its exception under an if."""

import asyncio
import contextlib
import json
from pathlib import Path


def names_in() -> list[str]:
    found: list[str] = []
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.suppress(Exception))  # E: swallowed-exception
        found = json.loads(Path("no such file").read_text())["names"]
    return found


async def names_of() -> list[str]:
    found: list[str] = []
    async with contextlib.AsyncExitStack() as stack:
        stack.enter_context(contextlib.suppress(BaseException))  # E: swallowed-exception
        found = json.loads(Path("no such file").read_text())["names"]
    return found


async def read() -> None:
    Path("no such file").read_text()


async def forgotten() -> None:
    def forget(task: asyncio.Task[None]) -> None:
        if not task.cancelled():
            task.exception()  # E: swallowed-exception

    task = asyncio.ensure_future(read())
    task.add_done_callback(forget)
    await asyncio.wait([task])
