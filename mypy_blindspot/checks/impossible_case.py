"""A pattern or comparison can never match the type of its subject.

## What it does
Reports a literal, value, class, sequence or mapping pattern of a `match` statement, or a comparison by `==`, `!=`
or `in` with a literal, that can never be true for a subject of the type that mypy inferred. Each alternative of an
`or` pattern and each part of a nested pattern is judged by itself.

## Why is this bad?
`match` compares values without conversion. A number never equals the text of the same digits, and a plain enum
member never equals its value: the case is dead, the fall-through runs every time, and nothing fails.

## Example
```python
def describe(status: str) -> str:
    match status:
        case 200:
            return "success"
        case _:
            return "unknown"
```

## Use instead
```python
def describe(status: str) -> str:
    match status:
        case "200":
            return "success"
        case _:
            return "unknown"
```

## Not reported
- numbers of different types and equal value: `1`, `1.0`, `True`, `Decimal(1)`, members of an `IntEnum`;
- a class with an `__eq__` of its own, or one that may have such a subclass;
- an attribute, item or global name that mypy has narrowed, where a call in between may have changed it;
- comparisons that mypy reports itself under `strict_equality`, and comparisons with `None`;
- a test that only rejects a value outside the declared `Literal`, or puts another in its place;
- a case that only repeats an earlier one.

## Known limits
- `in` is checked against displays such as `(200, 404)` only, and reported only when no item can be equal.
- A key that a TypedDict does not declare is reported, although a value of a derived TypedDict may hold it.
- Comparisons in code that mypy holds to be unreachable have no types and are not seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    Block,
    ComparisonExpr,
    DictExpr,
    Expression,
    ListExpr,
    MatchStmt,
    MemberExpr,
    SetExpr,
    TupleExpr,
)
from mypy.patterns import (
    AsPattern,
    ClassPattern,
    OrPattern,
    Pattern,
    SequencePattern,
    SingletonPattern,
    ValuePattern,
)
from mypy.types import Instance, LiteralType, NoneType, ProperType

from mypy_blindspot.analysis.matching.defence import rejects, repairs
from mypy_blindspot.analysis.matching.equality import (
    BYTES,
    NUMBER,
    TEXT,
    Shape,
    Shapes,
    may_be_equal,
    member_with_value,
)
from mypy_blindspot.analysis.matching.patterns import Dead, Why
from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.scopes import Scope
from mypy_blindspot.tree.text import source_text

CODE: Final = "impossible-case"
_OPERATORS: Final = frozenset({"==", "!=", "in", "not in"})


def check_match(match: MatchStmt, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report the dead parts of each pattern."""
    found = ctx.view.type_of(match.subject)
    # Cheap first: what is alive under mypy's own narrowing is alive.
    if found is not None and any(ctx.patterns.judge(pattern, found).dead for pattern in match.patterns):
        yield from _dead_patterns(match, ctx.subjects.stable_type(match.subject, scope), ctx)
        yield from _unchecked_rest(match, found, scope, ctx)


def _dead_patterns(match: MatchStmt, subject: ProperType | None, ctx: CheckContext) -> Iterator[Finding]:
    if subject is None:
        return
    for pattern, body in zip(match.patterns, match.bodies, strict=True):
        for dead in ctx.patterns.judge(pattern, subject).dead:
            if _is_defensive(body, match.subject, outside_type=dead.why is Why.IDENTITY):
                continue
            name = _subject_text(match.subject, pattern, dead.node)
            yield ctx.finding(CODE, dead.node, _pattern_message(dead, name, ctx), _advice(dead, ctx))


def _is_defensive(body: Block | None, subject: Expression, *, outside_type: bool) -> bool:
    """Whether the code that never runs is there for callers who disregard the annotations."""
    return body is not None and (repairs(body, subject) or (outside_type and rejects(body)))


