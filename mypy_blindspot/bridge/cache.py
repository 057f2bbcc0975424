"""What the plugin says about a module when mypy asks whether its cache is valid."""

from __future__ import annotations

from typing import Final


class _AsCached:
    """Equal to whatever stands in the cache.

    mypy compares the plugin's data for a module with what it wrote into the cache, before it compares the module
    itself. Ours depends on nothing but the text of the module and the plugin, and mypy compares both too; so there is
    no need to read and parse the text just to see that it has not changed.
    """

    __hash__ = None  # type: ignore[assignment]  # equal to everything, so there is no hash

    def __eq__(self, other: object) -> bool:
        return True


AS_CACHED: Final = _AsCached()
