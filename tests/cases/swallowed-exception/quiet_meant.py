"""Nobody is told, and that is meant: the failure is the answer, or the work is done in another way."""

import asyncio
import atexit
import contextlib
import importlib
import json
import os
import time


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


try:
    import no_such_module_at_all as speedups  # type: ignore[import-not-found]
except Exception:
    speedups = None


class Page:
    def __repr__(self) -> str:
        try:
            return f"<Page {STORE.load('page')}>"
        except Exception:
            return "<Page>"

    def __del__(self) -> None:
        try:
            STORE.delete("page")
        except Exception:
            pass


def shown() -> str:
    return repr(Page())


def is_number(text: str = "x") -> bool:
    try:
        float(text)
        return True
    except Exception:
        return False


def has_names(data: str = "{") -> bool:
    try:
        return "names" in json.loads(data)
    except Exception:
        return False


def specific() -> int:
    try:
        return len(STORE.load("page"))
    except OSError:
        return 0


def another_way() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        return slow_size("page")


def slow_size(key: str) -> int:
    return len(key)


def another_way_after() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        pass
    return slow_size("page")


def another_way_if_nothing_was_found() -> str:
    text = None
    try:
        text = STORE.load("page")
    except Exception:
        pass
    if text is None:
        text = "x" * slow_size("page")
    return text


def another_try() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:
        try:
            return slow_size("page")
        except Exception:
            return 0


def first_that_works() -> int:
    for key in ("a", "b"):
        try:
            return len(STORE.load(key))
        except Exception:
            continue
    return slow_size("page")


def probe() -> str:
    try:
        module = importlib.import_module("no_such_module_at_all")
        import no_such_module_at_all.fast as fast  # type: ignore[import-not-found]

        return str(fast or module)
    except Exception:
        return ""


def put_in_order() -> str:
    try:
        return "done"
    finally:
        try:
            STORE.delete("page")
        except Exception:
            pass


def put_in_order_after_a_failure() -> None:
    try:
        STORE.save("page", "text")
    except Exception:
        with contextlib.suppress(Exception):
            STORE.delete("page")
        raise


def details_of_a_failure() -> None:
    message = "failed"
    try:
        message += f": {json.loads('{')['detail']}"
    except Exception:
        pass
    raise RuntimeError(message)


def tried_again() -> str:
    for _ in range(3):
        try:
            return STORE.load("page")
        except Exception:
            time.sleep(0)
    raise RuntimeError("no page")


def the_same_text() -> str:
    text = "page"
    try:
        text = json.loads(text)
    except Exception:
        pass
    return text


class Wanted(Exception):
    pass


def declared_narrow(kind: type[Exception] = Wanted) -> int:
    try:
        raise kind
    except kind:
        return 0


class Money:
    def __init__(self, amount: int) -> None:
        self.amount = amount

    def __add__(self, other: object) -> "Money":
        try:
            return Money(self.amount + len(STORE.load(str(other))))
        except Exception:
            return NotImplemented


def built_up_in_the_handler() -> Money:
    try:
        money = Money(len(STORE.load("page")))
    except Exception:
        money = Money(0)
        money.amount = slow_size("page")
    return money


def ends_the_program(now: bool) -> None:
    try:
        STORE.save("page", "text")
    except Exception:
        pass
    os._exit(1)


async def waits_for_what_must_not_stop() -> str:
    task = asyncio.ensure_future(STORE.fetch("page"))
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            continue
        except OSError:
            break
    return "done"


async def waits_for_what_it_has_cancelled() -> str:
    task = asyncio.ensure_future(asyncio.sleep(10))
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
    return "done"


def another_default_is_looked_at() -> str:
    found = ""
    try:
        found = STORE.load("page")
    except Exception:
        pass
    return found or "x" * slow_size("page")


@atexit.register
def at_the_end() -> None:
    try:
        STORE.save("page", "text")
    except Exception:
        pass


def at_the_very_end() -> None:
    try:
        STORE.save("page", "text")
    except Exception:
        pass


atexit.register(at_the_very_end)


def asked_before() -> list[str]:
    usable: list[str] = []
    for name in ("1", "x"):
        try:
            int(name)
            float(name)
        except Exception:
            pass
        else:
            usable.append(name)
    return usable


async def another_one_was_cancelled() -> str:
    task = asyncio.ensure_future(asyncio.sleep(10))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    try:
        task.result()
    except asyncio.CancelledError:
        return "ended"
    return "done"


def each_has_a_handler() -> int:
    found = 0
    try:
        for key in ("a", "b"):
            try:
                STORE.save(key, "text")
                found += 1
            except Exception as error:
                print(key, error)
    except Exception:
        pass
    return found
