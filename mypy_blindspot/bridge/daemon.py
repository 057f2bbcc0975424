"""Staying right in the daemon, which checks single functions again and calls no hook when it is done.

When dmypy re-checks a *target* (a function, or a module's top level), it first drops the errors recorded for that
target. The hook at the end of a module is not called then, and a function that makes no call asks for no other
hook either. So each module with something to check gets a hidden function of our own, the *sentinel*:

- all findings of the module are recorded for the sentinel, so re-checking a function does not lose its findings;
- the sentinel depends on whatever the module depends on, and a target with errors is always re-checked, so the
  sentinel is among the re-checked targets whenever a finding may change; its line puts it last among them;
- its body is a call of itself, for which mypy asks the plugins for a hook: that is the event we wait for.

The ``@`` in its name keeps mypy from deleting the symbol when the top level of the module is re-checked.

What findings rest on in other modules is registered with mypy's dependencies. Each module has a second hidden symbol
for what its bodies say, which no signature shows: its *digest*.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from mypy import errorcodes
from mypy.checker import DeferredNode, TypeChecker
from mypy.nodes import (
    GDEF,
    Block,
    CallExpr,
    Expression,
    ExpressionStmt,
    FuncDef,
    Import,
    ImportAll,
    ImportFrom,
    MypyFile,
    NameExpr,
    SymbolTableNode,
    Var,
)
from mypy.server.deps import get_dependencies, get_dependencies_of_target
from mypy.server.trigger import make_trigger, make_wildcard_trigger
from mypy.types import CallableType, NoneType, Type
from mypy.util import correct_relative_import

from mypy_blindspot.tree.module import ModuleView
from mypy_blindspot.tree.scopes import Outline, Scope

SENTINEL: Final = "blindspot@sentinel"
DIGEST: Final = "blindspot@digest"
_LAST_LINE: Final = 1 << 30


def is_daemon(checker: TypeChecker) -> bool:
    """Whether the check runs in dmypy."""
    return checker.options.fine_grained_incremental


def sentinel_target(tree: MypyFile) -> str:
    """The name under which the daemon knows the module's sentinel."""
    return f"{tree.fullname}.{SENTINEL}"


def install_sentinel(checker: TypeChecker) -> None:
    """Put a sentinel into a module that has just been checked, with all dependencies of the module."""
    tree = checker.tree
    tree.names[SENTINEL] = SymbolTableNode(GDEF, _sentinel(checker), module_public=False, module_hidden=True)
    types, options = checker._type_maps[0], checker.options
    # A function with an error is checked again without any trigger; what may repair it is mostly a changed import.
    imports = {make_wildcard_trigger(module) for module in _imported_modules(tree)}
    for trigger in imports.union(get_dependencies(tree, types, options.python_version, options)):
        tree.plugin_deps.setdefault(trigger, set()).add(sentinel_target(tree))


def _imported_modules(tree: MypyFile) -> Iterator[str]:
    yield from tree.module_refs
    for node in tree.imports:
        if isinstance(node, Import):
            yield from (module for module, _ in node.ids)
        elif isinstance(node, (ImportFrom, ImportAll)):
            package = correct_relative_import(
                tree.fullname, node.relative, node.id, is_cur_package_init_file=tree.is_package_init_file()
            )[0]
            yield package


def depend_on(checker: TypeChecker, view: ModuleView, targets: Collection[str], rechecked: Iterable[FuncDef]) -> None:
    """Have targets checked again when what their findings rest on changes, and the sentinel with them.

    ``view`` has noted what decided something. mypy collects the dependencies of re-checked functions after us, from
    the tree; what it adds for uses of type aliases is the one place where a plugin can add to them in such a round.
    """
    tree = checker.tree
    added = tree.alias_deps[sentinel_target(tree)]
    names = view.consulted_names | {_digest_name(module) for module in view.consulted_texts}
    for info in view.consulted:
        names |= {info.fullname, make_wildcard_trigger(info.fullname)[1:-1]}
    added |= names
    for target in targets:
        tree.alias_deps[target] |= names
    for name in names:
        tree.plugin_deps.setdefault(make_trigger(name), set()).update((*targets, sentinel_target(tree)))
    types, version = checker._type_maps[0], checker.options.python_version
    for function in rechecked:
        triggers = get_dependencies_of_target(tree.fullname, tree, function, types, version)
        added |= {trigger[1:-1] for trigger in triggers}


