"""The source text of any module of the program, parsed on demand.

mypy does not keep the bodies of functions in other modules: they are gone in a cold run, in a worker process and
where a module comes from the cache. Their text is always there.
"""

from __future__ import annotations

import ast
import gc
import os
import warnings
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from mypy.util import DecodeError, decode_python_encoding

from mypy_blindspot.analysis.source.module import SourceModule

_LARGEST: Final = 1_000_000  # generated code: hours of reading for nothing
_PARSED_AT_ONCE: Final = 64
_T = TypeVar("_T")
_Stamp = tuple[int, int]


@dataclass(frozen=True)
class SourceText:
    """A file as it was when last read; ``values`` holds what was computed from it."""

    path: str
    text: str
    values: dict[object, object]


class Sources:
    """Reads and parses source files, once as long as they do not change.

    ``shadows`` are mypy's pairs of a file and the one to read instead of it. A process that runs for days has to
    collect its garbage: then ``is_lasting``.
    """

    def __init__(self, shadows: Sequence[Sequence[str]] = (), *, is_lasting: bool = False) -> None:
        self._is_lasting = is_lasting
        self._shadows: Mapping[str, str] = {os.path.realpath(file): instead for file, instead in shadows}
        self._texts: dict[str, tuple[_Stamp, SourceText | None]] = {}
        self._kept: dict[object, object] = {}
        # Trees are large and rarely asked for again: what was computed from them is kept with the text.
        self._parsed: OrderedDict[tuple[str, str], tuple[SourceText, SourceModule | None]] = OrderedDict()

    def text(self, path: str) -> SourceText | None:
        """The text of a Python file, or None if it is no source or cannot be read.

        A stub is none either: it has no bodies, and mypy does not watch the file with the code beside it.
        """
        return self._text(path) if path.endswith(".py") else None

    def stub(self, path: str) -> SourceText | None:
        """The text of a stub, for what it declares."""
        return self._text(path) if path.endswith(".pyi") else None

    def _text(self, path: str) -> SourceText | None:
        if self._shadows:
            path = self._shadows.get(os.path.realpath(path), path)
        try:
            status = os.stat(path)  # noqa: PTH116  # asked for each module of the program: Path takes thrice as long
        except (OSError, ValueError):
            self._texts.pop(path, None)
            return None
        stamp = (status.st_mtime_ns, status.st_size)
        known = self._texts.get(path)
        if known is None or known[0] != stamp:
            known = (stamp, _read(path) if status.st_size <= _LARGEST else None)
            self._texts[path] = known
        return known[1]

    def module(self, fullname: str, path: str) -> SourceModule | None:
        """The module in a file, or None if it has no text or is not valid Python."""
        source = self.text(path)
        if source is None:
            return None
        key = (fullname, source.path)
        known = self._parsed.get(key)
        if known is None or known[0] is not source:
            known = (source, self.parsed(fullname, source))
            self._parsed[key] = known
        self._parsed.move_to_end(key)
        if len(self._parsed) > _PARSED_AT_ONCE:
            self._parsed.popitem(last=False)
        return known[1]

    def parsed(self, fullname: str, source: SourceText) -> SourceModule | None:
        """The module that a text holds, None if it is not valid Python."""
        # A tree has thousands of objects and no garbage. To count them makes the collector walk all of mypy's young
        # objects, which takes longer than to parse; mypy itself does the same where it loads its cache.
        if not self._is_lasting:
            gc.disable()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return SourceModule(fullname, source.path, ast.parse(source.text), source.text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        finally:
            if not self._is_lasting:
                gc.freeze()
                gc.unfreeze()
                gc.enable()

    def value(self, path: str, key: object, compute: Callable[[SourceText], _T]) -> _T | None:
        """What is computed from the text of a file, once; None if there is no text."""
        source = self.text(path)
        if source is None:
            return None
        if key not in source.values:
            source.values[key] = compute(source)
        return source.values[key]  # type: ignore[return-value]  # the key stands for one computation

    def kept(self, key: object, make: Callable[[], _T]) -> _T:
        """What is made once for all files, and kept as long as they are."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]  # type: ignore[return-value]  # the key stands for one way to make it


def _read(path: str) -> SourceText | None:
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # as above
            text = decode_python_encoding(file.read())
    except (OSError, DecodeError, UnicodeError, LookupError, SyntaxError):
        return None
    return SourceText(path, text, {})
