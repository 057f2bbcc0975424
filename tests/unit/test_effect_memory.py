"""What is kept of effects for other modules: only what no longer depends on who asks."""

from __future__ import annotations

from mypy_blindspot.analysis.effects.effect import NOTHING, Effect, Wait
from mypy_blindspot.analysis.effects.memory import ON_THE_WAY, EffectMemory

WAITS = Effect(wait=Wait.FOR_DATA)


def test_an_effect_is_kept_when_mypy_is_done_with_all_that_it_rests_on() -> None:
    memory = EffectMemory()
    memory.finish("a")
    memory.keep("a.f", WAITS, {"a", "b"})
    assert memory.find("a.f") is None
    memory.finish("b")
    memory.keep("a.f", WAITS, {"a", "b"})
    assert memory.find("a.f") == (WAITS, {"a", "b"})


def test_an_effect_that_was_cut_on_the_way_is_not_kept() -> None:
    memory = EffectMemory()
    memory.finish("a")
    memory.keep("a.f", NOTHING, {"a", ON_THE_WAY})
    assert memory.find("a.f") is None
