"""What is caught counts, not how it is written."""

import builtins
import contextlib
import builtins as standard
from contextlib import suppress as ignoring
from typing import Final


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


Anything = Exception
FAILURES: Final = (ValueError, Exception)
BROKEN = (OSError, FAILURES[1])


class Client:
    errors = (KeyError, Exception)

    def size(self, key: str) -> int:
        try:
            return len(STORE.load(key))
        except self.errors:  # E: swallowed-exception
            return 0


def by_class_attribute() -> int:
    return Client().size("page")


def bare() -> int:
    try:
        return len(STORE.load("page"))
    except:  # E: swallowed-exception
        return 0


def base() -> int:
    try:
        return len(STORE.load("page"))
    except BaseException:  # E: swallowed-exception
        return 0


def in_a_tuple() -> int:
    try:
        return len(STORE.load("page"))
    except (OSError, ValueError, Exception):  # E: swallowed-exception
        return 0


def by_alias() -> int:
    try:
        return len(STORE.load("page"))
    except Anything:  # E: swallowed-exception
        return 0


def by_constant() -> int:
    try:
        return len(STORE.load("page"))
    except FAILURES:  # E: swallowed-exception
        return 0


def by_module() -> int:
    try:
        return len(STORE.load("page"))
    except builtins.Exception:  # E: swallowed-exception
        return 0


def by_renamed_module() -> int:
    try:
        return len(STORE.load("page"))
    except standard.BaseException:  # E: swallowed-exception
        return 0


def by_local_name() -> int:
    failure = Exception
    try:
        return len(STORE.load("page"))
    except failure:  # E: swallowed-exception
        return 0


def by_suppress() -> int:
    size = 0
    with contextlib.suppress(Exception):  # E: swallowed-exception
        size = len(STORE.load("page"))
    return size


def by_renamed_suppress() -> int:
    size = 0
    with ignoring(ValueError, Exception):  # E: swallowed-exception
        size = len(STORE.load("page"))
    return size


def after_narrow_ones() -> int:
    try:
        return len(STORE.load("page"))
    except (KeyError, ValueError):
        raise
    except Exception:  # E: swallowed-exception
        return 0


def under_a_lock() -> int:
    size = 0
    with open("/dev/null") as lock, contextlib.suppress(Exception):  # E: swallowed-exception
        size = len(STORE.load(lock.name))
    return size


class PageError(Exception):
    pass


class NoPage(PageError):
    pass


def translated(key: str = "page") -> str:
    try:
        return STORE.load(key)
    except Exception as error:
        raise NoPage(key) from error


class Shelf:
    """Whatever goes wrong comes out of it as one class."""

    def load(self, key: str) -> str:
        try:
            return STORE.load(key)
        except NoPage:
            raise
        except Exception as error:
            raise PageError(key) from error


SHELF = Shelf()


def by_a_class_that_is_as_broad() -> int:
    try:
        return len(SHELF.load("page"))
    except PageError:  # E: swallowed-exception
        return 0


def by_the_base_of_what_a_function_raises() -> int:
    try:
        return len(translated())
    except PageError:  # E: swallowed-exception
        return 0
