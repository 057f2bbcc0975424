"""Short source text of an expression, for messages.

It is built from the tree: columns after non-ASCII text on a line are off in mypy 2.4, so the source cannot be cut.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Final

from mypy import nodes
from mypy.nodes import ArgKind, Expression

LONGEST: Final = 60
# Expressions that need parentheses as a part of another.
_LOOSE: Final = (nodes.OpExpr, nodes.UnaryExpr, nodes.AwaitExpr, nodes.AssignmentExpr)


def source_text(expression: Expression) -> str | None:
    """The expression as its author may have written it, or None when it is too long or of an unusual kind.

    Text in it is quoted with apostrophes, since messages put names into double quotes.
    """
    text = _text(expression)
    # In mypy's output, a space before a bracket starts the error code.
    return text if text is not None and len(text) <= LONGEST and " [" not in text else None


def item_text(expression: Expression) -> str | None:
    """An item of a mapping as ``a['key']``, also where it is asked for by ``get``; None for other expressions."""
    if isinstance(expression, nodes.IndexExpr):
        return source_text(expression)
    callee = expression.callee if isinstance(expression, nodes.CallExpr) and len(expression.args) == 1 else None
    if isinstance(callee, nodes.MemberExpr) and callee.name == "get" and isinstance(expression, nodes.CallExpr):
        return _joined("{}[{}]", callee.expr, expression.args[0])
    return None


def _text(node: Expression) -> str | None:
    render = _RENDER.get(type(node))
    return None if render is None else render(node)


def _joined(template: str, *parts: Expression | None) -> str | None:
    texts = [None if part is None else _operand(part) for part in parts]
    return None if None in texts else template.format(*texts)


def _operand(node: Expression) -> str | None:
    text = _text(node)
    return f"({text})" if text is not None and isinstance(node, _LOOSE) else text


def _quoted(value: str) -> str | None:
    return None if "'" in value or '"' in value else repr(value)


def _items(items: list[Expression]) -> str | None:
    texts = [_text(item) for item in items]
    return None if None in texts else ", ".join(text for text in texts if text is not None)


def _int(node: nodes.IntExpr) -> str | None:
    # Python refuses to write out numbers of thousands of digits, which hexadecimal literals may have.
    return str(node.value) if node.value.bit_length() < LONGEST * 4 else None


def _call(node: nodes.CallExpr) -> str | None:
    if isinstance(node.callee, nodes.MemberExpr) and isinstance(node.callee.expr, nodes.StrExpr):
        # What mypy makes of an f-string.
        return None
    callee = _operand(node.callee)
    arguments = []
    for argument, kind, name in zip(node.args, node.arg_kinds, node.arg_names, strict=True):
        text = _text(argument)
        if text is None:
            return None
        prefix = {ArgKind.ARG_STAR: "*", ArgKind.ARG_STAR2: "**"}.get(kind, f"{name}=" if name else "")
        arguments.append(prefix + text)
    return None if callee is None else f"{callee}({', '.join(arguments)})"


def _tuple(node: nodes.TupleExpr) -> str | None:
    items = _items(node.items)
    return None if items is None else f"({items}{',' if len(node.items) == 1 else ''})"


def _unary(node: nodes.UnaryExpr) -> str | None:
    return _joined("not {}" if node.op == "not" else node.op + "{}", node.expr)


_Render = Callable[..., "str | None"]
_RENDER: Final[dict[type[object], _Render]] = {
    nodes.NameExpr: lambda node: node.name,
    nodes.IntExpr: _int,
    nodes.FloatExpr: lambda node: repr(node.value) if isfinite(node.value) else None,
    nodes.ComplexExpr: lambda node: repr(node.value),
    nodes.StrExpr: lambda node: _quoted(node.value),
    nodes.BytesExpr: lambda node: None if _quoted(node.value) is None else f"b'{node.value}'",
    nodes.MemberExpr: lambda node: _joined("{}." + node.name, node.expr),
    nodes.IndexExpr: lambda node: _joined("{}[{}]", node.base, node.index),
    nodes.AwaitExpr: lambda node: _joined("await {}", node.expr),
    nodes.StarExpr: lambda node: _joined("*{}", node.expr),
    nodes.AssignmentExpr: lambda node: _joined("{}", node.target),
    nodes.OpExpr: lambda node: _joined("{} " + node.op + " {}", node.left, node.right),
    nodes.UnaryExpr: _unary,
    nodes.CallExpr: _call,
    nodes.SuperExpr: lambda node: f"super().{node.name}",
    nodes.TupleExpr: _tuple,
    nodes.ListExpr: lambda node: None if (items := _items(node.items)) is None else f"[{items}]",
    nodes.SetExpr: lambda node: None if (items := _items(node.items)) is None else f"{{{items}}}",
}
