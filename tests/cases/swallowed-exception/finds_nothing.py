"""Work is not done, or its answer is the same as an ordinary one."""

import json
import logging
import socket
from collections.abc import Callable


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


def save(key: str = "page") -> None:
    try:
        STORE.save(key, "text")
    except Exception:  # E: swallowed-exception
        pass


def remove(key: str = "page") -> bool:
    try:
        return STORE.delete(key)
    except Exception:  # E: swallowed-exception
        return False


def find(key: str = "page") -> str | None:
    if not key:
        return None
    try:
        text = STORE.load(key)
        return text
    except Exception:  # E: swallowed-exception
        return None


def save_all() -> None:
    for key in ("a", "b"):
        try:
            STORE.save(key, "text")
        except Exception:  # E: swallowed-exception
            pass


def refresh() -> None:
    try:
        names = STORE.names()
        STORE.save("names", ",".join(names))
    except Exception:  # E: swallowed-exception
        return


def everything() -> str | None:
    try:
        return STORE.load("page")
    except BaseException:  # E: swallowed-exception
        return None


def is_there() -> bool:
    try:
        STORE.load("page")
        return True
    except:  # E: swallowed-exception
        return False


async def update() -> None:
    try:
        await STORE.fetch("page")
    except Exception:  # E: swallowed-exception
        ...


def loaded(key: str = "page") -> str | None:
    try:
        return STORE.load(key)
    except Exception:  # E: swallowed-exception
        return None


def loaded_or_not() -> bool:
    try:
        STORE.save("page", STORE.load("other"))
        return True
    except Exception:  # E: swallowed-exception
        return False


class Shop:
    def __init__(self) -> None:
        self.client = STORE

    def has_page(self) -> bool:
        try:
            self.client.load("page")
            return True
        except Exception:  # E: swallowed-exception
            return False


def has_the_shop_a_page() -> bool:
    return Shop().has_page()


def removed_with_an_order_to_a_tool(key: str = "page") -> bool:
    try:
        return STORE.delete(key)
    except Exception:  # pylint: disable=broad-except  # E: swallowed-exception
        return False


def to_be_logged_one_day() -> None:
    try:
        STORE.save("page", "text")
    except Exception:  # E: swallowed-exception
        # TODO: log this error
        pass


def topics(rows: tuple[str, ...] = ("{", "[]")) -> list[str]:
    found: list[str] = []
    for row in rows:
        try:
            found.extend(json.loads(row))
        except Exception:  # E: swallowed-exception
            continue
    return found


class Base:
    def action(self, statement: str) -> None:
        raise OSError("the database is down")


BASE = Base()


def forget_page() -> str:
    try:
        BASE.action("DELETE FROM pages WHERE key = 'page'")
    except Exception:  # E: swallowed-exception
        pass
    return "forgotten"


def safe(default: int) -> Callable[[Callable[[], int]], Callable[[], int]]:
    def decorate(function: Callable[[], int]) -> Callable[[], int]:
        def wrapper() -> int:
            try:
                return function()
            except Exception:  # E: swallowed-exception
                return default

        return wrapper

    return decorate


@safe(0)
def page_size() -> int:
    return len(STORE.load("page"))


def is_alive(host: str = "127.0.0.1") -> bool:
    try:
        socket.create_connection((host, 1), timeout=1).close()
        return True
    except:  # E: swallowed-exception
        return False


def price(item: str = "page") -> float:
    prices: dict[str, str] = {}
    try:
        return float(prices[item])
    except Exception:  # E: swallowed-exception
        logging.getLogger(__name__).debug("no price")
        return 0.0
