"""Calls in the module under check, as mypy typed them."""

from __future__ import annotations

from typing import Final

from mypy.nodes import (
    LDEF,
    AssignmentExpr,
    AwaitExpr,
    CallExpr,
    Expression,
    FuncDef,
    IndexExpr,
    LambdaExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    RefExpr,
    ReturnStmt,
    StarExpr,
    StrExpr,
    SuperExpr,
    SymbolNode,
    Var,
)

from mypy_blindspot.analysis.awaits.annotations import Annotations
from mypy_blindspot.analysis.effects.effect import Effect, Place, Use
from mypy_blindspot.analysis.effects.effects import Effects
from mypy_blindspot.analysis.effects.marks import class_of
from mypy_blindspot.analysis.effects.term_reader import INSIDE
from mypy_blindspot.analysis.effects.values import (
    Invocation,
    Target,
    Value,
    below,
    called,
    may_be_function,
    member,
    result,
)
from mypy_blindspot.analysis.effects.verbs import is_of_method, method_in
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope

_CALLED_FIRST: Final = frozenset({"wait_for", "shield", "create_task", "ensure_future", "start_soon", "Task"})


class Invocations:
    """Reads calls of one module. Local names that only stand for an attribute are replaced by it."""

    def __init__(self, view: ModuleView, effects: Effects) -> None:
        self._view = view
        self.effects = effects
        self._inside = dict(_functions_inside(view))
        self._annotations = Annotations(view)
        self._aliases: dict[Var, Place] = {}
        # Objects that were made from one that cannot be shared, by the place of the new object.
        self._holders: dict[str, frozenset[Use]] = {}
        # The effects of calls, as long as no name has got another meaning: many are asked for twice.
        self._effects: dict[tuple[CallExpr, bool], Effect] = {}

    def value(self, expression: Expression) -> Value:
        """The type of an expression, and where others find its value."""
        typ = self._annotations.refined(expression, self._view.type_of(expression))
        return Value(typ, self.place(expression))

    def place(self, expression: Expression) -> Place | None:
        """Where others find the value of an expression; None for a new one."""
        if isinstance(expression, NameExpr):
            return self._place_of_name(expression)
        if isinstance(expression, MemberExpr):
            if expression.fullname and not isinstance(expression.expr, (CallExpr, IndexExpr)) and expression.node:
                return (f"g:{expression.fullname}",)
            return below(self.place(expression.expr), expression.name)
        if isinstance(expression, (IndexExpr, StarExpr)):
            return self.place(expression.base if isinstance(expression, IndexExpr) else expression.expr)
        if isinstance(expression, AwaitExpr):
            return self.place(expression.expr)
        if isinstance(expression, AssignmentExpr):
            return self.place(expression.target)
        return result(self.target(expression)).place if isinstance(expression, CallExpr) else None

    def _place_of_name(self, name: NameExpr) -> Place | None:
        if isinstance(name.node, Var) and name.node in self._aliases:
            return self._aliases[name.node]
        if isinstance(name.node, (Var, type(None))):
            return (f"l:{name.name}",) if name.kind == LDEF or not name.fullname else (f"g:{name.fullname}",)
        return None

    def target(self, call: CallExpr) -> Target:
        """What a call runs."""
        callee = call.callee
        if isinstance(callee, SuperExpr):
            return self._super(callee)
        node = callee.node if isinstance(callee, RefExpr) else None
        if isinstance(callee, MemberExpr) and not _is_in_module(callee):
            return member(self.value(callee.expr), callee.name)
        if isinstance(callee, (NameExpr, MemberExpr)):
            if node is None or isinstance(node, Var):
                return called(self.value(callee), callee.name, callee.fullname or None)
            return Target(callee.name, self._fullname(node) or callee.fullname, None, node)
        return called(self.value(callee), "")

    def _fullname(self, node: SymbolNode | None) -> str | None:
        if isinstance(node, FuncDef) and node in self._inside:
            return self._inside[node]
        return None if node is None else node.fullname

    def _super(self, callee: SuperExpr) -> Target:
        receiver = Value(None, ("l:self",))
        for info in callee.info.mro[1:] if callee.info else ():
            symbol = info.names.get(callee.name)
            if symbol is not None:
                return Target(callee.name, f"{info.fullname}.{callee.name}", receiver, symbol.node)
        return Target(callee.name, None, receiver)

    def invocation(self, call: CallExpr, *, is_awaited: bool) -> Invocation:
        """A call with what is known of its parts."""
        arguments: dict[str, Value] = {}
        functions: dict[str, Target] = {}
        for index, (argument, name) in enumerate(zip(call.args, call.arg_names, strict=True)):
            arguments[name or str(index)] = self.value(argument)
            function = self._function(argument)
            if function is not None:
                functions[name or str(index)] = function
        return Invocation(self.target(call), arguments, _word(call), is_awaited, functions=functions)

    def _function(self, argument: Expression) -> Target | None:
        """The function that an argument is, if it is one."""
        if isinstance(argument, LambdaExpr):
            statement = argument.body.body[0] if argument.body.body else None
            inner = statement.expr if isinstance(statement, ReturnStmt) else None
            return self.target(inner) if isinstance(inner, CallExpr) else None
        if isinstance(argument, CallExpr):
            is_partial = isinstance(argument.callee, RefExpr) and argument.callee.fullname == "functools.partial"
            return self._function(argument.args[0]) if is_partial and argument.args else None
        if not isinstance(argument, (NameExpr, MemberExpr)) or not may_be_function(self._view.type_of(argument)):
            return None
        return self.target(CallExpr(argument, [], [], []))

    def effect(self, call: CallExpr, *, is_awaited: bool) -> Effect:
        """The effect of a call."""
        known = self._effects.get((call, is_awaited))
        if known is None:
            known = self._effects[call, is_awaited] = self._effect(call, is_awaited=is_awaited)
        return known

    def _effect(self, call: CallExpr, *, is_awaited: bool) -> Effect:
        invocation = self.invocation(call, is_awaited=is_awaited)
        effect = self.effects.of(invocation).moved(_seen_from_around)
        receiver = invocation.target.receiver
        for value in (*invocation.arguments.values(), *([receiver] if receiver is not None else [])):
            held = self._holders.get(value.place[0]) if value.place else None
            if held is not None:
                effect |= Effect(uses=held)
        return effect

    def note_alias(self, variable: Var, place: Place) -> None:
        """Remember that a variable only stands for what is found at a place."""
        if self._aliases.get(variable) != place:
            self._aliases[variable] = place
            self._effects.clear()

    def note_holder(self, name: str, made: CallExpr) -> None:
        """Remember that a variable holds an object made from one that cannot be shared: a repository on a session."""
        typ = self._view.type_of(made)
        info = class_of(typ)
        if info is not None and info.module_name in ("builtins", "typing", "datetime", "uuid"):
            return
        uses = frozenset(self.effects.uses_of(self.invocation(made, is_awaited=False)))
        if uses != self._holders.pop(f"l:{name}", frozenset()):
            self._effects.clear()
        if uses:
            self._holders[f"l:{name}"] = uses

    def inner_call(self, call: CallExpr) -> CallExpr:
        """The call whose result is awaited: what is wrapped in a time-out or a task counts itself."""
        while self._wraps(call):
            inner = call.args[0]
            assert isinstance(inner, CallExpr)
            call = inner
        return call

    def _wraps(self, call: CallExpr) -> bool:
        callee = call.callee
        if not call.args or not isinstance(call.args[0], CallExpr) or not isinstance(callee, (NameExpr, MemberExpr)):
            return False
        if callee.name not in _CALLED_FIRST:
            return False
        return "forwards" in self.effects.marks(self.target(call))


