"""A function of the project tells for the handler."""

import logging
import sys

from mypy_blindspot.facts import signals


class Store:
    """It is down, so everything fails."""

    def load(self, key: str) -> str:
        raise OSError("the store is down")

    def save(self, key: str, value: str) -> None:
        raise OSError("the store is down")

    def delete(self, key: str) -> bool:
        raise OSError("the store is down")

    def names(self) -> list[str]:
        raise OSError("the store is down")

    async def fetch(self, key: str) -> str:
        raise OSError("the store is down")


STORE = Store()


logger = logging.getLogger(__name__)
EVENTS: list[str] = []


class Meter:
    def __init__(self) -> None:
        self.value = 0

    def inc(self) -> None:
        self.value += 1


METER = Meter()


class Panel:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def show(self, text: str) -> None:
        self.lines.append(text)

    def complain(self) -> None:
        self.show("no size")

    def size(self) -> int:
        try:
            return len(STORE.load("page"))
        except Exception:
            self.complain()
            return 0


PANEL = Panel()


def log_failure(what: str) -> None:
    logger.warning("%s failed", what)


def report(what: str) -> None:
    forward(what)


def forward(what: str) -> None:
    log_failure(what)


def tell_terminal() -> None:
    print("no size", file=sys.stderr)


def remember(error: BaseException) -> None:
    EVENTS.append(str(error))


@signals
def touch(what: str) -> None:
    globals()["touched"] = what


async def notify(what: str) -> None:
    EVENTS.append(what)


def method_of_the_object() -> int:
    return PANEL.size()


def by_a_helper() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        log_failure("size")
        return 0


def by_two_helpers() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        report("size")
        return 0


def by_the_terminal() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        tell_terminal()
        return 0


def by_a_counter() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        METER.inc()
        return 0


def by_what_is_remembered() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:
        remember(error)
        return 0


def by_a_marked_function() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        touch("size")
        return 0


async def by_a_coroutine() -> int:
    try:
        return len(await STORE.fetch("page"))
    except Exception:
        await notify("size")
        return 0


def load_and_tell(key: str) -> str:
    try:
        return STORE.load(key)
    except Exception:
        logger.exception("not loaded: %s", key)
        raise


def told_by_what_is_tried() -> int:
    try:
        return len(load_and_tell("page"))
    except Exception:
        return 0
