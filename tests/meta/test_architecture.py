"""The shape of the package: layers, sizes, names, and what it costs those who only run mypy."""

from __future__ import annotations

import ast
import importlib
import json
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from mypy_blindspot.bridge.compat import CEILING, FLOOR
from mypy_blindspot.checks import CHECKS
from mypy_blindspot.codes import BLINDSPOT, CODES, INTERNAL
from tests.mypy_runs import CASES, ROOT, write_config

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PACKAGE = ROOT / "mypy_blindspot"
# Shown to users as code with mistakes, not part of the program.
DEMO = PACKAGE / "cli" / "demo_project"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if DEMO not in path.parents)

# Each layer, with those that it may import besides itself.
LAYERS: dict[str, set[str]] = {
    "finding": set(),
    "facts": set(),
    "codes": set(),
    "config": set(),
    "tree": {"finding"},
    "analysis": {"finding", "tree"},
    "django": {"finding", "tree", "analysis"},
    "checks": {"finding", "codes", "config", "tree", "analysis", "django"},
    "bridge": {"finding", "codes", "tree"},
    "reveal": {"finding", "tree", "analysis", "checks"},
    "engine": {"finding", "codes", "config", "tree", "analysis", "checks", "bridge", "reveal"},
    "hooks": {"", "codes", "config", "analysis", "bridge", "engine"},
    "cli": {"", "finding", "codes", "config", "facts", "tree", "analysis", "checks", "bridge", "engine", "hooks"},
    "": {"hooks"},
}
# Names of mypy that are not made for plugins.
PRIVATE = {"checker_state", "_type_maps", "deferred_nodes", "tscope", "get_referrers", "fg_deps", "plugin_deps"}
LINES = {"a function": 60, "a file": 400}
NESTING = 4
VAGUE = {"helpers", "utils", "util", "common", "misc", "shared", "tools"}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def layer(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported_layer(name: str) -> str | None:
    """The layer that an imported name belongs to, or None for a name of another package."""
    package, *rest = name.split(".")
    if package != PACKAGE.name:
        return None
    return rest[0] if rest and rest[0] in LAYERS else ""


def test_imports_go_one_way() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in FILES
        for name in imported(path)
        if imported_layer(name) not in {None, layer(path), *LAYERS[layer(path)]}
    ]
    assert wrong == []


def test_every_layer_is_known() -> None:
    assert {layer(path) for path in FILES} <= set(LAYERS)


def test_the_inner_layers_do_not_import_mypy() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in FILES
        for name in imported(path)
        if layer(path) in {"finding", "facts", "config"} and name.split(".")[0] == "mypy"
    ]
    assert wrong == []


def test_private_names_of_mypy_stay_in_the_bridge() -> None:
    wrong = []
    for path in FILES:
        for node in ast.walk(parsed(path)):
            names = {getattr(node, "id", None), getattr(node, "attr", None)}
            if isinstance(node, ast.ImportFrom):
                names |= {alias.name for alias in node.names} | {(node.module or "").rpartition(".")[2]}
            if layer(path) != "bridge" and names & PRIVATE:
                wrong.append(f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}: {names & PRIVATE}")
    assert wrong == []


def test_a_check_sees_neither_the_checker_nor_the_build() -> None:
    banned = ("mypy.checker.", "mypy.checkexpr.", "mypy.build.", "mypy.errors.", "mypy.plugin.", "mypy.server.")
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in FILES
        for name in imported(path)
        if layer(path) in {"finding", "tree", "analysis", "django", "checks"} and f"{name}.".startswith(banned)
    ]
    assert wrong == []


def test_no_file_is_named_after_nothing() -> None:
    assert [path for path in FILES if path.stem.strip("_") in VAGUE] == []


def test_functions_are_short() -> None:
    lengths = {(path, node.name): length(node) for path in FILES for node in functions(path)}
    assert [key for key, lines in lengths.items() if lines > LINES["a function"]] == []
    ordered = sorted(lengths.values())
    assert statistics.median(ordered) <= 12
    assert ordered[int(len(ordered) * 0.95)] <= 40


def test_files_are_short() -> None:
    lines = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {path: count for path, count in lines.items() if count > LINES["a file"]} == {}
    long = [path for path, count in lines.items() if count > 300]
    assert len(long) <= len(lines) // 20 + 1, f"300 lines are the guide, {LINES['a file']} the limit: {long}"


def nesting(node: ast.AST, depth: int = 0) -> int:
    """How deep statements are nested; an elif counts like its if."""
    deepest = depth
    for child in ast.iter_child_nodes(node):
        chained = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        opens = isinstance(child, (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try))
        inside_function = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef))
        deepest = max(deepest, 0 if inside_function else nesting(child, depth + (opens and not chained)))
    return deepest


def test_statements_are_not_nested_deep() -> None:
    depths = {(path.name, node.name): nesting(node) for path in FILES for node in functions(path)}
    assert {key: depth for key, depth in depths.items() if depth > NESTING} == {}


