"""The failure is shown to somebody: on the terminal, or by the end of the program."""

import os
import sys
import traceback
from typing import NoReturn


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


def fail(text: str) -> NoReturn:
    raise SystemExit(text)


def printed_traceback() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        traceback.print_exc()
        return 0


def printed_exception() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:
        traceback.print_exception(error)
        return 0


def formatted_traceback() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        sys.stderr.write(traceback.format_exc())
        return 0


def printed_to_stderr() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        print("no size", file=sys.stderr)
        return 0


def printed() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:
        print(f"no size: {error}")
        return 0


def written_to_stderr() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        sys.stderr.write("no size\n")
        return 0


def written_to_a_descriptor() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        os.write(2, b"no size\n")
        return 0


def exited() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        sys.exit(1)


def exited_by_name() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        raise SystemExit(2) from None


def exited_by_a_helper() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        fail("no size")


def raised_again() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        raise


def raised_as_another() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:
        raise RuntimeError("no size") from error


def raised_without_the_cause() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        raise RuntimeError("no size") from None


def raised_under_a_condition() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:
        if isinstance(error, OSError):
            raise
        return 0


def asserted() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        assert False, "no size"


def raised_behind_the_handler() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        pass
    raise RuntimeError("no size")


def raised_after_a_flag() -> int:
    size = -1
    failed = False
    try:
        size = len(STORE.load("page"))
    except Exception:
        failed = True
    if failed:
        raise RuntimeError("no size")
    return size
