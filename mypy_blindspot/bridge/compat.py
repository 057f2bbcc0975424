"""Which versions of mypy the bridge is built for."""

from __future__ import annotations

import sys
from typing import Final

from mypy.version import __version__ as mypy_version

# Inclusive and exclusive bound; the extra "compatible-mypy" names the same range.
FLOOR: Final = (2, 4)
CEILING: Final = (2, 5)


def is_supported(version: str) -> bool:
    """Whether this version of mypy, such as "2.4.1" or "2.5.0+dev.abc", is one that the tests run against."""
    numbers = version.split("+")[0].split(".")[:2]
    return all(part.isdecimal() for part in numbers) and FLOOR <= tuple(map(int, numbers)) < CEILING


def unsupported_message() -> str:
    """One line for a user whose mypy is outside the range."""
    floor, ceiling = (".".join(map(str, bound)) for bound in (FLOOR, CEILING))
    return (
        f"mypy-blindspot: mypy {mypy_version} is not supported (tested: >={floor},<{ceiling}); no check is run. "
        "Install mypy-blindspot[compatible-mypy]"
    )


def is_worker() -> bool:
    """Whether this process only works for another one, which says what there is to say (``mypy -n``)."""
    return "mypy.build_worker.worker" in sys.modules
