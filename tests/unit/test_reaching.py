"""Which definitions of a name reach a statement."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest
from mypy.nodes import CallExpr, ExpressionStmt, FuncDef, MatchStmt, MypyFile, NameExpr, Var

from mypy_blindspot.analysis import reaching as analysis_reaching
from mypy_blindspot.analysis.reaching import Definitions, reaching, walked
from mypy_blindspot.tree.children import descendants
from tests.unit.checked import checked

# In each text, use(x) is the statement asked for; its definitions are given by their lines in the text, and the
# parameter is on line 0.
HEADER = "def f(x: int, c: bool, xs: list[int], use: Any, cm: Any) -> None:\n"


def uses(body: FuncDef | MypyFile) -> list[ExpressionStmt]:
    return [
        node
        for node in descendants(body)
        if isinstance(node, ExpressionStmt)
        and isinstance(node.expr, CallExpr)
        and isinstance(node.expr.callee, NameExpr)
        and node.expr.callee.name == "use"
    ]


def lines_in(body: FuncDef | MypyFile, first: int) -> list[set[int]]:
    found = []
    for statement in uses(body):
        assert isinstance(statement.expr, CallExpr)
        name = statement.expr.args[0]
        assert isinstance(name, NameExpr)
        assert isinstance(name.node, Var)
        found.append({node.line - first for node in reaching(name.node, statement, body)})
    return found


def definitions(text: str) -> list[set[int]]:
    module = checked(
        "from typing import Any; from contextlib import suppress\n"
        + HEADER
        + indent(dedent(text).strip("\n"), "    ")
        + "\n"
    )
    return lines_in(module.function("f"), 2)


STRAIGHT = {
    "the parameter": ("use(x)", {0}),
    "an assignment hides the parameter": ("x = 1\nuse(x)", {1}),
    "the last assignment counts": ("x = 1\nx = 2\nuse(x)", {2}),
    "an assignment after the use does not count": ("x = 1\nuse(x)\nx = 2", {1}),
    "an assignment to several targets": ("y = x = 1\nuse(x)", {1}),
    "a tuple of targets": ("x, y = 1, 2\nuse(x)", {1}),
    "a starred target": ("y, *x = [1]  # type: ignore\nuse(x)", {1}),
    "nested targets": ("(y, [z, x]) = 1, [2, 3]\nuse(x)", {1}),
    "an item or attribute is no definition": ("xs[x] = 1\ncm.x = 2\nuse(x)", {0}),
    "an augmented assignment": ("x += 1\nuse(x)", {1}),
    "a walrus": ("(x := 2)\nuse(x)", {1}),
    "a walrus in a condition": ("if (x := 1):\n    pass\nuse(x)", {1}),
    "a walrus in an argument": ("cm(x := 1)\nuse(x)", {1}),
    "a walrus in a comprehension": ("[x := y for y in xs]\nuse(x)", {1}),
    "the variable of a comprehension is another one": ("[x for x in xs]\nuse(x)", {0}),
    "the parameter of a lambda is another one": ("cm(lambda x: x)\nuse(x)", {0}),
    "a deletion": ("del x\nuse(x)", {1}),
    "a declaration gives no value": ("y: int\nuse(x)", {0}),
    "a nested function that assigns its own variable": ("def g() -> None:\n    x = 1\nuse(x)", {0}),
    "a nested class that assigns its own variable": ("class C:\n    x = 1\nuse(x)", {0}),
}
BRANCHES = {
    "one branch": ("if c:\n    x = 1\nuse(x)", {0, 2}),
    "both branches": ("if c:\n    x = 1\nelse:\n    x = 2\nuse(x)", {2, 4}),
    "elif": ("if c:\n    x = 1\nelif xs:\n    x = 2\nuse(x)", {0, 2, 4}),
    "the other branch does not count": ("if c:\n    x = 1\nelse:\n    use(x)", {0}),
    "a branch that returns": ("if c:\n    x = 1\n    return\nuse(x)", {0}),
    "a branch that raises": ("if c:\n    x = 1\n    raise ValueError\nuse(x)", {0}),
    "a walrus in an elif": ("if c:\n    pass\nelif (x := 1):\n    pass\nuse(x)", {0, 3}),
    "a walrus behind and": ("if c and (x := 1):\n    use(x)", {1}),
    "a branch for another platform": ("import sys\nif sys.platform == 'other':\n    x = 1\nuse(x)", {0}),
    "a branch that always runs": ("import sys\nif sys.version_info >= (3,):\n    x = 1\nuse(x)", {3}),
    "code after a return": ("return\nuse(x)", set()),
    "match": ("match c:\n    case True:\n        x = 1\n    case False:\n        x = 2\nuse(x)", {0, 3, 5}),
    "match with a capture": ("match xs:\n    case [x]:\n        use(x)", {1}),
    "a capture in a pattern that was tried": ("match xs:\n    case [x] if c:\n        pass\nuse(x)", {0, 1}),
    "match with a wildcard": ("match c:\n    case True:\n        x = 1\n    case _:\n        x = 2\nuse(x)", {0, 3, 5}),
    "a star in a pattern": ("match cm:\n    case [*x]:  # type: ignore\n        use(x)", {1}),
    "the rest of a mapping": ("match cm:\n    case {**x}:  # type: ignore\n        use(x)", {1}),
    "as in a pattern": ("match xs:\n    case [1] as x:  # type: ignore\n        use(x)", {1}),
    "a walrus in a subject": ("match (x := 1):\n    case 1:\n        use(x)", {1}),
    "an earlier case does not count": ("match c:\n    case True:\n        x = 1\n    case False:\n        use(x)", {0}),
}
LOOPS = {
    "an assignment in a loop": ("for y in xs:\n    x = 1\nuse(x)", {0, 2}),
    "an assignment later in the loop": ("for y in xs:\n    use(x)\n    x = 1", {0, 3}),
    "an assignment later in a while": ("while c:\n    use(x)\n    x = 1", {0, 3}),
    "the target of a loop": ("for x in xs:\n    use(x)", {1}),
    "the target after a loop": ("for x in xs:\n    pass\nuse(x)", {0, 1}),
    "a tuple as target": ("for y, x in zip(xs, xs):\n    use(x)", {1}),
    "a walrus in the condition": ("while (x := 1):\n    use(x)", {1}),
    "after a while with a walrus": ("while (x := 1):\n    x = 2\nuse(x)", {1}),
    "break": ("for y in xs:\n    x = 1\n    break\nuse(x)", {0, 2}),
    "only a break leads on": ("for y in xs:\n    x = 1\n    break\nelse:\n    return\nuse(x)", {2}),
    "else without break": ("for y in xs:\n    x = 1\nelse:\n    use(x)", {0, 2}),
    "break skips else": ("for y in xs:\n    x = 1\n    break\nelse:\n    x = 2\nuse(x)", {2, 5}),
    "continue": ("for y in xs:\n    if c:\n        x = 1\n        continue\n    use(x)", {0, 3}),
    "continue skips what follows": ("for y in xs:\n    x = 1\n    continue\n    x = 2\nuse(x)", {0, 2}),
    "a chain of two turns": (
        "y = 0\nfor z in xs:\n    use(x)\n    if c:\n        x = 1\n    else:\n        x = 2",
        {0, 5, 7},
    ),
    "nested loops": ("for y in xs:\n    for z in xs:\n        use(x)\n        x = 1\n    x = 2", {0, 4, 5}),
    "an inner break": ("for y in xs:\n    for z in xs:\n        x = 1\n        break\n    use(x)", {0, 3}),
    "a loop without end": ("while True:\n    x = 1\n    if c:\n        break\nuse(x)", {2}),
    "while with else": ("while c:\n    x = 1\nelse:\n    x = 2\nuse(x)", {4}),
}
TRIES = {
    "any point of the body leads to the handler": (
        "try:\n    cm()\n    x = 1\n    cm()\n    x = 2\nexcept ValueError:\n    use(x)",
        {0, 3, 5},
    ),
    "after the whole": ("try:\n    x = 1\nexcept ValueError:\n    x = 2\nuse(x)", {2, 4}),
    "a handler that returns": ("try:\n    x = 1\nexcept ValueError:\n    return\nuse(x)", {2}),
    "a handler that passes": ("try:\n    x = 1\nexcept ValueError:\n    pass\nuse(x)", {0, 2}),
    "else": ("try:\n    x = 1\nexcept ValueError:\n    pass\nelse:\n    use(x)", {2}),
    "an assignment in else": ("try:\n    x = 1\nexcept ValueError:\n    pass\nelse:\n    x = 2\nuse(x)", {0, 2, 6}),
    "finally sees every way": ("try:\n    x = 1\nfinally:\n    use(x)", {0, 2}),
    "after finally only the normal way": ("try:\n    x = 1\nfinally:\n    pass\nuse(x)", {2}),
    "an assignment in finally": ("try:\n    x = 1\nfinally:\n    x = 2\nuse(x)", {4}),
    "finally after return": ("try:\n    x = 1\n    return\nfinally:\n    use(x)", {0, 2}),
    "finally after break": (
        "for y in xs:\n    try:\n        x = 1\n        break\n    finally:\n        use(x)",
        {0, 3},
    ),
    "finally after a handler": (
        "try:\n    x = 1\nexcept ValueError:\n    x = 2\n    cm()\nfinally:\n    use(x)",
        {0, 2, 4},
    ),
    "break runs finally first": (
        "for y in xs:\n    try:\n        x = 1\n        break\n    finally:\n        x = 2\nuse(x)",
        {0, 6},
    ),
    "finally after else": (
        "try:\n    pass\nexcept ValueError:\n    pass\nelse:\n    x = 1\nfinally:\n    use(x)",
        {0, 6},
    ),
    "the name of the error": ("try:\n    pass\nexcept ValueError as x:  # type: ignore\n    use(x)", {1}),
    "the name of the error is gone behind the handler": (
        "try:\n    x = 1\nexcept ValueError as y:\n    pass\nuse(x)",
        {0, 2},
    ),
    "nested tries": (
        "try:\n    try:\n        x = 1\n    except KeyError:\n        x = 2\n        cm()\nexcept OSError:\n    use(x)",
        {0, 3, 5},
    ),
    "a loop in a try": ("try:\n    for y in xs:\n        x = 1\n        cm()\nexcept ValueError:\n    use(x)", {0, 3}),
    "a handler in a loop": (
        "while c:\n    try:\n        x = 1\n    except ValueError:\n        continue\n    use(x)",
        {3},
    ),
}
WITHS = {
    "the target of a with": ("with cm as x:\n    use(x)", {1}),
    "a tuple as target": ("with cm as (y, x):\n    use(x)", {1}),
    "the second target": ("with cm as y, cm as x:\n    use(x)", {1}),
    "an assignment in a with": ("with cm:\n    x = 1\n    use(x)", {2}),
    "the body may have been left early": ("with suppress(OSError):\n    x = 1\nuse(x)", {0, 2}),
    "other managers swallow nothing": ("with cm:\n    x = 1\nuse(x)", {2}),
    "a return in a with": ("with suppress(OSError):\n    x = 1\n    return\nuse(x)", {0, 2}),
    "two assignments in a with": ("with suppress(OSError):\n    x = 1\n    cm()\n    x = 2\nuse(x)", {0, 2, 4}),
    "the target after the with": ("with cm as x:\n    pass\nuse(x)", {1}),
}
ALL = [
    pytest.param(*case, id=name) for group in (STRAIGHT, BRANCHES, LOOPS, TRIES, WITHS) for name, case in group.items()
]


@pytest.mark.parametrize(("text", "lines"), ALL)
def test_the_definitions_that_reach_a_statement(text: str, lines: set[int]) -> None:
    assert definitions(text)[-1] == lines


def test_a_name_that_is_never_bound_has_no_definition() -> None:
    module = checked("def f(use: object) -> None:\n    use(x)  # type: ignore\nx = 1\n")
    function = module.function("f")
    assert lines_in(function, 1) == [set()]


def test_the_top_level_of_a_module_is_a_body_too() -> None:
    text = "import random\ndef use(x: object) -> None: ...\nx = 1\nif random.random():\n    x = 2\nuse(x)\n"
    assert lines_in(checked(text).tree, 0) == [{3, 5}]


def test_a_nested_function_or_class_of_the_name_is_a_definition() -> None:
    text = (
        "def f(use: object, x: object) -> None:\n    def x() -> None: ...  # type: ignore\n    use(x)  # type: ignore\n"
    )
    module = checked(text)
    variable = module.function("f").arguments[1].variable
    (statement,) = uses(module.function("f"))
    assert [node.line for node in reaching(variable, statement, module.function("f"))] == [2]


def test_nested_uses_are_found_in_compound_statements() -> None:
    assert definitions("if c:\n    x = 1\n    for y in xs:\n        with cm:\n            use(x)") == [{2}]


@pytest.mark.parametrize("number", [10, 20])
def test_one_walk_answers_for_all_statements_of_a_body(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "def f(x: object) -> None:\n" + "    x = 1\n    match x:\n        case 1: pass\n" * number
    function = checked(text).function("f")
    walks = []
    monkeypatch.setattr(analysis_reaching, "walked", lambda *args: walks.append(args) or walked(*args))
    definitions_at_match = Definitions(MatchStmt)
    matches = [node for node in descendants(function) if isinstance(node, MatchStmt)]
    found = [definitions_at_match.reaching(function.arguments[0].variable, match, function) for match in matches]
    assert [[node.line for node in reached] for reached in found] == [[match.line - 1] for match in matches]
    assert len(matches) == number
    assert len(walks) == 1
