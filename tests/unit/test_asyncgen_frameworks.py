"""Frameworks that take generators over, and libraries that wrap them, in the shape that their types have."""

from __future__ import annotations

from pathlib import Path

import pytest

from mypy_blindspot.checks.unclosed_asyncgen import CHECK
from tests.mypy_runs import messages, run, write_config

TYPES = """
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Generator, Iterable
from typing import Any, TypeVar
_T = TypeVar("_T")
"""
CORE = f"""{TYPES}
class BaseStream(AsyncIterable[_T], Awaitable[_T]):
    def __aiter__(self) -> AsyncIterator[_T]: ...
    def __await__(self) -> Generator[Any, None, _T]: ...
    def __or__(self, func: Callable[[BaseStream[_T]], Stream[_T]]) -> Stream[_T]: ...
class Stream(BaseStream[_T]):
    def stream(self) -> Streamer[_T]: ...
class Streamer(BaseStream[_T]):
    async def __aenter__(self) -> Streamer[_T]: ...
    async def __aexit__(self, *error: object) -> None: ...
    async def aclose(self) -> None: ...
def streamcontext(source: AsyncIterable[_T]) -> Streamer[_T]: ...
"""
OPERATORS = f"{TYPES}from aiostream.core import Stream\n"
LIBRARIES = {
    "aiostream/__init__.pyi": (
        "from aiostream import pipe as pipe, stream as stream\n"
        "from aiostream.core import streamcontext as streamcontext\n"
    ),
    "aiostream/core.pyi": CORE,
    "aiostream/pipe.pyi": f"{OPERATORS}def take(n: int) -> Callable[[Any], Stream[Any]]: ...\n",
    "aiostream/stream/__init__.pyi": (
        "from aiostream.stream.combine import *\n"
        "from aiostream.stream.create import *\n"
        "from aiostream.stream.select import *\n"
        "from aiostream.stream.transform import *\n"
    ),
    "aiostream/stream/combine.pyi": f"{OPERATORS}def zip(*sources: AsyncIterable[_T]) -> Stream[tuple[_T, ...]]: ...\n",
    "aiostream/stream/create.pyi": (
        f"{OPERATORS}def iterate(it: AsyncIterable[_T]) -> Stream[_T]: ...\n"
        "def preserve(it: AsyncIterable[_T]) -> Stream[_T]: ...\n"
    ),
    "aiostream/stream/select.pyi": f"{OPERATORS}def take(source: AsyncIterable[_T], n: int) -> Stream[_T]: ...\n",
    "aiostream/stream/transform.pyi": (
        f"{OPERATORS}def enumerate(source: AsyncIterable[_T], start: int = 0) -> Stream[tuple[int, _T]]: ...\n"
    ),
    "fastapi/__init__.pyi": f"{TYPES}def Depends(dependency: Callable[..., Any] | None = None) -> Any: ...\n",
    "starlette/__init__.pyi": "",
    "starlette/responses.pyi": (
        f"{TYPES}class Response: ...\n"
        "class StreamingResponse(Response):\n"
        "    def __init__(self, content: AsyncIterable[Any] | Iterable[Any], status_code: int = 200) -> None: ...\n"
    ),
    "sse_starlette/__init__.pyi": (
        f"{TYPES}from starlette.responses import Response\n"
        "class EventSourceResponse(Response):\n"
        "    def __init__(self, content: AsyncIterable[Any], ping: int | None = None) -> None: ...\n"
    ),
}
HEAD = """
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Annotated
from aiostream import pipe, stream, streamcontext
from fastapi import Depends
from sse_starlette import EventSourceResponse
from starlette.responses import StreamingResponse
class Db:
    async def __aenter__(self) -> "Db":
        return self
    async def __aexit__(self, *error: object) -> None: ...
async def rows() -> AsyncGenerator[str, None]:
    async with Db():
        yield "a"
        yield "b"
async def session() -> AsyncGenerator[Db, None]:
    async with Db() as db:
        yield db
"""
SILENT = {
    "a dependency": "async def get(db: Db = Depends(session)) -> Db:\n    return db\n",
    "an annotated dependency": "async def get(db: Annotated[Db, Depends(session)]) -> Db:\n    return db\n",
    "a dependency that passes one on": (
        "async def current() -> AsyncGenerator[Db, None]:\n    async for db in session():\n        yield db\n"
        "async def get(db: Annotated[Db, Depends(current)]) -> Db:\n    return db\n"
    ),
    "a streaming response": "async def get() -> StreamingResponse:\n    return StreamingResponse(rows())\n",
    "a response to a started generator": (
        "async def get() -> StreamingResponse:\n    numbers = rows()\n    await anext(numbers)\n"
        "    return StreamingResponse(numbers, status_code=201)\n"
    ),
    "a response that is given a name": (
        "async def get() -> StreamingResponse:\n    numbers = rows()\n    await anext(numbers)\n"
        "    response = StreamingResponse(content=numbers)\n    return response\n"
    ),
    "a response to a generator expression": (
        "async def get() -> StreamingResponse:\n    return StreamingResponse(row + ';' async for row in rows())\n"
    ),
    "a stream of events": "async def get() -> EventSourceResponse:\n    return EventSourceResponse(rows(), ping=1)\n",
    "a stream of events that is started": (
        "async def get() -> EventSourceResponse:\n    numbers = rows()\n    await anext(numbers)\n"
        "    return EventSourceResponse(numbers)\n"
    ),
    "a wrapper with its context": (
        "async def f() -> None:\n    async with stream.enumerate(rows()).stream() as found:\n"
        "        async for _ in found:\n            break\n"
    ),
    "a pipeline with its context": (
        "async def f() -> None:\n    found = stream.iterate(rows()) | pipe.take(1)\n"
        "    async with found.stream() as items:\n        async for _ in items:\n            break\n"
    ),
    "the context of a generator": (
        "async def f() -> None:\n    async with streamcontext(rows()) as found:\n"
        "        async for _ in found:\n            break\n"
    ),
    "a wrapper that is read to its end": (
        "async def f() -> None:\n    async for row in stream.take(rows(), 2):\n        print(row)\n"
    ),
}
LEFT = {
    "stream.enumerate(rows())": ("stream.enumerate()", "stream.enumerate(rows()).stream()"),
    "stream.zip(rows(), rows())": ("stream.zip()", "stream.zip(rows(), rows()).stream()"),
    "stream.take(rows(), 3)": ("stream.take()", "stream.take(rows(), 3).stream()"),
    "stream.iterate(rows()) | pipe.take(3)": (
        "stream.iterate()",
        "(stream.iterate(rows()) | pipe.take(3)).stream()",
    ),
    "stream.preserve(rows())": ("stream.preserve()", "contextlib.aclosing(rows())"),
}


