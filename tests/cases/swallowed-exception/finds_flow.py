"""The constant takes a way of its own: by a variable, after the try, or by not being there."""

import asyncio
from collections.abc import Iterator


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


def set_before() -> int:
    size = 0
    try:
        size = len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        pass
    return size


def set_in_the_handler() -> int:
    try:
        size = len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        size = 0
    return size


def returned_after() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        pass
    return 0


def returned_after_else() -> int:
    try:
        text = STORE.load("page")
    except Exception:  # E: swallowed-exception
        return 0
    else:
        return len(text)


def stored_in_a_result() -> dict[str, object]:
    result: dict[str, object] = {"status": "ok"}
    try:
        result["size"] = len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        result["size"] = 0
    return result


def row_left_out() -> int:
    total = 0
    for key in ("a", "b"):
        try:
            total += len(STORE.load(key))
        except Exception:  # E: swallowed-exception
            continue
    return total


def row_passed_over() -> list[str]:
    found = []
    for key in ("a", "b"):
        try:
            found.append(STORE.load(key))
        except Exception:  # E: swallowed-exception
            pass
    return found


def row_of_nothing() -> list[int]:
    found = []
    for key in ("a", "b"):
        try:
            found.append(len(STORE.load(key)))
        except Exception:  # E: swallowed-exception
            found.append(0)
    return found


def sizes() -> Iterator[int]:
    for key in ("a", "b"):
        try:
            yield len(STORE.load(key))
        except Exception:  # E: swallowed-exception
            yield 0


def yielded() -> list[int]:
    return list(sizes())


async def awaited() -> int:
    try:
        return len(await STORE.fetch("page"))
    except Exception:  # E: swallowed-exception
        return 0


def inside() -> int:
    def load() -> int:
        try:
            return len(STORE.load("page"))
        except Exception:  # E: swallowed-exception
            return 0

    return load()


def two_results() -> tuple[int, str]:
    size, name = 0, ""
    try:
        name = STORE.load("page")
        size = len(name)
    except Exception:  # E: swallowed-exception
        pass
    return size, name


def under_a_condition(detailed: bool = True) -> list[str]:
    if detailed:
        try:
            return STORE.load("page").split()
        except Exception:  # E: swallowed-exception
            return []
    return ["page"]


async def several_awaited() -> list[str]:
    found: list[str] = []
    try:
        found = list(await asyncio.gather(STORE.fetch("a"), STORE.fetch("b")))
    except Exception:  # E: swallowed-exception
        pass
    return found


def changed_in_else() -> int:
    try:
        size = len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        size = 0
    else:
        size += 1
    return size


def tried_again_and_given_up() -> float:
    for _ in range(3):
        try:
            return float(STORE.load("page"))
        except Exception:  # E: swallowed-exception
            pass
    return 0.5


def no_candidate_works() -> int:
    for key in ("a", "b"):
        try:
            return len(STORE.load(key))
        except Exception:  # E: swallowed-exception
            continue
    return 0


class NoPage(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)


def translated(key: str) -> str:
    try:
        return STORE.load(key)
    except OSError as error:
        raise NoPage(key) from error


def under_a_translation() -> int:
    try:
        return len(translated("page"))
    except Exception:  # E: swallowed-exception
        return 0
