"""Libraries whose source is not there: facts say what their generators and streams hold, and who closes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mypy_runs import messages, run, write_config

LIBRARY = """
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from typing import Generic, TypeVar
T = TypeVar("T")
class Cursor:
    def stream(self, query: str) -> AsyncGenerator[int, None]: ...
    def plain(self, query: str) -> AsyncGenerator[int, None]: ...
class Stream(Generic[T]):
    def __aiter__(self) -> AsyncIterator[T]: ...
    async def __aenter__(self) -> Stream[T]: ...
    async def __aexit__(self, *error: object) -> None: ...
    async def close(self) -> None: ...
async def chat() -> Stream[str]: ...
def enumerate(source: AsyncIterable[T]) -> AsyncGenerator[tuple[int, T], None]: ...
def safe_enumerate(source: AsyncIterable[T]) -> AsyncGenerator[tuple[int, T], None]: ...
"""
FACTS = """
from mypy_blindspot.facts import closes_with_itself, holds_open, passes_on
class Cursor:
    @holds_open("the lock of its connection")
    def stream(self): ...
@holds_open("its HTTP response")
class Stream: ...
@passes_on
def enumerate(): ...
@closes_with_itself
def safe_enumerate(): ...
"""
HEAD = "import lib\nfrom contextlib import aclosing\nasync def f(cursor: lib.Cursor) -> None:\n"

CASES = [
    (
        "async for row in cursor.stream(''): break",
        '"cursor.stream()" is left by "break" with the lock of its connection',
    ),
    ("async for row in cursor.plain(''): break", None),
    ("async for row in lib.enumerate(cursor.stream('')): break", '"lib.enumerate()" is left by "break"'),
    ("async for row in lib.enumerate(cursor.plain('')): break", None),
    (
        "async with aclosing(lib.enumerate(cursor.stream(''))) as rows:\n        async for row in rows: break",
        '"cursor.stream()" is left by "break"',
    ),
    ("async for row in lib.safe_enumerate(cursor.stream('')): break", '"lib.safe_enumerate()" is left by "break"'),
    ("async with aclosing(lib.safe_enumerate(cursor.stream(''))) as rows:\n        async for row in rows: break", None),
    (
        "stream = await lib.chat()\n    async for chunk in stream: break",
        '"stream" is left by "break" with its HTTP response still open',
    ),
    ("async for chunk in await lib.chat(): break", '"lib.chat()" is left by "break" with its HTTP response still open'),
    ("async with await lib.chat() as stream:\n        async for chunk in stream: break", None),
    ("stream = await lib.chat()\n    async with stream:\n        async for chunk in stream: break", None),
    ("stream = await lib.chat()\n    async for chunk in stream: break\n    await stream.close()", None),
    ("async for chunk in await lib.chat(): print(chunk)", None),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_facts_say_what_is_open(body: str, expected: str | None, tmp_path: Path) -> None:
    (tmp_path / "lib.pyi").write_text(LIBRARY)
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "lib.pyi").write_text(FACTS)
    write_config(tmp_path, "[mypy.plugins.mypy-blindspot]", "facts = facts/lib.pyi")
    (tmp_path / "use.py").write_text(f"{HEAD}    {body}\n")
    lines, _ = run(tmp_path, "use.py")
    errors = [message for message in messages(lines) if message.severity == "error"]
    assert [message.code for message in errors] == ([] if expected is None else ["unclosed-asyncgen"]), lines
    if expected is not None:
        assert errors[0].text.startswith(expected)
