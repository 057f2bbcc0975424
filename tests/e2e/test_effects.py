"""What is known of calls is shown, marks of users count, and advice is in the style of the project."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from mypy_blindspot import reveal_effects
from tests.mypy_runs import Message, messages, run, write_config

HEAD = """
import asyncio
from mypy_blindspot import reveal_effects
from mypy_blindspot.facts import exclusive, independent, reads, writes
"""
LEAF = """
async def fetch(number: int) -> int:
    await asyncio.sleep(0.1)
    return number
"""


def check(tmp_path: Path, text: str, *config: str) -> list[Message]:
    (tmp_path / "m.py").write_text(dedent(text))
    enabled = "enable_error_code = may-sequential-await"
    write_config(tmp_path, "check_untyped_defs = True", enabled, *config)
    lines, _ = run(tmp_path, "m.py")
    return messages(lines)


def revealed(tmp_path: Path, text: str) -> list[str]:
    found = check(tmp_path, HEAD + text)
    assert all(each.severity == "note" for each in found), found
    return [each.text for each in found]


def test_nothing_happens_at_run_time() -> None:
    marker = object()
    assert reveal_effects(marker) is marker


def test_a_body_is_read(tmp_path: Path) -> None:
    text = LEAF + "async def f() -> None:\n    await reveal_effects(fetch(1))\n"
    [note] = revealed(tmp_path, text)
    assert note.startswith('Effects of "fetch(1)": does nothing outside of the program; waits for data (known from ')
    assert 'the body of "fetch"' in note


def test_facts_of_a_library_count(tmp_path: Path) -> None:
    text = """
import aiohttp
import httpx
from sqlalchemy.ext.asyncio import AsyncSession
from typing import Protocol
from mypy_blindspot.facts import shareable
@shareable
class Store(Protocol):
    async def get_order(self, number: int) -> str: ...
async def f(c: httpx.AsyncClient, s: aiohttp.ClientSession, db: AsyncSession, store: Store) -> None:
    await reveal_effects(c.get("/"))
    await reveal_effects(c.request("POST", "/"))
    await reveal_effects(s.get("/"))
    await reveal_effects(db.commit())
    await reveal_effects(store.get_order(1))
"""
    get, post, session, commit, order = revealed(tmp_path, text)
    assert get == 'Effects of "c.get(\'/\')": reads; waits for data (known from "AsyncClient.get" is marked "reads")'
    assert 'writes or sends; waits for data (known from "AsyncClient.request" is marked "by_method")' in post
    assert 'reads; waits for data (known from "ClientSession.get" is marked "reads")' in session
    assert 'uses "db" (exclusive)' in commit
    assert 'known from the name "get_order" of a client that is marked "shareable"' in order


def test_what_is_changed_and_used_is_named(tmp_path: Path) -> None:
    text = """
@exclusive
class Wire:
    async def ask(self) -> int: ...
class Cache:
    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.last = 0
    async def load(self) -> None:
        self.last = await self.wire.ask()
async def f(cache: Cache) -> None:
    await reveal_effects(cache.load())
"""
    [note] = revealed(tmp_path, text.replace("...", "return 1"))
    assert 'changes "cache.last"' in note
    assert 'uses "cache.wire" (exclusive)' in note


def test_names_come_last_and_are_called_that(tmp_path: Path) -> None:
    text = "from typing import Any\nasync def f(api: Any) -> None:\n    await reveal_effects(api.get_user(1))\n"
    assert revealed(tmp_path, text) == [
        (
            'Effects of "api.get_user(1)": reads; may wait for data; is known by names alone'
            ' (known from the name "get_user")'
        )
    ]


@pytest.mark.parametrize(("marker", "words"), [("reads", "reads"), ("writes", "writes or sends")])
def test_a_users_mark_comes_before_the_body(tmp_path: Path, marker: str, words: str) -> None:
    text = (
        LEAF.replace("async def", f"@{marker}\nasync def")
        + "async def f() -> None:\n    await reveal_effects(fetch(1))\n"
    )
    [note] = revealed(tmp_path, text)
    assert f": {words}; waits for data" in note


PAIR = """
async def both(api: object) -> list[int]:
    left = await {left}
    right = await {right}
    return [left, right]
"""


def test_a_connection_of_a_library_without_types_is_known_by_its_import(tmp_path: Path) -> None:
    """mypy knows it as a name of the module that imports it."""
    pair = PAIR.format(left="api.fetch('a')", right="api.fetch('b')").replace("list[int]", "Any")
    text = "import asyncpg\nfrom typing import Any\nfrom asyncpg import Connection\n"
    text += pair.replace("object", "Connection") + pair.replace("object", "asyncpg.Connection | None").replace(
        "both", "again"
    )
    text += """
class Store:
    def __init__(self, link: asyncpg.Connection) -> None:
        self.link = link
    async def load(self) -> Any:
        left = await self.link.fetch("a")
        right = await self.link.fetch("b")
        return [left, right]
