"""A name or a comment says that it is meant, though the work is more than a small operation."""


class Store:
    def load(self, key: str) -> str:
        raise OSError("the store is down")

    def save(self, key: str, value: str) -> None:
        raise OSError("the store is down")


STORE = Store()


def try_save() -> None:
    try:
        STORE.save("page", "text")
    except Exception:  # E: may-swallow-exception
        pass


def save() -> None:
    try:
        STORE.save("page", "text")
    except Exception:  # E: may-swallow-exception
        pass  # best effort, the next run saves it


def save_quietly() -> None:
    try:
        STORE.save("page", "text")
    except Exception:  # noqa: BLE001, S110  # E: may-swallow-exception
        pass


def is_saved() -> bool:
    try:
        return STORE.load("page") == "text" and bool(STORE.load("other"))
    except Exception:  # E: may-swallow-exception
        return False


def cached() -> str:
    found = ""
    try:
        found = from_cache()
    except Exception:  # E: may-swallow-exception
        pass
    print(found)
    return "done"


def from_cache() -> str:
    return STORE.load("page")
