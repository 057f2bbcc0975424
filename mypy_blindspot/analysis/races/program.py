"""The traces of the functions of a program, with the types that mypy knows of what stands in them."""

from __future__ import annotations

from typing import Final

from mypy.nodes import Expression, FuncDef, IndexExpr, MemberExpr, NameExpr, SymbolNode, Var
from mypy.types import ProperType, get_proper_type

from mypy_blindspot.analysis.effects.effects import Effects
from mypy_blindspot.analysis.effects.term_reader import INSIDE
from mypy_blindspot.analysis.effects.term_values import Terms, item_of
from mypy_blindspot.analysis.effects.terms import Attr, Call, Global, Param, Term
from mypy_blindspot.analysis.effects.values import PARAMETER, Target, Value, attribute, function_of, member
from mypy_blindspot.analysis.kinds import TRACES
from mypy_blindspot.analysis.races.trace_reader import ModuleTraces
from mypy_blindspot.analysis.races.traces import Place, Trace
from mypy_blindspot.analysis.summaries import Summaries
from mypy_blindspot.finding import Span
from mypy_blindspot.tree.children import descendants
from mypy_blindspot.tree.module import ModuleView, span_of

_INSTALLED: Final = ("site-packages", "typeshed", "dist-packages")
_DEEPEST: Final = 8
_STATES: Final = (NameExpr, MemberExpr, IndexExpr)


class Program:
    """Answers for the module under check; of its own functions, the places in their text are known, too."""

    def __init__(self, view: ModuleView, summaries: Summaries, effects: Effects) -> None:
        self._view = view
        self._summaries = summaries
        self.effects = effects
        self.module = view.tree.fullname
        found = summaries.every(TRACES, self.module)
        self.own_traces = found if isinstance(found, ModuleTraces) else ModuleTraces({}, {}, {})
        self._terms: dict[str, ProgramTerms] = {}
        self._suspends: dict[str, bool] = {}
        self._functions: dict[str, FuncDef] | None = None
        self._types: dict[Span, Expression] | None = None

    def trace(self, fullname: str) -> Trace | None:
        """The trace of a function by its full name."""
        prefix = f"{self.module}."
        own = self.own_traces.get(fullname.removeprefix(prefix)) if fullname.startswith(prefix) else None
        if own is not None:
            return own
        if INSIDE in fullname:
            module = fullname.partition(f".{INSIDE}")[0]
            while module and module not in self._view.modules:
                module = module.rpartition(".")[0]
            return self._summaries.inside(TRACES, module, fullname.removeprefix(f"{module}.")) if module else None
        return self._summaries.of(TRACES, fullname) if self._is_at_hand(fullname) else None

    def _is_at_hand(self, fullname: str) -> bool:
        """Whether a function is not one of a library: those look after themselves."""
        top = fullname.partition(".")[0]
        if top == self.module.partition(".")[0]:
            return True
        tree = self._view.modules.get(top)
        return tree is None or not any(part in tree.path for part in _INSTALLED)

    def terms(self, fullname: str, trace: Trace) -> ProgramTerms:
        """The values of the terms of one function."""
        if fullname not in self._terms:
            self._terms[fullname] = ProgramTerms(self, trace, self._function(fullname))
        return self._terms[fullname]

    def _function(self, fullname: str) -> FuncDef | None:
        if INSIDE not in fullname:
            return function_of(self.effects.symbols.node(fullname))
        return self.functions_inside.get(fullname)

    @property
    def functions_inside(self) -> dict[str, FuncDef]:
        """The functions of this module that are inside of others."""
        if self._functions is None:
            self._functions = {}
            for scope in self._view.outline.scopes:
                if scope.function is not None:
                    self._functions[self.name_of(scope.function)] = scope.function
        return self._functions

    def name_of(self, function: FuncDef) -> str:
        """The full name of a function of this module, as traces have it."""
        for scope in self._view.outline.scopes:
            if scope.function is function:
                if scope.outer is None or scope.outer.function is None:
                    return function.fullname
                return f"{self.name_of(scope.outer.function)}.{INSIDE}.{function.name}"
        return function.fullname

    def variable_type(self, fullname: str) -> ProperType | None:
        """The type of a variable of a function of this module, that one inside of it sees."""
        outer, _, name = fullname.rpartition(f".{INSIDE}.")
        function = self.functions_inside.get(outer)
        if function is None:
            return None
        for argument in function.arguments:
            if argument.variable.name == name and argument.variable.type is not None:
                return get_proper_type(argument.variable.type)
        for node in descendants(function):
            if isinstance(node, NameExpr) and node.name == name and isinstance(node.node, Var) and node.node.type:
                return get_proper_type(node.node.type)
        return None

    # -- what calls run

    def target(self, call: Call, fullname: str, trace: Trace) -> str | None:
        """The full name of the function that a call runs."""
        target = self.terms(fullname, trace).target(call)
        if target.fullname is None or target.fullname.startswith(PARAMETER):
            return None
        if target.is_class:
            return None
        return target.fullname if INSIDE in target.fullname else self._summaries.find(target.fullname)

    def place_type(self, place: Place, fullname: str, trace: Trace) -> ProperType | None:
        """The type of what is found at a place of a function; of an item, that of its container's items."""
        terms = self.terms(fullname, trace)
        value = terms.root(place[0])
        for part in place[1:]:
            value = terms.item(value) if part.startswith("[") else attribute(value, part)
        return value.type

    def type_at(self, span: Span) -> ProperType | None:
        """The type that mypy found for the expression at a place of this module, in what it has just checked."""
        if self._types is None:
            self._types = {span_of(each): each for each in self._view.types if isinstance(each, _STATES)}
        found = self._types.get(span)
        return None if found is None else self._view.type_of(found)

    def suspends(self, awaited: Term, fullname: str, trace: Trace, depth: int = 0) -> bool:
        """Whether other tasks may run while something is awaited; not known means yes."""
        if not isinstance(awaited, Call) or depth > _DEEPEST:
            return True
        callee = self.target(awaited, fullname, trace)
        found = None if callee is None else self.trace(callee)
        if callee is None or found is None or not found.body.is_async or found.body.is_generator:
            return True
        if callee not in self._suspends:
            self._suspends[callee] = True
            is_hook = bool(found.body.owner) and found.body.is_empty
            may_be_other = is_hook or any("abstractmethod" in name for name in found.body.decorators)
            self._suspends[callee] = may_be_other or any(
                self.suspends(each, callee, found, depth + 1) for each in found.awaits
            )
        return self._suspends[callee]


