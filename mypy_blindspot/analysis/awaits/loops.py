"""Loops: what a turn is, what is new in each turn, and which ones repeat rather than go through something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    ComparisonExpr,
    DictionaryComprehension,
    Expression,
    ForStmt,
    GeneratorExpr,
    IntExpr,
    ListExpr,
    MemberExpr,
    NameExpr,
    Node,
    OperatorAssignmentStmt,
    SetExpr,
    Statement,
    StrExpr,
    TupleExpr,
    WhileStmt,
)

from mypy_blindspot.analysis.awaits.names_in import bound_names
from mypy_blindspot.analysis.effects.verbs import words

Loop = ForStmt | WhileStmt | GeneratorExpr | DictionaryComprehension
_REPEATS: Final = frozenset(
    [
        "_",
        "attempt",
        "attempts",
        "batch",
        "chunk",
        "chunks",
        "offset",
        "page",
        "pages",
        "poll",
        "retries",
        "retry",
        "step",
        "tick",
        "try",
    ]
)
_CHUNKS: Final = frozenset(
    ["batch", "batched", "batches", "chunk", "chunked", "chunks", "partition", "slices", "windows"]
)
_TEXTS: Final = frozenset({"content", "document", "documents", "markdown", "text", "texts"})
_TAKES: Final = frozenset({"pop", "popitem", "popleft", "get_nowait"})


@dataclass(frozen=True)
class Course:
    """How a loop gets from one turn to the next."""

    # What gets its value anew in each turn.
    indices: tuple[Expression, ...]
    # What it goes through.
    sources: tuple[Expression, ...]
    turn: tuple[Node, ...]
    # The statement of a ``while`` loop that takes the next item.
    step: Statement | None = None

    @property
    def names(self) -> set[str]:
        """The names that hold the item of a turn."""
        return {name for index in self.indices for name in bound_names(index)}

    def repeats(self) -> bool:
        """Whether the turns are attempts, pages or chunks, or at most two."""
        repeated = _REPEATS - _CHUNKS if any(_is_of_text(source) for source in self.sources) else _REPEATS
        if any(repeated & set(words(name) or ("_",)) for name in self.names):
            return True
        return any(_is_short(source) or _is_in_chunks(source) for source in self.sources)


def course_of(loop: Loop) -> Course | None:
    """How a loop goes on, or None for a ``while`` loop that does not go through something."""
    if isinstance(loop, ForStmt):
        return Course((loop.index,), (loop.expr,), (loop.body,))
    if isinstance(loop, WhileStmt):
        return next(_steps(loop), None)
    parts: list[Node] = [test for tests in loop.condlists for test in tests]
    parts.extend(loop.sequences[1:])
    if isinstance(loop, GeneratorExpr):
        parts.append(loop.left_expr)
    else:
        parts.extend(part for part in (loop.key, loop.value) if part is not None)
    return Course(tuple(loop.indices), tuple(loop.sequences), tuple(parts))


def _steps(loop: WhileStmt) -> Iterator[Course]:
    """``while queue: item = queue.pop()`` and ``while index < end: ...; index += 1``."""
    test = loop.expr
    for statement in loop.body.body:
        rest = tuple(other for other in loop.body.body if other is not statement)
        if isinstance(statement, AssignmentStmt) and len(statement.lvalues) == 1:
            taken = _taken_from(statement.rvalue)
            if taken is not None and _asks_for_more(test, taken):
                yield Course((statement.lvalues[0],), (taken,), rest, statement)
        elif isinstance(statement, OperatorAssignmentStmt) and isinstance(test, ComparisonExpr):
            index = statement.lvalue
            counts = statement.op == "+" and isinstance(statement.rvalue, IntExpr) and statement.rvalue.value == 1
            if counts and test.operators == ["<"] and _is_same(test.operands[0], index):
                yield Course((index,), (test.operands[1],), rest, statement)


def _taken_from(value: Expression) -> Expression | None:
    callee = value.callee if isinstance(value, CallExpr) else None
    return callee.expr if isinstance(callee, MemberExpr) and callee.name in _TAKES else None


def _asks_for_more(test: Expression, container: Expression) -> bool:
    if isinstance(test, ComparisonExpr) and test.operators in ([">"], ["!="]):
        test = test.operands[0]
    if isinstance(test, CallExpr) and isinstance(test.callee, NameExpr) and test.callee.name == "len" and test.args:
        test = test.args[0]
    return _is_same(test, container)


def _is_same(one: Expression, other: Expression) -> bool:
    if isinstance(one, NameExpr) and isinstance(other, NameExpr):
        return one.name == other.name
    if isinstance(one, MemberExpr) and isinstance(other, MemberExpr):
        return one.name == other.name and _is_same(one.expr, other.expr)
    return False


def _is_short(source: Expression) -> bool:
    """At most two constants."""
    if not isinstance(source, (ListExpr, TupleExpr, SetExpr)) or len(source.items) > 2:
        return False
    return all(isinstance(item, (StrExpr, IntExpr, MemberExpr, NameExpr, TupleExpr)) for item in source.items)


def _is_in_chunks(source: Expression) -> bool:
    if isinstance(source, CallExpr) and isinstance(source.callee, (NameExpr, MemberExpr)):
        if source.callee.name == "range":
            few = len(source.args) == 1 and isinstance(source.args[0], IntExpr) and source.args[0].value <= 2
            return few or len(source.args) == 3
        if source.callee.name in ("enumerate", "zip", "tqdm", "list") and source.args:
            return any(_is_in_chunks(argument) for argument in source.args)
        return _is_chunked(source.callee.name)
    return isinstance(source, (NameExpr, MemberExpr)) and _is_chunked(source.name)


def _is_chunked(name: str) -> bool:
    """Whether a name tells of parts that were made to do a bit at a time. The parts of a text are items."""
    return not _CHUNKS.isdisjoint(words(name)) and _TEXTS.isdisjoint(words(name))


def _is_of_text(source: Expression) -> bool:
    named = source.callee if isinstance(source, CallExpr) else source
    return isinstance(named, (NameExpr, MemberExpr)) and not _TEXTS.isdisjoint(words(named.name))
