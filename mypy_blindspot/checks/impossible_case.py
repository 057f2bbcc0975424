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
- a case that only repeats an earlier one.

## Known limits
- `in` is checked against displays such as `(200, 404)` only, and reported only when no item can be equal.
- Comparisons in code that mypy holds to be unreachable have no types and are not seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    ComparisonExpr,
    DictExpr,
    Expression,
    ListExpr,
    MatchStmt,
    MemberExpr,
    NameExpr,
    SetExpr,
    StrExpr,
    TupleExpr,
)
from mypy.patterns import AsPattern, ClassPattern, OrPattern, Pattern, SequencePattern, SingletonPattern, ValuePattern
from mypy.types import Instance, LiteralType, ProperType

from mypy_blindspot.analysis.equality import BYTES, NUMBER, TEXT, Shapes, may_be_equal, member_with_value
from mypy_blindspot.analysis.patterns import Dead, Why
from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.scopes import Scope
from mypy_blindspot.tree.text import source_text

CODE: Final = "impossible-case"


def check_match(match: MatchStmt, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report the dead parts of each pattern."""
    subject = _subject_type(match, scope, ctx)
    if subject is None:
        return
    for pattern in match.patterns:
        for dead in ctx.patterns.judge(pattern, subject).dead:
            name = _subject_text(match.subject, pattern, dead.node)
            yield ctx.finding(CODE, dead.node, _pattern_message(dead, name, ctx), _advice(dead, name, ctx))


def _subject_type(match: MatchStmt, scope: Scope, ctx: CheckContext) -> ProperType | None:
    """The type to judge the patterns by, or None where all of them may match."""
    found = ctx.view.type_of(match.subject)
    if found is not None:
        # Cheap first: what is alive under mypy's own narrowing is alive.
        if not any(ctx.patterns.judge(pattern, found).dead for pattern in match.patterns):
            return None
        return ctx.subjects.stable_type(match.subject, scope)
    # mypy 2.4 takes all code after a class pattern with a dead sub-pattern to be unreachable. It is not.
    earlier = [other for other, at in ctx.view.outline.statements[MatchStmt] if at.target is scope.target]
    if any(other.line < match.line and isinstance(other, MatchStmt) and _misleads(other, ctx) for other in earlier):
        return ctx.subjects.stable_type(match.subject, scope, unchecked=True)
    return None


def _misleads(match: MatchStmt, ctx: CheckContext) -> bool:
    subject = ctx.view.type_of(match.subject)
    return subject is not None and any(
        any(isinstance(part, ClassPattern) for part in descendants(pattern))
        and not ctx.patterns.judge(pattern, subject).may_match
        for pattern in match.patterns
    )


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
        text = node.value if isinstance(node, StrExpr) else source_text(node)
    else:
        kind = "Sequence" if isinstance(node, SequencePattern) else "Mapping"
        return f"{kind} pattern"
    return "The value" if text is None else f'"{prefix}{text}"'


def _advice(dead: Dead, name: str | None, ctx: CheckContext) -> str:
    if dead.why is not Why.VALUE or not isinstance(dead.node, ValuePattern):
        return "Remove the pattern, or correct the type of its subject"
    value = dead.node.expr
    shapes = ctx.equality.of_literal(value) or ()
    return _value_advice(dead.subject, shapes, name or "value", ctx, before="before the match")


def _value_advice(subject: ProperType, literal: Shapes, name: str, ctx: CheckContext, before: str) -> str:
    kinds = {shape.family for shape in ctx.equality.of_type(subject) or ()} - {"None"}
    families = {shape.family for shape in literal or ()}
    if isinstance(subject, Instance) and subject.type.is_enum and literal:
        member = member_with_value(subject.type, next(iter(literal[0].values or ()), None))
        if member is not None:
            return f'Write the member, "{subject.type.name}.{member}"'
    if kinds == {TEXT} and families == {NUMBER}:
        return f'Write the literal as text, or convert with "int({name})" {before}'
    if kinds == {NUMBER} and families == {TEXT}:
        return "Write the literal as a number"
    if kinds == {BYTES} and families == {TEXT}:
        return "Write the literal as bytes"
    if kinds == {TEXT} and families == {BYTES}:
        return "Write the literal as text"
    return f'Remove the test, or correct the type of "{name}"'


def check_comparison(comparison: ComparisonExpr, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report a comparison with a literal that has the same result for every value of the other side."""
    pairs = zip(comparison.operands, comparison.operators, comparison.operands[1:], strict=False)
    for left, operator, right in pairs:
        if operator in ("==", "!="):
            subject, literals, container = _sides(left, right, ctx)
        elif operator in ("in", "not in"):
            subject, literals, container = left, _display_items(right), right
        else:
            continue
        if subject is None or not literals or not _never_equal(subject, literals, scope, ctx):
            continue
        if not _is_reported_by_mypy(left, right, container, ctx):
            yield _comparison_finding(comparison, subject, literals, operator, scope, ctx)


def _sides(left: Expression, right: Expression, ctx: CheckContext) -> tuple[Expression | None, list[Expression], None]:
    for subject, literal in ((left, right), (right, left)):
        if _is_constant(literal, ctx) and not _is_constant(subject, ctx):
            return subject, [literal], None
    return None, [], None


def _is_constant(expression: Expression, ctx: CheckContext) -> bool:
    if ctx.equality.of_literal(expression) is not None:
        return True
    if not isinstance(expression, (MemberExpr, NameExpr)):
        return False
    return _enum_member(ctx.view.type_of(expression)) and isinstance(expression, MemberExpr)


def _enum_member(typ: ProperType | None) -> bool:
    if isinstance(typ, Instance):
        typ = typ.last_known_value
    return isinstance(typ, LiteralType) and typ.fallback.type.is_enum


def _display_items(display: Expression) -> list[Expression]:
    if isinstance(display, (TupleExpr, ListExpr, SetExpr)):
        return display.items
    if isinstance(display, DictExpr):
        return [key for key, _ in display.items if key is not None]
    return []


def _never_equal(subject: Expression, literals: list[Expression], scope: Scope, ctx: CheckContext) -> bool:
    shapes = [ctx.equality.of_literal(item) or _constant_shapes(item, ctx) for item in literals]
    found = ctx.view.type_of(subject)
    if found is None or any(may_be_equal(ctx.equality.of_type(found), shape) for shape in shapes):
        return False
    stable = ctx.subjects.stable_type(subject, scope)
    return stable is not None and not any(may_be_equal(ctx.equality.of_type(stable), shape) for shape in shapes)


def _constant_shapes(expression: Expression, ctx: CheckContext) -> Shapes:
    typ = ctx.view.type_of(expression)
    return ctx.equality.of_type(typ, inferred=True) if typ is not None and _is_constant(expression, ctx) else None


def _is_reported_by_mypy(left: Expression, right: Expression, container: Expression | None, ctx: CheckContext) -> bool:
    left_type, right_type = ctx.view.type_of(left), ctx.view.type_of(right)
    if left_type is None or right_type is None:
        return False
    return ctx.view.overlap_is_checked(left_type, right_type, right_type if container is not None else None)


def _comparison_finding(
    comparison: ComparisonExpr,
    subject: Expression,
    literals: list[Expression],
    operator: str,
    scope: Scope,
    ctx: CheckContext,
) -> Finding:
    typ = ctx.subjects.stable_type(subject, scope)
    assert typ is not None
    name = source_text(subject)
    result = "never" if operator in ("==", "in") else "always"
    text = source_text(literals[0]) if len(literals) == 1 and operator in ("==", "!=") else None
    what = f'Comparison with "{text}"' if text is not None else f'Test by "{operator}"'
    whose = "its subject" if name is None else f'"{name}"'
    message = f"{what} is {result} true: {whose} is {ctx.view.format_type(typ)}"
    literal = ctx.equality.of_literal(literals[0])
    advice = _value_advice(typ, literal, name or "value", ctx, before="before the comparison")
    return ctx.finding(CODE, comparison, message, advice)


CHECK = Check(CODE, __doc__, {MatchStmt: check_match, ComparisonExpr: check_comparison})
