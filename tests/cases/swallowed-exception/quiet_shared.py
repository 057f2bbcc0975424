"""quiet: the exception is kept in a variable that others know, or a method that is called tells of it."""

import asyncio
import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)


class Store:
    """It is down, so everything fails."""

    def load(self, key: str) -> str:
        raise OSError("the store is down")

    def save(self, key: str, value: str) -> None:
        raise OSError("the store is down")

    def names(self) -> list[str]:
        raise OSError("the store is down")

    async def fetch(self, key: str) -> str:
        raise OSError("the store is down")


STORE = Store()

LAST: BaseException | None = None


def known_outside() -> int:
    error: BaseException | None = None
    size = 0

    def run() -> None:
        nonlocal error, size
        try:
            size = len(STORE.load("page"))
        except Exception as caught:
            error = caught

    run()
    if error is not None:
        raise error
    return size


def known_to_the_module() -> int:
    global LAST
    try:
        return len(STORE.load("page"))
    except Exception as caught:
        LAST = caught
        return 0


class Desk:
    def settle(self) -> None:
        self.note()

    def note(self) -> None:
        logger.warning("no page")

    def close(self) -> None:
        logger.error("closed")


class Office:
    desk: Desk = Desk()

    def size(self) -> int:
        try:
            return len(STORE.load("page"))
        except Exception:
            self.desk.settle()
            return 0

    def width(self) -> int:
        try:
            return len(STORE.load("page"))
        except Exception:
            self.desk.close()
            return 0


def told_by_an_attribute() -> int:
    return Office().size()


def told_by_what_puts_in_order() -> int:
    return Office().width()


class Pump:
    state = "on"

    def fall_back(self) -> None:
        self.state = "off"

    def size(self) -> int:
        try:
            return len(STORE.load("page"))
        except Exception:
            self.fall_back()
            return 0


PUMP = Pump()


def told_by_a_state() -> int:
    return PUMP.size()


def told_by_a_callback() -> int:
    seen: list[str] = []
    return sized(lambda: seen.append("failed")) + (0 if not seen else int("no page"))


def sized(on_failure: Callable[[], None]) -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        on_failure()
        return 0


async def all_are_raised_in_turn() -> None:
    found = await asyncio.gather(STORE.fetch("a"), STORE.fetch("b"), return_exceptions=True)
    for each in found:
        if isinstance(each, asyncio.CancelledError):
            raise each
    for each in found:
        if isinstance(each, BaseException) and not isinstance(each, asyncio.CancelledError):
            raise each
