"""What a ``with`` or ``finally`` in a generator has to clean up, as far as its text tells."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from mypy_blindspot.analysis.source.names import own_nodes

LONGEST: Final = 60


class HeldKind(IntEnum):
    """What kind of clean-up waits, the most telling first."""

    ASYNC_WITH = 1
    WITH = 2
    FINALLY = 3
    FILE = 4
    SCOPE = 5


@dataclass(frozen=True)
class Held:
    """A statement around a yield whose clean-up waits for the generator to be closed."""

    kind: HeldKind
    text: str
    # The function that makes the context manager, if its name is known: it may turn out to have nothing to clean up.
    manager: str | None = None
    # What a context manager of an unknown kind does; "True" if its name does not sound like holding anything.
    is_doubtful: bool = False
    # The functions that made the generators which a "finally" closes, if it does nothing else: these hold it, if known.
    makers: tuple[str, ...] = ()


# Cancellation and task groups reach over the yield into whoever iterates.
SCOPES: Final = frozenset(
    {
        "asyncio.TaskGroup",
        "asyncio.timeout",
        "asyncio.timeout_at",
        "asyncio.taskgroups.TaskGroup",
        "asyncio.timeouts.timeout",
        "async_timeout.timeout",
        "anyio.CancelScope",
        "anyio.create_task_group",
        "anyio.fail_after",
        "anyio.move_on_after",
        "trio.CancelScope",
        "trio.fail_after",
        "trio.fail_at",
        "trio.move_on_after",
        "trio.move_on_at",
        "trio.open_nursery",
    }
)
# Context managers with nothing to release: they change how code inside behaves, or measure and report it.
_NEUTRAL: Final = re.compile(
    r"suppress|nullcontext|span|trac(e|er|ing)($|_)|observ|instrument|timer|timing|time_it|stopwatch|profil|measure"
    r"|(^|_)log(s|ger|ging)?(_|$)|warning|no_grad|inference_mode|autocast|contextvar|contextualize|override|catch|raises"
    r"|(^|_)attempts?(_|$)|errors|exceptions|progress|spinner|metric|capture|attributes|baggage|monkeypatch|redirect"
    r"|(request|app|set|use|copy|run|user|current|in)_(\w+_)?context",
    re.IGNORECASE,
)
# Files and the like: the garbage collector closes them as well, without waiting for the event loop.
_FILES: Final = frozenset({"open", "scandir", "ZipFile", "TarFile", "GzipFile", "StringIO", "BytesIO", "mmap"})
# What functions that give out something to be given back are called.
_RESOURCES: Final = re.compile(
    r"open|conn|cursor|session|lock|acquire|pool|client|transaction|temp|subscri|lease|borrow|checkout|reserv|hold"
    r"|stream|socket|channel|file|handle|resource|semaphore|limit|slot|begin|closing|execut|process|thread|mount"
    r"|driver|browser|page|register|attach|watch|listen|scandir|atomic"
)
_NEUTRAL_MODULE: Final = re.compile(r"instrument|telemetr|trac(er|ing)|observab|metrics", re.IGNORECASE)
_BLOCKS: Final = ("body", "orelse", "finalbody")
# What a "finally" calls when it gives something back.
_RELEASING: Final = re.compile(
    r"(^|_)(a?close|cancel|release|unregister|deregister|disconnect|clear|terminate|kill|ack|acknowledge|shutdown|stop"
    r"|remove|discard|unsubscribe|detach|unlink|rmtree|rmdir|clean|cleanup|dispose|rollback|free|teardown|unlock|quit"
    r"|destroy|abort|finish|finalize|hangup|restore|logout|drop|delete|evict|aclosing|closing|unwatch)(_|$|\d)"
)
_REPORTING: Final = re.compile(
    r"(^|[._])(log|logger|logging|print|debug|info|warning|warn|error|exception|metrics?|span|tracer|emit|record)\b",
    re.IGNORECASE,
)


def held_by_with(node: ast.With | ast.AsyncWith, item: ast.withitem, name: str | None) -> Held | None:
    """What one item of a ``with`` holds; ``name`` is the full name of what it calls, where that is known."""
    expr = item.context_expr
    word = "async with" if isinstance(node, ast.AsyncWith) else "with"
    text = f"{word} {_text(expr)}"
    if name in SCOPES:
        return Held(HeldKind.SCOPE, text)
    called = expr.func if isinstance(expr, ast.Call) else expr
    last = called.attr if isinstance(called, ast.Attribute) else ast.unparse(called)
    receiver = ast.unparse(called.value) if isinstance(called, ast.Attribute) else ""
    if _NEUTRAL.search(last) or _NEUTRAL_MODULE.search(receiver):
        return None
    manager = name if isinstance(expr, ast.Call) else None
    if isinstance(node, ast.AsyncWith):
        return Held(HeldKind.ASYNC_WITH, text, manager)
    is_doubtful = isinstance(expr, ast.Call) and last.islower() and not _RESOURCES.search(last)
    return Held(HeldKind.FILE if last in _FILES else HeldKind.WITH, text, manager, is_doubtful)


def held_by_finally(body: Sequence[ast.stmt], delegated: Mapping[str, Sequence[str]]) -> Held | None:
    """What a ``finally`` does that matters to others.

    ``delegated`` are the names of generators that are iterated, with the functions that may have made each of them.
    """
    effects = [expr for node in own_nodes(ast.Module(list(body), [])) if (expr := _effect(node)) is not None]
    effects.sort(key=lambda expr: not isinstance(expr, ast.Await))
    told = [expr for expr in effects if not _closes(expr, delegated)]
    if told:
        return Held(HeldKind.FINALLY, f"finally: {_text(told[0])}")
    makers = tuple(maker for name in delegated for maker in delegated[name])
    return Held(HeldKind.FINALLY, f"finally: {_text(effects[0])}", makers=makers) if effects and makers else None


def acts_after_the_end(
    body: Sequence[ast.stmt],
    handlers: Sequence[ast.ExceptHandler],
    final: Sequence[ast.stmt],
    around: Sequence[ast.AST],
) -> bool:
    """Whether a ``finally`` acts only if a name says that the body has come to an end: at a yield it is still None.

    ``around`` are the nodes of the function.
    """
    test = final[0].test if len(final) == 1 and isinstance(final[0], ast.If) else None
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.IsNot) and _is_none(test.comparators[0]):
        test = test.left
    if not isinstance(test, ast.Name) or getattr(final[0], "orelse", None):
        return False
    name = test.id
    ends = {each for block in _blocks_in(body) for each in _last_words(block)}
    handled = own_nodes(ast.Module([each for handler in handlers for each in handler.body], []))
    cleared = [each for each in around if isinstance(each, (ast.Assign, ast.AnnAssign)) and _is_none(each.value)]
    cleared = [each for each in cleared if _stores(each, name)]
    if any(_stores(each, name) for each in handled) and any(map(_catches_closing, handlers)):
        return False
    harmless = {part for each in (*ends, *cleared) for part in ast.walk(each)}.union(handled)
    is_clear = any(each.lineno < body[0].lineno for each in cleared) and not _is_shared(name, around)
    return is_clear and all(node in harmless for node in around if isinstance(node, ast.Name) and _stores(node, name))


def _is_none(node: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _catches_closing(handler: ast.ExceptHandler) -> bool:
    caught = "" if handler.type is None else ast.unparse(handler.type)
    return not caught or "BaseException" in caught or "GeneratorExit" in caught


def _stores(node: ast.AST, name: str) -> bool:
    """Whether a value is put under a name in a node or below it."""
    names = (part for part in ast.walk(node) if isinstance(part, ast.Name) and part.id == name)
    return any(isinstance(part.ctx, ast.Store) for part in names)


def _is_shared(name: str, around: Sequence[ast.AST]) -> bool:
    """Whether a name is declared nonlocal in a function inside, or belongs to one around."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Global, ast.Nonlocal)
    nodes = (part for each in around if isinstance(each, kinds) for part in ast.walk(each))
    return any(name in part.names for part in nodes if isinstance(part, (ast.Global, ast.Nonlocal)))


