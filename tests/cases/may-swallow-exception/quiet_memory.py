"""quiet: a question that a small operation answers, a copy for the next run, or the details of a failure."""

import contextlib


class Store:
    def load(self, key: str) -> str:
        raise OSError("the store is down")

    def close(self) -> None:
        raise OSError("closed already")


STORE = Store()


def has_field(text: str = "x") -> bool:
    try:
        return bool(text["field"])  # type: ignore[call-overload]
    except Exception:
        return False


def supports_size(text: str = "x") -> bool:
    with contextlib.suppress(TypeError, ValueError):
        return int(text) > 0
    return False


def closed_after_a_failure() -> str:
    try:
        return STORE.load("page")
    except Exception:
        try:
            STORE.close()
        except Exception:
            pass
        return "no page: it could not be " + "shown"


def closed_after_the_work() -> str:
    try:
        return "done"
    finally:
        try:
            STORE.close()
        except Exception:
            pass
