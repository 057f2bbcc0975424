"""quiet: work of many kinds fails, and somebody is told in a way of the trade."""

import logging
import sys
from concurrent.futures import Future
from dataclasses import dataclass
from traceback import print_exc

LOG = logging.getLogger(__name__)


class Service:
    """It is down, so everything fails."""

    def fetch(self, url: str) -> str:
        raise OSError("the service is down")

    def publish(self, message: str) -> None:
        raise OSError("the service is down")


@dataclass
class Result:
    ok: bool
    text: str = ""
    error: str = ""


SERVICE = Service()
NAMES = ["a", "b"]


def logged() -> int:
    try:
        return len(SERVICE.fetch("/page"))
    except Exception:
        LOG.exception("no page")
        return 0


def collected() -> dict[str, object]:
    found: dict[str, object] = {}
    for name in NAMES:
        try:
            found[name] = SERVICE.fetch(name)
        except Exception as error:
            found[name] = error
            continue
    return found


class Job:
    state = "new"

    def run(self) -> str:
        try:
            SERVICE.publish("job")
            self.state = "done"
        except Exception as error:
            self._fail(error)
        return self.state

    def _fail(self, error: Exception) -> None:
        self.state = f"failed: {error}"


def run_job() -> str:
    return Job().run()


def printed() -> list[str]:
    try:
        return SERVICE.fetch("/page").split()
    except Exception:
        print_exc()
        return []


def complain(text: str) -> None:
    print(text, file=sys.stderr)


def complained() -> str:
    try:
        return SERVICE.fetch("/page")
    except Exception:
        complain("the page is not there")
        return ""


def result() -> Result:
    try:
        return Result(ok=True, text=SERVICE.fetch("/page"))
    except Exception as error:
        return Result(ok=False, error=str(error))


def set_on_a_future() -> str:
    future: Future[str] = Future()
    try:
        future.set_result(SERVICE.fetch("/page"))
    except Exception as error:
        future.set_exception(error)
    return repr(future.exception())


def rolled_back() -> None:
    done: list[str] = []
    try:
        done.append(SERVICE.fetch("/page"))
    except BaseException:
        done.clear()
        raise


def last_error() -> str:
    last: Exception | None = None
    for name in NAMES:
        try:
            return SERVICE.fetch(name)
        except Exception as error:
            last = error
    raise RuntimeError("no page") from last


def counted() -> int:
    failures = 0
    for name in NAMES:
        try:
            SERVICE.publish(name)
        except Exception:
            failures += 1
    if failures:
        LOG.error("%s failed", failures)
    return len(NAMES) - failures


def tried_again() -> str:
    for name in NAMES:
        try:
            return SERVICE.fetch(name)
        except Exception:
            continue
    raise RuntimeError("no page")


def given_up() -> str:
    try:
        return SERVICE.fetch("/page")
    except Exception:
        raise SystemExit(2) from None
