"""The result says that something failed."""

import enum
from dataclasses import dataclass


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


class Status(enum.Enum):
    OK = "ok"
    FAILED = "failed"


@dataclass
class Response:
    status: int
    text: str = ""


@dataclass
class Answer:
    success: bool
    value: int = 0


FAILURES = {"count": 0}
skipped: list[str] = []


class Importer:
    errors = 0
    failed = False

    def run(self) -> None:
        try:
            STORE.save("page", "text")
        except Exception:
            self.errors += 1

    def start(self) -> None:
        try:
            STORE.save("page", "text")
        except Exception:
            self.failed = True


IMPORTER = Importer()


def counted_on_the_object() -> int:
    IMPORTER.run()
    return IMPORTER.errors


def marked_on_the_object() -> str:
    IMPORTER.start()
    return "failed" if IMPORTER.failed else "ok"


def text_of_an_error() -> str:
    try:
        return STORE.load("page")
    except Exception:
        return "error: the page cannot be loaded"


def status_of_an_error() -> Response:
    try:
        return Response(200, STORE.load("page"))
    except Exception:
        return Response(status=503)


def failed_member() -> Status:
    try:
        STORE.save("page", "text")
        return Status.OK
    except Exception:
        return Status.FAILED


def flag_and_reason() -> tuple[bool, str]:
    try:
        STORE.save("page", "text")
        return True, ""
    except Exception:
        return False, "failed to save"


def answer_without_success() -> Answer:
    try:
        return Answer(True, len(STORE.load("page")))
    except Exception:
        return Answer(success=False)


def dict_with_an_error() -> dict[str, object]:
    try:
        return {"size": len(STORE.load("page"))}
    except Exception:
        return {"size": 0, "error": "failed"}


def counted() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        FAILURES["count"] += 1
        return 0


def counted_by_hand() -> str:
    failed = 0
    for key in ("a", "b"):
        try:
            STORE.load(key)
        except Exception:
            failed += 1
    return f"{failed} failed"


def listed() -> int:
    total = 0
    for key in ("a", "b"):
        try:
            total += len(STORE.load(key))
        except Exception:
            skipped.append(key)
    return total


def row_that_says_so() -> list[dict[str, str]]:
    rows = []
    for key in ("a", "b"):
        try:
            rows.append({"key": key, "text": STORE.load(key)})
        except Exception:
            rows.append({"key": key, "status": "failed"})
    return rows


def stored_status() -> dict[str, str]:
    state: dict[str, str] = {}
    try:
        state["page"] = STORE.load("page")
    except Exception:
        state["page"] = "ERROR"
    return state
