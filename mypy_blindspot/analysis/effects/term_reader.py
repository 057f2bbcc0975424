"""Reading expressions into terms."""

from __future__ import annotations

import ast
from typing import Final

from mypy_blindspot.analysis.effects.terms import (
    Attr,
    Awaited,
    Call,
    Does,
    Fresh,
    Global,
    Item,
    Local,
    Param,
    Term,
)
from mypy_blindspot.analysis.effects.verbs import is_of_method, method_in
from mypy_blindspot.analysis.source.module import SourceModule

_Function = ast.FunctionDef | ast.AsyncFunctionDef
INSIDE: Final = "<locals>"


class TermReader:
    """Walks the expressions of one function; a subclass walks its statements."""

    def __init__(self, module: SourceModule, name: str, within: str, function: _Function) -> None:
        self._module = module
        self._name = name
        self._within = within
        self._function = function
        self.functions: dict[str, _Function] = {}
        self._parameters = [arg.arg for arg in _parameters(function.args)]
        self._variables: dict[str, int] = {}
        self._terms: list[list[Term]] = []
        self._actions: dict[Does, None] = {}
        # Names that are declared global or nonlocal, and those that are nonlocal.
        self._elsewhere: set[str] = set()
        self._nonlocals: set[str] = set()
        self._is_generator = False
        # Under a test for an attribute that is not there yet: whoever comes first makes it, at once.
        self._makes_at_need = False

    def _statement(self, node: ast.AST) -> None:
        """A part of a statement."""
        raise NotImplementedError

    def _bind(self, target: ast.expr, value: Term) -> None:
        if isinstance(target, ast.Name):
            self._bind_name(target.id, value)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for item in target.elts:
                self._bind(item, Item(value))
        elif isinstance(target, ast.Starred):
            self._bind(target.value, value)
        elif isinstance(target, ast.Attribute):
            self._act("keep" if self._makes_at_need else "set", Attr(self._term(target.value), target.attr))
        elif isinstance(target, ast.Subscript):
            self._term(target.slice)
            # What the caller gives is not asked for again: the order in which it is put there matters.
            self._act("set" if isinstance(value, Param) else "change", Item(self._term(target.value)))

    def _bind_name(self, name: str, value: Term) -> None:
        if name in self._elsewhere:
            self._act("keep" if self._makes_at_need else "set", Global(self._declared(name)))
            return
        if name not in self._variables:
            self._variables[name] = len(self._terms)
            self._terms.append([])
        terms = self._terms[self._variables[name]]
        if value not in terms and value != Local(self._variables[name]):
            terms.append(value)

    def _declared(self, name: str) -> str:
        """The full name of a variable that is declared global or nonlocal."""
        around = f"{self._name.rpartition('.')[0]}." if name in self._nonlocals else ""
        return f"{self._module.fullname}.{around}{name}"

    def _term(self, node: ast.expr) -> Term:
        handle = getattr(self, f"_of_{type(node).__name__.lower()}", None)
        if handle is not None:
            found: Term = handle(node)
            return found
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self._term(child)
            elif isinstance(child, ast.comprehension):
                self._statement(child)
        return Fresh()

    def _of_name(self, node: ast.Name) -> Term:
        if node.id in self._variables:
            return Local(self._variables[node.id])
        if node.id in self._parameters:
            return Param(node.id)
        if node.id in self.functions:
            return Global(f"{self._module.fullname}.{self._name}.{INSIDE}.{node.id}")
        fullname = self._module.resolve(node, self._within)
        if fullname is None:
            return self._enclosing(node.id)
        self._act("read", Global(fullname))
        return Global(fullname)

    def _enclosing(self, name: str) -> Term:
        """A name of the function around this one: a sister function, or a variable that both see."""
        outer = self._name.rpartition(".")[0]
        if INSIDE not in outer:
            return Fresh()
        found = Global(f"{self._module.fullname}.{outer}.{name}")
        self._act("read", found)
        return found

    def _of_attribute(self, node: ast.Attribute) -> Term:
        resolved = self._elsewhere_name(node)
        if resolved is not None:
            return Global(resolved)
        found = Attr(self._owner(node.value), node.attr)
        self._act("read", found)
        return found

    def _elsewhere_name(self, node: ast.Attribute) -> str | None:
        """The full name of what is an attribute of a module or class."""
        root = _root(node)
        if not root or root in self._variables or root in self._parameters:
            return None
        return self._module.resolve(node, self._within)

    def _of_call(self, node: ast.Call) -> Term:
        if isinstance(node.func, ast.Attribute):
            callee: Term = self._callee(node.func)
        else:
            callee = self._term(node.func)
        arguments = [(str(index), self._term(value)) for index, value in enumerate(node.args)]
        arguments += [(keyword.arg or "**", self._term(keyword.value)) for keyword in node.keywords]
        call = Call(callee, tuple(arguments), _word_of(node))
        self._act("call", call)
        return call

    def _callee(self, node: ast.Attribute) -> Term:
        resolved = self._elsewhere_name(node)
        if resolved is not None:
            return Global(resolved)
        return Attr(self._owner(node.value), node.attr)

    def _owner(self, node: ast.expr) -> Term:
        """An object of which an attribute or a method is used."""
        return self._term(node)

    def _of_await(self, node: ast.Await) -> Term:
        awaitable = self._term(node.value)
        self._act("await", awaitable)
        return Awaited(awaitable)

    def _of_subscript(self, node: ast.Subscript) -> Term:
        self._term(node.slice)
        return Item(self._term(node.value))

    def _of_namedexpr(self, node: ast.NamedExpr) -> Term:
        value = self._term(node.value)
        self._bind_name(node.target.id, value)
        return value

    def _of_yield(self, node: ast.Yield | ast.YieldFrom) -> Term:
        self._is_generator = True
        if node.value is not None:
            self._term(node.value)
        return Fresh()

    _of_yieldfrom = _of_yield

    def _of_ifexp(self, node: ast.IfExp) -> Term:
        self._term(node.test)
        return self._either([self._term(node.body), self._term(node.orelse)])

    def _of_boolop(self, node: ast.BoolOp) -> Term:
        return self._either([self._term(value) for value in node.values])

    def _either(self, terms: list[Term]) -> Term:
        known: list[Term] = [term for term in terms if not isinstance(term, Fresh)]
        if len(known) < 2:
            return known[0] if known else Fresh()
        self._terms.append(known)
        return Local(len(self._terms) - 1)

    def _of_lambda(self, node: ast.Lambda) -> Term:
        # It may run while the function does: what is in it counts. Its parameters are not known.
        hidden = {name: self._variables.pop(name) for name in _names(node.args) if name in self._variables}
        self._term(node.body)
        self._variables.update(hidden)
        return Fresh()

    def _of_listcomp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> Term:
        self._generators(node.generators)
        self._term(node.elt)
        return Fresh()

    _of_setcomp = _of_listcomp
    _of_generatorexp = _of_listcomp

    def _of_dictcomp(self, node: ast.DictComp) -> Term:
        self._generators(node.generators)
        self._term(node.key)
        self._term(node.value)
        return Fresh()

    def _generators(self, generators: list[ast.comprehension]) -> None:
        for each in generators:
            source = self._term(each.iter)
            if each.is_async:
                self._act("await", source)
            self._bind(each.target, Item(source))
            for test in each.ifs:
                self._term(test)

    def _act(self, how: str, term: Term) -> None:
        self._actions[Does(how, term)] = None


def _parameters(arguments: ast.arguments) -> list[ast.arg]:
    starred = [each for each in (arguments.vararg, arguments.kwarg) if each is not None]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *starred]


def _names(arguments: ast.arguments) -> list[str]:
    return [each.arg for each in _parameters(arguments)]


def _word_of(call: ast.Call) -> str:
    """The method of a request, wherever it stands; of another call, the first argument."""
    named = [keyword.value for keyword in call.keywords if is_of_method(keyword.arg or "")]
    return method_in([word_of(each) for each in [*named, *call.args]])


def word_of(node: ast.expr | None) -> str:
    """A text, or the name of a constant such as ``Method.GET``."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value[:20]
    if isinstance(node, ast.Attribute) and node.attr == "value":
        node = node.value
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name.removeprefix("METH_") if name.isupper() else ""


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
