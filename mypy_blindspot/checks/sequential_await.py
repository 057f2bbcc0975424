"""Awaits in a row wait for each other, though none needs another.

## What it does
Reports two or more awaits of one function that could run at the same time: none is computed from what another one
gave, all of them only read, none sees what another one does, and nothing between them may leave the function.

## Why is this bad?
Each call starts when the one before has ended. Three reads of 100 ms take 300 ms instead of 100 ms.

## Example
```python
import asyncio

async def fetch_user(user_id: int) -> str:
    await asyncio.sleep(0.1)
    return f"user-{user_id}"

async def fetch_repos(user_id: int) -> list[str]:
    await asyncio.sleep(0.1)
    return [f"repo-{user_id}"]

async def dashboard(user_id: int) -> tuple[str, list[str]]:
    user = await fetch_user(user_id)
    repos = await fetch_repos(user_id)
    return user, repos
```

## Use instead
```python
import asyncio

async def fetch_user(user_id: int) -> str:
    await asyncio.sleep(0.1)
    return f"user-{user_id}"

async def fetch_repos(user_id: int) -> list[str]:
    await asyncio.sleep(0.1)
    return [f"repo-{user_id}"]

async def dashboard(user_id: int) -> tuple[str, list[str]]:
    user, repos = await asyncio.gather(fetch_user(user_id), fetch_repos(user_id))
    return user, repos
```

## Not reported
- a call whose effect is not known, that writes or sends, or that neither gives a result nor keeps one;
- two uses of one session, connection, stream or other object that cannot be shared, or anything under a lock;
- a call that never really waits, is cached, runs in Django's one thread, or takes its own connection from a pool;
- awaits with a `return`, `raise` or branch between them, in tests and benchmarks, or under a comment that says why;
- what only names tell of, and requests to a device, known by `f"http://{host}"`: that is `may-sequential-await`.

## Known limits
- What a server limits is not known: fewer requests at a time may be wanted.
- Of libraries that are not installed where mypy runs, only the shipped facts and the names of functions are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from mypy.nodes import AwaitExpr, CallExpr, MemberExpr, NameExpr

from mypy_blindspot.analysis.awaits.style import Style, call_text
from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.scopes import Scope

if TYPE_CHECKING:
    from mypy_blindspot.analysis.awaits.groups import Group, Site

CODE: Final = "sequential-await"
_NAMED: Final = 4
_REPORTED: Final = 8
_LONGEST_HELP: Final = 240
# More arguments make the result of gather() a plain list.
_MOST_TYPED: Final = 6


def check_await(node: AwaitExpr, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report a group of independent awaits at its second member, and briefly at the next ones."""
    group = ctx.awaits.group_at(node, scope, weak=False)
    if group is not None:
        yield from findings_at(CODE, node, group, ctx)


def findings_at(code: str, node: AwaitExpr, group: Group, ctx: CheckContext) -> Iterator[Finding]:
    """What is said of one member of a group."""
    if node is group.members[1].node:
        message = f"{_listed(group.members)} run one after the other, and none needs another"
        yield ctx.finding(code, node, message, _advice(group, ctx.awaits.style))
        return
    index = next((index for index, site in enumerate(group.members[:_REPORTED]) if site.node is node), None)
    if index is None:  # the first ones say it: a hundred lines of the same would bury the rest
        return
    *before, own = group.members[: index + 1]
    message = f"{_listed([own])} waits for {_listed(before)}, and needs none of them"
    yield ctx.finding(code, node, message, f"Start it together with {_listed(before[:1])}")


def _listed(sites: Sequence[Site]) -> str:
    texts = [f'"{call_text(site.call)}"' for site in sites]
    if len(texts) > _NAMED:
        texts[_NAMED - 1 :] = ["others"]
    *others, last = texts
    return f"{', '.join(others)} and {last}" if others else last


def _advice(group: Group, style: Style) -> str:
    text = next(
        (
            text
            for call_of in (call_text, _short_call)
            if len(group.members) <= _REPORTED
            and not any(site.is_alternative for site in group.members)
            and len(text := _rewrite(group, style, [call_of(site.call) for site in group.members])) <= _LONGEST_HELP
        ),
        "Start them together, in one asyncio.TaskGroup or asyncio.gather()",
    )
    followers = sorted({_short_call(site.call) for site in group.followers})
    return f"{text}, and then {' and '.join(followers)}" if followers and len(followers) < _NAMED else text


def _rewrite(group: Group, style: Style, calls: list[str]) -> str:
    names = [_name(site, index) for index, site in enumerate(group.members)]
    if not any(site.is_kept for site in group.members):
        if style is Style.GATHER:
            return f"await asyncio.gather({', '.join(calls)})"
        if style is Style.TASK_GROUP:
            return f"async with asyncio.TaskGroup() as group: {'; '.join(f'group.create_task({c})' for c in calls)}"
    if style is Style.GATHER and len(calls) <= _MOST_TYPED:
        return f"{', '.join(names)} = await asyncio.gather({', '.join(calls)})"
    if style in (Style.GATHER, Style.TASK_GROUP):
        tasks = [f"{name} = group.create_task({call})" for name, call in zip(names, calls, strict=True)]
        return f"async with asyncio.TaskGroup() as group: {'; '.join(tasks)}"
    opener = "anyio.create_task_group()" if style is Style.ANYIO else "trio.open_nursery()"
    return f"Start {', '.join(calls[:-1])} and {calls[-1]} in one {opener}"


def _name(site: Site, index: int) -> str:
    if len(site.bound) == 1:
        return site.bound[0]
    return (
        f"({', '.join(site.bound)})"
        if site.bound
        else ("first", "second", "third", "fourth", "fifth", "sixth")[index % 6]
    )


def _short_call(call: CallExpr) -> str:
    callee = call.callee
    return f"{callee.name}(...)" if isinstance(callee, (NameExpr, MemberExpr)) else "the call"


CHECK = Check(CODE, __doc__, {AwaitExpr: check_await})