class ProgramTerms(Terms):
    """Terms of one function, in which variables of enclosing functions have types, too."""

    def __init__(self, program: Program, trace: Trace, function: FuncDef | None) -> None:
        super().__init__(program.effects.symbols, trace.body, function, program.effects.facts.definition, owner=None)
        self._program = program
        self._receiver = trace.body.parameters[0] if trace.body.owner and trace.body.parameters else ""

    def _global(self, fullname: str) -> Value:
        if INSIDE in fullname:
            return Value(self._program.variable_type(fullname), (f"g:{fullname}",))
        value = super()._global(fullname)
        if value.type is None and "." in fullname:
            owner, _, name = fullname.rpartition(".")
            node: SymbolNode | None = self._symbols.node(owner)
            if isinstance(node, Var) and node.type is not None:
                return attribute(Value(get_proper_type(node.type), (f"g:{owner}",)), name)
        return value

    def target(self, call: Call) -> Target:
        """What a call runs."""
        if isinstance(call.callee, Global) and INSIDE in call.callee.fullname:
            return Target(call.callee.fullname.rpartition(".")[2], call.callee.fullname)
        if (
            isinstance(call.callee, Attr)
            and isinstance(call.callee.base, Global)
            and INSIDE in call.callee.base.fullname
        ):
            return member(self._global(call.callee.base.fullname), call.callee.name)
        return super().target(call)

    def root(self, name: str) -> Value:
        """The value of a parameter or global."""
        if name.startswith("p:"):
            return self.value(Param(name[2:]))
        return self._global(name[2:]) if name.startswith("g:") else Value()

    def item(self, container: Value) -> Value:
        """The value of an item."""
        return item_of(container)
