"""What the bridge takes for granted about mypy; each message says what stops working when a fact is no more."""

# ruff: noqa: SLF001

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from collections.abc import Callable
from pathlib import Path

import mypy.api
import pytest
from mypy import errorcodes
from mypy.checker import DeferredNode, TypeChecker
from mypy.checker_state import checker_state
from mypy.errors import CompileError, ErrorInfo, Errors
from mypy.nodes import (
    GDEF,
    ClassDef,
    FuncDef,
    IntExpr,
    MatchStmt,
    MypyFile,
    NameExpr,
    OpExpr,
    ReturnStmt,
    SymbolTableNode,
    Var,
)
from mypy.options import Options
from mypy.plugin import Plugin, ReportConfigContext
from mypy.scope import Scope
from mypy.traverser import ExtendedTraverserVisitor, TraverserVisitor
from mypy.treetransform import TransformVisitor
from mypy.types import Instance, get_proper_type

from mypy_blindspot.bridge.access import Checkers
from mypy_blindspot.bridge.cache import AS_CACHED
from mypy_blindspot.bridge.report import is_enabled
from mypy_blindspot.codes import BLINDSPOT, CODES
from tests.meta import probe_plugin
from tests.meta.conftest import Cold
from tests.meta.daemon import Daemon
from tests.meta.probe_plugin import Watch
from tests.mypy_runs import inside, run_here, write_config

SILENT_MATCH = "def f(x: int) -> int:\n    match x:\n        case 1:\n            return 2\n    return 3\n"


def function(tree: MypyFile, name: str) -> FuncDef:
    return next(node for node in tree.defs if isinstance(node, FuncDef) and node.name == name)


def report(checker: TypeChecker, line: int) -> ErrorInfo:
    scope = Scope()
    with scope.saved_scope((checker.tree.fullname, None, None)):
        checker.errors.set_file(checker.path, checker.tree.fullname, options=checker.options, scope=scope)
        return checker.errors.report(line, 0, "Found at the end", code=errorcodes.MISC)


def raised_by(action: Callable[[], object]) -> type[BaseException] | None:
    try:
        action()
    except (Exception, SystemExit) as error:
        return type(error)
    return None


def reported(checker: TypeChecker) -> list[str]:
    infos = checker.errors.error_info_map.get(checker.path, [])
    return [info.code.code for info in infos if info.code is not None]


# --- from a hook to the checker ---


def test_the_checker_at_work_is_the_one_of_the_asking_module(check: Cold, watch: Watch) -> None:
    check({"asks_a.py": "import asks_b\nx = len(asks_b.y)\n", "asks_b.py": "y = str(1)\n"})
    assert {("asks_a", "builtins.len"), ("asks_b", "builtins.str")} <= set(watch.lookups), (
        "mypy asks plugins for hooks while checker_state.type_checker is the checker of the asking module: "
        "Checkers.note() finds every checker that way"
    )


def test_calls_methods_operators_and_attributes_ask_for_hooks(check: Cold, watch: Watch) -> None:
    check({"kinds.py": 'import sys\nlen("")\n"".strip()\nx = 1 + 2\ny = "" in ""\nz = (1).real\n'})
    wanted = {"builtins.len", "builtins.str.strip", "builtins.int.__add__", "builtins.str.__contains__"}
    assert wanted | {"builtins.int.real"} <= set(watch.asked_by("kinds")), (
        "mypy asks for a hook on each call, method, operator and attribute: "
        "a module without any of these is searched with the garbage collector, which is slow"
    )


def test_a_module_with_only_a_match_and_literals_asks_for_no_hook(check: Cold, watch: Watch) -> None:
    check({"silent.py": SILENT_MATCH})
    assert watch.asked_by("silent") == [], (
        "a match over literals asks for no hook; if it does now, Checkers.search() and the outline that "
        "Engine.module_checked() makes for it can go"
    )


def test_the_checker_of_a_silent_module_is_among_the_referrers_of_its_tree(check: Cold, watch: Watch) -> None:
    found: list[str] = []

    def search(tree: MypyFile) -> None:
        if tree.fullname == "silent_gc":
            checkers = [each for each in gc.get_referrers(tree) if isinstance(each, TypeChecker) and each.tree is tree]
            found.extend(type(expression).__name__ for each in checkers for expression in each._type_maps[0])

    watch.at_end = search
    check({"silent_gc.py": SILENT_MATCH})
    assert "IntExpr" in found, (
        "gc.get_referrers(tree) holds the checker of a module, with its types: Checkers.search() rests on it"
    )


