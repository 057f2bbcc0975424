"""A name or a comment says that it is meant, though the work is more than a small operation."""

import contextlib
import logging

logger = logging.getLogger(__name__)


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


def parsed_list() -> list[str]:
    try:
        return STORE.load("page").split()
    except Exception:  # E: may-swallow-exception
        # A store that is down is as good as an empty one.
        return []


def whispered() -> str | None:
    try:
        STORE.save("page", "text")
        return None
    except Exception:  # E: may-swallow-exception
        logger.debug("not saved")
        return None


def tracked() -> None:
    try:
        metrics_of_the_page()
        STORE.save("page", "text")
    except Exception:  # E: may-swallow-exception
        pass


def metrics_of_the_page() -> str:
    return STORE.load("page")


def first_of_all() -> str | None:
    for key in ("a", "b"):
        try:
            return STORE.load(key)
        except Exception:  # E: may-swallow-exception
            continue
    return None


def a_step_on_the_way() -> int:
    try:
        STORE.load("page")
    except Exception:  # E: may-swallow-exception
        pass
    size = len("page")
    return size


def after_the_work() -> str:
    try:
        return "done"
    finally:
        try:
            STORE.load("page")
            STORE.load("other")
        except Exception:  # E: may-swallow-exception
            pass


def loaded(key: str) -> str | None:
    try:
        return STORE.load(key)
    except Exception:  # E: may-swallow-exception
        return None


def shown() -> str:
    text = loaded("page")
    if text is None:
        return "nothing"
    return text or ("other" if loaded("other") else "nothing")


def a_text_that_says_so() -> str:
    kind = "known"
    try:
        kind = STORE.load("page")
    except Exception:  # E: may-swallow-exception
        kind = "unknown"
    return kind


def chosen_by_the_caller(key: str = "colour", default: str = "blue") -> str:
    try:
        return STORE.load(key)
    except Exception:  # E: may-swallow-exception
        return default


def commented_above_a_suppress() -> str:
    # The copy is best effort: the original is kept anyway.
    with contextlib.suppress(Exception):  # E: may-swallow-exception
        STORE.save("page", "text")
    return "done"


def detail_of_what_is_told() -> int:
    status = len(STORE.__class__.__name__)
    if status:
        complain("failed with a status")
        try:
            complain(STORE.load("detail"))
        except Exception:  # E: may-swallow-exception
            pass
    return status


def complain(text: str) -> None:
    logger.info(text)
