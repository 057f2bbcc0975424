"""A line of a log that is lost, a secret that is hidden altogether, a cache, and a failure that is documented."""


class Store:
    """It is down, so everything fails."""

    def load(self, key: str) -> str:
        raise OSError("the store is down")

    def get_name(self, key: str) -> str:
        raise OSError("the store is down")


class Cache:
    """It is down, too."""

    def load(self, key: str) -> str:
        raise OSError("the cache is down")


STORE = Store()
CACHE = Cache()
KINDS = (Store, Store)


def log_event(text: str) -> None:
    raise OSError("no log")


def line_of_a_log() -> str:
    try:
        log_event("page")
    except Exception:  # E: may-swallow-exception
        pass
    return "page"


def masked_url() -> str:
    try:
        return STORE.load("url").partition("@")[2]
    except Exception:  # E: may-swallow-exception
        return "***"


def name_of() -> str | None:
    try:
        return STORE.get_name("page")
    except Exception:  # E: may-swallow-exception
        return None


def names_of() -> list[str]:
    try:
        return [STORE.get_name("page")]
    except Exception:  # E: may-swallow-exception
        return []


def kept_page() -> dict[str, str]:
    try:
        return {"page": CACHE.load("page")}
    except Exception:  # E: may-swallow-exception
        return {}


def documented() -> int:
    """Ask for the size. If the store cannot be reached, return 0."""
    try:
        return int(STORE.load("size"))
    except Exception:  # E: may-swallow-exception
        return 0