def _unchecked_rest(match: MatchStmt, found: ProperType, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """What mypy 2.4 leaves out: it takes all code after a class pattern with a dead part to be unreachable."""
    misleading = [
        pattern
        for pattern in match.patterns
        if any(isinstance(part, ClassPattern) for part in descendants(pattern))
        and not ctx.patterns.judge(pattern, found).may_match
    ]
    for node in descendants(scope.function or ctx.view.tree) if misleading else ():
        if (node.line, node.column) <= (misleading[0].line, misleading[0].column):
            continue
        if isinstance(node, MatchStmt) and ctx.view.type_of(node.subject) is None:
            yield from _dead_patterns(node, ctx.subjects.stable_type(node.subject, scope, unchecked=True), ctx)
        elif isinstance(node, ComparisonExpr) and ctx.view.type_of(node) is None:
            yield from _dead_comparisons(node, scope, ctx, unchecked=True)


def _subject_text(subject: Expression, pattern: Pattern, dead: object) -> str | None:
    """The source of the expression that a part of a pattern meets, as far as one can be named."""
    if pattern is dead:
        return source_text(subject)
    if isinstance(pattern, AsPattern) and pattern.pattern is not None:
        return _subject_text(subject, pattern.pattern, dead)
    if isinstance(pattern, OrPattern):
        texts = (_subject_text(subject, alternative, dead) for alternative in pattern.patterns)
        return next((text for text in texts if text is not None), None)
    if isinstance(pattern, SequencePattern) and isinstance(subject, TupleExpr):
        pairs = zip(subject.items, pattern.patterns, strict=False)
        texts = (_subject_text(item, part, dead) for item, part in pairs)
        return next((text for text in texts if text is not None), None)
    return None


def _pattern_message(dead: Dead, name: str | None, ctx: CheckContext) -> str:
    typ = ctx.view.format_type(dead.subject)
    target = f"a value of type {typ}" if name is None else f'"{name}", which is {typ}'
    if dead.why is Why.UNDECLARED_KEY:
        return f"Key {_quoted(dead.node)} is not declared in {typ}"
    if dead.why is Why.KEY:
        return f"Key {_quoted(dead.node)} never equals a key of type {typ}"
    if dead.why is Why.VALUE:
        return f"{_quoted(dead.node, 'case ')} never equals {target}"
    if dead.why is Why.LENGTH and isinstance(dead.node, SequencePattern):
        return f"A pattern of this length never matches {target}"
    return f"{_quoted(dead.node, 'case ')} never matches {target}"


def _quoted(node: object, prefix: str = "") -> str:
    """The pattern as text in double quotes, or what kind of pattern it is."""
    if isinstance(node, ValuePattern):
        text = source_text(node.expr)
    elif isinstance(node, SingletonPattern):
        text = repr(node.value)
    elif isinstance(node, ClassPattern):
        text = source_text(node.class_ref)
        text = None if text is None else f"{text}(...)" if node.positionals or node.keyword_keys else f"{text}()"
    elif isinstance(node, Expression):
        text = source_text(node)
    else:
        kind = "Sequence" if isinstance(node, SequencePattern) else "Mapping"
        return f"{kind} pattern"
    return "The value" if text is None else f'"{prefix}{text}"'


def _advice(dead: Dead, ctx: CheckContext) -> str:
    if dead.why is not Why.VALUE or not isinstance(dead.node, ValuePattern):
        return "Remove the pattern, or correct the type of its subject"
    return _value_advice(dead.subject, ctx.equality.of_literal(dead.node.expr) or (), ctx)


def _value_advice(subject: ProperType, literal: tuple[Shape, ...], ctx: CheckContext) -> str:
    kinds = {shape.family for shape in ctx.equality.of_type(subject) or ()} - {"None"}
    families = {shape.family for shape in literal}
    if isinstance(subject, Instance) and subject.type.is_enum and literal:
        member = member_with_value(subject.type, next(iter(literal[0].values or ()), None))
        if member is not None:
            return f'Write the member, "{subject.type.name}.{member}"'
    if kinds == {TEXT} and families == {NUMBER}:
        return "Write the literal as text, or convert the subject to a number first"
    if kinds == {NUMBER} and families == {TEXT}:
        return "Write the literal as a number, or convert the subject to text first"
    if {*kinds, *families} == {BYTES, TEXT}:
        return "Write the literal as bytes" if kinds == {BYTES} else "Write the literal as text"
    return "Remove the test, or correct the type of its subject"


def check_comparison(comparison: ComparisonExpr, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report a comparison with a literal that has the same result for every value of the other side."""
    if _OPERATORS.isdisjoint(comparison.operators):
        return iter(())
    return _dead_comparisons(comparison, scope, ctx, unchecked=False)


def _dead_comparisons(
    comparison: ComparisonExpr, scope: Scope, ctx: CheckContext, *, unchecked: bool
) -> Iterator[Finding]:
    for left, operator, right in zip(comparison.operands, comparison.operators, comparison.operands[1:], strict=False):
        subject, literals = _sides(left, operator, right, ctx)
        if subject is None or not _never_equal(ctx.view.type_of(subject), literals, ctx, otherwise=unchecked):
            continue
        # Dead as mypy sees it; dead also on paths on which another function changed the subject?
        typ = ctx.subjects.stable_type(subject, scope, unchecked=unchecked)
        if typ is None or not _never_equal(typ, literals, ctx) or _is_reported_by_mypy(left, operator, right, ctx):
            continue
        if operator in ("==", "in"):
            body = ctx.layout(scope).body_if_true(comparison)
            if _is_defensive(body, subject, outside_type=_is_other_value(typ, literals, ctx)):
                continue
        advice = _value_advice(typ, ctx.equality.of_literal(literals[0]) or (), ctx)
        yield ctx.finding(CODE, comparison, _comparison_message(subject, operator, literals, typ, ctx), advice)


def _sides(
    left: Expression, operator: str, right: Expression, ctx: CheckContext
) -> tuple[Expression | None, list[Expression]]:
    """The side of a comparison that is no literal, and what it is compared with."""
    if operator in ("in", "not in"):
        return left, _display_items(right)
    if operator in ("==", "!="):
        for subject, literal in ((left, right), (right, left)):
            if _is_constant(literal, ctx) and not _is_constant(subject, ctx):
                return subject, [literal]
    return None, []


def _display_items(display: Expression) -> list[Expression]:
    if isinstance(display, (TupleExpr, ListExpr, SetExpr)):
        return display.items
    if isinstance(display, DictExpr):
        keys = [key for key, _ in display.items]
        # Of what is unpacked into the display nothing is known.
        return [] if None in keys else [key for key in keys if key is not None]
    return []


def _is_constant(expression: Expression, ctx: CheckContext) -> bool:
    """Whether an expression is a literal, or the member of an enum by its dotted name."""
    if ctx.equality.of_literal(expression) is not None:
        return True
    typ = ctx.view.type_of(expression) if isinstance(expression, MemberExpr) else None
    value = typ.last_known_value if isinstance(typ, Instance) else typ
    return isinstance(value, LiteralType) and value.fallback.type.is_enum


def _never_equal(
    subject: ProperType | None, literals: list[Expression], ctx: CheckContext, *, otherwise: bool = False
) -> bool:
    if subject is None:
        return otherwise
    # A type that is None alone mostly tells of a value that is set somewhere else.
    if isinstance(subject, NoneType) or not literals:
        return False
    kinds = ctx.equality.of_type(subject)
    return not any(may_be_equal(kinds, _constant_shapes(item, ctx)) for item in literals)


def _constant_shapes(expression: Expression, ctx: CheckContext) -> Shapes:
    if not _is_constant(expression, ctx):
        return None
    typ = ctx.view.type_of(expression)
    literal = ctx.equality.of_literal(expression)
    return literal or (None if typ is None else ctx.equality.of_type(typ, inferred=True))


def _is_reported_by_mypy(left: Expression, operator: str, right: Expression, ctx: CheckContext) -> bool:
    if "comparison-overlap" in ctx.view.tree.ignored_lines.get(left.line, ()):
        # Its author has been told, and thinks otherwise.
        return True
    left_type, right_type = ctx.view.type_of(left), ctx.view.type_of(right)
    if left_type is None or right_type is None:
        return False
    return ctx.view.overlap_is_checked(left_type, right_type, right_type if "in" in operator else None)


def _is_other_value(typ: ProperType, literals: list[Expression], ctx: CheckContext) -> bool:
    """Whether the literals are of the right kind, and only not among the values of the type."""
    kinds = {shape.family for shape in ctx.equality.of_type(typ) or ()}
    return kinds >= {shape.family for item in literals for shape in _constant_shapes(item, ctx) or ()}


def _comparison_message(
    subject: Expression, operator: str, literals: list[Expression], typ: ProperType, ctx: CheckContext
) -> str:
    name = source_text(subject)
    literal = source_text(literals[0]) if operator in ("==", "!=") else None
    what = f'Test by "{operator}"' if literal is None else f'Comparison with "{literal}"'
    result = "never" if operator in ("==", "in") else "always"
    whose = "its subject" if name is None else f'"{name}"'
    return f"{what} is {result} true: {whose} is {ctx.view.format_type(typ)}"


CHECK = Check(CODE, __doc__, {MatchStmt: check_match, ComparisonExpr: check_comparison})
