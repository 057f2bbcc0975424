"""What the bodies of a module say about querysets, as far as other modules may rest on it.

A queryset is followed through functions, methods and model classes of other modules. What matters of them is only
whether they are still the same, so the fact about a module is its code, without comments, blank lines and docstrings.
Nearly every function may be one that is handed a row, so no module is left out.
"""

from __future__ import annotations

import re
from typing import Final

# Lines that say nothing: blank ones, comments, and texts that stand alone. Within a longer text, nothing does.
_SILENT: Final = re.compile(
    r'^[ \t]*(?:#[^\n]*|(?:"""(?:[^"\\]|\\.|"(?!""))*"""|"[^"\\\n]*")[ \t]*(?:#[^\n]*)?)?\n', re.MULTILINE
)


def queryset_code_in(text: str) -> str:
    """The part of a text that may matter; nothing if it defines nothing."""
    return _SILENT.sub("", f"{text}\n") if "def " in text or "class " in text else ""
