"""The traces of all functions of a module."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mypy_blindspot.analysis.effects.body_reader import does_nothing
from mypy_blindspot.analysis.effects.term_reader import INSIDE
from mypy_blindspot.analysis.effects.terms import Body
from mypy_blindspot.analysis.races.flow import Flow
from mypy_blindspot.analysis.races.places import Around
from mypy_blindspot.analysis.races.sequences import Known, SequenceReader
from mypy_blindspot.analysis.races.statements import StatementReader
from mypy_blindspot.analysis.races.traces import Trace
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import FunctionNode

_MOST_READS: Final = 12
# How many functions are read on the way to one that they call.
_DEEPEST: Final = 12
# Line, column, last line, last column.
Position = tuple[int, int, int, int]


@dataclass(frozen=True)
class ModuleTraces(Mapping[str, Trace]):
    """The traces by qualified names; a function inside of another one has both names in its own.

    ``lines`` are where the functions begin, and ``positions`` the places that the numbers in their traces stand for.
    """

    traces: Mapping[str, Trace]
    lines: Mapping[str, int]
    positions: Mapping[str, Sequence[Position]]

    def __getitem__(self, qualname: str) -> Trace:
        return self.traces[qualname]

    def __iter__(self) -> Iterator[str]:
        return iter(self.traces)

    def __len__(self) -> int:
        return len(self.traces)


class TraceReader(Known):
    """Reads functions when they are first asked for, those that others call before these."""

    def __init__(self, module: SourceModule) -> None:
        self._module = module
        self._nodes: dict[str, tuple[FunctionNode, str, tuple[Around, ...]]] = {}
        self._traces: dict[str, Trace | None] = {}
        self._positions: dict[str, Sequence[Position]] = {}
        self._depth = 0
        for qualname, function in module.functions.items():
            self._nodes[qualname] = (function, qualname, ())

    def all(self) -> ModuleTraces:
        """The traces of all functions."""
        pending = list(self._nodes)
        while pending:
            self.trace(pending.pop())
            pending = [name for name in self._nodes if name not in self._traces]
        traces = {name: trace for name, trace in self._traces.items() if trace is not None}
        lines = {name: self._nodes[name][0].lineno for name in traces}
        return ModuleTraces(traces, lines, self._positions)

    def trace(self, qualname: str) -> Trace | None:
        """The trace of one function; None while it is being read, and for names that are no functions."""
        if qualname in self._traces or qualname not in self._nodes or self._depth > _DEEPEST:
            return self._traces.get(qualname)
        self._traces[qualname] = None
        self._depth += 1
        function, within, around = self._nodes[qualname]
        reader = _Reader(self._module, qualname, within, function, around, self)
        for inner in reader.nodes:
            if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self._nodes[f"{qualname}.{INSIDE}.{inner.name}"] = (inner, within, reader.around())
        try:
            self._traces[qualname] = reader.trace(self._owner(qualname))
        except RecursionError:
            return None  # an expression of a thousand operators
        finally:
            self._depth -= 1
        self._positions[qualname] = reader.positions()
        return self._traces[qualname]

    def _owner(self, qualname: str) -> str:
        owner = qualname.rpartition(".")[0]
        return owner if owner in self._module.classes else ""

    def __call__(self, reader: SequenceReader, call: ast.Call) -> Trace | None:
        """The trace of a function or method of this module that is called by its name."""
        func = call.func
        if isinstance(func, ast.Name):
            inner = f"{reader.name}.{INSIDE}.{func.id}"
            outer = f"{reader.name.rpartition('.')[0]}.{func.id}"
            return self.trace(inner) or self.trace(func.id) or (self.trace(outer) if INSIDE in outer else None)
        if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id == reader.receiver:
            return self._method(reader.owner, func.attr)
        return None

    def _method(self, owner: str, name: str) -> Trace | None:
        for _ in range(8):
            if f"{owner}.{name}" in self._nodes:
                return self.trace(f"{owner}.{name}")
            bases = [base for base in self._module.bases(owner) if base]
            owner = bases[0].removeprefix(f"{self._module.fullname}.") if bases else ""
        return None


class _Reader(StatementReader):
    def trace(self, owner: str) -> Trace:
        function = self._function
        self._block(function.body)
        self._flow = Flow(self._start)
        spawns = tuple(self._all_spawns())
        reads = [read.place for read in self._numbers if self._first.get(read)]
        return Trace(
            Body(
                function.name,
                tuple(self._parameters),
                tuple(tuple(terms) for terms in self._terms),
                (),
                tuple(ast.unparse(each) for each in function.decorator_list),
                isinstance(function, ast.AsyncFunctionDef),
                self._is_generator,
                all(does_nothing(statement) for statement in function.body),
                owner,
            ),
            tuple(self._touches),
            tuple(each for each in self._hazards.values() if each.kind != "clear" or each.place not in self._opened),
            tuple(self._steps.values()),
            spawns,
            tuple(self._awaits),
            tuple(self._keys.items()),
            tuple(self._pairings),
            tuple(dict.fromkeys(reads))[:_MOST_READS],
        )

    def positions(self) -> list[Position]:
        return list(self._positions)


def traces_in(module: SourceModule) -> ModuleTraces:
    """The traces of all functions of a module."""
    return TraceReader(module).all()
