"""A small operation fails, and None, False or nothing stands for it."""

import asyncio
import contextlib
import json


def number(text: str = "x") -> int | None:
    try:
        return int(text)
    except Exception:  # E: may-swallow-exception
        return None


def parsed(text: str = "{") -> object:
    found = None
    try:
        found = json.loads(text)
    except Exception:  # E: may-swallow-exception
        pass
    return found


def agree(text: str = "x") -> bool:
    try:
        return int(text) > 3
    except Exception:  # E: may-swallow-exception
        return False


def adopt() -> None:
    with contextlib.suppress(Exception):  # E: may-swallow-exception
        int("x")


class Connection:
    def close(self) -> None:
        raise OSError("closed already")


def let_go() -> str:
    connection = Connection()
    try:
        connection.close()
    except Exception:  # E: may-swallow-exception
        pass
    return "done"


async def fail() -> None:
    raise OSError("down")


async def dropped() -> None:
    await asyncio.gather(fail(), fail(), return_exceptions=True)  # E: may-swallow-exception


async def cancelled() -> None:
    async def work() -> None:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:  # E: may-swallow-exception
            pass

    task = asyncio.ensure_future(work())
    await asyncio.sleep(0)
    task.get_loop().call_soon(lambda: task.cancel())
    await task