def test_every_module_says_what_it_is_for() -> None:
    assert [path for path in FILES if not ast.get_docstring(parsed(path))] == []


def test_everything_is_annotated() -> None:
    bare = []
    for path in FILES:
        for function in functions(path):
            arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
            starred = [each for each in (function.args.vararg, function.args.kwarg) if each is not None]
            named = [each for each in arguments + starred if each.arg not in ("self", "cls")]
            if function.returns is None or any(each.annotation is None for each in named):
                bare.append(f"{path.relative_to(ROOT)}:{function.lineno}: {function.name}")
    assert bare == []


def test_no_suppression_hides_a_problem() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in FILES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"# (noqa|type: ignore|TODO|FIXME|XXX)", line) and not re.search(r"(ignore|noqa)[\[:].*  # ", line)
    ]
    assert wrong == []


# --- what is imported at run time ---

_LIST_MODULES = """
import json, sys
import mypy.api
out = mypy.api.run(["m.py"])
print(json.dumps([sorted({name.split(".")[0] for name in sys.modules}), list(out)]))
"""


def third_party(names: list[str]) -> set[str]:
    return {name for name in names if name not in sys.stdlib_module_names and not name.startswith("_")}


def modules_after(tmp_path: Path, *, plugins: str) -> set[str]:
    write_config(tmp_path, "cache_dir = /dev/null", plugins=plugins)
    (tmp_path / "m.py").write_text("def f(x: str) -> None:\n    match x:\n        case 1:\n            pass\n")
    command = [sys.executable, "-c", _LIST_MODULES]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    names, (out, err, _) = json.loads(result.stdout)
    assert not err
    assert ("[impossible-case]" in out) == bool(plugins)
    return third_party(names)


def test_the_plugin_imports_nothing_that_mypy_does_not(tmp_path: Path) -> None:
    extra = modules_after(tmp_path, plugins="mypy_blindspot") - modules_after(tmp_path, plugins="")
    assert extra == {"mypy_blindspot"}


def test_the_plugin_does_not_import_the_command(tmp_path: Path) -> None:
    code = (
        "import sys, mypy_blindspot; mypy_blindspot.plugin('2.4.1'); late = ('mypy_blindspot.cli', 'tomlkit');"
        "print([name for name in sys.modules if name.startswith(late)])"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("module", ["mypy_blindspot", "mypy_blindspot.facts", "mypy_blindspot.finding"])
def test_code_that_uses_the_markers_does_not_load_mypy(module: str, tmp_path: Path) -> None:
    code = f"import sys, {module}; print([name for name in sys.modules if name.split('.')[0] == 'mypy'])"
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


# --- checks, codes and cases name each other ---


def test_checks_are_the_files_in_their_directory() -> None:
    stems = {path.stem for path in (PACKAGE / "checks").glob("*.py")} - {"__init__", "base"}
    assert {importlib.import_module(f"mypy_blindspot.checks.{stem}").CHECK.code for stem in stems} == {
        check.code for check in CHECKS
    }
    assert {check.code.replace("-", "_") for check in CHECKS} == stems, "a check's file is named after its code"


def test_checks_are_in_the_order_of_the_codes() -> None:
    order = list(CODES)
    assert [check.code for check in CHECKS] == sorted((check.code for check in CHECKS), key=order.index)


def test_codes_are_kebab_case_and_below_their_parent() -> None:
    assert [name for name in CODES if not re.fullmatch(r"[a-z]+(-[a-z]+)+", name)] == []
    assert [name for name, code in CODES.items() if code.code != name or code.sub_code_of is not BLINDSPOT] == []


def test_descriptions_are_one_short_line() -> None:
    wrong = [
        code.description
        for code in [BLINDSPOT, *CODES.values()]
        if not re.fullmatch(r"[A-Z][^\n]{10,99}[^.\s]", code.description)
    ]
    assert wrong == []


def test_released_codes_keep_their_names() -> None:
    assert set(CODES) >= {
        "sequential-await",
        "await-in-loop",
        "gather-race",
        "n-plus-one",
        "impossible-case",
        "unchecked-case",
        "unclosed-asyncgen",
        "swallowed-exception",
        "blindspot-internal",
    }


@pytest.mark.parametrize("code", [check.code for check in CHECKS])
def test_each_check_has_cases_of_both_kinds(code: str) -> None:
    kinds = {path.name.split("_")[0] for path in (CASES / code).glob("*.py")}
    assert {"finds", "quiet"} <= kinds


def test_case_directories_are_named_after_checks() -> None:
    directories = {path.name for path in CASES.iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert directories == {check.code for check in CHECKS}
    assert INTERNAL.code not in directories


def test_the_tested_range_of_mypy_is_named_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    floor, ceiling = (".".join(map(str, bound)) for bound in (FLOOR, CEILING))
    assert project["optional-dependencies"]["compatible-mypy"] == [f"mypy>={floor},<{ceiling}"]
    assert f"mypy>={floor}" in project["dependencies"]
