"""The plugin: mypy's hooks, and what each of them is used for.

No hook ever returns a callback. mypy asks its plugins in turn and takes the first answer, so a callback from here
would silence the plugins behind.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from mypy.errors import CompileError
from mypy.nodes import MypyFile
from mypy.options import Options
from mypy.plugin import Plugin, ReportConfigContext

import mypy_blindspot
from mypy_blindspot.analysis.facts import FactsError, facts_files, load_facts
from mypy_blindspot.analysis.sources import Sources
from mypy_blindspot.bridge.cache import AS_CACHED
from mypy_blindspot.bridge.compat import is_supported, unsupported_message
from mypy_blindspot.bridge.daemon import install_digest, is_sentinel
from mypy_blindspot.config import ConfigError, load_config
from mypy_blindspot.django.reading import Settings
from mypy_blindspot.engine import Engine

RELEASE: Final = mypy_blindspot.__version__


def plugin_class(version: str) -> type[Plugin]:
    """The plugin for this version of mypy: one that only registers the codes, if the version is not supported."""
    if is_supported(version):
        return BlindspotPlugin
    print(unsupported_message(), file=sys.stderr)
    return Plugin


class BlindspotPlugin(Plugin):
    """Runs the checks on each module that mypy checks."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._problem: str | None = None
        extra: tuple[Path, ...] = ()
        try:
            config = load_config(options.config_file)
            extra = config.facts
            Settings.quiet = config.quiet_modules
            facts = load_facts(facts_files(extra))
        except (ConfigError, FactsError) as error:
            self._problem = str(error)
            facts = load_facts([])
        self._engine = Engine(facts, Sources(options.shadow_file or ()))
        # mypy drops its cache, and the daemon restarts, when this changes.
        mypy_blindspot.__version__ = f"{RELEASE}+{_digest(extra, Settings.quiet)}"

    def set_modules(self, modules: dict[str, MypyFile]) -> None:
        """Stop here on bad settings: an exception in the constructor would print more than its message."""
        super().set_modules(modules)
        if self._problem is not None:
            raise CompileError([self._problem])

    def get_function_signature_hook(self, fullname: str) -> None:
        """Called for each call of a function."""
        self._engine.checkers.note()
        if is_sentinel(fullname):
            self._engine.round_done()

    def get_method_signature_hook(self, fullname: str) -> None:  # noqa: ARG002  # the signature is mypy's
        """Called for each call of a method, operators included."""
        self._engine.checkers.note()

    def get_attribute_hook(self, fullname: str) -> None:  # noqa: ARG002  # the signature is mypy's
        """Called for each read of an attribute."""
        self._engine.checkers.note()

    def get_additional_indirect_deps(self, file: MypyFile) -> set[str]:
        """Called when a module has been checked, and before its messages are printed and cached."""
        if self.options.fine_grained_incremental and not file.is_stub:
            install_digest(file, self._engine.digest(file.fullname, file.path))
        return self._engine.module_checked(file)

    def report_config_data(self, ctx: ReportConfigContext) -> object:
        """Called for each module, to see whether the cache is valid, and to write it.

        What is written becomes part of the module's interface: when it changes, the users of the module are checked
        again. Whether the text of the module has changed mypy finds out by itself, without reading it.
        """
        if ctx.is_check and self.options.fixed_format_cache:
            return AS_CACHED
        return self._engine.digest(ctx.id, ctx.path)


def _digest(extra: tuple[Path, ...], quiet: Sequence[str]) -> str:
    """A digest of what the findings depend on besides the checked code: our own sources and all facts."""
    digest = hashlib.sha1(" ".join(quiet).encode(), usedforsecurity=False)
    package = Path(__file__).parent
    for path in [*sorted(package.rglob("*.py")), *(path for _, path in facts_files(extra))]:
        digest.update(os.fsencode(path.name))
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
