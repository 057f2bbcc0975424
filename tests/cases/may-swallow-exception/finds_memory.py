"""What is tried only looks at what it is given, or at the system, or is a guess; or a failure is known already."""

import asyncio
import inspect
import ipaddress
import json
import os
from pathlib import Path


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


def inside(address: str = "x", network: str = "y") -> bool:
    try:
        return ipaddress.ip_address(address) in ipaddress.ip_network(network)
    except Exception:  # E: may-swallow-exception
        return False


def service(header: str = "AWS4") -> str | None:
    try:
        scope = header.split(",")[0].split()[1]
        return scope.split("/")[3].lower()
    except Exception:  # E: may-swallow-exception
        return None


def as_bytes(text: str = "x") -> bytes:
    try:
        return bytes.fromhex(text)
    except Exception:  # E: may-swallow-exception
        return b""


def field_of(text: str = "{") -> str | None:
    try:
        return str(json.loads(text)["field"])
    except Exception:  # E: may-swallow-exception
        return None


def guess_size() -> int:
    try:
        return len(STORE.load("page"))
    except Exception:  # E: may-swallow-exception
        return 80


def first_port() -> int:
    try:
        with open("/proc/no/such/file") as file:
            return int(file.read())
    except Exception:  # E: may-swallow-exception
        return 1024


def caller_file() -> str:
    try:
        return inspect.getsourcefile(inspect.stack()[9999].frame) or ""
    except Exception:  # E: may-swallow-exception
        return "unknown"


def lock_file() -> str | None:
    name: object = 3
    try:
        return "lock" if Path(name).exists() else None  # type: ignore[arg-type]
    except Exception:  # E: may-swallow-exception
        return None


def documented() -> str | None:
    """Read the page, or return None if it cannot be read."""
    try:
        return STORE.load("page")
    except Exception:  # E: may-swallow-exception
        return None


def documented_list() -> list[str]:
    """Read the names. An empty list is returned when reading fails."""
    try:
        return STORE.names()
    except Exception:  # E: may-swallow-exception
        return []


async def eats_a_cancellation() -> str:
    async def close() -> None:
        raise OSError("closed already")

    try:
        return "done"
    finally:
        try:
            await close()
        except:  # E: may-swallow-exception
            pass


def saved_after_a_failure() -> str:
    try:
        return STORE.load("page")
    except Exception:
        try:
            STORE.save("page", "empty")
        except Exception:  # E: may-swallow-exception
            pass
        return "no page: it could not be " + "shown"


def number_of(text: str = "x") -> int | None:
    try:
        return int(text.split(":").pop(0))
    except:  # E: may-swallow-exception
        return None


class Ring:
    enabled = True

    def password(self) -> str | None:
        if not self.enabled:
            return None
        try:
            return STORE.load("password")
        except Exception:  # E: may-swallow-exception
            self.enabled = False
            return None


def switched_off() -> str | None:
    ring = Ring()
    return ring.password() or ring.password()


def needs_approval() -> bool:
    try:
        return STORE.load("approval") != "yes"
    except Exception:  # E: may-swallow-exception
        return True


def cause_of(error: object = "no error") -> object:
    try:
        return BaseException.__dict__["__cause__"].__get__(error, BaseException)
    except Exception:  # E: may-swallow-exception
        return "unknown"


def prewarm() -> None:
    try:
        STORE.load("page")
    except Exception:  # E: may-swallow-exception
        pass


async def result_of_a_task() -> None:
    def on_done(task: asyncio.Task[str]) -> None:
        try:
            print(task.result())
        except Exception:  # E: may-swallow-exception
            return

    task = asyncio.ensure_future(STORE.fetch("page"))
    task.add_done_callback(on_done)
    await asyncio.wait([task])
    await asyncio.sleep(0)


def names_or_empty() -> list[str]:
    try:
        return STORE.names()
    except Exception:  # E: may-swallow-exception
        return []


class Address:
    def __init__(self, host: str, port: str) -> None:
        self.port = int(port)


def addresses(rows: tuple[tuple[str, str], ...] = (("a", "x"),)) -> list[Address]:
    found = []
    for host, port in rows:
        try:
            found.append(Address(host, port))
        except Exception:  # E: may-swallow-exception
            continue
    return found


def first_candidate() -> str:
    candidates = ["a", "b"]
    for candidate in candidates:
        try:
            STORE.load(candidate)
        except Exception:  # E: may-swallow-exception
            pass
    return "none"


def cpu_names() -> list[str]:
    try:
        return STORE.names()
    except Exception:  # E: may-swallow-exception
        return []


def size_of_pages() -> int | None:
    try:
        return estimate_size("page")
    except Exception:  # E: may-swallow-exception
        return None


def estimate_size(key: str) -> int:
    return len(STORE.load(key))


def add_reaction(text: str) -> None:
    raise OSError("no reactions here")


def answered() -> str:
    try:
        add_reaction("+1")
    except Exception:  # E: may-swallow-exception
        pass
    return "answered"


def place_for_pages() -> None:
    try:
        os.mkdir("/no/such/folder/pages")
    except Exception:  # E: may-swallow-exception
        pass


def passes_it_on(error: OSError) -> None:
    try:
        STORE.save("error", str(error))
    except Exception:  # E: may-swallow-exception
        pass


def passed_on() -> None:
    passes_it_on(OSError())


def is_shop_online() -> bool:
    client = STORE
    try:
        client.load("page")
        return True
    except Exception:  # E: may-swallow-exception
        return False
