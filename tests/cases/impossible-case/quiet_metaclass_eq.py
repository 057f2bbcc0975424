"""Quiet: a metaclass that defines `__eq__` decides what its classes equal."""

from collections.abc import Callable


class ByName(type):
    def __eq__(cls, other: object) -> bool:
        return cls is other or cls.__name__ == other

    def __hash__(cls) -> int:
        return hash(cls.__name__)


class Model(metaclass=ByName):
    pass


class User(Model):
    pass


def by_name(model: type[Model]) -> str:
    match model:
        case "User":
            return "user"
        case "Model":
            return "model"
    return "never"


def any_class(cls: type) -> str:
    match cls:
        case "User":
            return "user"
        case 1:  # label: unreached
            return "a metaclass could allow it"
        case type():
            return "class"


def any_object_class(cls: type[object]) -> str:
    match cls:
        case "Model":
            return "model"
        case _:
            return "class"


def compared(model: type[Model]) -> bool:
    return model == "User" or model in ("Model", "Other")


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (by_name, [(User,), (Model,)]),
    (any_class, [(User,), (int,)]),
    (any_object_class, [(Model,), (int,)]),
    (compared, [(User,), (Model,)]),
]
