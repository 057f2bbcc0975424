"""Work of many kinds fails, and what comes of it looks like any other day."""

import asyncio
import contextlib
import enum
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


class Service:
    """It is down, so everything fails."""

    def balance(self, invoice: str) -> Decimal:
        raise OSError("the service is down")

    def fetch(self, url: str) -> str:
        raise OSError("the service is down")

    def fetch_flags(self) -> dict[str, bool]:
        raise OSError("the service is down")

    def upload(self, user: str) -> None:
        raise OSError("the service is down")

    def publish(self, message: str) -> str:
        raise OSError("the service is down")

    def execute(self, statement: str) -> list[str]:
        raise OSError("the service is down")

    def commit(self) -> None:
        raise OSError("the service is down")

    async def quote(self, symbol: str) -> float:
        raise OSError("the service is down")


class Status(enum.Enum):
    PENDING = "pending"
    PAID = "paid"


@dataclass
class Usage:
    tokens: int
    cost: float


SERVICE = Service()
NAMES = ["a", "b"]
DEFAULTS = {"size": 3}


def total_due() -> Decimal:
    total = Decimal(0)
    for name in NAMES:
        try:
            total += SERVICE.balance(name)
        except Exception:  # E: swallowed-exception
            pass
    return total


def is_enabled(flag: str = "beta") -> bool:
    try:
        return SERVICE.fetch_flags()[flag]
    except Exception:  # E: swallowed-exception
        return True


async def latest_price(symbol: str = "x") -> float:
    try:
        price = await SERVICE.quote(symbol)
        return round(price, 2)
    except Exception:  # E: swallowed-exception
        return 0.0


def load_settings(path: str = "/no/such/file.json") -> dict[str, int]:
    settings = dict(DEFAULTS)
    try:
        with open(path) as file:
            settings.update(json.load(file))
    except Exception:  # E: swallowed-exception
        pass
    return settings


def upload_users() -> int:
    uploaded = 0
    for name in NAMES:
        try:
            SERVICE.upload(name)
            uploaded += 1
        except Exception:  # E: swallowed-exception
            continue
    return uploaded


class Repository:
    @property
    def stars(self) -> int:
        try:
            return int(json.loads(SERVICE.fetch("/repository"))["stars"])
        except:  # E: swallowed-exception
            return 0


def stars_of_a_repository() -> int:
    return Repository().stars


def hand_over(message: str = "ready") -> None:
    try:
        SERVICE.publish(message)
    except Exception as error:  # E: swallowed-exception
        return None


def table() -> str:
    try:
        rows = SERVICE.execute("select")
    except (OSError, Exception):  # E: swallowed-exception
        rows = []
    return "\n".join(["rows:", *rows])


def publish_done() -> str:
    with contextlib.suppress(Exception):  # E: swallowed-exception
        SERVICE.publish("done")
    return "done"


def pages() -> Iterator[str]:
    for name in NAMES:
        try:
            page = SERVICE.fetch(f"/{name}")
        except Exception:  # E: swallowed-exception
            page = ""
        yield page


def all_pages() -> list[str]:
    return list(pages())


async def quotes() -> list[float]:
    found = await asyncio.gather(*map(SERVICE.quote, NAMES), return_exceptions=True)
    return [each for each in found if not isinstance(each, BaseException)]  # E: swallowed-exception


def signature_holds() -> bool:
    holds = False
    try:
        holds = SERVICE.fetch("/signature") == "good"
    finally:
        return holds  # E: swallowed-exception


class Guard:
    def __enter__(self) -> "Guard":
        return self

    def __exit__(self, *error: object) -> bool:
        NAMES.sort()
        return True  # E: swallowed-exception


def guarded() -> str:
    with Guard():
        SERVICE.fetch("/page")
    return "done"


async def poll() -> int:
    async def ticks() -> int:
        count = 0
        for _ in range(2):
            try:
                await asyncio.sleep(0.01)
                count += 1
            except asyncio.CancelledError:  # E: swallowed-exception
                continue
        return count

    task = asyncio.ensure_future(ticks())
    await asyncio.sleep(0)
    task.get_loop().call_soon(lambda: task.cancel())
    return await task


def save_profile() -> bool:
    try:
        SERVICE.execute("update profile")
        SERVICE.commit()
        return True
    except Exception:  # E: swallowed-exception
        return False


def search() -> dict[str, object]:
    try:
        return {"items": SERVICE.execute("select"), "total": 1}
    except Exception:  # E: swallowed-exception
        return {"items": [], "total": 0}


def usage() -> Usage:
    try:
        found = json.loads(SERVICE.fetch("/usage"))
        return Usage(found["tokens"], found["cost"])
    except Exception:  # E: swallowed-exception
        return Usage(tokens=0, cost=0.0)


def payment_status() -> Status:
    try:
        return Status(SERVICE.fetch("/status"))
    except Exception:  # E: swallowed-exception
        return Status.PENDING


def rows_in_an_else() -> list[str]:
    try:
        row = SERVICE.execute("select")
    except Exception:  # E: swallowed-exception
        return []
    else:
        return row


def last_line() -> str | None:
    line = None
    try:
        lines = SERVICE.fetch("/log").splitlines()
        line = lines[-1]
    except Exception:  # E: swallowed-exception
        pass
    return line
