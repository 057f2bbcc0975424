"""Quiet: a question to an object that fails, and somebody is told."""

import logging

logger = logging.getLogger(__name__)


class Store:
    """It is down, so everything fails."""

    def get_name(self, key: str) -> str:
        raise OSError("the store is down")


STORE = Store()


def name_of() -> str | None:
    try:
        return STORE.get_name("page")
    except Exception:
        logger.warning("no name")
        return None


def names_of() -> list[str]:
    try:
        return [STORE.get_name("page")]
    except Exception as error:
        return [f"failed: {error}"]


def documented() -> int:
    """Ask for the name. If the store cannot be reached, return 0."""
    try:
        return len(STORE.get_name("page"))
    except OSError:
        logger.warning("no size")
        return 0


def details_of_what_is_told() -> list[str]:
    told: list[str] = []
    if not told:
        print("the page cannot be shown: it is missing")
        try:
            print(STORE.get_name("page"))
        except Exception as error:
            print(error)
    return told
