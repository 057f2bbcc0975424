"""Runs the enabled checks over one checked module, and hands what they find to mypy."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from mypy.checker import TypeChecker
from mypy.nodes import AwaitExpr, ClassDef, Expression, FuncDef, MypyFile, Node, Statement
from mypy.options import Options

from mypy_blindspot.analysis.effects.memory import effect_memory
from mypy_blindspot.analysis.facts import Facts
from mypy_blindspot.analysis.source.sources import Sources
from mypy_blindspot.analysis.summaries import digest, kinds_for
from mypy_blindspot.bridge import daemon
from mypy_blindspot.bridge.access import Checkers
from mypy_blindspot.bridge.libraries import may_import
from mypy_blindspot.bridge.report import is_enabled, may_be_enabled, report
from mypy_blindspot.bridge.view import is_checked, module_view
from mypy_blindspot.checks import CHECKS, Registered
from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.codes import CODES, INTERNAL
from mypy_blindspot.config import Config
from mypy_blindspot.finding import Finding, Span
from mypy_blindspot.tree.module import ModuleView, span_of
from mypy_blindspot.tree.scopes import Outline, Scope, outline

DEBUG_VARIABLE: Final = "MYPY_BLINDSPOT_DEBUG"

Located = tuple[Finding, Scope]


class Engine:
    """What the plugin does with a module when mypy is done with it."""

    def __init__(self, options: Options, facts: Facts, checkers: Checkers, config: Config) -> None:
        self._options = options
        self._in_daemon = options.fine_grained_incremental
        self._checkers = checkers
        self._config = config
        # A check that is off everywhere costs nothing.
        wanted = {each.code for each in CHECKS if may_be_enabled(CODES[each.code], options)}
        self._kinds = kinds_for(wanted, lambda library: may_import(library, options))
        # A comment in a file may switch on again what the configuration has switched off.
        self._registered = [each for each in CHECKS if each.code in wanted or CODES[each.code].default_enabled]
        self._loaded: dict[str, Check] = {}
        self._facts = facts
        self._sources = Sources(options.shadow_file or (), is_lasting=self._in_daemon)
        # In the daemon: the findings of each module by the name of their target.
        self._known: dict[str, dict[str, list[Located]]] = {}

    def module_checked(self, tree: MypyFile) -> set[str]:
        """Mypy has checked a whole module; returns the modules that its findings rest on."""
        checker = None
        try:
            if self._in_daemon and not tree.is_stub:
                daemon.install_digest(tree, self.digest(tree.fullname, tree.path))
            checker = self._checkers.take(tree)
            if checker is None and not self._is_of_no_interest(tree):
                # No call, attribute or operator in the whole module, so no look-up showed the checker.
                checker = self._checkers.search(tree)
                if checker is None:
                    _say(f"cannot reach the types of {tree.fullname}")
            if checker is not None and is_checked(checker):
                return self._check(checker, whole=True)
        except Exception as error:
            _failed(error, tree, checker)
        finally:
            # The daemon has to hear of each name that decided something, for each module that it decided in.
            if not self._in_daemon and not self._options.cache_fine_grained:
                effect_memory(self._sources).finish(tree.fullname)
        return set()

    def digest(self, module: str, path: str) -> str:
        """A digest of what the bodies in a module say to other modules: a function of its text."""
        try:
            return digest(self._sources, self._kinds, module, path)
        except Exception as error:
            if os.environ.get(DEBUG_VARIABLE):
                raise
            _say(f"{module}: cannot be summarized: {type(error).__name__}: {error}")
            return "failed"

    def _is_of_no_interest(self, tree: MypyFile) -> bool:
        if tree.is_stub or self._checkers.is_silenced(tree):
            return True
        # A check that needs a library looks at calls and attributes, and for those mypy asks.
        checks = [self._check_of(each) for each in self._registered if each.needs is None]
        found = outline_for(checks, tree)
        # A class or function alone is of interest only for what is called in it.
        unchecked = not self._options.clone_for_module(tree.fullname).check_untyped_defs
        for cls, places in found.statements.items():
            if cls not in (ClassDef, FuncDef) and not (unchecked and all(scope.is_dynamic for _, scope in places)):
                return False
        # Of expressions, only awaits stand where no look-up may be asked for: calls of untyped objects.
        asked = any(AwaitExpr in check.visits for check in checks)
        return not (asked and any(scope.function and scope.function.is_coroutine for scope in found.scopes))

    def hidden_function_called(self, fullname: str) -> None:
        """In the daemon, mypy has come to the sentinel of a module of which it has re-checked single targets."""
        if not daemon.is_sentinel(fullname):
            return
        checker = self._checkers.current()
        if checker is None or not daemon.is_daemon(checker):
            return
        try:
            if daemon.is_round_done(checker):
                self._check(checker, whole=False)
        except Exception as error:
            _failed(error, checker.tree, checker)

    def _check_of(self, registered: Registered) -> Check:
        if registered.code not in self._loaded:
            self._loaded[registered.code] = registered.load()
        return self._loaded[registered.code]

    def _check(self, checker: TypeChecker, *, whole: bool) -> set[str]:
        findings, consulted = self._findings(checker, whole=whole)
        target = daemon.sentinel_target(checker.tree) if daemon.is_daemon(checker) else None
        report(checker, findings, target)
        if whole and target is not None:
            daemon.redo_ignore_errors(checker)
        return consulted

    def _findings(self, checker: TypeChecker, *, whole: bool) -> tuple[list[Located], set[str]]:
        checks = [self._check_of(each) for each in CHECKS if _has_work(each, checker)] + _asked(checker)
        if not checks:
            return [], set()
        view = module_view(checker, outline_for(checks, checker.tree))
        found = run(checks, view, self._facts, self._sources, self._config)
        if daemon.is_daemon(checker):
            found = self._remembered(checker, view, found, whole=whole)
        elif daemon.may_follow(checker):
            daemon.depend_on(checker, view, [checker.tree.fullname], [])
        return found, view.consulted_modules

    def _remembered(
        self, checker: TypeChecker, view: ModuleView, found: list[Located], *, whole: bool
    ) -> list[Located]:
        """In the daemon, the findings of this round together with those of targets that were not checked in it."""
        module = checker.tree.fullname
        rechecked = daemon.rechecked_targets(view.outline, view.types)
        if whole:
            self._known[module] = {}
            daemon.install_sentinel(checker)
        names = {_target_name(scope, module) for scope in rechecked}
        functions = [scope.function for scope in rechecked if isinstance(scope.function, FuncDef)]
        daemon.depend_on(checker, view, names, [] if whole else functions)
        for consulted in view.consulted_texts:
            tree = view.modules[consulted]
            daemon.check_digest(tree, self.digest(consulted, tree.path))
        known = {name: kept for name, kept in self._known[module].items() if name not in names}
        for finding, scope in found:
            owner = view.outline.target_of(finding.span)
            known.setdefault(_target_name(owner, module), []).append((finding, scope))
        self._known[module] = known
        return sorted((located for kept in known.values() for located in kept), key=lambda located: located[0])


def _asked(checker: TypeChecker) -> list[Check]:
    """What answers ``reveal_effects()``, in a program that may ask."""
    if "mypy_blindspot" not in checker.modules:
        return []
    from mypy_blindspot.reveal import REVEAL

    return [REVEAL] if is_enabled(CODES[REVEAL.code], checker.options) else []


def _has_work(check: Registered, checker: TypeChecker) -> bool:
    needed = check.needs is None or check.needs in checker.modules
    return needed and is_enabled(CODES[check.code], checker.options)


def _say(text: str) -> None:
    print(f"mypy-blindspot: {text}", file=sys.stderr)


def _failed(error: Exception, tree: MypyFile, checker: TypeChecker | None) -> None:
    """Tell of a failure outside of all checks, with a note on the module if that is possible."""
    if os.environ.get(DEBUG_VARIABLE):
        raise error
    message = f"The checks failed on this module: {type(error).__name__}"
    try:
        assert checker is not None
        report(checker, [(_internal(message, Span(1, 0, 1, 1)), Scope(None, None, None))])
    except Exception:
        _say(f"{tree.fullname}: {message}: {error}")


def _internal(message: str, span: Span) -> Finding:
    advice = f"Set {DEBUG_VARIABLE}=1 to see the traceback, and please report it"
    return Finding(span, INTERNAL.code, message, advice, is_note=True)


def _target_name(scope: Scope, module: str) -> str:
    return module if scope.function is None else scope.function.fullname


def outline_for(checks: Sequence[Check], tree: MypyFile) -> Outline:
    """The scopes of a module, and the statements that these checks look at."""
    return outline(tree, {cls for check in checks for cls in check.visits if issubclass(cls, Statement)})


def run(checks: Sequence[Check], view: ModuleView, facts: Facts, sources: Sources, config: Config) -> list[Located]:
    """All findings in the module, sorted and without repetition.

    mypy checks a function over type variables with values in several copies; what is reported there holds in every
    copy, that is for every value.
    """
    context = CheckContext(view, facts, sources, config)
    found: list[Located] = []
    for check, nodes in _places(checks, view):
        if not view.outline.has_copies:
            for node, scope in nodes:
                found += [(finding, scope) for finding in _guarded(check, node, scope, context)]
            continue
        for copies in _grouped(nodes):
            results = [_guarded(check, node, scope, context) for node, scope in copies]
            spans = [{finding.span for finding in result} for result in results]
            scope = copies[0][1]
            found += [(finding, scope) for finding in results[0] if all(finding.span in other for other in spans)]
    return _without_repetition(found) if found else []


_Places = Sequence[tuple[Node, Scope]]


def _places(checks: Sequence[Check], view: ModuleView) -> Iterator[tuple[Check, _Places]]:
    """For each check and class of nodes, the nodes of that class."""
    expressions = _expressions({cls for check in checks for cls in check.visits if issubclass(cls, Expression)}, view)
    for check in checks:
        for cls in check.visits:
            yield check, view.outline.statements.get(cls, ()) if issubclass(cls, Statement) else expressions[cls]


def _grouped(nodes: _Places) -> Iterable[_Places]:
    """Copies of one node come together."""
    groups: dict[Span, list[tuple[Node, Scope]]] = defaultdict(list)
    for node, scope in nodes:
        groups[span_of(node)].append((node, scope))
    return groups.values()


def _expressions(classes: set[type[Node]], view: ModuleView) -> Mapping[type[Node], list[tuple[Node, Scope]]]:
    found: dict[type[Node], list[tuple[Node, Scope]]] = {cls: [] for cls in classes}
    for expression in [each for each in view.types if type(each) in classes]:
        found[type(expression)].append((expression, view.outline.scope_of(expression)))
    return found


def _guarded(check: Check, node: Node, scope: Scope, context: CheckContext) -> list[Finding]:
    try:
        return list(check.visits[type(node)](node, scope, context))
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            __import__("traceback").print_exc(file=sys.stderr)
            raise
        where = "the module" if scope.function is None else f'"{scope.function.name}"'
        return [_internal(f'Check "{check.code}" failed in {where}: {type(error).__name__}', span_of(node))]


def _without_repetition(found: list[Located]) -> list[Located]:
    unique = {(finding.span, finding.code, finding.message): (finding, scope) for finding, scope in reversed(found)}
    return [unique[key] for key in sorted(unique)]
