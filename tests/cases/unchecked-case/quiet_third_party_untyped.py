"""Quiet: values of a package without type information; its types are merely unknown to mypy."""

from collections.abc import Callable

try:
    import package_without_stubs
except ImportError:
    from types import SimpleNamespace as _Namespace

    package_without_stubs = _Namespace(get=lambda url: _Namespace(status=len(url)), OK=200)


def attribute(url: str) -> str:
    response = package_without_stubs.get(url)
    match response.status:
        case 3:
            return "success"
        case _:
            return "unknown"


def direct(url: str) -> str:
    match package_without_stubs.get(url).status:
        case 3:
            return "success"
        case _:
            return "unknown"


def constant() -> str:
    match package_without_stubs.OK:
        case 200:
            return "success"
        case _:
            return "unknown"


SAMPLES: list[tuple[Callable[..., object], list[tuple[object, ...]]]] = [
    (attribute, [("abc",), ("",)]),
    (direct, [("abc",), ("",)]),
    (constant, [()]),
]
