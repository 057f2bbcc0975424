"""The failure is in the log: at warning or above, or with the exception."""

import logging
import warnings


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


class Service:
    def __init__(self) -> None:
        self.log = logging.getLogger("service")
        self._warn = logging.LoggerAdapter(self.log, {})

    def size(self) -> int:
        try:
            return len(STORE.load("page"))
        except Exception:
            self.log.warning("no size")
            return 0

    def length(self) -> int:
        try:
            return len(STORE.load("page"))
        except Exception:
            self._warn.error("no length")
            return 0


def through_an_attribute() -> int:
    return Service().size()


def through_an_adapter() -> int:
    return Service().length()


def with_traceback() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        logger.exception("no size")
        return 0


def warning_line() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        logger.warning("no size")
        return 0


def error_line() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        logger.error("no size")
        return 0


def critical_line() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        logger.critical("no size")
        return 0


def debug_with_the_exception() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:
        logger.debug("no size: %s", error)
        return 0


def debug_with_exc_info() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        logger.debug("no size", exc_info=True)
        return 0


def info_with_the_exception() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:
        logger.info("no size", exc_info=error)
        return 0


def log_at_warning() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        logger.log(logging.WARNING, "no size")
        return 0


def log_at_a_number() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        logger.log(40, "no size")
        return 0


def root_warning() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        logging.warning("no size")
        return 0


def root_exception() -> int:
    try:
        return len(STORE.load("page"))
    except BaseException:
        logging.exception("no size")
        return 0


def own_logger() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        logging.getLogger("other").error("no size")
        return 0


def warned() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        warnings.warn("no size", stacklevel=2)
        return 0


def formatted() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:
        logger.info(f"no size: {error!r}")
        return 0


def under_a_condition() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        if STORE is not None:
            logger.warning("no size")
        return 0


def behind_the_handler() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        pass
    logger.warning("no size")
    return 0


def in_a_loop() -> int:
    total = 0
    for key in ("a", "b"):
        try:
            total += len(STORE.load(key))
        except Exception as error:
            logger.warning("left out: %s", error)
            continue
    return total
