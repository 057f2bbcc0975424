"""What the names in a piece of source text are bound to."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPES: Final = (*_FUNCTIONS, ast.ClassDef, ast.Lambda)
# Decorators of a further part of a function that exists under its name already.
_PARTS: Final = frozenset({"setter", "deleter", "getter", "register"})

# Of nodes that bind a name: the field with the name.
_NAMES: Final[dict[type[ast.AST], str]] = {
    **dict.fromkeys((*_FUNCTIONS, ast.ClassDef, ast.ExceptHandler, ast.MatchAs, ast.MatchStar), "name"),
    ast.MatchMapping: "rest",
}

# A statement, and the innermost block around it that may be skipped at run time.
_Placed = tuple[ast.stmt, object]


@dataclass
class Bindings:
    """The names that a module, class or function binds, by what they are bound to.

    A name is in one of ``imports``, ``functions``, ``classes`` and ``aliases`` only if it is bound in no other way.
    """

    imports: dict[str, str] = field(default_factory=dict)
    functions: dict[str, FunctionNode] = field(default_factory=dict)
    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    aliases: dict[str, ast.expr] = field(default_factory=dict)
    every: set[str] = field(default_factory=set)
    starred: list[str] = field(default_factory=list)
    # How a function knows its object or class in all of its body; only of functions.
    receiver: str | None = None


# Fields that hold no nodes, or only such as say "load", "store" or which operator.
_TEXTS: Final = frozenset({"arg", "asname", "attr", "id", "kind", "module", "name", "rest", "tag", "type_comment"})
_NUMBERS: Final = frozenset({"conversion", "is_async", "level", "lineno", "simple"})
_MODES: Final = frozenset({"ctx", "op", "ops", "type_ignores"})
# Class of a node -> the fields with its children. The table fills itself: the classes differ between Pythons.
_CHILD_FIELDS: Final[dict[type[ast.AST], tuple[str, ...]]] = {
    ast.Constant: (),
    ast.Global: (),
    ast.Nonlocal: (),
    ast.MatchSingleton: (),
    ast.MatchClass: ("cls", "patterns", "kwd_patterns"),
}


def nodes_below(roots: Sequence[ast.AST], closed: tuple[type[ast.AST], ...] = ()) -> list[ast.AST]:
    """The given nodes and all below them, in source order; what nodes of the ``closed`` classes hold is left out.

    As ``ast.walk``, but in a third of its time: nodes that only tell a mode or an operator are not among them.
    """
    stack: list[ast.AST | None] = [*reversed(roots)]
    found: list[ast.AST] = []
    while stack:
        node = stack.pop()
        if node is None:
            continue
        found.append(node)
        cls = type(node)
        fields = _CHILD_FIELDS.get(cls)
        if fields is None:
            fields = _CHILD_FIELDS[cls] = _child_fields(node)
        if not fields or issubclass(cls, closed):
            continue
        inner: list[ast.AST | None] = []
        for field_name in fields:
            value = getattr(node, field_name)
            if value.__class__ is list:
                inner += value
            else:
                inner.append(value)
        inner.reverse()
        stack += inner
    return found


def _child_fields(node: ast.AST) -> tuple[str, ...]:
    without = _TEXTS | _NUMBERS | _MODES
    # "type X = ..." has a node for its name.
    return tuple(each for each in node._fields if each not in without or isinstance(getattr(node, each), ast.Name))


def own_nodes(root: ast.AST) -> list[ast.AST]:
    """All nodes in the body of a function or module, in source order, without those of functions and classes in it.

    The inner definitions themselves are among them. Decorators and defaults of ``root`` are not.
    """
    body: object = getattr(root, "body", [])
    return nodes_below(body if isinstance(body, list) else [root], _SCOPES)


def bindings_of(body: Sequence[ast.stmt], package: str) -> Bindings:
    """The names bound at the top level of a module or class; ``package`` is where relative imports start."""
    found = Bindings()
    bound: defaultdict[str, list[tuple[ast.AST, object]]] = defaultdict(list)
    for statement, block in _flat(body, None):
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            for name, target in imported(statement, package):
                bound[name].append((statement, block))
                # Of alternatives, mypy takes the first one.
                found.imports.setdefault(name, target)
            if isinstance(statement, ast.ImportFrom) and any(alias.name == "*" for alias in statement.names):
                found.starred.append(origin(statement, package))
        elif isinstance(statement, (*_FUNCTIONS, ast.ClassDef)):
            if not _is_part(statement):
                bound[statement.name].append((statement, block))
        else:
            for name in _assigned(statement):
                bound[name].append((statement, block))
    for name, places in bound.items():
        _classify(found, name, places)
    found.every.update(bound)
    return found


def _classify(found: Bindings, name: str, places: list[tuple[ast.AST, object]]) -> None:
    last, block = places[-1]
    kinds = {type(node) for node, _ in places}
    if not all(issubclass(kind, (ast.Import, ast.ImportFrom)) for kind in kinds):
        found.imports.pop(name, None)
    if any(other is not block for _, other in places):
        # Alternatives, of which it is not known which one holds.
        return
    if isinstance(last, _FUNCTIONS) and kinds <= set(_FUNCTIONS):
        found.functions[name] = last
    elif isinstance(last, ast.ClassDef) and len(places) == 1:
        found.classes[name] = last
    elif len(places) == 1 and (value := _alias(last)) is not None:
        found.aliases[name] = value


def _alias(node: ast.AST) -> ast.expr | None:
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        value: ast.expr | None = node.value
    elif isinstance(node, ast.AnnAssign):
        value = node.value
    else:
        return None
    return value if isinstance(value, (ast.Name, ast.Attribute)) else None


def _is_part(node: FunctionNode | ast.ClassDef) -> bool:
    """Whether the definition adds to one of the same name: a setter, or an implementation for another type."""
    targets = [each.func if isinstance(each, ast.Call) else each for each in node.decorator_list]
    return any(isinstance(each, ast.Attribute) and each.attr in _PARTS for each in targets)


def _flat(body: Iterable[ast.stmt], block: object) -> Iterator[_Placed]:
    """The statements of a body and of the compound statements in it, definitions not entered."""
    for statement in body:
        if isinstance(statement, ast.If) and _is_type_checking(statement.test):
            # Imports for annotations name the same things; definitions there are not those that run.
            yield from ((node, block) for node, _ in _flat(statement.body, block) if not isinstance(node, _SCOPES))
            yield from _flat(statement.orelse, block)
        elif isinstance(statement, (ast.With, ast.AsyncWith)):
            yield (statement, block)
            yield from _flat(statement.body, block)
        else:
            yield (statement, block)
            if not isinstance(statement, _SCOPES):
                for inner in _blocks(statement):
                    yield from _flat(inner, inner)


def _blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    holders: list[ast.AST] = [
        statement,
        *getattr(statement, "handlers", []),
        *getattr(statement, "cases", []),
    ]
    for holder in holders:
        for name in ("body", "orelse", "finalbody"):
            inner = getattr(holder, name, None)
            if isinstance(inner, list) and inner:
                yield inner


def _is_type_checking(test: ast.expr) -> bool:
    return (test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", "")) == "TYPE_CHECKING"


def _assigned(statement: ast.stmt) -> Iterator[str]:
    """Names that a statement binds by itself, not in its blocks."""
    targets: list[ast.AST] = []
    if isinstance(statement, (ast.Assign, ast.Delete)):
        targets = list(statement.targets)
    elif isinstance(statement, (ast.AnnAssign, ast.AugAssign, ast.For, ast.AsyncFor)):
        targets = [statement.target]
    elif isinstance(statement, (ast.With, ast.AsyncWith)):
        targets = [item.optional_vars for item in statement.items if item.optional_vars]
    elif isinstance(statement, ast.Match):
        targets = [case.pattern for case in statement.cases]
    for target in targets:
        yield from _bound_in(target)


def _bound_in(root: ast.AST) -> Iterator[str]:
    return (name for node in ast.walk(root) if (name := _bound_by(node)) is not None)


def _bound_by(node: ast.AST) -> str | None:
    """The name that a node binds by itself, if it is no import and no parameter."""
    if isinstance(node, ast.Name):
        return None if isinstance(node.ctx, ast.Load) else node.id
    attribute = _NAMES.get(type(node))
    name: object = None if attribute is None else getattr(node, attribute)
    return name if isinstance(name, str) else None


def locals_of(function: FunctionNode, package: str) -> Bindings:
    """The names that a function binds anywhere in it, those of functions and comprehensions inside included.

    Of these only imports are followed: which value a variable has at some place is no question of names.
    """
    found = Bindings()
    imports: defaultdict[str, set[str]] = defaultdict(set)
    elsewhere: set[str] = set()
    first = _first_parameter(function)
    parameters: list[str] = []
    for node in islice(nodes_below([function]), 1, None):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for name, target in imported(node, package):
                imports[name].add(target)
        elif isinstance(node, ast.arg):
            parameters.append(node.arg)
        elif isinstance(node, ast.Global):
            elsewhere.update(node.names)
        elif (bound := _bound_by(node)) is not None:
            found.every.add(bound)
    if first not in found.every and first not in imports and parameters.count(first or "") == 1:
        found.receiver = first
    variables = found.every.union(parameters)
    found.imports = {
        name: next(iter(targets)) for name, targets in imports.items() if len(targets) == 1 and name not in variables
    }
    found.every = variables.union(imports) - elsewhere
    return found


def _first_parameter(function: FunctionNode) -> str | None:
    """The one that a method gets its object or class by, if it is a method."""
    if any(isinstance(each, ast.Name) and each.id == "staticmethod" for each in function.decorator_list):
        return None
    arguments = [*function.args.posonlyargs, *function.args.args]
    return arguments[0].arg if arguments else None


def imported(node: ast.Import | ast.ImportFrom, package: str) -> Iterator[tuple[str, str]]:
    """Each name that an import binds, with the full name of what it is bound to."""
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            if alias.name != "*":
                yield alias.asname or alias.name, f"{origin(node, package)}.{alias.name}".lstrip(".")
        elif alias.asname:
            yield alias.asname, alias.name
        else:
            top = alias.name.split(".")[0]
            yield top, top


def origin(node: ast.ImportFrom, package: str) -> str:
    """The module that an import names, relative ones resolved."""
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    base = ".".join(parts[: len(parts) - node.level + 1])
    return ".".join(part for part in (base, node.module) if part)
