"""Methods without a body of their own, and the methods of the same module that stand in for them."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from mypy_blindspot.analysis.asyncgen.bindings import names_of
from mypy_blindspot.analysis.asyncgen.fact import AsyncGen
from mypy_blindspot.analysis.asyncgen.values import Made
from mypy_blindspot.analysis.source.module import SourceModule
from mypy_blindspot.analysis.source.names import FunctionNode


def declared(module: SourceModule, found: Mapping[str, AsyncGen]) -> dict[str, AsyncGen]:
    """What is known of methods without a body of their own: what their implementations do."""
    facts = {}
    for stub, methods in _implementations(module, found):
        fact, known = found.get(stub), [(method, found[method]) for method in methods]
        if fact is not None and fact.is_manager:
            held = [held for _, each in known if each.is_manager for held in each.held]
            facts[stub] = replace(fact, held=tuple(dict.fromkeys(held)))
        else:
            made = tuple(Made(f"{module.fullname}.{method}") for method, each in known if not each.is_manager)
            facts[stub] = AsyncGen(returned=made, parameters=names_of(module.functions[stub])[1:])
    return facts


def _implementations(module: SourceModule, generators: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """Each method that is only declared, with the generator methods that implement it."""
    implemented = {name.rpartition(".")[2] for name in generators}
    for qualname, function in module.functions.items():
        owner, _, name = qualname.rpartition(".")
        if owner not in module.classes or name not in implemented or not _is_stub(function):
            continue
        classes = [each for each in module.classes if f"{each}.{name}" in generators and _fits(module, each, owner)]
        if classes:
            yield qualname, [f"{each}.{name}" for each in classes]


def _is_stub(function: FunctionNode) -> bool:
    """Whether a body does nothing but say that it is not to be called."""
    return all(_says_nothing(statement) for statement in function.body)


def _says_nothing(node: ast.stmt) -> bool:
    if isinstance(node, ast.Expr):
        value = node.value.value if isinstance(node.value, ast.Yield) else node.value
        return value is None or isinstance(value, ast.Constant)
    if isinstance(node, ast.If):
        # "if False: yield" makes a generator of a function.
        return all(map(_says_nothing, node.body))
    return isinstance(node, (ast.Pass, ast.Raise))


def _fits(module: SourceModule, cls: str, declared: str) -> bool:
    """Whether a class is a subclass of another one, or has all methods of a protocol."""
    if cls == declared:
        return False
    if _inherits(module, cls, f"{module.fullname}.{declared}"):
        return True
    if not any(base.rpartition(".")[2] == "Protocol" for base in _bases(module, declared)):
        return False
    wanted = [name for name in module.functions if name.rpartition(".")[0] == declared]
    return all(f"{cls}.{name.rpartition('.')[2]}" in module.functions for name in wanted)


def _inherits(module: SourceModule, cls: str, base: str, depth: int = 8) -> bool:
    prefix = f"{module.fullname}."
    for each in _bases(module, cls) if depth else ():
        if each == base or _inherits(module, each.removeprefix(prefix), base, depth - 1):
            return True
    return False


def _bases(module: SourceModule, qualname: str) -> Iterator[str]:
    """The known bases of a class, their type arguments left out."""
    cls = module.classes.get(qualname)
    for base in [] if cls is None else cls.bases:
        plain = base.value if isinstance(base, ast.Subscript) else base
        name = module.resolve(plain, qualname.rpartition(".")[0])
        if name is not None:
            yield name
