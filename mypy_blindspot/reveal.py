"""The answer to ``reveal_effects(call)``: what is known of a call, and from where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mypy.nodes import AwaitExpr, CallExpr, Expression, RefExpr

from mypy_blindspot.analysis.awaits.style import call_text
from mypy_blindspot.analysis.effects.effect import Effect, Outside, Wait, shown
from mypy_blindspot.checks.base import Check, CheckContext
from mypy_blindspot.finding import Finding
from mypy_blindspot.tree.module import span_of
from mypy_blindspot.tree.scopes import Scope

CODE: Final = "reveal-effects"
_NAME: Final = "mypy_blindspot.reveal_effects"
_OUTSIDE: Final = {
    Outside.NOTHING: "does nothing outside of the program",
    Outside.READ: "reads",
    Outside.UNKNOWN: "has an unknown effect",
    Outside.WRITE: "writes or sends",
}
_WAIT: Final = {
    Wait.NEVER: "never waits",
    Wait.FOR_TASK: "waits for another task",
    Wait.UNKNOWN: "may wait for data",
    Wait.FOR_DATA: "waits for data",
}


def check_call(call: CallExpr, scope: Scope, ctx: CheckContext) -> Iterator[Finding]:
    """Report what is known of the call that stands in a call of ``reveal_effects``."""
    del scope
    if not isinstance(call.callee, RefExpr) or call.callee.fullname != _NAME or len(call.args) != 1:
        return
    asked: Expression = call.args[0]
    if isinstance(asked, AwaitExpr):
        asked = asked.expr
    if isinstance(asked, CallExpr):
        asked = ctx.awaits.invocations.inner_call(asked)
        effect = ctx.awaits.invocations.effect(asked, is_awaited=True)
        yield Finding(span_of(call), CODE, f'Effects of "{call_text(asked)}": {described(effect)}', is_note=True)


def described(effect: Effect) -> str:
    """An effect in words."""
    parts = [_OUTSIDE[effect.outside], _WAIT[effect.wait]]
    changed = sorted({f'"{shown(place)}"' for place in effect.writes | effect.keyed})
    parts += [f"changes {', '.join(changed)}"] if changed else []
    used = sorted({f'"{shown(use.place)}" ({use.how}{", by its name" if use.by_name else ""})' for use in effect.uses})
    parts += [f"uses {', '.join(used)}"] if used else []
    parts += [f"is {', '.join(sorted(effect.remarks))}"] if effect.remarks else []
    text = "; ".join(parts)
    if effect.sources:
        text += f" (known from {', '.join(sorted(effect.sources))})"
    return f"{text} (not known: {', '.join(sorted(effect.unknown))})" if effect.unknown else text


REVEAL: Final = Check(CODE, __doc__, {CallExpr: check_call})
