"""What is known of a function or class whose value is an async generator."""

from __future__ import annotations

from dataclasses import dataclass

from mypy_blindspot.analysis.asyncgen.abandoned import Abandoned
from mypy_blindspot.analysis.asyncgen.cleanup import Held
from mypy_blindspot.analysis.asyncgen.values import Value


@dataclass(frozen=True)
class AsyncGen:
    """What is known of a function whose value is an async generator.

    ``inner`` are the generators that it iterates around a yield and does not close; ``closed`` those that it does,
    so that closing them is what it holds; ``returned`` those that a plain function returns. A fixture has no
    such fact.
    """

    held: tuple[Held, ...] = ()
    inner: tuple[Value, ...] = ()
    closed: tuple[Value, ...] = ()
    returned: tuple[Value, ...] = ()
    parameters: tuple[str, ...] = ()
    # Parameters whose generator the function leaves before its end; nobody closes it.
    abandoned: tuple[Abandoned, ...] = ()
    # One yield, in no loop: the shape of a context manager or dependency.
    is_single: bool = False
    # A function that a decorator makes a context manager: what it holds while the body of its "with" runs.
    is_manager: bool = False
