"""A line of a log that is lost, a secret that is hidden altogether, and candidates that are asked one after another."""


class Store:
    """It is down, so everything fails."""

    def load(self, key: str) -> str:
        raise OSError("the store is down")

    def get_name(self, key: str) -> str:
        raise OSError("the store is down")


STORE = Store()
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
