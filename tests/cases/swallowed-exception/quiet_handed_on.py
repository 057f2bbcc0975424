"""The exception itself goes on, as a value."""

import asyncio
import queue
from collections.abc import Callable
from concurrent.futures import Future
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


@dataclass
class Failure:
    error: Exception


ERRORS: list[Exception] = []
RESULTS: dict[str, object] = {}
QUEUE: queue.Queue[object] = queue.Queue()


class Job:
    last_error: Exception | None = None

    def run(self) -> None:
        try:
            STORE.save("page", "text")
        except Exception as error:
            self.last_error = error


JOB = Job()


def stored_on_the_object() -> Exception | None:
    JOB.run()
    return JOB.last_error


def returned() -> int | Exception:
    try:
        return len(STORE.load("page"))
    except Exception as error:
        return error


def returned_as_text() -> str:
    try:
        return STORE.load("page")
    except Exception as error:
        return str(error)


def returned_in_a_text() -> str:
    try:
        return STORE.load("page")
    except Exception as error:
        return f"<{error}>"


def wrapped() -> int | Failure:
    try:
        return len(STORE.load("page"))
    except Exception as error:
        return Failure(error)


def appended() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:
        ERRORS.append(error)
        return 0


def stored() -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:
        RESULTS["page"] = error
        return 0


def put_into_a_queue() -> None:
    try:
        STORE.save("page", "text")
    except Exception as error:
        QUEUE.put(error)
    assert isinstance(QUEUE.get(), OSError)
    RESULTS["queue"] = "seen"


def set_on_a_future() -> BaseException | None:
    future: Future[int] = Future()
    try:
        future.set_result(len(STORE.load("page")))
    except Exception as error:
        future.set_exception(error)
    return future.exception()


def kept_for_later() -> list[str]:
    failures = []
    for key in ("a", "b"):
        try:
            STORE.load(key)
        except Exception as error:
            failures.append(f"{key}: {error}")
    return failures


def kept_in_a_variable() -> Exception | None:
    last: Exception | None = None
    try:
        STORE.save("page", "text")
    except Exception as error:
        last = error
    return last


def yielded_in_a_dict() -> dict[str, str]:
    try:
        return {"text": STORE.load("page")}
    except Exception as error:
        return {"text": "", "error": type(error).__name__}


def given_to_a_parameter(on_error: Callable[[Exception], None] = ERRORS.append) -> int:
    try:
        return len(STORE.load("page"))
    except Exception as error:
        on_error(error)
        return 0


def given_to_a_callback() -> None:
    try:
        STORE.save("page", "text")
    except Exception as error:
        on_failure(error)


def on_failure(error: Exception) -> None:
    ERRORS.append(error)


async def gathered_and_counted() -> list[str]:
    results = await asyncio.gather(STORE.fetch("a"), STORE.fetch("b"), return_exceptions=True)
    failures = [str(result) for result in results if isinstance(result, BaseException)]
    return failures


async def gathered_and_told() -> list[str]:
    found = []
    for result in await asyncio.gather(STORE.fetch("a"), STORE.fetch("b"), return_exceptions=True):
        if isinstance(result, BaseException):
            ERRORS.append(RuntimeError(str(result)))
            continue
        found.append(result)
    return found


async def unpacked_and_looked_at() -> int:
    first, second = await asyncio.gather(STORE.fetch("a"), STORE.fetch("b"), return_exceptions=True)
    for each in (first, second):
        if isinstance(each, BaseException):
            raise each
    return 0


async def gathered_and_returned() -> list[object]:
    return list(await asyncio.gather(STORE.fetch("a"), return_exceptions=True))


async def gathered_and_told_behind_the_good_ones() -> int:
    done = 0
    for each in await asyncio.gather(STORE.fetch("a"), STORE.fetch("b"), return_exceptions=True):
        if not isinstance(each, BaseException):
            done += 1
            continue
        print(each)
    return done


def given_back_as_a_failure() -> Exception:
    try:
        fail_now()
    except Exception:
        pass
    return OSError("the page is not there")


def fail_now() -> None:
    raise OSError("the store is down")


def first_of_several_or_a_failure() -> int:
    for _ in range(2):
        try:
            fail_now()
            return 1
        except Exception:
            continue
    raise OSError("none of them works")


async def ends_another_task() -> str:
    other = asyncio.ensure_future(asyncio.sleep(10))
    try:
        await STORE.fetch("page")
    except Exception:
        other.cancel()
    await asyncio.wait([other])
    return f"failed: {other.cancelled()}"