def check(tmp_path: Path, text: str) -> list[tuple[str | None, str]]:
    for name, types in LIBRARIES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(types)
    write_config(tmp_path)
    (tmp_path / "use.py").write_text(f"{HEAD}{text}")
    lines, _ = run(tmp_path, "use.py")
    return [(message.code, message.text) for message in messages(lines)]


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_is_closed_elsewhere_is_silent(text: str, tmp_path: Path) -> None:
    assert check(tmp_path, text) == []


@pytest.mark.parametrize("expression", LEFT)
def test_wrappers_of_a_library_are_left(expression: str, tmp_path: Path) -> None:
    name, cure = LEFT[expression]
    found = check(tmp_path, f"async def f() -> None:\n    async for _ in {expression}:\n        break\n")
    assert found[0] == ("unclosed-asyncgen", f'"{name}" is left by "break" with "async with Db()" still open')
    assert f'"async with {cure} as items"' in found[1][1]
    assert "annotate" not in found[1][1]


def test_the_response_that_is_not_closed_is_told_in_the_documentation() -> None:
    text = " ".join(CHECK.doc.split())
    assert "A generator given to a `StreamingResponse` is taken to be closed." in text
    assert "With servers of ASGI version 2.3, such as uvicorn, Starlette does not close it" in text
