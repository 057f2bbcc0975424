"""An async generator with something to clean up is left before its end and not closed.

## What it does
Reports the consumer of an async generator that leaves it early: a loop with `break`, `return` or `raise`, a loop in a
timeout, a single `anext()`, or another generator that passes its items on and may itself be closed. It reports only
generators that are known to hold something at their yields: an `async with`, a `with`, or a `finally` that releases
something, in this module, in another one, or in a library that the facts describe. It also reports a `yield` inside of
a timeout or task group of a plain generator, whose cancellation hits the consumer.

## Why is this bad?
The generator stays suspended, and what it holds stays open, until the garbage collector finds it; the event loop then
runs the clean-up in another task. The next statement runs before that, errors of the clean-up are lost, and a pool
may run dry. `try`/`finally` in the generator changes nothing: only `aclose()` at the consumer does.

## Example
```python
import asyncio
from collections.abc import AsyncIterator

async def lines(host: str) -> AsyncIterator[bytes]:
    reader, writer = await asyncio.open_connection(host, 80)
    try:
        async for line in reader:
            yield line
    finally:
        writer.close()
        await writer.wait_closed()

async def first_header(host: str) -> bytes | None:
    async for line in lines(host):
        if b":" in line:
            return line
    return None
```

## Use instead
```python
import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

async def lines(host: str) -> AsyncGenerator[bytes, None]:
    reader, writer = await asyncio.open_connection(host, 80)
    try:
        async for line in reader:
            yield line
    finally:
        writer.close()
        await writer.wait_closed()

async def first_header(host: str) -> bytes | None:
    async with aclosing(lines(host)) as found:
        async for line in found:
            if b":" in line:
                return line
    return None
```

## Not reported
- a generator that is closed on the way out: by `aclosing`, by `aclose()` in a `finally`, or by an exit stack;
- a generator that is handed on: returned, stored in something else, or passed to a function that may close it, such as
  a response object;
- a generator with nothing to clean up, and iterators that are no generators;
- a context manager function, a fixture, and a method of an object that a `with` around the loop closes;
- a loop that only an exception out of its body leaves: that is `may-leave-asyncgen`, which is off by default.

## Known limits
- A generator given to a `StreamingResponse` is taken to be closed. With servers of ASGI version 2.3, such as uvicorn,
  Starlette does not close it when the client goes away.
- Of an abstract method, only implementations are known that stand in its module or whose class the consumer names.
- A function of another module that leaves a generator it is given is known if that is all it does with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mypy.nodes import (
    AwaitExpr,
    CallExpr,
    Expression,
    FuncDef,
    NameExpr,
    OpExpr,
    YieldExpr,
)
from mypy.types import Instance, ProperType

from mypy_blindspot.analysis.asyncgen.cleanup import HeldKind
from mypy_blindspot.analysis.asyncgen.leaving import LOOPS, ExitKind, Loop, iterated_by
from mypy_blindspot.analysis.asyncgen.origin import generator_type
from mypy_blindspot.analysis.asyncgen.steps import stepped
from mypy_blindspot.analysis.asyncgen.values import LOCALS
from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.ancestry import within
from mypy_blindspot.tree.scopes import Scope
from mypy_blindspot.tree.text import source_text

if TYPE_CHECKING:
    from mypy_blindspot.analysis.asyncgen.leak import Leak

CODE: Final = "unclosed-asyncgen"


def check_loop(loop: Loop, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report a loop or comprehension over a generator that it leaves early."""
    yield from _report(ctx.leaks.of_loop(loop, scope), scope, ctx)
    iterated = iterated_by(loop)
    if isinstance(iterated, CallExpr):
        yield from check_call(iterated, scope, ctx)