def _seen_from_around(place: Place) -> Place:
    """Where a function finds the variable that a function inside of it uses too."""
    owner, is_inside, name = place[0].rpartition(f".{INSIDE}.")
    return (f"l:{name}", *place[1:]) if is_inside and owner.startswith("g:") and "." not in name else place


def _word(call: CallExpr) -> str:
    """The method of a request, wherever it stands; of another call, the first argument if it is a text or constant."""
    arguments = list(zip(call.args, call.arg_names, strict=True))
    named = [argument for argument, name in arguments if is_of_method(name or "")]
    return method_in([*map(_word_in, named), *(_word_in(argument) for argument, name in arguments if name is None)])


def _word_in(argument: Expression) -> str:
    if isinstance(argument, StrExpr):
        return argument.value
    if isinstance(argument, MemberExpr) and argument.name == "value":
        argument = argument.expr
    name = argument.name if isinstance(argument, (NameExpr, MemberExpr)) else ""
    return name.removeprefix("METH_") if name.isupper() else ""


def _is_in_module(callee: MemberExpr) -> bool:
    return isinstance(callee.expr, RefExpr) and isinstance(callee.expr.node, MypyFile)


def _functions_inside(view: ModuleView) -> list[tuple[FuncDef, str]]:
    """The functions inside of functions, with the names under which their bodies are known."""
    return [
        (scope.function, f"{view.tree.fullname}.{_qualname(scope)}")
        for scope in view.outline.scopes
        if scope.function is not None and scope.outer is not None and scope.outer.function is not None
    ]


def _qualname(scope: Scope) -> str:
    assert scope.function is not None
    if scope.outer is None or scope.outer.function is None:
        return f"{scope.info.name}.{scope.function.name}" if scope.info else scope.function.name
    return f"{_qualname(scope.outer)}.{INSIDE}.{scope.function.name}"
