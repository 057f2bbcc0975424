"""What a name stands for: local, of the module, imported, or built in."""

from __future__ import annotations

import ast
import builtins
from dataclasses import replace
from typing import Final

from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.django.frame import Frame, State
from mypy_blindspot.django.program import Symbol
from mypy_blindspot.django.values import NO_LOOPS, UNKNOWN, ClassValue, FunctionValue, Named, Rows, Tuple, Value

_BUILTINS: Final = frozenset(dir(builtins))


def name_value(frame: Frame, node: ast.Name) -> Value:
    """The value of a name where it is read."""
    found = frame.lookup(node.id)
    if found is not None:
        return found
    return module_name(frame, frame.module, node.id)


def module_name(frame: Frame, module: SourceModule, name: str) -> Value:
    """The value of a name of a module, seen from inside it."""
    if name in module.imports:
        return resolved(frame, module.imports[name])
    symbol = frame.reader.program.member(module, [name])
    if symbol is not None:
        return symbol_value(frame, symbol)
    if name in _BUILTINS:
        return Named(NO_LOOPS, f"builtins.{name}")
    fullname = frame.reader.program.fullname(module, ast.Name(name))
    return UNKNOWN if fullname is None else Named(NO_LOOPS, fullname)


def resolved(frame: Frame, fullname: str) -> Value:
    """What stands under a full name."""
    key = ("name", fullname)
    if key not in frame.reader.memory:
        frame.reader.memory[key] = Named(NO_LOOPS, fullname)
        symbol = frame.reader.program.lookup(fullname)
        if symbol is not None:
            value = symbol_value(frame, symbol)
            if not (isinstance(value, type(UNKNOWN)) and fullname.startswith("django.")):
                frame.reader.memory[key] = value
    return frame.reader.memory[key]


def symbol_value(frame: Frame, symbol: Symbol) -> Value:
    """The value of a definition at the top of a module or in a class."""
    node = symbol.node
    in_source = symbol.module.path.endswith(".py")
    if isinstance(node, ast.ClassDef):
        model = frame.reader.models.get(symbol.fullname)
        if model is not None:
            return ClassValue(NO_LOOPS, symbol, model.fullname)
        return ClassValue(NO_LOOPS, symbol) if in_source else Named(NO_LOOPS, symbol.fullname)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return FunctionValue(NO_LOOPS, node, symbol.module) if in_source else Named(NO_LOOPS, symbol.fullname)
    if not in_source:
        return Named(NO_LOOPS, symbol.fullname)
    return _variable(frame, symbol, node)


def _variable(frame: Frame, symbol: Symbol, node: ast.expr) -> Value:
    """A variable of a module, if it is bound once: others may change it at any time."""
    key = ("variable", symbol.fullname)
    if key not in frame.reader.memory:
        frame.reader.memory[key] = UNKNOWN
        if "." not in symbol.qualname and _is_bound_once(symbol):
            before = len(frame.reader.queries)
            blank = Frame(
                frame.reader,
                symbol.module,
                State(),
                stack=(*frame.stack, "elsewhere"),
                prefix=f"{symbol.module.fullname}@",
            )
            value = blank.value(node)
            del frame.reader.queries[before:]
            if isinstance(value, Rows):
                # The origin is elsewhere in the module.
                value = replace(value, ident=f"{symbol.fullname}")
            if not (isinstance(value, Tuple) and isinstance(node, ast.List)) or value.items:
                frame.reader.memory[key] = value
    return frame.reader.memory[key]


def _is_bound_once(symbol: Symbol) -> bool:
    name, module = symbol.qualname, symbol.module
    return module.assigned[name] == 1 and f"global {name}" not in module.text
