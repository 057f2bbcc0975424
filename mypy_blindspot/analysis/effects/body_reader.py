"""Reading the bodies of a module's functions into terms and actions."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Final

from mypy_blindspot.analysis.effects.term_reader import INSIDE, TermReader, word_of
from mypy_blindspot.analysis.effects.terms import (
    Body,
    Entered,
    Fresh,
    Item,
    Term,
)
from mypy_blindspot.analysis.effects.verbs import is_http_method
from mypy_blindspot.analysis.source.module import SourceModule

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_SCOPES: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


class Bodies(Mapping[str, Body]):
    """The bodies of the functions of a module, each read when it is first asked for."""

    def __init__(self, module: SourceModule) -> None:
        self._module = module
        self._found: dict[str, Body] = {}
        # By name: the function of the module that it is, or is inside of, and the node.
        self._nodes = {name: (name, function) for name, function in module.functions.items()}

    def __getitem__(self, name: str) -> Body:
        if name not in self._found:
            if INSIDE in name:
                # Which functions are inside of one is known when it has been read.
                self.get(name.rpartition(f".{INSIDE}.")[0])
            self._found[name] = self._read(name)
        return self._found[name]

    def _read(self, name: str) -> Body:
        within, function = self._nodes[name]
        reader = _Reader(self._module, name, within, function)
        owner = name.rpartition(".")[0]
        body = reader.body(owner if owner in self._module.classes else "")
        for inner in reader.functions.values():
            self._nodes[f"{name}.{INSIDE}.{inner.name}"] = within, inner
        return body

    def __iter__(self) -> Iterator[str]:
        pending = list(self._nodes)
        while pending:
            name = pending.pop(0)
            yield name
            self.get(name)
            pending += [inner for inner in self._nodes if inner.rpartition(f".{INSIDE}.")[0] == name]

    def __len__(self) -> int:
        return sum(1 for _ in self)


def class_decorators_in(module: SourceModule) -> Mapping[str, tuple[str, ...]]:
    """The full names of the decorators of the classes of a module, as far as they are known."""
    return {
        qualname: _decorators(cls, module, qualname.rpartition(".")[0])
        for qualname, cls in module.classes.items()
        if cls.decorator_list
    }


def _decorators(node: _Function | ast.ClassDef, module: SourceModule, within: str) -> tuple[str, ...]:
    targets = [each.func if isinstance(each, ast.Call) else each for each in node.decorator_list]
    return tuple(module.resolve(target, within) or ast.unparse(target) for target in targets)


class _Reader(TermReader):
    """Walks one function in the order of its text."""

    # Whether the name or attribute at hand only leads to an attribute or method of its object.
    _refers = False
    _names_a_host = False

    def body(self, owner: str) -> Body:
        statements = self._function.body
        for statement in statements:
            self._statement(statement)
        return Body(
            self._function.name,
            tuple(self._parameters),
            tuple(tuple(terms) for terms in self._terms),
            tuple(self._actions),
            _decorators(self._function, self._module, self._within.rpartition(".")[0]),
            isinstance(self._function, ast.AsyncFunctionDef),
            self._is_generator,
            all(does_nothing(statement) for statement in statements),
            owner,
            _method(self._function.args),
            self._names_a_host,
        )

    def _statement(self, node: ast.AST) -> None:
        handle = getattr(self, f"_do_{type(node).__name__.lower()}", None)
        if handle is not None:
            handle(node)
            return
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self._term(child)
            else:
                self._statement(child)

    def _owner(self, node: ast.expr) -> Term:
        before, self._refers = self._refers, isinstance(node, (ast.Name, ast.Attribute))
        term = self._term(node)
        self._refers = before
        return term

    def _act(self, how: str, term: Term) -> None:
        super()._act("refer" if how == "read" and self._refers else how, term)

    def _of_joinedstr(self, node: ast.JoinedStr) -> Term:
        first = node.values[0] if len(node.values) > 1 else None
        self._names_a_host |= isinstance(first, ast.Constant) and first.value == "http://"
        for part in node.values:
            self._term(part)
        return Fresh()

    def _do_functiondef(self, node: _Function) -> None:
        self.functions[node.name] = node

    _do_asyncfunctiondef = _do_functiondef

    def _do_classdef(self, node: ast.ClassDef) -> None:
        pass

    def _do_global(self, node: ast.Global) -> None:
        self._elsewhere.update(node.names)

    def _do_nonlocal(self, node: ast.Nonlocal) -> None:
        self._elsewhere.update(node.names)
        self._nonlocals.update(node.names)

    def _do_assign(self, node: ast.Assign) -> None:
        value = self._term(node.value)
        before, self._makes_at_need = self._makes_at_need, self._makes_at_need or _is_kept_or_made(node)
        for target in node.targets:
            self._bind(target, value)
        self._makes_at_need = before

    def _do_annassign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self._bind(node.target, self._term(node.value))

    def _do_augassign(self, node: ast.AugAssign) -> None:
        self._term(node.value)
        if isinstance(node.target, ast.Name) and node.target.id not in self._elsewhere:
            return
        # Counting is not seen by another call that counts before the next await: the sum is the same in any order.
        counts = isinstance(node.op, (ast.Add, ast.Sub)) and isinstance(node.value, ast.Constant)
        before, self._makes_at_need = self._makes_at_need, self._makes_at_need or counts
        self._bind(node.target, Fresh())
        self._makes_at_need = before

    def _do_if(self, node: ast.If) -> None:
        self._term(node.test)
        is_lazy = _is_missing(node.test) and not any(self._depends(part) for part in ast.walk(node))
        before, self._makes_at_need = self._makes_at_need, self._makes_at_need or is_lazy
        for statement in node.body:
            self._statement(statement)
        self._makes_at_need = before
        for statement in node.orelse:
            self._statement(statement)

    def _depends(self, node: ast.AST) -> bool:
        """Whether the outcome is another one for another call."""
        if isinstance(node, ast.Name):
            return node.id in self._variables or node.id in self._parameters[1:]
        return isinstance(node, ast.Await)

    def _do_for(self, node: ast.For | ast.AsyncFor) -> None:
        source = self._term(node.iter)
        if isinstance(node, ast.AsyncFor):
            self._act("await", source)
        self._bind(node.target, Item(source))
        for statement in [*node.body, *node.orelse]:
            self._statement(statement)

    _do_asyncfor = _do_for

    def _do_with(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            manager = self._term(item.context_expr)
            self._act("enter" if isinstance(node, ast.AsyncWith) else "hold", manager)
            if item.optional_vars is not None:
                self._bind(item.optional_vars, Entered(manager))
        for statement in node.body:
            self._statement(statement)

    _do_asyncwith = _do_with

    def _do_delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            self._bind(target, Fresh())

    def _do_raise(self, node: ast.Raise) -> None:
        for part in (node.exc, node.cause):
            if part is not None:
                self._term(part)
        self._act("raise", Fresh())

    def _do_excepthandler(self, node: ast.ExceptHandler) -> None:
        if node.type is not None:
            self._term(node.type)
        if node.name:
            self._bind_name(node.name, Fresh())
        for statement in node.body:
            self._statement(statement)


def _is_missing(test: ast.expr) -> bool:
    """Whether a test asks for an attribute that was not set yet, or is closed by now."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        return _is_missing(test.values[0]) and all(_is_missing(each) or _is_closed(each) for each in test.values)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return isinstance(test.operand, ast.Attribute)
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Is):
        return False
    other = test.comparators[0]
    return isinstance(test.left, ast.Attribute) and isinstance(other, ast.Constant) and other.value is None


