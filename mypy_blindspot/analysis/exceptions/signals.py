"""Whether anybody can learn of a failure from what a handler does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Final

from mypy.nodes import (
    AssertStmt,
    AssignmentStmt,
    Block,
    CallExpr,
    DelStmt,
    Expression,
    ExpressionStmt,
    FuncDef,
    IndexExpr,
    IntExpr,
    MemberExpr,
    NameExpr,
    OperatorAssignmentStmt,
    RaiseStmt,
    RefExpr,
    Statement,
    StrExpr,
    SymbolNode,
    TupleExpr,
    TypeInfo,
    Var,
)
from mypy.types import CallableType, UninhabitedType, get_proper_type

from mypy_blindspot.analysis.callees import Callees
from mypy_blindspot.analysis.effects.verbs import word_set
from mypy_blindspot.analysis.exceptions.body import Body, key_of, own_nodes
from mypy_blindspot.analysis.exceptions.reach import short_name
from mypy_blindspot.analysis.exceptions.telling import SIGNALS, Telling, reports_itself, telling
from mypy_blindspot.analysis.exceptions.vocabulary import FAINT, LOUD, hands_on, is_logger, is_tidying, tells_failure
from mypy_blindspot.analysis.facts import Facts
from mypy_blindspot.analysis.kinds import TELLING
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.summaries import Summaries
from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Scope

_DEEPEST: Final = 6
_WARNING: Final = 30
# What these give back is all they do.
_PURE: Final = word_set(
    """
    str repr len type isinstance issubclass hasattr getattr id bool format int float
    """
)
_LEVELS: Final = frozenset({"WARNING", "WARN", "ERROR", "CRITICAL", "FATAL"})


class Signals:
    """Answers for one module under check."""

    def __init__(self, view: ModuleView, facts: Facts, summaries: Summaries) -> None:
        self.callees = Callees(view)
        self._view = view
        self._facts = facts
        self._summaries = summaries
        self._known: dict[str, bool] = {}

    def in_block(self, block: Block, variable: NameExpr | None, body: Body, scope: Scope) -> bool:
        """Whether a handler tells of the failure, on one of its ways at least."""
        caught = None if variable is None else variable.node
        return any(self.in_statement(statement, caught, body, scope) for statement in block.body)

    def in_statement(self, statement: Statement, caught: SymbolNode | None, body: Body, scope: Scope) -> bool:
        """The same for one statement."""
        if self._keeps_to_itself(statement, caught, body, scope):
            return False
        for node in own_nodes(statement):
            if isinstance(node, (RaiseStmt, AssertStmt)):
                return True
            if caught is not None and isinstance(node, NameExpr) and node.node is caught:
                return True
            if isinstance(node, CallExpr) and self.call_tells(node, scope):
                return True
            if isinstance(node, (AssignmentStmt, OperatorAssignmentStmt)) and _records(node, body):
                return True
        return False

    def _keeps_to_itself(self, statement: Statement, caught: SymbolNode | None, body: Body, scope: Scope) -> bool:
        """Whether the exception is named and nothing comes of it: ``_ = error``, ``del error``, ``str(error)``."""
        if isinstance(statement, DelStmt):
            return True
        if isinstance(statement, ExpressionStmt):
            expr = statement.expr
            if isinstance(expr, CallExpr) and not self.call_tells(expr, scope):
                return _is_pure(expr) or self._is_dropped(expr, caught, scope)
            return isinstance(expr, NameExpr)
        if isinstance(statement, AssignmentStmt) and len(statement.lvalues) == 1:
            target, value = statement.lvalues[0], statement.rvalue
            is_it = isinstance(value, NameExpr) and value.node is caught
            if isinstance(target, NameExpr) and (is_it or (isinstance(value, CallExpr) and _is_pure(value))):
                return caught is not None and not body.is_read(target.node or "", 0)
        return False

    def _is_dropped(self, call: CallExpr, caught: SymbolNode | None, scope: Scope) -> bool:
        """Whether a function is given the exception and does not look at it."""
        name = self.callees.name(call.callee, scope)
        fact = None if name is None or caught is None else self._fact(name)
        if fact is None:
            return False
        parameters = list(fact.parameters)
        if isinstance(call.callee, MemberExpr) and parameters[:1] in (["self"], ["cls"]):
            parameters = parameters[1:]
        given: list[str | None] = []
        for index, (argument, keyword) in enumerate(zip(call.args, call.arg_names, strict=True)):
            if any(isinstance(node, NameExpr) and node.node is caught for node in own_nodes(argument)):
                given.append(keyword or (parameters[index] if index < len(parameters) else None))
        return bool(given) and all(name in fact.unread for name in given)

    # -- calls

    def call_tells(self, call: CallExpr, scope: Scope) -> bool:
        """Whether a call tells somebody, the exception as an argument left aside."""
        for argument, name in zip(call.args, call.arg_names, strict=True):
            if name in ("exc_info", "exception") and not _is_false(argument):
                return True
        if self.never_returns(call):
            return True
        name = self.callees.name(call.callee, scope)
        if name is not None and (self.is_marked(name, call, scope) or name.endswith(".Task.cancel")):
            return True
        if isinstance(call.callee, RefExpr) and isinstance(call.callee.node, TypeInfo):
            return False
        short = short_name(call)
        if isinstance(call.callee, MemberExpr) and self._is_logger(call.callee, scope):
            return short not in FAINT or (short == "log" and _is_loud(call))
        if name is None and short in LOUD:
            return True
        if isinstance(call.callee, MemberExpr) and short in ("append", "add", "insert", "extend", "put", "setdefault"):
            return _adds_something(call)
        if name is not None:
            return self.function_tells(name)
        return not (is_tidying(short) or short in _PURE)

    def is_marked(self, fullname: str, call: CallExpr, scope: Scope) -> bool:
        """Whether a facts file says that a function tells, under any of the names that it is known by."""
        names = [fullname]
        if isinstance(call.callee, MemberExpr):
            owner = self.callees.owner(call.callee.expr, scope)
            names += [f"{base.fullname}.{call.callee.name}" for base in (owner.mro if owner is not None else [])]
        return any(self._marks(name) for name in names)

    def _marks(self, fullname: str) -> bool:
        definition = self._facts.definition(fullname)
        owner = definition.rpartition(".")[0]
        return any(self._facts.mark(name, SIGNALS) is not None for name in (fullname, definition, owner))

    def function_tells(self, fullname: str, depth: int = 0) -> bool:
        """Whether a function tells somebody, by what is known of its body, and else by its name."""
        if fullname not in self._known:
            self._known[fullname] = False  # what a recursive call adds
            self._known[fullname] = self._function_tells(fullname, depth)
        return self._known[fullname]

    def _function_tells(self, fullname: str, depth: int) -> bool:
        if self._marks(fullname):
            return True
        module, _, short = fullname.rpartition(".")
        if fullname.partition(".")[0] in sys.stdlib_module_names:
            if is_logger(module.rpartition(".")[2]) and short in FAINT:
                return False
            return hands_on(short)
        fact = self._fact(fullname)
        if fact is not None:
            return fact.tells or depth >= _DEEPEST or any(self.function_tells(call, depth + 1) for call in fact.calls)
        if short in FAINT and is_logger(module.rpartition(".")[2]):
            return False
        return not (is_tidying(short) or short[:1].isupper())

    def reports_itself(self, call: CallExpr, scope: Scope) -> bool:
        """Whether a function of this module is called that tells of its failures before it raises them again."""
        name = self.callees.name(call.callee, scope)
        place = None if name is None else self._own(self._summaries.find(name))
        return place is not None and reports_itself(*place)

    def _own(self, fullname: str) -> tuple[SourceModule, str] | None:
        """A function of the module under check, with the source of the module."""
        own = self._view.tree.fullname
        source = self._summaries.source(own) if fullname.startswith(f"{own}.") else None
        qualname = fullname.removeprefix(f"{own}.")
        return None if source is None or qualname not in source.functions else (source, qualname)

    def _fact(self, fullname: str) -> Telling | None:
        """What the body of a function says: in this module of any, elsewhere of those named as helpers."""
        found = self._summaries.find(fullname)
        if found.startswith(f"{self._view.tree.fullname}."):
            place = self._own(found)
            return None if place is None else telling(*place)
        return self._summaries.of(TELLING, found)

    def never_returns(self, call: CallExpr) -> bool:
        """Whether a call ends the function: by an exception, or with the program."""
        typ = self._view.type_of(call.callee)
        return isinstance(typ, CallableType) and isinstance(get_proper_type(typ.ret_type), UninhabitedType)

    def _is_logger(self, callee: MemberExpr, scope: Scope) -> bool:
        """Whether a method is one of a logger: its class has one that tells, or its variable is called so."""
        if callee.name not in FAINT | LOUD:
            return False
        owner = self.callees.owner(callee.expr, scope)
        if owner is not None and any(self._marks(f"{base.fullname}.error") for base in owner.mro):
            return True
        if isinstance(callee.expr, RefExpr) and self._marks(f"{callee.expr.fullname}.error"):
            return True
        is_own = owner is not None and owner.module_name == self._view.tree.fullname
        return not is_own and any(map(is_logger, _chain(callee.expr)))


def _chain(expr: Expression) -> Iterator[str]:
    """The names in ``self.log.bind()``, from the right."""
    while isinstance(expr, (NameExpr, MemberExpr, CallExpr)):
        if isinstance(expr, CallExpr):
            expr = expr.callee
            continue
        yield expr.name
        if isinstance(expr, NameExpr):
            return
        expr = expr.expr


def _is_pure(call: CallExpr) -> bool:
    return isinstance(call.callee, NameExpr) and call.callee.name in _PURE


def _is_false(expr: Expression) -> bool:
    return isinstance(expr, NameExpr) and expr.name in ("False", "None")


def _is_loud(call: CallExpr) -> bool:
    """Whether ``log(level, ...)`` is given a level of warning or more, or one that is not known."""
    level = call.args[0] if call.args else None
    if isinstance(level, IntExpr):
        return level.value >= _WARNING
    if isinstance(level, StrExpr):
        return level.value.upper() in _LEVELS
    return not (isinstance(level, (NameExpr, MemberExpr)) and level.name.lower() in FAINT)


def _adds_something(call: CallExpr) -> bool:
    """Whether more than an empty value is put into a container, or into one for what failed."""
    receiver = call.callee.expr if isinstance(call.callee, MemberExpr) else None
    if isinstance(receiver, (NameExpr, MemberExpr)) and tells_failure(receiver.name):
        return True
    values = [item for arg in call.args for item in (arg.items if isinstance(arg, TupleExpr) else [arg])]
    return not all(_is_false(value) or isinstance(value, IntExpr) for value in values[-1:])


def _records(node: AssignmentStmt | OperatorAssignmentStmt, body: Body) -> bool:
    """Whether a counter goes up, or a variable for what failed is set that others read."""
    if isinstance(node, OperatorAssignmentStmt):
        target = node.lvalue
        if isinstance(target, NameExpr) and isinstance(body.root, FuncDef):
            is_own = isinstance(target.node, Var) and not target.node.fullname.count(".")
            return not is_own or len(body.reads.get(target.node or "", ())) > 1
        return True
    if isinstance(node.rvalue, NameExpr) and node.rvalue.name in ("None", "False"):
        return False
    if isinstance(node.rvalue, (IntExpr, StrExpr)) and not node.rvalue.value:
        return False
    return any(_is_record(target, node.rvalue, body) for target in node.lvalues)


def _is_record(target: Expression, value: Expression, body: Body) -> bool:
    names = [part.name for part in own_nodes(value) if isinstance(part, (NameExpr, MemberExpr))]
    names += [part.value for part in own_nodes(value) if isinstance(part, StrExpr)]
    says = any(map(tells_failure, names))
    if isinstance(target, IndexExpr):
        key = target.index
        return says or (isinstance(key, StrExpr) and tells_failure(key.value))
    if not isinstance(target, (NameExpr, MemberExpr)) or not (says or tells_failure(target.name)):
        return False
    target_key = key_of(target)
    return isinstance(target, MemberExpr) or (target_key is not None and body.is_read(target_key, 0))
