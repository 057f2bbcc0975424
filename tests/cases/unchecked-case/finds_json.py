"""What json.loads() returns is whatever the sender wrote."""

import json
from collections.abc import Callable
from io import StringIO


def direct(text: str) -> str:
    match json.loads(text)["status"]:
        case 200:  # E: unchecked-case
            return "success"
        case _:
            return "unknown"


def local(text: str) -> str:
    data = json.loads(text)
    status = data.get("status")
    match status:
        case "1":  # E: unchecked-case
            return "on"
        case "0":  # E: unchecked-case
            return "off"
        case _:
            return "unknown"


def whole(text: str) -> str:
    match json.loads(text):
        case 1:  # E: unchecked-case
            return "one"
        case 2:  # E: unchecked-case
            return "two"
        case _:
            return "many"


def loaded(text: str) -> int:
    count = 0
    for event in json.load(StringIO(text)):
        match event["code"]:
            case 200:  # E: unchecked-case
                count += 1
            case 500:  # E: unchecked-case
                count -= 1
    return count


class Client:
    def __init__(self, text: str) -> None:
        self.text = text

    def answer(self) -> str:
        reply = json.loads(self.text)
        match reply["items"][0]["id"]:
            case 1:  # E: unchecked-case
                return "first"
            case _:
                return "other"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (direct, [('{"status": 200}',), ('{"status": "200"}',)]),
    (local, [('{"status": "1"}',), ('{"status": "0"}',), ('{"status": 1}',)]),
    (whole, [("1",), ("2",), ('"1"',)]),
    (loaded, [('[{"code": 200}, {"code": 500}, {"code": "200"}]',)]),
    (Client('{"items": [{"id": 1}]}').answer, [()]),
    (Client('{"items": [{"id": "1"}]}').answer, [()]),
]