"""
    found = codes(check(tmp_path, text, "ignore_missing_imports = True"))
    assert not {"sequential-await", "may-sequential-await"}.intersection(found)


def codes(found: list[Message]) -> list[str | None]:
    return [each.code for each in found if each.severity == "error"]


def test_marked_writes_are_left_alone(tmp_path: Path) -> None:
    leaf = LEAF.replace("async def", "@writes\nasync def")
    assert codes(check(tmp_path, HEAD + leaf + PAIR.format(left="fetch(1)", right="fetch(2)"))) == []


def test_marked_independent_calls_are_reported(tmp_path: Path) -> None:
    leaf = "@independent\nasync def compute(number: int) -> int: ...\n".replace("...", "return send(number)")
    leaf += "def send(number: int) -> int:\n    return number\n"
    assert codes(check(tmp_path, HEAD + leaf + PAIR.format(left="compute(1)", right="compute(2)"))) == [
        "sequential-await"
    ]


@pytest.mark.parametrize(("setting", "expected"), [((), []), (("read_verbs = peek",), ["may-sequential-await"])])
def test_the_words_for_reads_are_a_setting(tmp_path: Path, setting: tuple[str, ...], expected: list[str]) -> None:
    text = "from typing import Any\n" + PAIR.replace("object", "Any").format(left="api.peek(1)", right="api.peek(2)")
    section = ("[mypy.plugins.mypy-blindspot]", *setting) if setting else ()
    assert codes(check(tmp_path, text, *section)) == expected


@pytest.mark.parametrize(
    ("imports", "expected"),
    [
        ("import asyncio", "left, right = await asyncio.gather(fetch(1), fetch(2))"),
        ("import anyio", "Start fetch(1) and fetch(2) in one anyio.create_task_group()"),
        ("import trio", "Start fetch(1) and fetch(2) in one trio.open_nursery()"),
        (
            "import asyncio\ngroup = asyncio.TaskGroup",
            (
                "async with asyncio.TaskGroup() as group: left = group.create_task(fetch(1)); "
                "right = group.create_task(fetch(2))"
            ),
        ),
    ],
)
def test_the_help_is_in_the_style_of_the_module(tmp_path: Path, imports: str, expected: str) -> None:
    library = imports.split()[1]
    text = f"{imports}\n{LEAF.replace('asyncio', library)}{PAIR.format(left='fetch(1)', right='fetch(2)')}"
    assert [each.text for each in check(tmp_path, text) if each.text.startswith("help: ")] == [f"help: {expected}"]


def test_the_group_and_what_stays_behind_are_named(tmp_path: Path) -> None:
    text = f"""
import asyncio
{LEAF}
async def f() -> list[int]:
    a = await fetch(1)
    b = await fetch(a)
    c = await fetch(3)
    d = await fetch(4)
    return [a, b, c, d]
"""
    found = check(tmp_path, text)
    assert [(each.line, each.severity, each.text) for each in found] == [
        (11, "error", '"fetch(1)", "fetch(3)" and "fetch(4)" run one after the other, and none needs another'),
        (11, "note", "help: a, c, d = await asyncio.gather(fetch(1), fetch(3), fetch(4)), and then fetch(...)"),
        (12, "error", '"fetch(4)" waits for "fetch(1)" and "fetch(3)", and needs none of them'),
        (12, "note", 'help: Start it together with "fetch(1)"'),
    ]


def test_a_loop_over_anything_but_constants_needs_a_bound(tmp_path: Path) -> None:
    text = f"import asyncio\n{LEAF}\nasync def f() -> list[int]:\n    return [await fetch(n) for n in (1, 2, 3)]\n"
    text += "async def g(ns: list[int]) -> list[int]:\n    return [await fetch(n) for n in ns]\n"
    found = check(tmp_path, text)
    assert codes(found) == ["await-in-loop", "await-in-loop"]
    assert [each.text for each in found if each.severity == "note"] == [
        "help: await asyncio.gather(*(fetch(n) for n in (1, 2, 3)))",
        (
            "help: await asyncio.gather(*(fetch(n) for n in ns)), "
            "with an asyncio.Semaphore inside of each call to bound how many run at once"
        ),
    ]


@pytest.mark.parametrize(
    ("library", "opener"), [("anyio", "anyio.create_task_group()"), ("trio", "trio.open_nursery()")]
)
def test_a_loop_is_bounded_in_the_style_of_the_module(tmp_path: Path, library: str, opener: str) -> None:
    text = f"import {library}\n{LEAF.replace('asyncio', library)}"
    text += "async def g(ns: list[int]) -> list[int]:\n    return [await fetch(n) for n in ns]\n"
    [note] = [each for each in check(tmp_path, text) if each.text.startswith("help: ")]
    limiter = f"{library}.CapacityLimiter"
    assert (
        note.text
        == f"help: Start fetch(n) for n in ns in one {opener}, bounded by a{'n' * (library == 'anyio')} {limiter}"
    )


def test_of_five_thousand_awaits_the_first_ones_are_reported(tmp_path: Path) -> None:
    body = "".join(f"    x{n} = await fetch({n})\n" for n in range(5000))
    result = ", ".join(f"x{n}" for n in range(5000))
    text = f"import asyncio\n{LEAF}\nasync def f() -> list[int]:\n{body}    return [{result}]\n"
    assert codes(check(tmp_path, text)) == ["sequential-await"] * 7
