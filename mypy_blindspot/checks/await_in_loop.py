"""A loop awaits one read per turn, though no turn needs another.

## What it does
Reports a `for` loop, a comprehension, or a `while` loop that takes items or counts, when it awaits in each turn, the
call depends on the turn's item, only reads, and does not need what an earlier turn gave or did. What is done with the
results may build on earlier turns: it can be done in order when all of them are there.

## Why is this bad?
The calls run one after the other. Twenty calls of 100 ms take two seconds instead of 100 ms.

## Example
```python
import asyncio

async def fetch_user(user_id: int) -> str:
    await asyncio.sleep(0.1)
    return f"user-{user_id}"

async def load_users(user_ids: list[int]) -> list[str]:
    users = []
    for user_id in user_ids:
        users.append(await fetch_user(user_id))
    return users
```

## Use instead
```python
import asyncio

async def fetch_user(user_id: int) -> str:
    await asyncio.sleep(0.1)
    return f"user-{user_id}"

async def load_users(user_ids: list[int]) -> list[str]:
    limit = asyncio.Semaphore(10)

    async def bounded(user_id: int) -> str:
        async with limit:
            return await fetch_user(user_id)

    return await asyncio.gather(*(bounded(user_id) for user_id in user_ids))
```

## Not reported
- retries, polling, pages and chunks, and loops that may end early with `break`, `return` or `raise`;
- calls that write, send, sleep or wait for another task, or whose effect is not known;
- one session, connection or other object that cannot be shared, used in every turn; anything under a lock;
- a call that never really waits, is cached, runs in Django's one thread, or is itself concurrent inside;
- `async for`, generators that yield each result, and at most two constants to loop over;
- what only names tell of, objects that each turn starts or stops, loops that end by an error that a result decides
  about, and turns that store elsewhere what they have read: that is `may-await-in-loop`.

## Known limits
- What a server limits is not known; the help shows how to bound the number of calls at a time.
- Other `while` loops are not analysed: most of them repeat until something changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mypy.nodes import AwaitExpr, CallExpr, Expression, ListExpr, MemberExpr, NameExpr, SetExpr, TupleExpr

from mypy_blindspot.analysis.awaits.style import Style, call_text
from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.scopes import Scope
from mypy_blindspot.tree.text import source_text

if TYPE_CHECKING:
    from mypy_blindspot.analysis.awaits.awaits import FreeLoop
    from mypy_blindspot.analysis.awaits.loops import Course

CODE: Final = "await-in-loop"


def check_await(node: AwaitExpr, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report a loop at the first await of its turns."""
    found = ctx.awaits.loop_at(node, scope)
    if found is not None and not found.is_weak:
        yield finding_in(CODE, found, ctx)


def finding_in(code: str, loop: FreeLoop, ctx: CheckContext) -> Finding:
    """What is said of a loop."""
    message = f'"await {call_text(loop.call)}" runs once per turn of the loop, and no turn needs another'
    return ctx.finding(code, loop.node, message, _advice(loop.call, loop.course, ctx.awaits.style))


def _advice(call: CallExpr, course: Course, style: Style) -> str:
    source = course.sources[0]
    each = f"for {source_text(course.indices[0]) or 'each'} in {source_text(source) or '...'}"
    if style is Style.ANYIO:
        return f"Start {call_text(call)} {each} in one anyio.create_task_group(), bounded by an anyio.CapacityLimiter"
    if style is Style.TRIO:
        return f"Start {call_text(call)} {each} in one trio.open_nursery(), bounded by a trio.CapacityLimiter"
    together = f"await asyncio.gather(*({_coroutine(call)} {each}))"
    if _is_bounded(source):
        return together
    return f"{together}, with an asyncio.Semaphore inside of each call to bound how many run at once"


def _coroutine(call: CallExpr) -> str:
    text = source_text(call)
    if text is not None:
        return text
    return f"{call.callee.name}(...)" if isinstance(call.callee, (NameExpr, MemberExpr)) else "call(...)"


def _is_bounded(source: Expression) -> bool:
    """Whether the number of turns is written in the code."""
    return isinstance(source, (ListExpr, TupleExpr, SetExpr))


CHECK = Check(CODE, __doc__, {AwaitExpr: check_await})
