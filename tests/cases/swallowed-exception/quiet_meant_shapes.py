"""quiet: nobody is told, and nobody misses anything: probes, fall-backs and clean-up."""

import logging


class Service:
    """It is down, so everything fails."""

    def fetch(self, url: str) -> str:
        raise OSError("the service is down")

    def close(self) -> None:
        raise OSError("closed already")


SERVICE = Service()


class Answer:
    status_code = 200


class Memory(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        try:
            SERVICE.fetch(record.getMessage())
        except Exception:
            pass


def remembered() -> None:
    Memory().emit(logging.makeLogRecord({"msg": "page"}))


def asked() -> Answer:
    raise OSError("the service is down")


def status() -> int:
    try:
        code = asked().status_code
    except Exception:
        code = 503
    return code


def answer() -> tuple[str, int]:
    try:
        return SERVICE.fetch("/page"), 200
    except Exception:
        return "", 404


try:
    import ujson as parser  # type: ignore[import-not-found,import-untyped,unused-ignore]
except Exception:
    import json as parser


def is_hex(text: str = "x") -> bool:
    try:
        int(text, 16)
        return True
    except Exception:
        return False


class Page:
    def __repr__(self) -> str:
        try:
            return f"<Page {SERVICE.fetch('/title')}>"
        except Exception:
            return "<Page>"


def shown_page() -> str:
    return repr(Page())


def parsed(text: str = "3") -> object:
    try:
        return parser.loads(SERVICE.fetch("/parser"))
    except Exception:
        return text.split()


def closed_after_all() -> str:
    try:
        return "done"
    finally:
        try:
            SERVICE.close()
        except Exception:
            pass


def closed_after_a_failure() -> str:
    try:
        return SERVICE.fetch("/page")
    except Exception as error:
        try:
            SERVICE.close()
        except Exception:
            pass
        return str(error)


def found_elsewhere() -> str:
    title = None
    try:
        title = SERVICE.fetch("/title")
    except Exception:
        pass
    if title is None:
        title = "/title".strip("/")
    return title


def supports_files(stream: object = None) -> bool:
    try:
        return bool(stream.fileno())  # type: ignore[attr-defined]
    except Exception:
        return False
