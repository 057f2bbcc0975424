"""A mypy plugin that shows the running test what mypy asks its plugins, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from mypy.checker import TypeChecker
from mypy.checker_state import checker_state
from mypy.nodes import Expression, MypyFile
from mypy.plugin import Plugin, ReportConfigContext
from mypy.types import Type

__version__ = "1"  # part of mypy's cache key


@dataclass
class Watch:
    """What was asked since the test began, and what the test wants to do at those moments."""

    lookups: list[tuple[str, str]] = field(default_factory=list)  # module of the checker at work, name asked for
    finished: list[str] = field(default_factory=list)
    checkers: dict[str, TypeChecker] = field(default_factory=dict)
    at_start: Callable[[], None] | None = None
    at_lookup: Callable[[TypeChecker, str], None] | None = None
    at_end: Callable[[MypyFile], None] | None = None
    config_data: Callable[[ReportConfigContext], object] | None = None
    more_dependencies: dict[str, set[str]] = field(default_factory=dict)

    def lookup(self, name: str) -> None:
        checker = checker_state.type_checker
        module = checker.tree.fullname if isinstance(checker, TypeChecker) else "no checker at work"
        self.lookups.append((module, name))
        if isinstance(checker, TypeChecker):
            self.checkers[module] = checker
            if self.at_lookup is not None:
                self.at_lookup(checker, name)

    def end(self, tree: MypyFile) -> None:
        self.finished.append(tree.fullname)
        if self.at_end is not None:
            self.at_end(tree)

    def asked_by(self, module: str) -> list[str]:
        return [name for asking, name in self.lookups if asking == module]

    def types(self, module: str) -> dict[Expression, Type]:
        found: dict[Expression, Type] = self.checkers[module]._type_maps[0]  # noqa: SLF001
        return found


class _Shared:
    watch = Watch()


def fresh_watch() -> Watch:
    _Shared.watch = Watch()
    return _Shared.watch


class Probe(Plugin):
    def set_modules(self, modules: dict[str, MypyFile]) -> None:
        super().set_modules(modules)
        if _Shared.watch.at_start is not None:
            _Shared.watch.at_start()

    def get_function_signature_hook(self, fullname: str) -> None:
        _Shared.watch.lookup(fullname)

    def get_method_signature_hook(self, fullname: str) -> None:
        _Shared.watch.lookup(fullname)

    def get_attribute_hook(self, fullname: str) -> None:
        _Shared.watch.lookup(fullname)

    def get_additional_indirect_deps(self, file: MypyFile) -> set[str]:
        _Shared.watch.end(file)
        return _Shared.watch.more_dependencies.get(file.fullname, set())

    def report_config_data(self, ctx: ReportConfigContext) -> object:
        return _Shared.watch.config_data(ctx) if _Shared.watch.config_data is not None else None


def plugin(version: str) -> type[Plugin]:
    del version
    return Probe
