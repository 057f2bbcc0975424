"""Quiet: a stack that is given narrow classes only, and an exception that a callback looks at."""

import asyncio
import contextlib
import json
import logging
from pathlib import Path

logger = logging.getLogger(__name__)


def names_in() -> list[str]:
    found: list[str] = []
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.suppress(KeyError))
        found = json.loads(Path("no such file").read_text())["names"]
    return found


async def read() -> None:
    Path("no such file").read_text()


async def told() -> None:
    def tell(task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("failed", exc_info=error)

    task = asyncio.ensure_future(read())
    task.add_done_callback(tell)
    await asyncio.wait([task])
    await asyncio.sleep(0)
