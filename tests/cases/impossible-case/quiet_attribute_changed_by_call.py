"""Quiet: a call in between may change an attribute or item that an assignment or a check narrowed."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum


class State(Enum):
    A = "a"
    B = "b"
    C = "c"


class Machine:
    def __init__(self) -> None:
        self.state: State = State.A
        self.value: int | str = 0
        self.table: dict[str, int | str] = {}

    def run(self) -> None:
        self.state = State.B
        self.value = "done"
        self.table["key"] = "done"

    async def later(self) -> None:
        self.run()

    @property
    def step(self) -> int | str:
        self.value = "next" if self.value == 0 else 0
        return self.value

    def after_assignment(self) -> str:
        self.state = State.A
        self.run()
        match self.state:
            case State.B:
                return "alive"
            case _:
                return "never"

    def after_check(self) -> str:
        if self.state is State.A:
            self.run()
            match self.state:
                case State.B:
                    return "alive"
                case _:
                    return "never"
        return "other"

    def in_case(self) -> str:
        match self.state:
            case State.A:
                self.run()
                match self.state:
                    case State.B:
                        return "alive"
        return "other"

    def type_changed(self) -> str:
        self.value = 0
        self.run()
        match self.value:
            case "done":
                return "alive"
            case 0:  # label: unreached
                return "not here"
            case _:
                return "never"

    def item_changed(self) -> str:
        self.table["key"] = 0
        self.run()
        match self.table["key"]:
            case "done":
                return "alive"
            case _:
                return "never"

    def property_read_twice(self) -> str:
        if isinstance(self.step, str):
            match self.step:
                case 0:
                    return "alive"
        return "other"

    def in_loop(self) -> list[str]:
        seen = []
        self.state = State.A
        for _ in range(2):
            match self.state:
                case State.A:
                    seen.append("first")
                case State.B:
                    seen.append("second")
            self.run()
        return seen

    async def after_await(self) -> str:
        self.value = 0
        await self.later()
        match self.value:
            case "done":
                return "alive"
            case _:
                return "never"

    def compared(self) -> bool:
        self.state = State.A
        self.run()
        self.value = 1
        self.run()
        return self.state == State.B and self.value == "done" and self.value in ("done", "b")


def by_alias(machine: Machine, same: Machine) -> str:
    machine.value = 1
    same.value = "changed"
    match machine.value:
        case "changed":
            return "alive"
        case 1:
            return "two objects"
        case _:
            return "never"


def passed_on(machine: Machine, callback: Callable[[Machine], None]) -> str:
    machine.state = State.A
    callback(machine)
    match machine.state:
        case State.B:
            return "changed"
        case State.A:
            return "not changed"
        case _:
            return "never"


def list_item(items: list[int | str], change: Callable[[], None]) -> str:
    items[0] = 1
    change()
    match items[0]:
        case "a":
            return "alive"
        case 1:
            return "not changed"
        case _:
            return "never"


def keep(machine: Machine) -> None:
    machine.value = 3


def set_text() -> None:
    ITEMS[0] = "a"


def set_number() -> None:
    ITEMS[0] = 1


ONE = Machine()
ITEMS: list[int | str] = [0]

SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (Machine.after_assignment, [(Machine(),)]),
    (Machine.after_check, [(Machine(),)]),
    (Machine.in_case, [(Machine(),)]),
    (Machine.type_changed, [(Machine(),)]),
    (Machine.item_changed, [(Machine(),)]),
    (Machine.property_read_twice, [(Machine(),)]),
    (Machine.in_loop, [(Machine(),)]),
    (Machine.after_await, [(Machine(),)]),
    (Machine.compared, [(Machine(),)]),
    (by_alias, [(ONE, ONE), (ONE, Machine())]),
    (passed_on, [(ONE, Machine.run), (ONE, keep)]),
    (list_item, [(ITEMS, set_text), (ITEMS, set_number)]),
]
