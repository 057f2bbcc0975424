"""Attributes and items of a parameter without an annotation."""

from collections.abc import Callable
from types import SimpleNamespace


def attribute(response):
    match response.status:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def item(event):
    match event["status"]:
        case "200":  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def method(event):
    status = event.get("status")
    match status:
        case 200:  # E: unchecked-case
            return "success"


def nested(request):
    match request.body["items"][0].code:
        case 1:  # E: unchecked-case
            return "one"
        case 2:  # E: unchecked-case
            return "two"
        case _:
            return "other"


def keywords(**kwargs):
    match kwargs.get("status"):
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def partly_annotated(event, strict: bool) -> str:
    match event["status"]:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown" if strict else "ignored"


class Handler:
    def handle(self, event):
        match event["status"]:
            case 200:  # E: unchecked-case
                return "success"
            case _:
                return None


def request(code: object) -> SimpleNamespace:
    return SimpleNamespace(body={"items": [SimpleNamespace(code=code)]})


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (attribute, [(SimpleNamespace(status=200),), (SimpleNamespace(status="200"),)]),
    (item, [({"status": 200},), ({"status": "200"},)]),
    (method, [({"status": 200},), ({"status": "200"},)]),
    (nested, [(request(1),), (request(2),), (request("1"),)]),
    (lambda status: keywords(status=status), [(200,), ("200",)]),
    (partly_annotated, [({"status": 200}, True), ({"status": "200"}, True)]),
    (Handler().handle, [({"status": 200},), ({"status": "200"},)]),
]
