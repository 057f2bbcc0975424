"""State that running tasks share is read, and written after an await as if nothing had happened meanwhile.

## What it does
Reports a read of shared state, an await, and a write that relies on the read, in code that tasks run at the same time:
an update of a value, a test and what it decided, an iteration that another task disturbs, a value of one's own kept
on a shared object, a list in the order of completion that is matched by position, an entry of a store that is fetched,
changed and put back, a container that is emptied when its items have been dealt with, an event that is cleared late,
and one session or connection in two tasks.

What runs at the same time is read off `gather()`, task groups and the like, off the tasks that an object starts beside
its own methods or anew at each call, off the functions that servers and routers are given, and off what serves requests
and commands. A lock tells it, too: a test outside of the lock that its change is made under is reported, and a change
without the lock that another method holds for it.

## Why is this bad?
During the await the other tasks run. Each of them writes what it computed from the same old value, so all updates but
one are lost, and a cache loads the same thing many times. It happens every time, not now and then.

## Example
```python
import asyncio

class Report:
    def __init__(self) -> None:
        self.total = 0

    async def views(self, page: str) -> int:
        await asyncio.sleep(0.1)
        return len(page)

    async def add(self, page: str) -> None:
        self.total += await self.views(page)

    async def collect(self, pages: list[str]) -> int:
        await asyncio.gather(*(self.add(page) for page in pages))
        return self.total
```

## Use instead
```python
import asyncio

class Report:
    def __init__(self) -> None:
        self.total = 0

    async def views(self, page: str) -> int:
        await asyncio.sleep(0.1)
        return len(page)

    async def add(self, page: str) -> None:
        views = await self.views(page)
        self.total += views

    async def collect(self, pages: list[str]) -> int:
        await asyncio.gather(*(self.add(page) for page in pages))
        return self.total
```

## Not reported
- a lock around the read and the write, or held by every caller; a test that is made again after the await;
- a claim before the await, such as a flag, a set entry, or the task itself stored in the cache;
- a write that does not rely on a read, `append()`, keys that differ from task to task, and state of one task alone;
- an await of a coroutine that is known never to suspend;
- keys that only seem to differ, and methods of long-lived objects: those are `may-race`, which is off by default;
- methods that start or stop an object, and a decorator that lets one call in at a time.

## Known limits
- Tasks that are started in another module are not seen, unless that module is the one at hand. A sequence in another
  module is reported only where the function that holds it is itself what runs several times at once.
- Rows that are fetched and stored by the text of a query, and stores that a call gives: `(await redis()).get(key)`.
- State that is reached through a property, or through what another object refers to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mypy.nodes import AwaitExpr, FuncDef

from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.finding import Finding, Note
from mypy_blindspot.tree.scopes import Scope

if TYPE_CHECKING:
    from mypy_blindspot.analysis.races.judge import Race

CODE: Final = "gather-race"

_MESSAGES: Final = {
    "update": '"{state}" is read before an await and written after it, by tasks that run at the same time',
    "check": '"{state}" is tested before an await and changed after it, by tasks that run at the same time',
    "own": '"{state}" is set before an await and read after it, by tasks that run at the same time',
    "walk": '"{state}" is iterated with an await in the loop, while a task that runs at the same time changes it',
    "drain": '"{state}" is emptied after an await, and what was added since its items were taken is lost',
    "unlocked": '"{state}" is set after an await, without the lock that "{detail}()" holds to change it',
    "answer": '"{state}" is read for the answer to what was written, by tasks that run at the same time',
    "order": '"{state}" is filled in the order in which tasks end, and matched with their inputs by position',
    "exclusive": '"{state}" is used by tasks that run at the same time, and "{detail}" takes one operation at a time',
    "clear": '"{state}" is cleared after an await that follows "wait()", so a "set()" in between is lost',
}
_ELSEWHERE: Final = {
    "update": '"{detail}()" reads "{state}" before an await and writes it after it, in tasks that run at the same time',
    "check": '"{detail}()" tests "{state}" before an await and changes it after it, in tasks that run at the same time',
    "own": '"{detail}()" sets "{state}" before an await and reads it after it, in tasks that run at the same time',
    "walk": '"{detail}()" iterates "{state}" with an await in the loop, while a task that runs with it changes it',
}
_HELP: Final = {
    "update": 'Await first and read "{state}" after it, or hold one "asyncio.Lock" around both',
    "check": 'Hold one "asyncio.Lock" around the test and the change, or store the task itself before the await',
    "own": "Keep the value in a local variable, or pass it on as an argument",
    "walk": 'Iterate a copy: "list({state})"',
    "drain": 'Take the items out before the await: "items, {state} = {state}, []"',
    "unlocked": "Hold the same lock around the await and the write",
    "answer": 'Hold one "asyncio.Lock" from the question to its answer',
    "order": 'Return the value from the task, and use the list that "gather()" gives: it has the order of the inputs',
    "exclusive": "Give each task one of its own, or await one after the other",
    "clear": 'Call "clear()" right after "wait()"',
}
_CERTAIN: Final = ", by tasks that run at the same time"
_LIKELY: Final = ", while other tasks may do the same"
_CHANGES: Final = "while a task that runs at the same time changes it"
_MAY_CHANGE: Final = "while another task may change it"
_FIRST: Final = {
    "drain": "The items are taken here",
    "answer": "The question is written here",
    "update": '"{state}" is read here',
    "check": '"{state}" is tested here',
    "own": '"{state}" is read here as if no other task had set it',
    "clear": "The wait ends here",
}


def check_await(_: AwaitExpr, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report the races of a function, at its first await."""
    if isinstance(scope.function, FuncDef):
        yield from check_function(scope.function, scope, ctx)


def check_function(function: FuncDef, _: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report the races of a function; it may start tasks, or wait in a loop or block, and await nothing."""
    if ctx.is_first_look(CODE, function):
        for race in ctx.races.of_function(function):
            if not race.is_likely:
                yield finding(CODE, race)


def finding(code: str, race: Race) -> Finding:
    """The report on a race."""
    texts = {"state": race.state, "detail": race.detail}
    is_elsewhere = race.detail and race.kind in _ELSEWHERE
    message = (_ELSEWHERE if is_elsewhere else _MESSAGES)[race.kind].format(**texts)
    if race.is_likely:
        message = message.replace(_CERTAIN, _LIKELY).replace(_CHANGES, _MAY_CHANGE).replace("is lost", "may be lost")
    notes = []
    if race.other is not None and race.kind in _FIRST:
        notes.append(Note(race.other, _FIRST[race.kind].format(**texts)))
    if race.runs:
        notes.append(Note(race.starts or race.place, race.runs))
    return Finding(race.place, code, message, _HELP[race.kind].format(**texts), tuple(notes))


CHECK: Final = Check(CODE, __doc__, {AwaitExpr: check_await, FuncDef: check_function})