def _is_kept_or_made(node: ast.Assign) -> bool:
    """``self.client = self.client or Client()``."""
    is_either = isinstance(node.value, ast.BoolOp) and isinstance(node.value.op, ast.Or)
    if not is_either or not isinstance(node.targets[0], ast.Attribute):
        return False
    assert isinstance(node.value, ast.BoolOp)
    return ast.unparse(node.value.values[0]) == ast.unparse(node.targets[0])


def _is_closed(test: ast.expr) -> bool:
    asked = test.func if isinstance(test, ast.Call) else test
    return isinstance(asked, ast.Attribute) and asked.attr in ("closed", "is_closed")


def _method(arguments: ast.arguments) -> tuple[str, str]:
    """The parameter whose default is a method of HTTP, and that method."""
    positional = [*arguments.posonlyargs, *arguments.args]
    count = len(arguments.defaults)
    pairs = [*zip(positional[-count:] if count else [], arguments.defaults, strict=True)]
    pairs += [
        (each, default) for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if default
    ]
    words = ((each.arg, word_of(default)) for each, default in pairs)
    return next(((name, word) for name, word in words if is_http_method(word)), ("", ""))


def does_nothing(statement: ast.stmt) -> bool:
    """Whether a statement is what stands where there is nothing to do, or where others have to say what."""
    if isinstance(statement, ast.Raise):
        raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
        return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )
