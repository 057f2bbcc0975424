"""A descriptor may give back what it was given, and on the class it gives itself."""

from __future__ import annotations

from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class Field(Generic[T]):
    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: Any) -> Field[T]: ...
    @overload
    def __get__(self, instance: object, owner: Any) -> T: ...
    def __get__(self, instance: object, owner: Any) -> Any:
        return self if instance is None else vars(instance)[self.name]

    def __set__(self, instance: object, value: str | T) -> None:
        vars(instance)[self.name] = value

    def __eq__(self, other: object) -> bool:
        return True


class Order:
    count = Field[int]()
    size = Field[int]()


class Echo:
    def __get__(self, instance: object, owner: Any) -> Any:
        return "1"


class Holder:
    value = Echo()


def assigned_as_text() -> str:
    order = Order()
    order.size = "1"
    match order.size:
        case "1":
            return "one"
    return ""


def of_the_class() -> bool:
    return Order.count == "1"


def nothing_known(holder: Holder) -> bool:
    return holder.value == "1"


SAMPLES = {
    assigned_as_text: [()],
    of_the_class: [()],
    nothing_known: [(Holder(),)],
}.items()
