"""What the body of a ``try`` does: the calls that may fail, and whether they reach out of the program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from mypy.nodes import (
    AssignmentStmt,
    AwaitExpr,
    Block,
    CallExpr,
    Expression,
    ForStmt,
    Import,
    ImportFrom,
    IndexExpr,
    MemberExpr,
    NameExpr,
    Node,
    OpExpr,
    RaiseStmt,
    RefExpr,
    StrExpr,
    TryStmt,
    TypeInfo,
    Var,
    WithStmt,
    YieldExpr,
)
from mypy.types import Instance, ProperType, TupleType, UnionType, get_proper_types

from mypy_blindspot.analysis.callees import Callees
from mypy_blindspot.analysis.exceptions.asked import (
    asks_system,
    names_cache,
    not_given_to_probes,
    reads_request,
    short_name,
    shows,
)
from mypy_blindspot.analysis.exceptions.body import own_nodes
from mypy_blindspot.analysis.exceptions.broad import caught, is_broad
from mypy_blindspot.analysis.exceptions.memory import only_probes, stays_in_memory
from mypy_blindspot.analysis.exceptions.vocabulary import (
    is_asking,
    is_keeping,
    is_logger,
    is_reaching,
    is_writing,
    lets_go,
    word_set,
)
from mypy_blindspot.analysis.facts import Facts
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope
from mypy_blindspot.tree.text import source_text

# Calls that hardly fail, or whose failure is that of what they are given.
_TRIVIAL: Final = word_set(
    """
    all any bool bytes callable cast dict enumerate filter frozenset getattr hasattr id isinstance
    issubclass len list locals map max min print range repr reversed set sorted str sum super tuple type
    vars zip
    """
)
_CONVERSIONS: Final = word_set(
    """
    abs bool bytes Decimal float hex int ord round str UUID
    """
)
_TRIVIAL_TYPES: Final = frozenset(
    {"builtins.str", "builtins.bytes", "builtins.dict", "builtins.list", "builtins.set", "builtins.tuple", "re.Match"}
)
_IO_MODULES: Final = word_set(
    """
    aiohttp aiofiles asyncpg boto3 botocore docker elasticsearch ftplib git google grpc http httpx
    kubernetes motor paramiko playwright psycopg psycopg2 psutil pymongo redis requests selenium shutil
    smtplib socket sqlalchemy sqlite3 subprocess urllib urllib3 websockets zipfile tarfile
    """
)
_IO_NAMES: Final = frozenset({"builtins.open", "io.open"})
_PATH_IO: Final = word_set(
    """
    open read_text read_bytes write_text write_bytes unlink mkdir rmdir rename replace iterdir stat touch
    """
)
_OS_IO: Final = word_set(
    """
    remove unlink listdir makedirs mkdir rename replace scandir stat kill chmod link walk
    """
)
# A file that is left behind: what is of worth is removed through something with a name of its own.
_REMOVING: Final = frozenset({"os.remove", "os.unlink", "posix.remove", "posix.unlink", "pathlib.Path.unlink"})
# What containers do too, if it is not known what it is called on.
_OF_CONTAINERS: Final = word_set("add append copy insert remove replace update")
_SEVERAL: Final = 2
_MARKS: Final = {"reads": False, "writes": True}


@dataclass(frozen=True)
class Attempt:
    """What is tried. ``names`` are the calls that may fail, as messages write them."""

    names: tuple[str, ...]
    count: int
    reaches: bool
    writes: bool
    imports: bool
    only_tidies: bool
    awaits: bool = False
    # Without conversions such as "int()", and what else stays in memory.
    real_count: int = 0
    # Whether it surely leaves the program, by the module of what is called and not by its name.
    is_certain: bool = False
    # Whether it only looks at attributes.
    only_looks: bool = False
    # Whether it asks what the terminal or the system can do.
    asks_system: bool = False
    # Whether it writes to a log.
    logs: bool = False
    # Whether it takes the body of a request apart: what others send may be anything.
    reads_request: bool = False
    # Whether it asks a task that has ended for its result: the failure is that of the task.
    asks_task: bool = False
    # Whether it calls a function that it was given, and so may do anything, or one that is known to do more.
    runs_what_is_given: bool = False
    # Whether it keeps data that would be lost.
    keeps: bool = False
    # Whether all that may reach out of the program is asked by a name such as "get", which most often asks an object.
    only_asks: bool = False
    # Whether all that may reach out of the program is done to something that is called a cache.
    only_caches: bool = False

    @property
    def is_lookup(self) -> bool:
        """Whether it is one question, to an object for all that is known."""
        return self.only_asks and self.real_count < _SEVERAL

    @property
    def stays_in_memory(self) -> bool:
        """Whether it only fails if it is given what it cannot make sense of."""
        return not self.real_count and not self.reaches and not self.writes

    @property
    def is_small(self) -> bool:
        """Whether it is one operation, done in memory."""
        return self.count <= 1 and not self.reaches and not self.writes


@dataclass
class _Parts:
    """What some blocks are made of."""

    calls: list[CallExpr] = field(default_factory=list)
    others: list[Expression] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    imports: bool = False
    awaits: bool = False
    logs: bool = False


class Attempts:
    """Reads the bodies of ``try`` statements."""

    def __init__(self, view: ModuleView, facts: Facts, callees: Callees) -> None:
        self._view = view
        self._facts = facts
        self._callees = callees

    def of(self, blocks: Sequence[Block], scope: Scope) -> Attempt:
        """What some blocks try."""
        parts = self._parts(blocks)
        calls = parts.calls
        names = tuple(dict.fromkeys(name for call in calls if (name := _call_name(call)) is not None))
        if not names:
            names = tuple(filter(None, map(source_text, _outermost(parts.others))))
        function = scope.function
        holds_others = function is not None and function.is_decorated and function.is_generator
        if holds_others and any(isinstance(node, YieldExpr) for block in blocks for node in own_nodes(block)):
            # The body of whose "with" runs here.
            names, parts.awaits = ("yield", *names), True
        full_names = [self._full_name(call.callee, scope) for call in calls]
        kinds = [self._kind(call, scope) for call in calls]
        shorts = [short_name(call) for call in calls]
        return Attempt(
            names=names,
            count=len(calls),
            reaches=parts.awaits or any(kind is not None for kind in kinds),
            writes=any(kind is True for kind in kinds),
            imports=parts.imports or any(name.startswith("importlib.") for name in full_names),
            only_tidies=bool(calls)
            and all(_tidies(short) or name in _REMOVING for short, name in zip(shorts, full_names, strict=True)),
            awaits=parts.awaits,
            real_count=sum(
                short not in _CONVERSIONS and not stays_in_memory(name or None, short) and not _is_lookup(call)
                for call, name, short in zip(calls, full_names, shorts, strict=True)
            ),
            is_certain=parts.awaits or any(map(_is_io, full_names)),
            only_looks=not calls and all(isinstance(other, MemberExpr) for other in parts.others),
            asks_system=asks_system(full_names, shorts, parts.texts)
            or only_probes([short_name(call) for call in not_given_to_probes(calls)])
            or (bool(calls) and all(map(shows, calls))),
            logs=parts.logs,
            reads_request=bool(calls) and all(map(reads_request, calls)),
            asks_task=any(map(self._asks_task, calls)),
            runs_what_is_given=any(
                (isinstance(call.callee, NameExpr) and isinstance(call.callee.node, Var))
                or (name and not stays_in_memory(name, short_name(call)))
                for call, name in zip(calls, full_names, strict=True)
            ),
            keeps=any(map(is_keeping, shorts)),
            only_asks=False in kinds
            and not parts.awaits
            and not any(map(_is_io, full_names))
            and all(
                kind is None or (kind is False and is_asking(short)) for kind, short in zip(kinds, shorts, strict=True)
            ),
            only_caches=not parts.awaits
            and any(map(names_cache, calls))
            and all(kind is None or names_cache(call) for call, kind in zip(calls, kinds, strict=True)),
        )

    def _full_name(self, callee: Expression, scope: Scope) -> str:
        found = self._callees.name(callee, scope)
        if found is None and isinstance(callee, MemberExpr) and isinstance(callee.expr, RefExpr):
            owner = callee.expr.node
            found = f"{owner.fullname}.{callee.name}" if isinstance(owner, TypeInfo) else None
        return found or ""

    def _handled(self, inner: TryStmt) -> Iterator[Node]:
        """What cannot fail here, since a broad handler inside does not let its failures out."""
        for expr, handler in zip(inner.types, inner.handlers, strict=True):
            raises = any(isinstance(node, RaiseStmt) for node in own_nodes(handler))
            if is_broad(caught(expr, self._view)) and not raises:
                yield from (node for node in own_nodes(inner.body) if isinstance(node, Expression))

    def _asks_task(self, call: CallExpr) -> bool:
        receiver = call.callee.expr if isinstance(call.callee, MemberExpr) and not call.args else None
        if receiver is None or short_name(call) != "result":
            return False
        typ = self._view.type_of(receiver)
        items = get_proper_types(typ.items) if isinstance(typ, UnionType) else [typ]
        owners = (item.type for item in items if isinstance(item, Instance))
        return any(base.name == "Future" for owner in owners for base in owner.mro)

    def _parts(self, blocks: Sequence[Block]) -> _Parts:
        found, trivial = _Parts(), set[Node]()
        nodes = [node for block in blocks for node in own_nodes(block)]
        handled = {part for node in nodes if isinstance(node, TryStmt) for part in self._handled(node)}
        for node in nodes:
            if node in handled:
                continue
            if isinstance(node, CallExpr):
                found.logs |= is_log(node)
                if not self._is_trivial(node):
                    found.calls.append(node)
                else:
                    trivial.add(node.callee)
            elif isinstance(node, (Import, ImportFrom)):
                found.imports = True
            elif isinstance(node, AwaitExpr) or (isinstance(node, (ForStmt, WithStmt)) and node.is_async):
                found.awaits = True
            elif isinstance(node, (IndexExpr, MemberExpr, OpExpr)):
                found.others.append(node)
            elif isinstance(node, StrExpr):
                found.texts.append(node.value)
        found.others = [each for each in found.others if each not in trivial]
        return found

    def _is_trivial(self, call: CallExpr) -> bool:
        callee = call.callee
        if isinstance(callee, NameExpr):
            return callee.name in _TRIVIAL and (callee.fullname or "builtins.").startswith("builtins.")
        if not isinstance(callee, MemberExpr):
            return False
        return is_log(call) or isinstance(callee.expr, StrExpr) or _is_plain(self._view.type_of(callee.expr))

    def _kind(self, call: CallExpr, scope: Scope) -> bool | None:
        """True for a call that writes, False for one that reads from outside, None for others."""
        name = self._callees.name(call.callee, scope)
        short = short_name(call)
        if name is not None:
            markers = self._facts.markers(self._facts.definition(name))
            for marker, writes in _MARKS.items():
                if marker in markers:
                    return writes
            top, _, rest = name.partition(".")
            if _is_io(name):
                return is_writing(short)
            if top == "pathlib" and short in _PATH_IO:
                return short.startswith(("write", "unlink", "rename", "mkdir"))
            if top in ("os", "posix") and rest in _OS_IO:
                return is_writing(short)
            if top in ("builtins", "typing", "collections", "re", "json", "datetime", "math", "inspect", "ast"):
                return None
        return _kind_by_name(call, is_known=name is not None)


def _kind_by_name(call: CallExpr, *, is_known: bool) -> bool | None:
    short = short_name(call)
    if short[:1].isupper():
        return None
    if is_writing(short) and (is_known or short not in _OF_CONTAINERS):
        return True
    return False if is_reaching(short) and not _is_lookup(call) else None


def _is_lookup(call: CallExpr) -> bool:
    """Whether one key of something in memory is asked for, as a mapping is: ``settings.get("size")``."""
    key = call.args[0] if call.args else None
    return short_name(call) == "get" and isinstance(key, StrExpr) and "/" not in key.value


def _outermost(expressions: Sequence[Expression]) -> list[Expression]:
    """Those that are no parts of others."""
    parts = {part for each in expressions for part in own_nodes(each) if part is not each}
    return [each for each in expressions if each not in parts]


_AROUND_TIDYING: Final = frozenset({"get_event_loop", "get_running_loop", "gather", "is_running", "done"})
# To wait for something that does not come is no failure of its own.
_WAITING: Final = re.compile(r"wait|sleep")


def _tidies(name: str) -> bool:
    return lets_go(name) or name in _AROUND_TIDYING or _WAITING.match(name) is not None


def _is_io(name: str) -> bool:
    top = name.partition(".")[0]
    return name in _IO_NAMES or (top in _IO_MODULES and not name.startswith("urllib.parse."))


def is_log(call: CallExpr) -> bool:
    """Whether a call writes to a log, by the name of the logger."""
    receiver = call.callee.expr if isinstance(call.callee, MemberExpr) else None
    return isinstance(receiver, (NameExpr, MemberExpr)) and is_logger(receiver.name)


def _is_plain(typ: ProperType | None) -> bool:
    if isinstance(typ, TupleType):
        return True
    return isinstance(typ, Instance) and typ.type.fullname in _TRIVIAL_TYPES


def _call_name(call: CallExpr) -> str | None:
    text = source_text(call.callee)
    if text is not None and "(" not in text and len(text) <= 40:
        return f"{text}()"
    short = short_name(call)
    return f"{short}()" if short else None


def assigned(blocks: Sequence[Block]) -> Iterator[Node]:
    """The targets that the statements of some blocks assign to."""
    for block in blocks:
        for node in own_nodes(block):
            if isinstance(node, AssignmentStmt):
                yield from node.lvalues
