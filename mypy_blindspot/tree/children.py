"""The children of every syntax node, as one table.

Subclasses of mypy's compiled visitors cannot be instantiated from interpreted code, so the walk is a table and a
loop. A test holds the table against mypy's own traverser.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy import nodes, patterns
from mypy.nodes import Node

_ARGUMENTS_AND_BODY: Final = ("arguments", "body")

# Class of a node -> the attributes that hold its children, in the order of evaluation.
CHILDREN: Final[dict[type[object], tuple[str, ...]]] = {
    nodes.MypyFile: ("defs",),
    nodes.Block: ("body",),
    nodes.ClassDef: ("decorators", "base_type_exprs", "metaclass", "keywords", "defs"),
    nodes.Decorator: ("decorators", "func"),
    nodes.OverloadedFuncDef: ("items", "impl"),
    nodes.FuncDef: _ARGUMENTS_AND_BODY,
    nodes.LambdaExpr: _ARGUMENTS_AND_BODY,
    nodes.Argument: ("initializer",),
    nodes.ExpressionStmt: ("expr",),
    nodes.AssignmentStmt: ("rvalue", "lvalues"),
    nodes.OperatorAssignmentStmt: ("lvalue", "rvalue"),
    nodes.WhileStmt: ("expr", "body", "else_body"),
    nodes.ForStmt: ("expr", "index", "body", "else_body"),
    nodes.ReturnStmt: ("expr",),
    nodes.AssertStmt: ("expr", "msg"),
    nodes.DelStmt: ("expr",),
    nodes.IfStmt: ("expr", "body", "else_body"),
    nodes.RaiseStmt: ("expr", "from_expr"),
    nodes.TryStmt: ("body", "types", "vars", "handlers", "else_body", "finally_body"),
    nodes.WithStmt: ("expr", "target", "body"),
    nodes.MatchStmt: ("subject", "patterns", "guards", "bodies"),
    nodes.MemberExpr: ("expr",),
    nodes.YieldFromExpr: ("expr",),
    nodes.YieldExpr: ("expr",),
    nodes.AwaitExpr: ("expr",),
    nodes.CallExpr: ("callee", "args"),
    nodes.OpExpr: ("left", "right"),
    nodes.ComparisonExpr: ("operands",),
    nodes.SliceExpr: ("begin_index", "end_index", "stride"),
    nodes.CastExpr: ("expr",),
    nodes.AssertTypeExpr: ("expr",),
    nodes.RevealExpr: ("expr",),
    nodes.SuperExpr: ("call",),
    nodes.AssignmentExpr: ("value", "target"),
    nodes.UnaryExpr: ("expr",),
    nodes.StarExpr: ("expr",),
    nodes.ListExpr: ("items",),
    nodes.TupleExpr: ("items",),
    nodes.SetExpr: ("items",),
    nodes.DictExpr: ("items",),
    nodes.TemplateStrExpr: ("items",),
    nodes.IndexExpr: ("base", "index"),
    nodes.GeneratorExpr: ("sequences", "indices", "condlists", "left_expr"),
    nodes.DictionaryComprehension: ("sequences", "indices", "condlists", "key", "value"),
    nodes.ListComprehension: ("generator",),
    nodes.SetComprehension: ("generator",),
    nodes.ConditionalExpr: ("cond", "if_expr", "else_expr"),
    nodes.TypeApplication: ("expr",),
    patterns.AsPattern: ("pattern", "name"),
    patterns.OrPattern: ("patterns",),
    patterns.ValuePattern: ("expr",),
    patterns.SequencePattern: ("patterns",),
    patterns.StarredPattern: ("capture",),
    patterns.MappingPattern: ("keys", "values", "rest"),
    patterns.ClassPattern: ("class_ref", "positionals", "keyword_values"),
}


def children(node: Node) -> Iterator[Node]:
    """The direct children of a node; a class that the table does not know has none."""
    for field in CHILDREN.get(type(node), ()):
        yield from _nodes_in(getattr(node, field))


def _nodes_in(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _nodes_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _nodes_in(item)


def descendants(node: Node) -> Iterator[Node]:
    """The node and everything below it, parents first, nested functions included."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        inner: list[Node] = []
        for field in CHILDREN.get(type(current), ()):
            value = getattr(current, field)
            # What most fields hold, without the cost of a generator.
            if isinstance(value, Node):
                inner.append(value)
            elif value:
                inner.extend(_nodes_in(value))
        inner.reverse()
        stack += inner
