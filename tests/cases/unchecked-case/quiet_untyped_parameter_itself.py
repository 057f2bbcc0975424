"""Quiet: the parameter has no annotation, but is converted, checked or matched in both forms."""

from collections.abc import Callable


def converted(event):
    status = int(event["status"])
    match status:
        case 200:
            return "success"
        case _:
            return "unknown"


def checked(response):
    status = response["status"]
    if not isinstance(status, int):
        raise ValueError(status)
    match status:
        case 200:
            return "success"
        case _:
            return "unknown"


def both(event):
    match event["status"]:
        case 200 | "200":
            return "success"
        case _:
            return "unknown"


def loud(event):
    match event["status"]:
        case 200:
            return "success"
        case _:
            raise ValueError("unknown status")


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (converted, [({"status": 200},), ({"status": "200"},), ({"status": 1},)]),
    (checked, [({"status": 200},), ({"status": "200"},), ({"status": 1},)]),
    (both, [({"status": 200},), ({"status": "200"},), ({"status": 1},)]),
    (loud, [({"status": 200},), ({"status": "200"},)]),
]
