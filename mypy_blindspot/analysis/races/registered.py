"""Functions that are registered to serve connections or requests: a server starts one for each, beside the others."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

from mypy_blindspot.analysis.races.plain import name_of
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import FunctionNode

# Servers and routers that are given a function, and start it anew for each connection or request.
_REGISTERS: Final = re.compile(
    r"start_(?:unix_)?server|serve|serve_tcp|add_(?:api_)?(?:websocket_)?route|add_(?:get|post|put|patch|delete|view)"
    r"|Route|WebSocketRoute|APIRoute|TCPSite|TCPServer"
)
# The same with a path: "web.get("/", handler)".
_ROUTES: Final = re.compile(r"get|post|put|patch|delete|head|options|route|view|websocket")
_MAY_REGISTER: Final = re.compile(rf"\b(?:{_REGISTERS.pattern}|{_ROUTES.pattern})\(")
# A class whose methods a server calls, one call for each request.
_SERVED: Final = re.compile(r"(?:^|\.)\w+Servicer$")


def registered_in(module: SourceModule) -> Iterator[str]:
    """The qualified names of functions and methods that are registered in a module."""
    served = (
        name for name, cls in module.classes.items() if any(_SERVED.search(ast.unparse(each)) for each in cls.bases)
    )
    yield from (name for owner in served for name in module.functions if name.startswith(f"{owner}."))
    if not _MAY_REGISTER.search(module.text):
        return
    for qualname, function in module.functions.items():
        yield from _in_node(function, qualname, function, module)
    for statement in module.tree.body:
        if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield from _in_node(statement, "", None, module)


def _in_node(root: ast.stmt, within: str, function: FunctionNode | None, module: SourceModule) -> Iterator[str]:
    for node in ast.walk(root):
        if isinstance(node, ast.Call) and (_REGISTERS.fullmatch(name_of(node)) or _is_route(node)):
            yield from _given(node, within, function, module)


def _given(call: ast.Call, within: str, function: FunctionNode | None, module: SourceModule) -> Iterator[str]:
    """The functions among the arguments of a call."""
    owner = within.rpartition(".")[0]
    first = function.args.args[0].arg if function is not None and owner and function.args.args else ""
    for argument in (*call.args, *(each.value for each in call.keywords)):
        name = ""
        if isinstance(argument, ast.Name):
            name = argument.id
        elif isinstance(argument, ast.Attribute) and first and ast.unparse(argument.value) == first:
            name = f"{owner}.{argument.attr}"
        if name in module.functions:
            yield name


def _is_route(call: ast.Call) -> bool:
    path = call.args[0] if call.args else None
    is_path = isinstance(path, ast.Constant) and isinstance(path.value, str) and path.value.startswith("/")
    return is_path and _ROUTES.fullmatch(name_of(call)) is not None
