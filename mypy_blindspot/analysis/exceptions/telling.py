"""Which functions tell somebody of a failure, from the text of their bodies.

A handler that calls such a function is not silent. Of other modules only short functions without a result are read, and
those whose names are those of helpers for this; any other call may tell, for all that is known.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mypy_blindspot.analysis.effects.verbs import word_set
from mypy_blindspot.analysis.exceptions.vocabulary import FAINT, LOUD, hands_on, is_logger, is_tidying, tells_failure
from mypy_blindspot.analysis.facts import MARKERS_MODULE
from mypy_blindspot.analysis.kinds import HELPER, helpers_in
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import FunctionNode, own_nodes

SIGNALS: Final = "signals"


@dataclass(frozen=True)
class Telling:
    """What a function does that others can see.

    ``calls`` are functions that it calls and that may do so for it; ``unread`` are parameters that it makes no use of.
    """

    tells: bool
    calls: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()


def telling_in(module: SourceModule) -> Mapping[str, Telling]:
    """What is known of the functions of a module that are judged by their bodies, and of marked ones."""
    judged = helpers_in(module.text).split("\n")
    return {
        qualname: telling(module, qualname)
        for qualname, node in module.functions.items()
        if _holds(judged, node) or _is_marked(node, module, qualname)
    }


def _holds(lines: Sequence[str], node: FunctionNode) -> bool:
    """Whether the body of a function is among some lines."""
    first = node.body[0].lineno
    return first <= len(lines) and bool(lines[first - 1].strip())


def telling(module: SourceModule, qualname: str) -> Telling:
    """What is known of one function."""
    node = module.functions[qualname]
    owner = qualname.rpartition(".")[0]
    reader = _Reader(module, qualname)
    nodes = list(own_nodes(node))
    tells = _is_marked(node, module, qualname) or any(reader.tells(each) for each in nodes)
    # What an empty method does is up to the classes that override it.
    tells |= all(_is_empty(statement) for statement in node.body) and (owner in module.classes or _is_stub(node))
    # A change of state that is neither a helper's nor putting things in order is the answer to a failure.
    changes = not (HELPER.match(f"def {node.name}(") or is_tidying(node.name))
    tells |= changes and any(_is_change(each) for each in nodes)
    read = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    parameters = tuple(_parameters(node))
    return Telling(tells, tuple(reader.calls), parameters, frozenset(set(parameters) - read))


def _is_change(node: ast.AST) -> bool:
    if not isinstance(node, (ast.Assign, ast.AnnAssign)):
        return False
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    is_nothing = node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)
    return not is_nothing and any(isinstance(each, (ast.Attribute, ast.Subscript)) for each in targets)


def reports_itself(module: SourceModule, qualname: str) -> bool:
    """Whether a function tells of its failures before it raises them again."""
    reader = _Reader(module, qualname)
    handlers = (each for each in ast.walk(module.functions[qualname]) if isinstance(each, ast.ExceptHandler))
    return any(_tells_and_raises(list(own_nodes(handler)), reader) for handler in handlers)


def _tells_and_raises(nodes: Sequence[ast.AST], reader: _Reader) -> bool:
    raised = {part for node in nodes if isinstance(node, ast.Raise) for part in ast.walk(node)}
    if not raised:
        return False
    # That an exception is made of another one is not told to anybody yet.
    calls = [node for node in nodes if isinstance(node, ast.Call) and node not in raised]
    reader.calls.clear()
    if any(reader.tells(call) for call in calls):
        return True
    # Any other function of the program may tell, for all that is known.
    return any(name.partition(".")[0] not in sys.stdlib_module_names for name in reader.calls)


def _parameters(node: FunctionNode) -> Iterator[str]:
    arguments = node.args
    yield from (each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs))


def _is_marked(node: FunctionNode, module: SourceModule, qualname: str) -> bool:
    within = qualname.rpartition(".")[0]
    names = (module.resolve(each, within) for each in node.decorator_list)
    return any(name == f"{MARKERS_MODULE}.{SIGNALS}" for name in names)


def _is_empty(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


def _is_stub(node: FunctionNode) -> bool:
    last = node.body[-1]
    return isinstance(last, ast.Expr) and isinstance(last.value, ast.Constant) and last.value.value is ...


class _Reader:
    """Reads one function."""

    def __init__(self, module: SourceModule, qualname: str) -> None:
        self._module = module
        self._qualname = qualname
        self.calls: dict[str, None] = {}

    def tells(self, node: ast.AST) -> bool:
        if isinstance(node, (ast.Raise, ast.Yield, ast.YieldFrom)):
            return True
        if isinstance(node, ast.AugAssign):
            return not isinstance(node.target, ast.Name)
        if isinstance(node, ast.Assign):
            return any(_is_record(target, node.value) for target in node.targets)
        return isinstance(node, ast.Call) and self._call_tells(node)

    def _call_tells(self, node: ast.Call) -> bool:
        if any(keyword.arg in ("exc_info", "exception") for keyword in node.keywords):
            return True
        name = _name(node.func)
        if isinstance(node.func, ast.Attribute):
            if name in LOUD:
                return True
            if name in FAINT and is_logger(_name(node.func.value)):
                return False
        resolved = self._module.resolve(node.func, self._qualname)
        if resolved is not None:
            self.calls[resolved] = None
            return False
        return hands_on(name) or not (is_tidying(name) or name in _PLAIN)


_PLAIN: Final = word_set(
    """
    copy count decode encode endswith format get index items join keys lower replace rstrip split startswith
    strip upper values lstrip isoformat strftime total_seconds
    """
)


def _is_record(target: ast.expr, value: ast.expr) -> bool:
    if isinstance(target, ast.Subscript):
        return not isinstance(value, ast.Constant)
    if not isinstance(target, ast.Attribute):
        return False
    is_nothing = isinstance(value, ast.Constant) and not value.value
    return (tells_failure(target.attr) or tells_failure(ast.unparse(value))) and not is_nothing


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