def _blocks_in(body: Sequence[ast.stmt]) -> list[Sequence[ast.stmt]]:
    """A block and those in it."""
    inner = (getattr(node, field, None) for node in own_nodes(ast.Module(list(body), [])) for field in _BLOCKS)
    return [body, *(block for block in inner if isinstance(block, list) and block)]


def _last_words(block: Sequence[ast.stmt]) -> Sequence[ast.stmt]:
    """The statements at the end of a block that leaves the function, those after its last yield."""
    if not isinstance(block[-1], (ast.Return, ast.Raise)):
        return ()
    nodes = [own_nodes(ast.Module([each], [])) for each in block]
    yields = [at for at, each in enumerate(nodes) if any(isinstance(part, ast.Yield) for part in each)]
    return block[yields[-1] + 1 if yields else 0 :]


def held_by_handler(handler: ast.ExceptHandler) -> Held | None:
    """What a handler of ``GeneratorExit`` does when the generator is closed."""
    caught = "" if handler.type is None else ast.unparse(handler.type)
    if "GeneratorExit" not in caught:
        return None
    held = held_by_finally(handler.body, {})
    return None if held is None else Held(held.kind, held.text.replace("finally:", "except GeneratorExit:", 1))


def _effect(node: ast.AST) -> ast.AST | None:
    """The node, if it awaits or releases something."""
    if isinstance(node, ast.Await):
        return None if _REPORTING.search(ast.unparse(node.value).partition("(")[0]) else node
    if isinstance(node, (ast.AsyncFor, ast.AsyncWith)):
        return node.iter if isinstance(node, ast.AsyncFor) else node.items[0].context_expr
    if isinstance(node, ast.Delete):
        return node if any(isinstance(target, (ast.Subscript, ast.Attribute)) for target in node.targets) else None
    if isinstance(node, ast.Call):
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else ast.unparse(called)
        return node if _RELEASING.search(name) or _signals(called) else None
    return None


def _signals(called: ast.expr) -> bool:
    """Whether an event that stops somebody else is set."""
    if not isinstance(called, ast.Attribute) or called.attr != "set":
        return False
    return (
        re.search(r"stop|cancel|shut|clos|done|finish|event|exit", ast.unparse(called.value), re.IGNORECASE) is not None
    )


def _closes(expr: ast.AST, names: Collection[str]) -> bool:
    return any(isinstance(node, ast.Name) and node.id in names for node in ast.walk(expr))


def _text(node: ast.AST) -> str:
    """A text fit for a message: one line, no quotation marks, no space before a bracket."""
    text = " ".join(ast.unparse(node).split()).replace('"', "'").replace(" [", "[")
    if len(text) <= LONGEST:
        return text
    call = node.value if isinstance(node, ast.Await) else node
    if isinstance(call, ast.Call) and (call.args or call.keywords):
        word = "await " if call is not node else ""
        return f"{word}{_text(call.func)}(...)"
    return f"{text[: LONGEST - 3]}..."
