"""How much speaks for a query per row being worth a repair."""

from __future__ import annotations

import re
from typing import Final

from mypy_blindspot.django.events import Cure, Effect, Query

_OF_A_JOB: Final = frozenset({Cure.ONE_QUERY, Cure.NOT_SERVED, Cure.NONE})
# The keys that one request brings.
_FORM: Final = re.compile(r"\b(?:POST|GET|FILES|cleaned_data|getlist|query_params)\b")
# The rows of one turn are meant to come one by one.
_STREAMS: Final = frozenset({"iterator", "aiterator"})
# Rows of which there are as many as the code has names for.
_FEW: Final = frozenset({"ContentType", "Group", "Permission", "Site"})
_COMMANDS: Final = re.compile(r"(?:^|\.)(?:management\.commands|commands|scripts)\.")


def is_weak(query: Query, module: str) -> bool:
    """Whether a query per row may be meant, or is of few rows.

    What is loaded and what is read may hang on the same condition. The query may be a part of what a called function
    does for each row, or look up what a form or a list of names brings. The number of rows may be small by the nature
    of the model. Of a command that runs now and then, only what can be loaded with the rows counts.
    """
    if query.effect is not Effect.READ:
        return False
    if (not query.certain and query.in_branch) or query.in_job:
        return True
    if query.loop.model in _FEW or query.target in _FEW:
        return True
    if not query.loop.has_rows and (not query.by_key or _FORM.search(query.loop.text) is not None):
        return True
    if query.cure not in _OF_A_JOB:
        return False
    if query.via is not None and query.cure is not Cure.NOT_SERVED:
        return True
    return query.method in _STREAMS or _COMMANDS.search(module) is not None
