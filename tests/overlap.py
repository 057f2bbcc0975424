"""The rewrite that a reader of a report would make: two awaits, or all turns of a loop, at once."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

_NESTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_LOOPS = (ast.For, ast.While, ast.AsyncFor, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_HELPERS = """
import asyncio as _asyncio

def _start(call):
    try:
        return _asyncio.ensure_future(call())
    except (NameError, AttributeError, TypeError, LookupError):
        return None
"""


def functions(tree: ast.Module) -> list[ast.AsyncFunctionDef]:
    """The functions that carry a label: those that are no helpers."""
    return [node for node in tree.body if isinstance(node, ast.AsyncFunctionDef) and not node.name.startswith("_")]


def awaits(function: ast.AsyncFunctionDef) -> list[ast.Await]:
    """The awaits of a function in the order of its text, those in comprehensions left out."""
    found = [node for node in _outside(function.body, (*_NESTED, *_COMPREHENSIONS)) if isinstance(node, ast.Await)]
    return sorted(found, key=lambda node: (node.lineno, node.col_offset))


def loops(function: ast.AsyncFunctionDef) -> list[ast.AST]:
    """The loops that await in their turns."""
    found = [node for node in _outside(function.body, _NESTED) if isinstance(node, _LOOPS)]
    return [loop for loop in found if any(isinstance(node, ast.Await) for node in ast.walk(loop))]


def _outside(body: list[ast.stmt], barriers: tuple[type[ast.AST], ...]) -> Iterator[ast.AST]:
    stack: list[ast.AST] = list(reversed(body))
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, barriers):
            stack.extend(reversed(list(ast.iter_child_nodes(node))))
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            stack.append(node.iter)


def _call(node: ast.Await) -> ast.expr:
    """What is awaited, without a wrapper that starts a task or sets a time-out: those run on it in any case."""
    return copy.deepcopy(node.value)


def started_together(tree: ast.Module, name: str, first: int, second: int) -> ast.Module | None:
    """The module with two awaits of a function started where the first one is; None if one is inside of the other."""
    tree = copy.deepcopy(tree)
    function = next(each for each in functions(tree) if each.name == name)
    chosen = [awaits(function)[first], awaits(function)[second]]
    if any(isinstance(node, ast.Await) for each in chosen for node in ast.walk(each.value)):
        return None
    block, at = next(_positions(function, chosen[0]))
    starts = []
    for number, node in enumerate(chosen):
        task = f"_task{number}"
        starts.append(_parsed(f"{task} = _start(lambda: {ast.unparse(_call(node))})"))
        node.value = _expression(f"({task} or {ast.unparse(_call(node))})")
    block[at:at] = starts
    return _with_helpers(tree)


def turns_together(tree: ast.Module, name: str, number: int) -> ast.Module | None:
    """The module with all turns of a loop started at once; None where control flow forbids it."""
    tree = copy.deepcopy(tree)
    function = next(each for each in functions(tree) if each.name == name)
    loop = loops(function)[number]
    if isinstance(loop, ast.While):
        return _while_together(tree, function, loop)
    if isinstance(loop, ast.For):
        return _for_together(tree, function, loop)
    if isinstance(loop, (ast.ListComp, ast.SetComp, ast.DictComp)):
        return _comprehension_together(tree, function, loop)
    return None


def _while_together(tree: ast.Module, function: ast.AsyncFunctionDef, loop: ast.While) -> ast.Module | None:
    """First all items are taken, or counted, and then the loop goes through them."""
    step = next((statement for statement in loop.body if _is_step(statement)), None)
    if step is None or loop.orelse:
        return None
    target = step.targets[0] if isinstance(step, ast.Assign) else step.target  # type: ignore[attr-defined]
    taken, item = ast.unparse(step), ast.unparse(target)
    counted = isinstance(step, ast.AugAssign)
    lines = [f"_items.append({item})", taken] if counted else [taken, f"_items.append({item})"]
    block, at = next(_positions(function, loop))
    body = [statement for statement in loop.body if statement is not step]
    through = ast.For(target, ast.Name("_items", ast.Load()), body, [])
    before = f"_items = []\nwhile {ast.unparse(loop.test)}:\n    {lines[0]}\n    {lines[1]}"
    block[at : at + 1] = [*ast.parse(before).body, through]
    return _for_together(tree, function, through)


def _is_step(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.AugAssign):
        return isinstance(statement.value, ast.Constant) and statement.value.value == 1
    value = statement.value if isinstance(statement, ast.Assign) else None
    callee = value.func if isinstance(value, ast.Call) else None
    return isinstance(callee, ast.Attribute) and callee.attr in ("pop", "popleft")


def _for_together(tree: ast.Module, function: ast.AsyncFunctionDef, loop: ast.For) -> ast.Module | None:
    inside = list(_outside(loop.body, (*_NESTED, ast.For, ast.While)))
    if any(isinstance(node, (ast.Return, ast.Break, ast.Yield)) for node in inside) or loop.orelse:
        return None
    body = _Turn().visit(ast.Module(loop.body, [])).body
    shared = sorted(_stored(loop.body) & _loaded_outside(function, loop) | _augmented(loop.body))
    turn = _parsed("async def _turn(_item):\n    pass")
    assert isinstance(turn, ast.AsyncFunctionDef)
    bind = ast.Assign([loop.target], ast.Name("_item", ast.Load()))
    turn.body = [*([ast.Nonlocal(shared)] if shared else []), bind, *body]
    block, at = next(_positions(function, loop))
    together = f"await _asyncio.gather(*[_turn(_item) for _item in {ast.unparse(loop.iter)}])"
    block[at : at + 1] = [turn, _parsed(together)]
    return _with_helpers(tree)


def _comprehension_together(
    tree: ast.Module, function: ast.AsyncFunctionDef, loop: ast.ListComp | ast.SetComp | ast.DictComp
) -> ast.Module | None:
    first = loop.generators[0]
    if (
        len(loop.generators) > 1
        or first.is_async
        or any(isinstance(n, ast.Await) for t in first.ifs for n in ast.walk(t))
    ):
        return None
    value = (
        f"({ast.unparse(loop.key)}, {ast.unparse(loop.value)})"
        if isinstance(loop, ast.DictComp)
        else ast.unparse(loop.elt)
    )
    turn = _parsed(f"async def _turn(_item):\n    {ast.unparse(first.target)} = _item\n    return {value}")
    tests = "".join(f" if {ast.unparse(test)}" for test in first.ifs)
    made = {ast.ListComp: "list", ast.SetComp: "set", ast.DictComp: "dict"}[type(loop)]
    items = f"[{ast.unparse(first.target)} for {ast.unparse(first.target)} in {ast.unparse(first.iter)}{tests}]"
    new = _expression(f"{made}(await _asyncio.gather(*[_turn(_item) for _item in {items}]))")
    block, at = next(_positions(function, loop))
    block[at] = _Replace(loop, new).visit(block[at])
    block.insert(at, turn)
    return _with_helpers(tree)


class _Turn(ast.NodeTransformer):
    """The body of a loop as that of a function; ``total += await f()`` would read the total before it waits."""

    def visit_AugAssign(self, node: ast.AugAssign) -> list[ast.stmt]:
        value = ast.Assign([ast.Name("_value", ast.Store())], node.value)
        node.value = ast.Name("_value", ast.Load())
        return [value, node]

    def visit_Continue(self, node: ast.Continue) -> ast.stmt:
        return ast.copy_location(ast.Return(None), node)

    def visit_For(self, node: ast.For) -> ast.stmt:
        return node


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else self.generic_visit(node)


def _positions(function: ast.AsyncFunctionDef, target: ast.AST) -> Iterator[tuple[list[ast.stmt], int]]:
    """The innermost block that holds a node, and where in it."""
    stack: list[tuple[list[ast.stmt], int]] = [(function.body, index) for index in range(len(function.body))]
    found: list[tuple[list[ast.stmt], int]] = []
    while stack:
        block, index = stack.pop()
        if not any(node is target for node in ast.walk(block[index])):
            continue
        found.append((block, index))
        for _, value in ast.iter_fields(block[index]):
            inner = [value] if isinstance(value, list) else []
            for part in value if isinstance(value, list) else []:
                inner += [part.body] if isinstance(part, (ast.ExceptHandler, ast.match_case)) else []
            for each in inner:
                stack += [(each, at) for at in range(len(each)) if isinstance(each[at], ast.stmt)]
    yield found[-1]


def _stored(body: list[ast.stmt]) -> set[str]:
    names = [node for statement in body for node in ast.walk(statement) if isinstance(node, ast.Name)]
    return {node.id for node in names if isinstance(node.ctx, ast.Store)}


def _augmented(body: list[ast.stmt]) -> set[str]:
    found = [node.target for statement in body for node in ast.walk(statement) if isinstance(node, ast.AugAssign)]
    return {target.id for target in found if isinstance(target, ast.Name)}


def _loaded_outside(function: ast.AsyncFunctionDef, loop: ast.AST) -> set[str]:
    inside = {id(node) for node in ast.walk(loop)}
    names = [node for node in ast.walk(function) if isinstance(node, ast.Name) and id(node) not in inside]
    return {node.id for node in names}


def _parsed(text: str) -> ast.stmt:
    return ast.parse(text).body[0]


def _expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def _with_helpers(tree: ast.Module) -> ast.Module:
    after = next((i for i, node in enumerate(tree.body) if not isinstance(node, (ast.Expr, ast.ImportFrom))), 0)
    tree.body[after:after] = ast.parse(_HELPERS).body
    return ast.fix_missing_locations(tree)
