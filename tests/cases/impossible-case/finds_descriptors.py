"""Attributes that a descriptor computes: the type is what it gives, not what it is."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class Field(Generic[T]):
    """Takes text, gives a value of its type: as the fields of object-relational mappers do."""

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


class Order:
    count = Field[int]()
    note = Field[str | None]()

    def __init__(self, count: int = 1, note: str | None = None) -> None:
        self.count = count
        self.note = note

    @cached_property
    def total(self) -> int:
        return 3


class Bulk(Order):
    pass


def field(order: Order) -> str:
    match order.count:
        case "1":  # E: impossible-case
            return "one"
        case 1:
            return "number"
    return ""


def optional_field(order: Bulk) -> str:
    match order.note:
        case 1:  # E: impossible-case
            return "one"
        case "1" | None:
            return "text"
    return ""


def cached(order: Order) -> bool:
    return order.total == "3"  # E: impossible-case


def reload(order: Order) -> None:
    order.note = "new"


def changed_by_call(order: Order) -> str:
    order.note = None
    reload(order)
    match order.note:
        case "new":
            return "new"
        case 1:  # E: impossible-case
            return "one"
    return ""


SAMPLES = {
    field: [(Order(),), (Order(count=2),)],
    optional_field: [(Bulk(),), (Bulk(note="1"),), (Bulk(note="2"),)],
    cached: [(Order(),)],
    changed_by_call: [(Order(),)],
}.items()
