"""The plugin: mypy's hooks, and what each of them is used for.

No hook ever returns a callback. mypy asks its plugins in turn and takes the first answer, so a callback from here
would silence the plugins behind.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mypy.errors import CompileError
from mypy.nodes import MypyFile
from mypy.options import Options
from mypy.plugin import Plugin, ReportConfigContext

import mypy_blindspot
import mypy_blindspot.codes  # mypy refuses options with codes that are not registered
from mypy_blindspot.bridge.access import Checkers
from mypy_blindspot.bridge.cache import AS_CACHED
from mypy_blindspot.bridge.compat import is_supported, is_worker, unsupported_message
from mypy_blindspot.config import Config, ConfigError, load_config, shipped_facts

if TYPE_CHECKING:
    from mypy_blindspot.analysis.facts import Facts
    from mypy_blindspot.engine import Engine

RELEASE: Final = mypy_blindspot.__version__


def plugin_class(version: str) -> type[Plugin]:
    """The plugin for this version of mypy: one that only registers the codes, if the version is not supported."""
    if is_supported(version):
        return BlindspotPlugin
    if not is_worker():
        print(unsupported_message(), file=sys.stderr)
    return Plugin


class BlindspotPlugin(Plugin):
    """Runs the checks on each module that mypy checks."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._problem: str | None = None
        self._facts: Facts | None = None
        self._checkers = Checkers()
        self._config = Config()
        try:
            self._config = load_config(options.config_file)
            if self._config.facts:
                self._facts = _load_facts(self._config.facts)
        except ConfigError as error:
            self._problem = str(error)
        # mypy drops its cache, and the daemon restarts, when this changes.
        mypy_blindspot.__version__ = f"{RELEASE}+{own_digest(self._config)}"

    @cached_property
    def _engine(self) -> Engine:
        # A warm run checks no module: it has no need of the checks, nor of the facts that come with the package.
        from mypy_blindspot.engine import Engine

        return Engine(self.options, self._facts or _load_facts(), self._checkers, self._config)

    def set_modules(self, modules: dict[str, MypyFile]) -> None:
        """Stop here on bad settings: an exception in the constructor would print more than its message."""
        super().set_modules(modules)
        if self._problem is not None:
            raise CompileError([self._problem])

    def get_function_signature_hook(self, fullname: str) -> None:
        """Called for each call of a function."""
        self._checkers.note()
        if "@" in fullname:
            self._engine.hidden_function_called(fullname)

    def get_method_signature_hook(self, fullname: str) -> None:  # noqa: ARG002  # the signature is mypy's
        """Called for each call of a method, operators included."""
        self._checkers.note()

    def get_attribute_hook(self, fullname: str) -> None:  # noqa: ARG002  # the signature is mypy's
        """Called for each read of an attribute."""
        self._checkers.note()

    def get_additional_indirect_deps(self, file: MypyFile) -> set[str]:
        """Called when a module has been checked, and before its messages are printed and cached."""
        return self._engine.module_checked(file)

    def report_config_data(self, ctx: ReportConfigContext) -> object:
        """Called for each module, to see whether the cache is valid, and to write it.

        What is written becomes part of the module's interface: when it changes, the users of the module are checked
        again. Whether the text of the module has changed mypy finds out by itself, without reading it.
        """
        if ctx.is_check and self.options.fixed_format_cache:
            return AS_CACHED
        return self._engine.digest(ctx.id, ctx.path)


def _load_facts(own: tuple[Path, ...] = ()) -> Facts:
    from mypy_blindspot.analysis.facts import Facts, FactsError, facts_files

    facts = Facts(facts_files(shipped_facts(), own))
    try:
        # What is wrong with a file of the project is told at once.
        for path in own:
            facts.read(path.name)
        return facts
    except FactsError as error:
        raise ConfigError(str(error)) from error


def own_digest(config: Config) -> str:
    """A digest of what the findings depend on besides the checked code: our own sources, all facts, the settings."""
    settings = replace(config, facts=())
    digest = hashlib.sha1(repr(settings).encode(), usedforsecurity=False)
    package = Path(__file__).parent
    # Every run begins with this, so it must not read three hundred files. An installer writes down what is in each.
    record = package.parent / f"{package.name}-{RELEASE}.dist-info" / "RECORD"
    for path in (record, *config.facts) if record.exists() else config.facts:
        digest.update(os.fsencode(path.name))
        digest.update(path.read_bytes())
    if not record.exists():
        for stamp in sorted({*_stamps(package), *_stamps(shipped_facts())}):
            digest.update(stamp.encode())
    return digest.hexdigest()[:12]


def _stamps(directory: str | Path) -> Iterator[str]:
    """The name, size and time of each source file and stub below a directory."""
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".pyi")):
                status = entry.stat()
                yield f"{entry.path}:{status.st_size}:{status.st_mtime_ns}"
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _stamps(entry.path)