def _digest_name(module: str) -> str:
    return f"{module}.{DIGEST}"


def install_digest(tree: MypyFile, digest: str) -> None:
    """Put a digest of its text into a module, so that the daemon sees when it changes.

    The daemon compares the symbols of a module before and after; of a variable also its full name.
    """
    var = Var(DIGEST)
    var._fullname = f"{_digest_name(tree.fullname)}:{digest}"
    tree.names[DIGEST] = SymbolTableNode(GDEF, var, module_public=False, module_hidden=True)


def check_digest(tree: MypyFile, digest: str) -> None:
    """Whether a text that decided something is the one that mypy knows; if not, have its users told when it is.

    A file may have changed before mypy looks at it in this round. If that then fails, since the file is broken, mypy
    stays with what it knew, and sees no difference when the file is repaired.
    """
    symbol = tree.names.get(DIGEST)
    if symbol is not None and symbol.fullname != f"{_digest_name(tree.fullname)}:{digest}":
        del tree.names[DIGEST]


def _sentinel(checker: TypeChecker) -> FuncDef:
    signature = CallableType([], [], [], NoneType(), checker.named_type("builtins.function"))
    name = NameExpr(SENTINEL)
    call = CallExpr(name, [], [], [])
    body = ExpressionStmt(call)
    function = FuncDef(SENTINEL, [], Block([body]), signature)
    function._fullname = sentinel_target(checker.tree)
    function.unanalyzed_type = signature
    for node in (function, function.body, body, call, name):
        node.set_line(_LAST_LINE)
    return function


def is_sentinel(fullname: str) -> bool:
    """Whether a function that mypy asks for by this name is a sentinel."""
    return fullname.endswith(SENTINEL)


def is_round_done(checker: TypeChecker) -> bool:
    """Whether mypy is checking the sentinel now, and everything else of this round is done.

    If mypy has put off a function until types are known, the sentinel is put off behind it.
    """
    function = checker.tscope.function
    if function is None or function.fullname != sentinel_target(checker.tree):
        return False
    if checker.deferred_nodes and isinstance(function, FuncDef):
        checker.deferred_nodes.append(DeferredNode(function, None))
        return False
    return True


def rechecked_targets(outline: Outline, types: Mapping[Expression, Type]) -> set[Scope]:
    """The targets that mypy has checked in this round: those whose body holds an expression with a type.

    The defaults of a function's parameters are checked both with it and with the scope around it, so they say
    nothing of either.
    """
    targets = set()
    for expression in types:
        if expression.line != _LAST_LINE and not outline.is_in_header(expression):
            targets.add(outline.scope_of(expression).target)
    return targets


def redo_ignore_errors(checker: TypeChecker) -> None:
    """Compute anew which ``type: ignore`` comments are unused, if that was done before our findings were known."""
    errors, path = checker.errors, checker.path
    computed = (errorcodes.UNUSED_IGNORE, errorcodes.IGNORE_WITHOUT_CODE)
    infos = errors.error_info_map.get(path, [])
    if not any(info.code in computed for info in infos):
        return
    errors.error_info_map[path] = [info for info in infos if info.code not in computed]
    errors.set_file(path, checker.tree.fullname, options=checker.options)
    if checker.options.warn_unused_ignores:
        errors.generate_unused_ignore_errors(path)
    if errors.is_error_code_enabled(errorcodes.IGNORE_WITHOUT_CODE):
        errors.generate_ignore_without_code_errors(path, checker.options.warn_unused_ignores)
