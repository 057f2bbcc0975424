"""The handler does something, and still nobody can learn of the failure."""

import logging
import time


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
logging.getLogger().setLevel(logging.DEBUG)


class Session:
    def __init__(self) -> None:
        self.log = logging.getLogger("session")
        self.state = "open"

    def rollback(self) -> None:
        self.state = "clean"

    def size(self) -> int:
        try:
            return len(STORE.load("page"))
        except Exception:  # E: swallowed-exception
            self.log.debug("no size")
            return 0


def through_an_attribute() -> int:
    return Session().size()


def faint_line() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        logger.debug("no size")
        return 0


def info_line() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        logger.info("no size for %s", "page")
        return 0


def line_at_a_level() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        logger.log(logging.DEBUG, "no size")
        return 0


def line_of_the_root() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        logging.info("no size")
        return 0


def bound_and_dropped() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:  # E: swallowed-exception
        _ = error
        return 0


def bound_and_deleted() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:  # E: swallowed-exception
        del error
        return 0


def turned_to_text_for_nothing() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:  # E: swallowed-exception
        str(error)
        return 0


def rolled_back() -> int:
    session = Session()
    try:
        return len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        session.rollback()
        return 0


def waited() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        time.sleep(0)
        return 0


def deaf(error: Exception) -> None:
    logger.debug("something happened")


def given_to_one_who_does_not_look() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:  # E: swallowed-exception
        deaf(error)
        return 0


def note(what: str) -> None:
    logger.debug("%s happened", what)


def helper_that_whispers() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        note("it")
        return 0


def report_nothing() -> None:
    first()


def first() -> None:
    second()


def second() -> None:
    logger.debug("second")


def helpers_that_whisper() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        report_nothing()
        return 0


def a_reason_for_a_number_that_looks_real() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        # The size is not known, so it is as good as nothing.
        return 0
