"""A real package as a project: a copy of pytest's own source, with findings added at the end of many modules."""

from __future__ import annotations

import ast
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

PACKAGE: Final = "_pytest"
# A module of which all changed ones use something: EDIT, old and new text, takes findings away in all of them.
SHARED_FILE: Final = f"{PACKAGE}/injected_shared.py"
SHARED: Final = """\
import enum

Status = str
class Level(enum.IntEnum):
    LOW = 1
def status() -> Status:
    return Status()
"""
EDIT: Final = (SHARED_FILE, "Status = str", "Status = int")
# Nothing in this module asks a plugin for anything.
LOOKUP_LESS_FILE: Final = f"{PACKAGE}/injected_lookup_less.py"
LOOKUP_LESS: Final = f"""\
from {PACKAGE}.injected_shared import Level, Status
def text(value: Status, other: Level) -> int:
    match value:
        case 200:
            match other:
                case "LOW":
                    return 1
        case b"200":
            return 2
    return 3
def level(value: Level) -> int:
    match value:
        case 2 | "LOW":
            return 1
    return 2
"""
# For the types of which the package has values: a literal that equals none of them.
OTHER: Final = {"str": "200", "int": "'200'", "str | None": "b'x'", "int | None": "'zz'", "bool": "'yes'"}
_ENUMS: Final = {"Enum", "IntEnum", "enum.Enum", "enum.IntEnum"}
_EVERY: Final = 3


@dataclass(frozen=True)
class Source:
    """A class or function of the package, and a literal that never equals what it gives."""

    kind: str
    module: str
    name: str
    member: str
    literal: str


# What is appended, by the kind of its source. NAME is unique; the rest comes from the source.
OF_SOURCES: Final = {
    "function": """
def NAME(*args, **kwargs) -> int:
    from MODULE import SOURCE as source
    match source(*args, **kwargs):
        case LITERAL:
            return 1
    return source
""",
    "attribute": """
def NAME(value: "MODULE.SOURCE", flag: bool) -> int:
    match value.MEMBER:
        case LITERAL if flag:
            return 1
        case LITERAL | b"y":
            return 2
    reveal_type(value.MEMBER)
    return value.MEMBER != LITERAL


def NAME_pattern(value: "MODULE.SOURCE") -> int:
    match value:
        case MODULE.SOURCE(MEMBER=LITERAL):
            return 1
    return 2
""",
    "enum": """
def NAME(value: "MODULE.SOURCE") -> int:
    match value:
        case LITERAL | "other":
            return 1
        case _:
            return 2
""",
}
WITHOUT_SOURCE: Final = (
    f"""
def NAME(value: str) -> int:
    from {PACKAGE}.injected_shared import status
    match status():
        case 200:
            return 1
    return status() == 200
""",
    """
def NAME(value: str) -> int:
    match value:
        case 200:
            return 1
        case b"200":
            return 2
        case None:
            return 3
    return "none"
""",
    """
def NAME(value: int) -> int:
    match value:
        case "200":
            return 1
        case "404":  # type: ignore[impossible-case]
            return 2
    return 3
""",
    """
NAME_Id = typing_injected.NewType("NAME_Id", int)
def NAME(value: NAME_Id, flag: bool) -> bool:
    return value == "zz" or (flag and value in ("a", "b"))
""",
    """
NAME_Event = typing_injected.TypedDict("NAME_Event", {"status": str, "size": int})
def NAME(value: NAME_Event) -> int:
    match value:
        case {"status": 200}:
            return 1
        case {"size": "big"}:
            return 2
        case {"missing": 1}:
            return 3
    return value["size"]
""",
    """
def NAME(text: str) -> int:
    import json
    match json.loads(text)["status"]:
        case 200:
            return 1
        case 404:
            return 2
    return 3
""",
    """
class NAME:
    import http
    status: http.HTTPStatus
    async def run(self, values: "list[int]") -> "list[bool]":
        return [value == b"x" for value in values if self.status != "OK"]
""",
)


def _named(node: ast.expr | None) -> str:
    return "" if node is None else ast.unparse(node)


def _in_class(cls: ast.ClassDef) -> Iterator[tuple[str, str, str]]:
    if not _ENUMS.isdisjoint(map(_named, cls.bases)):
        yield "enum", "", "2.5"
    for part in cls.body:
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            name, annotation = part.target.id, _named(part.annotation)
        elif isinstance(part, ast.FunctionDef) and "property" in map(_named, part.decorator_list):
            name, annotation = part.name, _named(part.returns)
        else:
            continue
        if annotation in OTHER:
            yield "attribute", name, OTHER[annotation]


def _sources(directory: Path) -> Iterator[Source]:
    for path in sorted((directory / PACKAGE).rglob("*.py")):
        module = module_name(path.relative_to(directory).as_posix())
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                for kind, member, literal in _in_class(node):
                    yield Source(kind, module, node.name, member, literal)
            elif isinstance(node, ast.FunctionDef) and not node.decorator_list and _named(node.returns) in OTHER:
                yield Source("function", module, node.name, "", OTHER[_named(node.returns)])


def module_name(file: str) -> str:
    """The module of a file, given relative to the directory of the project."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _of_source(source: Source, name: str) -> str:
    text = OF_SOURCES[source.kind].replace("NAME", name).replace("LITERAL", source.literal)
    text = text.replace("MODULE", source.module).replace("SOURCE", source.name).replace("MEMBER", source.member)
    return f"\nimport {source.module}\n{text}"


def _appendix(number: int, choose: Callable[[str], Source]) -> str:
    """What is added to a module: a function or two for each kind of subject."""
    texts = ["\nimport typing as typing_injected\n"]
    texts += [_of_source(choose(kind), f"injected_{number}_{kind}") for kind in OF_SOURCES]
    texts += [text.replace("NAME", f"injected_{number}_{index}") for index, text in enumerate(WITHOUT_SOURCE)]
    return "".join(texts)


def copy_package(directory: Path, seed: int) -> list[str]:
    """Copy the package's source, add findings to every third module, and name the files so changed."""
    spec = find_spec(PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    ignored = shutil.ignore_patterns("__pycache__", "*.so", "*.pyd")
    shutil.copytree(Path(spec.origin).parent, directory / PACKAGE, ignore=ignored)
    sources: dict[str, list[Source]] = {kind: [] for kind in OF_SOURCES}
    for source in _sources(directory):
        sources[source.kind].append(source)
    rng = random.Random(seed)
    paths = sorted((directory / PACKAGE).rglob("*.py"))
    rng.shuffle(paths)
    chosen = sorted(paths[::_EVERY])
    for number, path in enumerate(chosen):
        with path.open("a", encoding="utf-8") as file:
            file.write(_appendix(number, lambda kind: rng.choice(sources[kind])))
    (directory / SHARED_FILE).write_text(SHARED, encoding="utf-8")
    (directory / LOOKUP_LESS_FILE).write_text(LOOKUP_LESS, encoding="utf-8")
    return [path.relative_to(directory).as_posix() for path in chosen]


def lines_of_code(directory: Path) -> int:
    """The number of lines that are not blank."""
    texts = (path.read_text(encoding="utf-8") for path in (directory / PACKAGE).rglob("*.py"))
    return sum(1 for text in texts for line in text.splitlines() if line.strip())
