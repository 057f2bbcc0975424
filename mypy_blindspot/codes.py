"""The error codes.

Their names are final: mypy treats an unknown code in a per-module option as an internal error, so a name that
was ever released is neither changed nor removed.
"""

from __future__ import annotations

from typing import Final

from mypy.errorcodes import ErrorCode

CATEGORY: Final = "Blindspot"
DOCS_URL: Final = "https://mypy-blindspot.readthedocs.io"

BLINDSPOT: Final = ErrorCode("blindspot", "All findings of mypy-blindspot", CATEGORY)

_DESCRIPTIONS: Final = {
    "sequential-await": "Awaits in a row that depend on each other neither by data nor by effect",
    "may-sequential-await": "Awaits in a row that seem not to depend on each other",
    "await-in-loop": "A loop that awaits one independent read per turn",
    "may-await-in-loop": "A loop that awaits in each turn what seems not to need another turn",
    "gather-race": "A read, an await and a write that relies on the read, on state shared by running tasks",
    "may-race": "The same in code that may run several times at once, such as a method of a client",
    "n-plus-one": "A query for each row of a queryset",
    "may-n-plus-one": "A query for each row on some paths, or where it may be meant",
    "query-in-loop-write": "A write to the database for each row of a loop",
    "impossible-case": "A pattern or comparison that can never match the type of its subject",
    "unchecked-case": "Literals of one type matched against untyped data, with a silent fall-through",
    "unclosed-asyncgen": "An async generator with something to clean up, left early and not closed",
    "may-leave-asyncgen": "A loop over an async generator with something to clean up, left only by an exception",
    "swallowed-exception": "A broad except that turns failure into a constant, without a signal",
    "may-swallow-exception": "A broad except that may hide a failure of a small operation, without a signal",
    "reveal-effects": "What is known of a call, asked for with reveal_effects()",
    "blindspot-internal": "A check failed on this place; its other findings are complete",
}

# Weaker evidence, or a check that is still being measured: for those who ask for it.
_OFF: Final = frozenset(
    {
        "may-sequential-await",
        "may-await-in-loop",
        "may-race",
        "may-n-plus-one",
        "query-in-loop-write",
        "may-leave-asyncgen",
        "may-swallow-exception",
    }
)

CODES: Final = {
    name: ErrorCode(name, description, CATEGORY, default_enabled=name not in _OFF, sub_code_of=BLINDSPOT)
    for name, description in _DESCRIPTIONS.items()
}
INTERNAL: Final = CODES["blindspot-internal"]
