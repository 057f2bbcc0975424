"""Constants that are reached on a way of their own."""

import asyncio
import logging

logger = logging.getLogger(__name__)


class Store:
    """It is down, so everything fails."""

    def load(self, key: str) -> str:
        raise OSError("the store is down")

    def save(self, key: str, value: str) -> None:
        raise OSError("the store is down")

    def names(self) -> list[str]:
        raise OSError("the store is down")

    async def fetch(self, key: str) -> str:
        raise OSError("the store is down")


STORE = Store()


def length_or(length: int = 40) -> int:
    try:
        return len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        return length


def named_first() -> float:
    try:
        return 1 / len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        share = 0.5
        return share


def one_of_two(wide: bool = True) -> int:
    try:
        return len(STORE.load("page"))
    except Exception:  # E: swallowed-exception
        return 80 if wide else 40


async def filtered_by_a_function() -> list[object]:
    found = await asyncio.gather(STORE.fetch("a"), STORE.fetch("b"), return_exceptions=True)
    return list(filter(lambda each: not isinstance(each, Exception), found))  # E: swallowed-exception


async def turns() -> None:
    async def work() -> None:
        turn = 0
        while turn < 2:
            turn += 1
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:  # E: swallowed-exception
                pass

    task = asyncio.ensure_future(work())
    for _ in range(2):
        await asyncio.sleep(0)
        task.get_loop().call_soon(lambda: task.cancel())
        await asyncio.sleep(0)
    await task


class Desk:
    def settle(self) -> None:
        logger.debug("no page")


class Office:
    desk: Desk = Desk()

    def size(self) -> int:
        try:
            return len(STORE.load("page"))
        except Exception:  # E: swallowed-exception
            self.desk.settle()
            return 0


def settled_without_a_word() -> int:
    return Office().size()


class Orders:
    def cleanup(self) -> None:
        try:
            self.commit()
        except Exception:  # E: swallowed-exception
            pass

    def commit(self) -> None:
        STORE.save("orders", "all")


def lost_at_the_end() -> None:
    Orders().cleanup()


def page_is_there(key: str = "page") -> bool:
    try:
        return STORE.load(key) != ""
    except BaseException:  # E: swallowed-exception
        return False


def ignored_by_a_tool() -> dict[str, int]:
    try:
        return {"size": STORE.load("page")}  # type: ignore[dict-item]
    except Exception:  # E: swallowed-exception
        return {}
