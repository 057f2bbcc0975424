"""Awaits whose result nobody uses: what they are there for."""

from __future__ import annotations

from mypy.nodes import CallExpr, MemberExpr, NameExpr

from mypy_blindspot.analysis.effects.effect import Effect, Outside, Wait
from mypy_blindspot.analysis.effects.verbs import is_filling


def call_name(call: CallExpr) -> str:
    """The name of the function that is called."""
    return call.callee.name if isinstance(call.callee, (NameExpr, MemberExpr)) else ""


def fills(call: CallExpr, effect: Effect) -> bool:
    """Whether a call asks for data and keeps it: its result is what others find at a place that is known."""
    return (
        effect.outside is Outside.READ
        and effect.wait is Wait.FOR_DATA
        and not effect.is_weak
        and not effect.unknown
        and bool(effect.writes or effect.keyed)
        and is_filling(call_name(call))
    )