def check_await(node: AwaitExpr, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report, at the first await of a function, its calls that take an item or give a generator away."""
    function = scope.function
    if function is None or (node.line, node.column) != next(_awaits(function, ctx), None):
        return
    for call in within(function):
        if isinstance(call, CallExpr) and ctx.view.type_of(call) is not None:
            yield from check_call(call, scope, ctx)


def _awaits(function: FuncDef, ctx: CheckContext) -> Iterator[tuple[int, int]]:
    """Where the awaits of a function stand that can be reached."""
    for node in within(function):
        if isinstance(node, AwaitExpr) and ctx.view.type_of(node) is not None:
            yield node.line, node.column


def check_call(call: CallExpr, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report a single item taken from a generator, and one that is given to a function which leaves it."""
    # Most calls are neither: the analysis is made for none of these.
    if stepped(call) is not None:
        yield from _report(ctx.leaks.of_step(call, scope), scope, ctx)
    elif any(generator_type(ctx.view.type_of(argument)) is not None for argument in call.args):
        for leak in ctx.leaks.of_arguments(call, scope):
            yield from _report(leak, scope, ctx)


def _report(leak: Leak | None, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    if leak is None:
        return
    name = name_of(leak)
    held = held_text(leak)
    if leak.way.kind is ExitKind.YIELD:
        outer = scope.function.name if isinstance(scope.function, FuncDef) else ""
        message = f'"{name}" is left open when "{outer}()" is closed early, {held}'
    elif leak.way.kind is ExitKind.END:
        message = f'"{name}" is left after "{leak.way.text}" {held}'
    else:
        message = f'"{name}" is left by "{leak.way.text}" {held}'
    yield ctx.finding(CODE, leak.place, message, advice(leak, ctx))


def held_text(leak: Leak) -> str:
    """What stays open."""
    opening = leak.opening
    if opening.held is None:
        return f"with {opening.text} still open"
    return f'with "{opening.text}" still {"to run" if opening.held.kind is HeldKind.FINALLY else "open"}'


def name_of(leak: Leak) -> str:
    """The generator, as a message names it."""
    expr = leak.origin.expression
    if leak.origin.attribute is not None:
        return f"self.{leak.origin.attribute}"
    if isinstance(leak.place, NameExpr) and leak.opening.held is None:
        return leak.place.name
    expr = expr.expr if isinstance(expr, AwaitExpr) else expr
    called = source_text(expr.callee if isinstance(expr, CallExpr) else expr)
    name = called or leak.origin.made.function.rpartition(".")[2]
    return f"{name}()" if isinstance(expr, CallExpr) else name


def advice(leak: Leak, ctx: CheckContext) -> str:
    """How to close the generator."""
    expr = leak.origin.expression
    typ = generator_type(ctx.view.type_of(expr))
    if leak.origin.attribute is not None:
        what = f'each item of "{name_of(leak)}"' if leak.origin.is_item else "it"
        call = "aclose()" if leak.origin.is_item else f"await {name_of(leak)}.aclose()"
        text = f'Close {what} with "{call}" in a method that the owner of the object calls'
    elif typ is None and leak.opening.held is None:
        return f'Open it with "async with {text_of(expr)} as stream"'
    elif leak.wrapped:
        names = ["items", "others", *(f"items_{number}" for number in range(3, len(leak.wrapped) + 1))]
        closed = [_closing(each.expression, name) for each, name in zip(leak.wrapped, names, strict=False)]
        given = '" and "'.join(names[: len(closed)])
        text = f'Give it "{given}" of "async with {", ".join(closed)}" around this'
    elif is_opened_by_method(expr, ctx):
        return f'Iterate it inside "async with {_piped(leak)}.stream() as items"'
    else:
        given = text_of(expr)
        if typ is None and leak.origin.is_of_object:
            given = f"aiter({given})"
        elif typ is None and is_awaitable(ctx.view.type_of(expr)):
            given = f"await {given}"
        use = "Give it away" if leak.way.kind is ExitKind.GIVEN else "Iterate it"
        text = f'{use} inside "async with contextlib.aclosing({given}) as items"{_inside(leak, ctx)}'
    return f"{text}{_annotations(leak, ctx)}"


def is_opened_by_method(expr: Expression, ctx: CheckContext) -> bool:
    """Whether a method of an object gives what closes it: it has no "aclose" of its own, as in aiostream."""
    typ = ctx.view.type_of(expr)
    return isinstance(typ, Instance) and typ.type.get("stream") is not None and typ.type.get("aclose") is None


def _piped(leak: Leak) -> str:
    """The iterated stream, with the operators that it is piped through."""
    if isinstance(leak.place, OpExpr):
        return f"({source_text(leak.place) or '...'})"
    return text_of(leak.place if isinstance(leak.place, NameExpr) else leak.origin.expression)


def _closing(expr: Expression, name: str) -> str:
    return f"contextlib.aclosing({text_of(expr)}) as {name}"


def _inside(leak: Leak, ctx: CheckContext) -> str:
    """What has to be closed further in, since closing the outer generator leaves that open."""
    if not leak.opening.depth or not ctx.leaks.is_of_project(leak.origin.made.function):
        return ""
    inner = f"{leak.opening.function.rpartition('.')[2]}()"
    where = name_of(leak)
    way = f'"{inner}" inside of "{where}"' if leak.opening.depth == 1 else f'those from "{where}" to "{inner}"'
    return f", and {way} likewise"


def _annotations(leak: Leak, ctx: CheckContext) -> str:
    """The functions whose annotation knows no "aclose"."""
    functions = [each.made.function for each in leak.wrapped or [leak.origin]]
    if not leak.wrapped and ctx.leaks.is_of_project(functions[0]):
        functions.append(leak.opening.function)
    found: dict[str, str] = {}
    for function in functions:
        typ = ctx.leaks.declared(function) if ctx.leaks.is_of_project(function) else None
        if typ is None and LOCALS in function and function == leak.origin.made.function:
            typ = generator_type(ctx.view.type_of(leak.origin.expression))
        if typ is not None and typ.type.fullname != "typing.AsyncGenerator" and typ.args:
            found.setdefault(_told(function, leak), ctx.view.format_type(typ.args[0]).strip('"'))
    names = '" and "'.join(found)
    return f', and annotate "{names}" as "AsyncGenerator[{next(iter(found.values()))}, None]"' if found else ""


def _told(function: str, leak: Leak) -> str:
    """A function under the name that the message has for it, if it has one."""
    last = function.rpartition(".")[2]
    name = name_of(leak)
    return name if name.removesuffix("()").rpartition(".")[2] == last else f"{last}()"


def is_awaitable(typ: ProperType | None) -> bool:
    """Whether a call has to be awaited for its value."""
    return isinstance(typ, Instance) and typ.type.fullname in ("typing.Awaitable", "typing.Coroutine")


def text_of(expr: Expression) -> str:
    """An expression as a piece of code to write, with the arguments left out where they are long."""
    text = source_text(expr)
    if text is not None:
        return text
    if isinstance(expr, AwaitExpr):
        return f"await {text_of(expr.expr)}"
    called = source_text(expr.callee) if isinstance(expr, CallExpr) else None
    return "..." if called is None else f"{called}(...)"


def check_yield(node: YieldExpr, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report a yield inside of a cancel scope or task group of a plain generator."""
    function = scope.function
    if not isinstance(function, FuncDef) or not function.is_async_generator:
        return
    text = ctx.leaks.scope_over(node, scope)
    if text is not None:
        message = f'"yield" leaves "{text}" open: its cancellation then hits the code that iterates "{function.name}()"'
        yield ctx.finding(CODE, node, message, 'Yield from outside of it, or make this an "@asynccontextmanager"')


CHECK: Final = Check(
    CODE,
    __doc__,
    {**dict.fromkeys(LOOPS, check_loop), AwaitExpr: check_await, YieldExpr: check_yield},
)
