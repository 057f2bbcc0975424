"""The effects of functions that one module has asked for, for those that ask later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mypy_blindspot.analysis.effects.effect import Effect
    from mypy_blindspot.analysis.source.sources import Sources

# In place of a module: the effect rests on how its function was come to, in a circle or at the end of a long way.
ON_THE_WAY: Final = ""


class EffectMemory:
    """Keeps what will be found again, with the modules that it rests on.

    Types that mypy infers while it checks a module are not there before. So an effect is kept only if mypy is done
    with all modules that it rests on.
    """

    def __init__(self) -> None:
        self._done: set[str] = set()
        self._known: dict[str, tuple[Effect, frozenset[str]]] = {}

    def finish(self, module: str) -> None:
        """Note that mypy is done with a module."""
        self._done.add(module)

    def find(self, key: str) -> tuple[Effect, frozenset[str]] | None:
        """The effect and the modules that it rests on, if they are kept."""
        return self._known.get(key)

    def keep(self, key: str, effect: Effect, modules: set[str]) -> None:
        """Keep an effect if it will be the same for every module."""
        if modules <= self._done:
            self._known[key] = effect, frozenset(modules)


def effect_memory(sources: Sources) -> EffectMemory:
    """The memory of a run."""
    return sources.kept(EffectMemory, EffectMemory)
