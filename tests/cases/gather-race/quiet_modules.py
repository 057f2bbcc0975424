"""Functions of a module that are named like methods of containers, by policy: files are no state of the program."""

import asyncio
import os


class Files:
    def __init__(self) -> None:
        self.tasks: set[asyncio.Task[None]] = set()

    def on_path(self, path: str) -> None:
        self.tasks.add(asyncio.create_task(self._drop(path)))

    async def _drop(self, path: str) -> None:
        if os.path.exists(path):
            await asyncio.sleep(0)
            os.remove(path)