def test_a_worker_process_finds_the_checker_of_a_silent_module(tmp_path: Path) -> None:
    for name in ("one.py", "two.py"):
        (tmp_path / name).write_text(SILENT_MATCH.replace("case 1", 'case "1"'))
    write_config(tmp_path)
    command = [sys.executable, "-m", "mypy", "-n", "2", "one.py", "two.py"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    found = [line.split(":")[0] for line in result.stdout.splitlines() if line.endswith("[impossible-case]")]
    assert sorted(set(found)) == ["one.py", "two.py"], (
        "a worker freezes the garbage collector before it makes its checkers, so Checkers.search() finds them: "
        + result.stdout
        + result.stderr
    )


# --- the end of a module ---


def test_the_end_of_each_checked_module_is_announced_once(check: Cold, watch: Watch) -> None:
    check({"once_a.py": "import once_b\n", "once_b.py": "import once_a\nx = 1\n"})
    assert sorted(name for name in watch.finished if name.startswith("once_")) == ["once_a", "once_b"], (
        "mypy calls get_additional_indirect_deps() once for each checked module: Engine.module_checked() runs there"
    )


def test_all_types_are_known_at_the_end_of_a_module(check: Cold, watch: Watch) -> None:
    seen: dict[str, bool] = {}

    def look(tree: MypyFile) -> None:
        if tree.fullname == "complete":
            types = watch.types("complete")
            seen["operator in a function put off"] = any(isinstance(node, OpExpr) for node in types)
            seen["last function"] = any(isinstance(node, IntExpr) and node.value == 77 for node in types)
            seen["no checker at work"] = checker_state.type_checker is None
            seen["bodies"] = bool(function(tree, "last").body.body)

    watch.at_end = look
    first = "def early(late: 'Late') -> int:\n    return late.size + 1\n"
    late = "class Late:\n    def __init__(self) -> None:\n        self.size = len('')\n"
    check({"complete.py": first + late + "def last() -> int:\n    return 77\n"})
    assert list(seen.values()) == [True] * 4, (
        "in get_additional_indirect_deps() all functions have types, their bodies are still there, and "
        "checker_state.type_checker is None again: the checks run at that moment"
    )


def test_errors_reported_at_the_end_obey_ignores_and_are_replayed_from_the_cache(check: Cold, watch: Watch) -> None:
    def fail(tree: MypyFile) -> None:
        checker = watch.checkers.get(tree.fullname)
        if tree.fullname == "replayed" and checker is not None:
            for line in (1, 2):
                report(checker, line)

    watch.at_end = fail
    sources = {"replayed.py": "x = len('')\ny = 1  # type: ignore[misc]\n"}
    cold = check(sources, "warn_unused_ignores = True")
    watch.finished.clear()
    assert cold == ["replayed.py:1: error: Found at the end  [misc]"], (
        "errors reported in get_additional_indirect_deps() obey ignore comments and mark them as used"
    )
    assert check(sources, "warn_unused_ignores = True") == cold, (
        "mypy caches the errors reported in get_additional_indirect_deps(): warm runs show our findings through it"
    )
    assert "replayed" not in watch.finished, (
        "a warm run does not call get_additional_indirect_deps() for an unchanged module: no work, no side effects"
    )


def test_unused_ignores_are_computed_after_the_end_of_a_module(check: Cold, watch: Watch) -> None:
    before: list[str] = []

    def look(tree: MypyFile) -> None:
        if tree.fullname == "unused":
            before.extend(reported(watch.checkers["unused"]))

    watch.at_end = look
    lines = check({"unused.py": "x = len('')  # type: ignore[misc]\n"}, "warn_unused_ignores = True")
    assert ("unused-ignore" in before, "unused-ignore" in lines[0]) == (False, True), (
        "outside of the daemon, unused ignores are computed after get_additional_indirect_deps(): "
        "a used ignore[impossible-case] is not called unused"
    )


def test_ignored_modules_can_skip_diagnostics(check: Cold, watch: Watch) -> None:
    check({"skipped.py": "x = len('')\n"}, "[mypy-skipped]", "ignore_errors = True")
    assert watch.checkers["skipped"].can_skip_diagnostics, (
        "can_skip_diagnostics is set for modules whose errors are ignored: is_checked() skips those"
    )


def test_bodies_of_finished_modules_are_gone(check: Cold, watch: Watch) -> None:
    trees: dict[str, MypyFile] = {}
    left: list[int] = []

    def keep(tree: MypyFile) -> None:
        if tree.fullname == "gone_b":
            left.append(len(trees["gone_a"].defs))
        trees[tree.fullname] = tree

    watch.at_end = keep
    check({"gone_b.py": "import gone_a\n", "gone_a.py": "def f() -> int:\n    return len('')\n"})
    assert left == [0], (
        "mypy frees the bodies of a module that is done, so no check may look into the functions of another module; "
        "if they are kept now, summaries of other modules need no parsing of their own"
    )


def test_what_the_comparison_with_strict_equality_needs(check: Cold, watch: Watch) -> None:
    results: list[bool] = []

    def compare(tree: MypyFile) -> None:
        if tree.fullname == "strict":
            checker = watch.checkers["strict"]
            number, text = (checker.named_type(f"builtins.{name}") for name in ("int", "str"))
            for left, right in ((number, text), (number, number)):
                dangerous = checker.expr_checker.dangerous_comparison
                results.append(dangerous(left, right, original_container=None, prefer_literal=True))
                results.append(dangerous(left, right, original_container=right, prefer_literal=False))

    watch.at_end = compare
    check({"strict.py": "x = len('')\n"}, "strict_equality = True")
    assert results == [True, True, False, False], (
        "dangerous_comparison() takes original_container and prefer_literal and works at the end of a module: "
        "ModuleView.overlap_is_checked leaves to mypy what it reports itself"
    )


def test_plugins_hear_of_the_modules_before_anything_is_checked(check: Cold, watch: Watch) -> None:
    order: list[int] = []
    watch.at_start = lambda: order.append(len(watch.lookups) + len(watch.finished))
    check({"start.py": "x = len('')\n"})
    assert order == [0], "set_modules() is called once and first: the plugin stops there on bad settings"


def test_a_compile_error_at_the_start_ends_mypy_with_its_message_alone(tmp_path: Path, watch: Watch) -> None:
    def stop() -> None:
        raise CompileError(["the settings are wrong"])

    watch.at_start = stop
    write_config(tmp_path, plugins="tests.meta.probe_plugin")
    (tmp_path / "stopped.py").write_text("")
    with inside(tmp_path):
        out, err, code = mypy.api.run(["stopped.py"])
    assert (out, err, code) == ("", "the settings are wrong\n", 2), (
        "a CompileError in set_modules() prints its message without a traceback and gives exit code 2: "
        "bad settings are reported that way"
    )


def test_a_new_version_of_the_plugin_drops_the_cache(
    watch: Watch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_config(tmp_path, plugins="tests.meta.probe_plugin")
    (tmp_path / "version.py").write_text("x = len('')\n")
    run_here(tmp_path, ["version.py"])
    run_here(tmp_path, ["version.py"])
    assert watch.finished.count("version") == 1
    monkeypatch.setattr(probe_plugin, "__version__", "2")
    run_here(tmp_path, ["version.py"])
    assert watch.finished.count("version") == 2, (
        "mypy mixes __version__ of a plugin's module into its cache key: ours carries a digest of sources and facts"
    )


def test_an_unknown_code_in_a_module_section_breaks_mypy(tmp_path: Path) -> None:
    write_config(tmp_path, "[mypy-coded]", "disable_error_code = no-such-code")
    (tmp_path / "coded.py").write_text("")
    with inside(tmp_path):
        error = raised_by(lambda: mypy.api.run(["coded.py"]))
    assert error is KeyError, (
        "an unknown code in a section for modules breaks mypy, so no code is ever renamed; "
        "if it is harmless now, the docstring of codes.py is out of date"
    )


# --- reporting ---


def test_the_target_of_an_error_can_be_set_after_it_is_reported() -> None:
    errors = Errors(Options())
    errors.set_file("m.py", "m", options=Options())
    info = errors.report(1, 0, "text", code=errorcodes.MISC)
    assert isinstance(info, ErrorInfo), "Errors.report() returns the error: notes name it as their parent"
    info.target = "m.f"
    errors.clear_errors_in_targets("m.py", {"m.f"})
    assert not errors.error_info_map.get("m.py"), (
        "ErrorInfo.target may be set, and says which target's re-checking clears the error: "
        "in the daemon all findings belong to the sentinel"
    )


def test_a_note_shares_the_ignore_of_its_parent() -> None:
    errors = Errors(Options())
    errors.set_file("m.py", "m", options=Options())
    errors.set_file_ignored_lines("m.py", {3: []})
    parent = errors.report(3, 0, "text", code=errorcodes.MISC, end_line=4, end_column=2, origin_span=range(3, 5))
    errors.report(3, 0, "note", code=errorcodes.MISC, severity="note", origin_span=range(3, 5), parent_error=parent)
    assert errors.file_messages("m.py") == [], (
        "Errors.report() takes origin_span and parent_error, and one ignore silences an error with its notes"
    )


def test_the_place_that_errors_go_to_can_be_read_and_put_back() -> None:
    errors = Errors(Options())
    missing = [name for name in ("file", "target_module", "options", "scope") if not hasattr(errors, name)]
    assert missing == [], "Errors keeps its place in file, target_module, options and scope: report() restores it"


@pytest.mark.parametrize("disabled", [set(), {"blindspot"}, {"impossible-case"}, {"blindspot", "impossible-case"}])
@pytest.mark.parametrize("enabled", [set(), {"blindspot"}, {"impossible-case"}])
def test_a_code_is_enabled_by_the_rule_of_mypy(disabled: set[str], enabled: set[str]) -> None:
    known = {**CODES, "blindspot": BLINDSPOT}
    options = Options()
    options.disabled_error_codes = {known[name] for name in disabled}
    options.enabled_error_codes = {known[name] for name in enabled}
    errors = Errors(options)
    errors.set_file("m.py", "m", options=options)
    for code in (CODES["impossible-case"], CODES["unchecked-case"]):
        assert is_enabled(code, options) == errors.is_error_code_enabled(code), (
            "is_enabled() follows the rule of Errors.is_error_code_enabled(): a check whose code is off does not run"
        )


# --- the tree ---


def test_a_function_over_values_is_checked_in_copies(check: Cold, watch: Watch) -> None:
    seen: dict[str, object] = {}

    def look(tree: MypyFile) -> None:
        if tree.fullname == "values":
            generic, plain = function(tree, "generic"), function(tree, "plain")
            types = watch.types("values")
            copies = [each for each in generic.expanded if isinstance(each, FuncDef)]
            statements = [copy.body.body[0] for copy in [generic, *copies]]
            kinds = [types.get(node.expr) for node in statements if isinstance(node, ReturnStmt) and node.expr]
            seen["typed"] = [kind.type.name if isinstance(kind, Instance) else None for kind in kinds]
            seen["plain"] = [each is plain for each in plain.expanded]

    watch.at_end = look
    text = "from typing import TypeVar\nT = TypeVar('T', int, str)\ndef generic(x: T) -> T:\n    return x\n"
    check({"values.py": text + "def plain(x: int) -> int:\n    return len('')\n"})
    assert seen["typed"] == [None, "int", "str"], (
        "FuncDef.expanded holds one copy for each value of a type variable, and only the copies have types: "
        "outline() takes them in place of the function"
    )
    assert seen["plain"] == [True], "FuncDef.expanded holds the function itself when there is nothing to expand"


@pytest.mark.parametrize("visitor", [TraverserVisitor, ExtendedTraverserVisitor, TransformVisitor])
def test_compiled_visitors_cannot_be_subclassed(visitor: type) -> None:
    assert raised_by(lambda: type("Visitor", (visitor,), {})()) is TypeError, (
        f"{visitor.__name__} cannot be subclassed by interpreted code; "
        "now that it can, the table in tree/children.py can give way to it"
    )


def test_nodes_take_no_attributes_and_no_weak_references() -> None:
    node = IntExpr(1)
    errors = (raised_by(lambda: setattr(node, "mark", 1)), raised_by(lambda: weakref.ref(node)))
    assert errors == (AttributeError, TypeError), (
        "nodes take no attributes and no weak references; now that they do, side tables of the analyses can be simpler"
    )


def test_columns_after_other_scripts_are_off(check: Cold, watch: Watch) -> None:
    columns: list[int] = []
    text = 'x = ("é", len(""))\n'

    def look(tree: MypyFile) -> None:
        if tree.fullname == "columns":
            names = [node for node in watch.types("columns") if isinstance(node, NameExpr) and node.name == "len"]
            columns.extend(node.column for node in names)

    watch.at_end = look
    check({"columns.py": text})
    assert columns != [text.index("len")], (
        "columns after non-ASCII text are off; if they are right now, source_text() may cut its text from the source"
    )


def test_code_after_a_dead_keyword_pattern_is_not_checked(check: Cold, watch: Watch) -> None:
    typed: list[bool] = []

    def look(tree: MypyFile) -> None:
        if tree.fullname == "misled":
            second = function(tree, "f").body.body[1]
            assert isinstance(second, MatchStmt)
            typed.append(second.subject in watch.types("misled"))

    watch.at_end = look
    text = "class P:\n    name: str = str()\ndef f(p: P) -> None:\n"
    matches = [f"    match p:\n        case {pattern}:\n            pass\n" for pattern in ("P(name=1)", "P()")]
    check({"misled.py": text + "".join(matches)})
    assert typed == [False], (
        "mypy takes all code after a class pattern with a dead keyword part to be unreachable; now that it no longer "
        "does, _unchecked_rest() in checks/impossible_case.py, and the parameter unchecked of Subjects, can go"
    )


# --- the daemon ---


def test_only_the_daemon_checks_in_fine_grained_steps(check: Cold, daemon: Daemon, watch: Watch) -> None:
    check({"mode.py": "x = len('')\n"})
    cold = watch.checkers["mode"].options.fine_grained_incremental
    daemon.write("mode_d.py", "x = len('')\n")
    daemon.check("mode_d.py")
    in_daemon = watch.checkers["mode_d"].options.fine_grained_incremental
    assert (cold, in_daemon) == (False, True), "options.fine_grained_incremental tells the daemon: is_daemon()"


def test_the_daemon_computes_unused_ignores_before_the_end_of_a_module(daemon: Daemon, watch: Watch) -> None:
    before: list[str] = []
    again: list[str] = []

    def redo(tree: MypyFile) -> None:
        if tree.fullname == "early":
            checker = watch.checkers["early"]
            before.extend(reported(checker))
            checker.errors.error_info_map[checker.path] = []
            checker.errors.set_file(checker.path, "early", options=checker.options)
            checker.errors.generate_unused_ignore_errors(checker.path)
            checker.errors.generate_ignore_without_code_errors(checker.path, True)
            again.extend(reported(checker))

    daemon.write("early.py", "x = len('')\n")
    daemon.check("early.py")
    watch.at_end = redo
    daemon.write("early.py", "x = len('')  # type: ignore[misc]\n")
    lines = daemon.check("early.py")
    assert before == ["unused-ignore"], (
        "in an update of the daemon, unused ignores are computed before get_additional_indirect_deps(); "
        "if they come after it now, redo_ignore_errors() can go"
    )
    assert (again, len(lines)) == (["unused-ignore"], 1), (
        "Errors.generate_unused_ignore_errors() and generate_ignore_without_code_errors() can be called again "
        "after their errors were removed: redo_ignore_errors() does so"
    )


def test_a_checker_of_an_earlier_round_is_empty(daemon: Daemon, watch: Watch) -> None:
    counts: list[int] = []

    def look(tree: MypyFile) -> None:
        if tree.fullname == "rounds":
            found = [each for each in gc.get_referrers(tree) if isinstance(each, TypeChecker) and each.tree is tree]
            counts.append(sum(bool(each._type_maps[0]) for each in found))

    watch.at_end = look
    kept = []
    for number in range(3):
        daemon.write("rounds.py", f"x = len('{number}')\n")
        daemon.check("rounds.py")
        kept.append(watch.checkers["rounds"])
        assert not kept[-1]._type_maps[0], (
            "mypy empties a checker after its round: Checkers tells the checker at work by its types"
        )
    assert counts == [1, 1, 1], "one checker of a tree has types at the end of the module: Checkers.search() takes it"


def test_only_functions_with_errors_are_checked_again_without_the_end_of_the_module(
    daemon: Daemon, watch: Watch
) -> None:
    daemon.write("again.py", "def good() -> None:\n    str(1)\ndef bad() -> None:\n    len(1)\n")
    daemon.write("elsewhere.py", "x = 1\n")
    daemon.check("again.py", "elsewhere.py")
    watch.lookups.clear()
    watch.finished.clear()
    daemon.write("elsewhere.py", "x = 2\n")
    daemon.check("again.py", "elsewhere.py")
    assert "builtins.len" in watch.asked_by("again"), (
        "a target with errors is checked again in the next round: the sentinel holds all findings, so it always is"
    )
    assert ("builtins.str" in watch.asked_by("again"), watch.finished) == (False, ["elsewhere"]), (
        "when single functions are checked again, get_additional_indirect_deps() is not called for their module; "
        "if it is now, the sentinel of bridge/daemon.py can go"
    )


def test_targets_checked_together_run_in_order_of_line(daemon: Daemon, watch: Watch) -> None:
    calls = {"abs": "''", "len": "1", "ord": "1", "chr": "''", "hex": "''", "bin": "''"}
    text = "".join(f"def f_{name}() -> None:\n    {name}({wrong})\n" for name, wrong in calls.items())
    daemon.write("ordered.py", text)
    daemon.write("beside.py", "x = 1\n")
    daemon.check("ordered.py", "beside.py")
    watch.lookups.clear()
    daemon.write("beside.py", "x = 2\n")
    daemon.check("ordered.py", "beside.py")
    order = [name for name in watch.asked_by("ordered") if name.removeprefix("builtins.") in calls]
    assert list(dict.fromkeys(order)) == [f"builtins.{name}" for name in calls], (
        "targets of a module are checked again in order of line: the sentinel, on the last line, comes after all others"
    )


def test_reading_an_attribute_of_a_number_asks_for_it_by_its_class(check: Cold, watch: Watch) -> None:
    check({"attribute.py": "x = (0).denominator\n"})
    assert "builtins.int.denominator" in watch.asked_by("attribute"), (
        "reading (0).denominator asks for get_attribute_hook('builtins.int.denominator'): the sentinel is seen by it"
    )


def test_a_hidden_function_is_checked_again_like_one_of_the_source(daemon: Daemon, watch: Watch) -> None:
    # What the sentinel is to do, shown with the plugin itself in tests/modes: here its name and its place.
    hidden: list[bool] = []
    names = ("with@sign", "without_sign")

    def put(tree: MypyFile) -> None:
        if tree.fullname == "hiding":
            for name in names:
                symbol = SymbolTableNode(GDEF, Var(name), module_public=False, module_hidden=True)
                tree.names[name] = symbol
            trees.append(tree)

    trees: list[MypyFile] = []
    watch.at_end = put
    daemon.write("hiding.py", "x = len(1)\n")
    daemon.write("hiding_not.py", "x = 1\n")
    daemon.check("hiding.py", "hiding_not.py")
    daemon.write("hiding_not.py", "x = 2\n")
    daemon.check("hiding.py", "hiding_not.py")
    hidden += [name in trees[0].names for name in names]
    assert hidden == [True, False], (
        "re-checking a top level removes its symbols, except those whose name contains '@': the sentinel is one"
    )


def test_an_error_of_a_target_goes_when_the_target_is_checked_again(daemon: Daemon, watch: Watch) -> None:
    def fail(tree: MypyFile) -> None:
        if tree.fullname == "cleared":
            report(watch.checkers["cleared"], 1).target = "cleared.f"

    daemon.write("cleared.py", "def f() -> None:\n    len('')\n")
    daemon.write("cleared_not.py", "x = 1\n")
    daemon.check("cleared.py", "cleared_not.py")
    watch.at_end = fail
    daemon.write("cleared.py", "def f() -> None:\n    len('')\n# changed\n")
    first = daemon.check("cleared.py", "cleared_not.py")
    watch.lookups.clear()
    daemon.write("cleared_not.py", "x = 2\n")
    second = daemon.check("cleared.py", "cleared_not.py")
    assert (len(first), second, "builtins.len" in watch.asked_by("cleared")) == (1, [], True), (
        "the daemon checks again the target named in ErrorInfo.target, and drops the error before: "
        "findings come and go with the sentinel"
    )


def test_plugin_dependencies_are_taken_over_at_the_end_of_a_module(daemon: Daemon, watch: Watch) -> None:
    def add(tree: MypyFile) -> None:
        if tree.fullname == "depends":
            tree.plugin_deps["<probe.trigger>"] = {"depends.f"}

    daemon.write("depends.py", "x = 1\n")
    daemon.check("depends.py")
    watch.at_end = add
    daemon.write("depends.py", "x = 2\n")
    daemon.check("depends.py")
    assert daemon.dependents("<probe.trigger>") == {"depends.f"}, (
        "plugin_deps of a tree are merged into the daemon's dependencies after get_additional_indirect_deps(): "
        "install_sentinel() and depend_on() rest on it"
    )


def test_alias_dependencies_are_taken_over_when_a_function_is_checked_again(daemon: Daemon, watch: Watch) -> None:
    def add(checker: TypeChecker, name: str) -> None:
        if name == "builtins.len" and checker.tree.fullname == "aliased":
            checker.tree.alias_deps["aliased.f"].add("probe.alias")

    daemon.write("aliased.py", "def f() -> None:\n    len(1)\n")
    daemon.write("aliased_not.py", "x = 1\n")
    daemon.check("aliased.py", "aliased_not.py")
    watch.at_lookup = add
    daemon.write("aliased_not.py", "x = 2\n")
    daemon.check("aliased.py", "aliased_not.py")
    assert daemon.dependents("<probe.alias>") == {"aliased.f"}, (
        "alias_deps of a tree are merged into the daemon's dependencies when a function is checked again: "
        "depend_on() has no other way to add to them in such a round"
    )


def test_a_function_put_off_is_checked_in_the_next_pass(daemon: Daemon, watch: Watch) -> None:
    names: list[str] = []

    def put_off(checker: TypeChecker, name: str) -> None:
        function = checker.tscope.function
        if name == "builtins.len" and isinstance(function, FuncDef) and checker.tree.fullname == "put_off":
            names.append(function.fullname)
            if len(names) == 1:
                checker.deferred_nodes.append(DeferredNode(function, None))

    daemon.write("put_off.py", "def f() -> None:\n    len('')\ndef g() -> None:\n    abs('')\n")
    daemon.write("put_off_not.py", "x = 1\n")
    daemon.check("put_off.py", "put_off_not.py")
    daemon.write("put_off.py", "def f() -> None:\n    len('')\ndef g() -> None:\n    abs('')\n# changed\n")
    watch.at_lookup = put_off
    daemon.check("put_off.py", "put_off_not.py")
    assert names == ["put_off.f", "put_off.f"], (
        "a function put into deferred_nodes is checked in the next pass, and tscope.function names it meanwhile: "
        "is_sentinel_checked() puts the sentinel off behind the others"
    )


def test_defaults_are_checked_with_the_function_too(daemon: Daemon, watch: Watch) -> None:
    daemon.write("default.py", "def f(x: int = ord('')) -> None:\n    len(1)\n")
    daemon.write("default_not.py", "x = 1\n")
    daemon.check("default.py", "default_not.py")
    watch.lookups.clear()
    daemon.write("default_not.py", "x = 2\n")
    daemon.check("default.py", "default_not.py")
    assert "builtins.ord" in watch.asked_by("default"), (
        "parameter defaults are checked with the function: if they are not any more, rechecked_targets() need not "
        "leave out what is_in_header()"
    )


def test_the_bodies_of_other_modules_are_kept_by_the_daemon(daemon: Daemon, watch: Watch) -> None:
    trees: dict[str, MypyFile] = {}
    watch.at_end = lambda tree: trees.update({tree.fullname: tree})
    daemon.write("keeps.py", "class A:\n    def f(self) -> None:\n        len('')\n")
    daemon.check("keeps.py")
    assert [bool(node.defs.body) for node in trees["keeps"].defs if isinstance(node, ClassDef)] == [True], (
        "the daemon keeps the bodies of its modules, so single functions can be looked at in a later round"
    )


def test_the_checker_is_forgotten_when_the_module_is_done(check: Cold, watch: Watch) -> None:
    checkers = Checkers()
    taken: list[object] = []
    watch.at_lookup = lambda *_: checkers.note()
    watch.at_end = lambda tree: taken.extend([checkers.take(tree), checkers.take(tree)])
    check({"taken.py": "x = len('')\n"})
    # Before it come the modules of the standard library, if no test has checked them yet.
    assert taken[-2:] == [watch.checkers["taken"], None]


def test_a_plugin_may_be_an_interpreted_class() -> None:
    assert isinstance(type("Sub", (Plugin,), {})(Options()), Plugin), (
        "Plugin can be subclassed by interpreted code: there is no plugin without it"
    )


# --- what a module says to others ---


def test_the_cache_is_asked_with_data_that_may_equal_anything(tmp_path: Path, watch: Watch) -> None:
    asked: list[tuple[str, bool]] = []

    def answer(context: ReportConfigContext) -> object:
        if context.id == "own_data":
            asked.append((context.path, context.is_check))
        return AS_CACHED if context.is_check else "written"

    write_config(tmp_path, plugins="tests.meta.probe_plugin")
    (tmp_path / "own_data.py").write_text("x = len('')\n")
    watch.config_data = answer
    run_here(tmp_path, ["--cache-dir", "cache", "own_data.py"])
    first = set(asked)
    watch.finished.clear()
    run_here(tmp_path, ["--cache-dir", "cache", "own_data.py"])
    assert (first, set(asked) - first) == ({("own_data.py", False)}, {("own_data.py", True)}), (
        "mypy asks report_config_data() with is_check to see whether its cache is valid, and without it to write it"
    )
    assert watch.finished == [], (
        "mypy compares the data with == and writes nothing of it: AS_CACHED keeps modules in the cache valid "
        "without their text being read"
    )


def test_data_of_the_plugin_is_part_of_the_interface(tmp_path: Path, watch: Watch) -> None:
    write_config(tmp_path, plugins="tests.meta.probe_plugin")
    (tmp_path / "data.py").write_text("x = len('')\n")
    (tmp_path / "data_user.py").write_text("import data\n")
    (tmp_path / "data_other.py").write_text("y = 1\n")
    finished = []
    for number in (1, 1, 2):
        watch.config_data = lambda ctx, number=number: AS_CACHED if ctx.is_check else f"{ctx.id} {number}"
        # Of another length each time: mypy looks at times in whole seconds.
        (tmp_path / "data.py").write_text("x = len('')\n" + "#\n" * len(finished))
        watch.finished.clear()
        run_here(tmp_path, ["--cache-dir", "cache", "data.py", "data_user.py", "data_other.py"])
        finished.append([name for name in watch.finished if name.startswith("data")])
    assert finished[1:] == [["data"], ["data", "data_user"]], (
        "modules are checked again when the data of one they import changes, and only then: a change of a body "
        "reaches the users of the function that way"
    )


def test_the_end_of_a_module_may_add_dependencies_to_it(tmp_path: Path, watch: Watch) -> None:
    write_config(tmp_path, plugins="tests.meta.probe_plugin")
    texts = {"far.py": "x = 1\n", "near.py": "import far\n", "asks.py": "import near\nx = len('')\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    watch.more_dependencies = {"asks": {"far"}}
    run_here(tmp_path, ["--cache-dir", "cache", *texts])
    watch.finished.clear()
    (tmp_path / "far.py").write_text("x = ''\n")
    run_here(tmp_path, ["--cache-dir", "cache", *texts])
    assert "asks" in watch.finished, (
        "modules named by get_additional_indirect_deps() are dependencies: a module is checked again when the facts "
        "of one change that it knows through others only"
    )


def test_the_daemon_compares_the_full_names_of_hidden_variables(daemon: Daemon, watch: Watch) -> None:
    digest = ["one"]

    def put(tree: MypyFile) -> None:
        if tree.fullname == "digested":
            var = Var("digest@probe")
            var._fullname = f"digested.digest@probe:{digest[0]}"
            tree.names["digest@probe"] = SymbolTableNode(GDEF, var, module_public=False, module_hidden=True)
        if tree.fullname == "digest_user":
            tree.plugin_deps["<digested.digest@probe>"] = {"digest_user.f"}

    watch.at_end = put
    daemon.write("digested.py", "def g() -> None:\n    ord('')\n")
    daemon.write("digest_user.py", "import digested\ndef f() -> None:\n    len('')\ndef h() -> None:\n    abs(1)\n")
    daemon.check("digested.py", "digest_user.py")
    asked = []
    for number, text in enumerate(("one", "two")):
        digest[0] = text
        watch.lookups.clear()
        daemon.write("digested.py", f"def g() -> None:\n    ord('')\n# {number}\n")
        daemon.check("digested.py", "digest_user.py")
        asked.append([name for name in watch.asked_by("digest_user") if name.startswith("builtins.")])
    assert asked == [[], ["builtins.len"]], (
        "a symbol put into a module at its end is compared with that of the round before, by its full name: when the "
        "digest changes, and only then, the targets that depend on it are checked again"
    )


def test_modules_in_a_cycle_have_the_types_of_their_variables_at_the_end(tmp_path: Path, watch: Watch) -> None:
    known: dict[str, bool] = {}

    def look(tree: MypyFile) -> None:
        other = {"cycle_a": "cycle_b", "cycle_b": "cycle_a"}.get(tree.fullname)
        if other is not None:
            node = watch.checkers[tree.fullname].modules[other].names["x"].node
            known[tree.fullname] = isinstance(node, Var) and isinstance(get_proper_type(node.type), Instance)

    write_config(tmp_path, plugins="tests.meta.probe_plugin")
    (tmp_path / "cycle_a.py").write_text("import cycle_b\nx = len('')\n")
    (tmp_path / "cycle_b.py").write_text("import cycle_a\nx = len('')\n")
    watch.at_end = look
    run_here(tmp_path, ["--cache-dir", "cache", "cycle_a.py", "cycle_b.py"])
    assert known == {"cycle_a": True, "cycle_b": True}, (
        "when a module is at its end, the inferred types of variables at the top level of all others are known: "
        "Definitions follows them"
    )
