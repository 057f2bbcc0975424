"""What other methods of a class put into the attributes of ``self``, and what Django's views give."""

from __future__ import annotations

import ast
from dataclasses import replace

from mypy_blindspot.django.arguments import Arguments
from mypy_blindspot.django.frame import Frame, State
from mypy_blindspot.django.functions import bind, call_function, holds_rows
from mypy_blindspot.django.managers import method_in
from mypy_blindspot.django.program import Function, Symbol
from mypy_blindspot.django.values import (
    NO_LOOPS,
    UNKNOWN,
    BoundMethod,
    ClassValue,
    FunctionValue,
    Literal,
    Object,
    Rows,
    Unknown,
    Value,
    either,
    opened,
)


def assigned_to_self(frame: Frame, value: Object, name: str) -> Value | None:
    """The value that the methods of the class give to an attribute; None if they do not assign it."""
    if value.symbol is None:
        return None
    key = ("attribute", value.symbol.fullname, name)
    if key not in frame.reader.memory:
        frame.reader.memory[key] = UNKNOWN
        found: Value | None = None
        for cls in value.classes:
            for method in frame.reader.program.stores_of(cls).get(name, ()):
                found = either(found, _value_after(frame, value, cls, method, name))
        frame.reader.memory[key] = Literal() if found is None else found
    result = frame.reader.memory[key]
    return None if isinstance(result, Literal) else result


def _value_after(frame: Frame, value: Object, cls: Symbol, method: Function, name: str) -> Value:
    if frame.depth > 3 or frame.reader.budget <= 0:
        return UNKNOWN
    frame.reader.budget -= 1
    function = FunctionValue(NO_LOOPS, method, cls.module, value, cls)
    blank = Frame(frame.reader, cls.module, State(), owner=cls, receiver=value, prefix=f"{cls.fullname}.{method.name}@")
    blank.stack = (*frame.stack, name)
    blank.state.names.update(bind(frame, function, method, [], {}))
    before = len(frame.reader.queries)
    blank.execute(method.body)
    del frame.reader.queries[before:]
    found = blank.state.names.get(f"self.{name}", UNKNOWN)
    if isinstance(found, Rows):
        # It may have been looped over before.
        return replace(found, loops=NO_LOOPS)
    return found if not found.loops else Unknown()


def made(frame: Frame, value: Object, args: Arguments, node: ast.Call) -> Object:
    """An instance that is made with rows: what ``__init__`` reads of them, and the attributes that hold them."""
    if not any(map(holds_rows, args.all)):
        return value
    function = method_in(value.classes, "__init__")
    if function is not None:
        result = call_function(frame, replace(function, bound=value), args.positional, args.keywords, node)
        return result if isinstance(result, Object) else value
    names = [name for cls in reversed(value.classes) for name in _declared(cls)]
    return replace(value, fields=(*zip(names, args.positional, strict=False), *args.keywords.items()))


def iterated(frame: Frame, value: Value, node: ast.expr) -> Value:
    """What going over an instance gives: what its ``__iter__`` does."""
    function = method_in(value.classes, "__iter__") if isinstance(value, Object) else None
    return value if function is None else call_function(frame, replace(function, bound=value), [], {}, node)


def _declared(cls: Symbol) -> list[str]:
    """The fields of a data class or named tuple, in order."""
    body = cls.node.body if isinstance(cls.node, ast.ClassDef) and cls.module.path.endswith(".py") else []
    fields = (each.target for each in body if isinstance(each, ast.AnnAssign))
    return [target.id for target in fields if isinstance(target, ast.Name)]


def view_member(frame: Frame, value: Object, name: str) -> Value | None:
    """The queryset of a class-based view, as Django finds it."""
    if name not in {"get_queryset", "get_object", "object", "object_list"}:
        return None
    node = ast.Constant(None, lineno=0, col_offset=0)
    for attr in ("queryset", "model"):
        found = frame.reader.steps.attribute(frame, value, attr, node)
        if isinstance(found, ClassValue) and found.model:
            found = frame.reader.steps.attribute(frame, found, "_default_manager", node)
        if isinstance(found, Rows):
            if name in {"object_list", "object"}:
                return opened(found) if name == "object_list" else None
            return BoundMethod(NO_LOOPS, found, "all" if name == "get_queryset" else "get")
    return None
