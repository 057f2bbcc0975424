"""A small project whose every module is a list of parts, and random edits of it."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

# What other modules depend on: each choice changes the truth of patterns elsewhere without touching them.
SHARED: Final = """\
import enum
from typing import Literal, NamedTuple, TypedDict, TypeVar, final

Status = {alias}
V = TypeVar("V", str, {alias})
def load() -> {load}: ...
class Record:
    field: {load}
    @property
    def computed(self) -> {alias}: ...
@final
class Code:
    size: int = 0
{eq}
class Level(enum.IntEnum):
    LOW = 1
    HIGH = {member}
class Mode(enum.Enum):
    READ = "r"
Event = TypedDict("Event", {{"status": {load}}})
Kind = Literal["a", {kind!r}]
class Pair(NamedTuple):
    first: {alias}
"""

# Functions of many kinds. LIT is a literal, IGNORE a comment or nothing, NAME a name.
PARTS: Final = {
    "plain": "def NAME(x: Status) -> int:\n    match x:\n        case LIT:IGNORE\n            return 1\n    return 2\n",
    "call": "def NAME() -> int:\n    match load():\n        case LIT:IGNORE\n            return 1\n    return 2\n",
    "compare": "def NAME(x: Status) -> bool:\n    return x == LITIGNORE\n",
    "member": "def NAME(r: Record) -> bool:\n    return r.field != LIT or r.computed in (LIT, LIT)IGNORE\n",
    "method": (
        "class NAME:\n    x: Status\n    def run(self) -> int:\n        match self.x:\n"
        "            case LIT:IGNORE\n                return 1\n        return 2\n"
    ),
    "nested": (
        "def NAME(x: Status) -> int:\n    class Inner:\n        def go(self) -> int:\n            match x:\n"
        "                case LIT:IGNORE\n                    return 1\n            return 2\n    return Inner().go()\n"
    ),
    "closed": "def NAME(x: Code) -> int:\n    match x:\n        case LIT:IGNORE\n            return 1\n    return 2\n",
    "level": "def NAME(x: Level) -> int:\n    match x:\n        case LIT:IGNORE\n            return 1\n    return 2\n",
    "mode": (
        "def NAME(x: Mode) -> int:\n    match x:\n        case LIT | Mode.READ:IGNORE\n            return 1\n"
        "    return 2\n"
    ),
    "event": (
        "def NAME(x: Event) -> int:\n    match x:\n        case {'status': LIT}:IGNORE\n"
        "            return 1\n    return 2\n"
    ),
    "kind": "def NAME(x: Kind) -> int:\n    match x:\n        case LIT:IGNORE\n            return 1\n    return 2\n",
    "pair": (
        "def NAME(x: Pair) -> int:\n    match x:\n        case Pair(LIT):IGNORE\n            return 1\n    return 2\n"
    ),
    "values": "def NAME(x: V) -> V:\n    match x:\n        case LIT:IGNORE\n            return x\n    return x\n",
    "top": "NAME: Status\nmatch NAME:\n    case LIT:IGNORE\n        pass\n",
    "lambda": "NAME = lambda x=load(): [y for y in [x] if y == LIT]IGNORE\n",
    "untyped": (
        "def NAME(event: dict) -> int:  # type: ignore[type-arg]\n    match event.get('status'):\n"
        "        case LIT:IGNORE\n            return 1\n    return 2\n"
    ),
    "async": (
        "async def NAME(x: Status) -> int:\n    match x:\n        case LIT:IGNORE\n            return 1\n    return 2\n"
    ),
    "default": "def NAME(x: bool = load() == LIT) -> bool:IGNORE\n    return x\n",
    "decorated": (
        "@property\ndef NAME(x: Status) -> int:  # type: ignore[misc]\n    match x:\n        case LIT:IGNORE\n"
        "            return 1\n    return 2\n"
    ),
}
LITERALS: Final = ("200", "'200'", "b'x'", "'a'", "'zz'", "2", "2.5", "None", "True")
IGNORES: Final = ("", "", "", "  # type: ignore[impossible-case]", "  # type: ignore[blindspot]", "  # type: ignore")
HEADERS: Final = ("", "", "", "# mypy: disable-error-code=impossible-case\n", "# a comment\n", "\n\n")


@dataclass
class Part:
    kind: str
    name: str
    literal: str
    ignore: str

    def render(self) -> str:
        text = PARTS[self.kind].replace("NAME", self.name).replace("IGNORE", self.ignore)
        literal = "'200'" if self.kind not in ("plain", "call") and self.literal in ("None", "True") else self.literal
        return text.replace("LIT", literal)


@dataclass
class Project:
    """The state of the project, and the files that the last edit touched."""

    random: random.Random
    directory: Path
    shared: dict[str, str] = field(default_factory=dict)
    modules: dict[str, list[Part]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    counter: int = 0
    clock: int = 1_000_000_000

    def start(self) -> None:
        self.shared = {"alias": "str", "load": "str", "member": "2", "kind": "b", "eq": ""}
        for _ in range(4):
            self.add_module()
        for kind in PARTS:
            self.add_part(kind)
        self.write()

    def edit(self) -> str:
        """One random edit, written to disk; returns what it was."""
        self.touched = set()
        edits = (
            [self.change_shared] * 5
            + [self.change_part] * 6
            + [self.change_ignore] * 4
            + [self.add_part, self.rename_part, self.delete_part, self.change_header] * 2
            + [self.add_module, self.delete_module, self.rename_module, self.touch]
        )
        chosen = self.random.choice(edits)
        chosen()
        self.write()
        return chosen.__name__

    def module(self) -> str:
        return self.random.choice(sorted(self.modules))

    def part(self) -> Part | None:
        module = self.module()
        self.touched.add(module)
        return self.random.choice(self.modules[module]) if self.modules[module] else None

    def change_shared(self) -> None:
        key = self.random.choice(sorted(self.shared))
        choices = {
            "alias": ["str", "int", "bytes", "float", "str | int"],
            "load": ["str", "int", "bytes", "str | None"],
            "member": ["2", "200", "7"],
            "kind": ["b", "zz", "200"],
            "eq": ["", "    def __eq__(self, other: object) -> bool: ..."],
        }
        self.shared[key] = self.random.choice(choices[key])
        self.touched.add("shared")

    def change_part(self) -> None:
        if part := self.part():
            part.literal = self.random.choice(LITERALS)

    def change_ignore(self) -> None:
        if part := self.part():
            part.ignore = self.random.choice(IGNORES)

    def rename_part(self) -> None:
        if part := self.part():
            self.counter += 1
            part.name = f"name{self.counter}"

    def delete_part(self) -> None:
        module = self.module()
        if len(self.modules[module]) > 2:
            self.modules[module].pop(self.random.randrange(len(self.modules[module])))
            self.touched.add(module)

    def add_part(self, kind: str | None = None) -> None:
        module = self.module()
        self.counter += 1
        kind = kind or self.random.choice(sorted(PARTS))
        part = Part(kind, f"name{self.counter}", self.random.choice(LITERALS), self.random.choice(IGNORES))
        self.modules[module].insert(self.random.randrange(len(self.modules[module]) + 1), part)
        self.touched.add(module)

    def change_header(self) -> None:
        module = self.module()
        self.headers[module] = self.random.choice(HEADERS)
        self.touched.add(module)

    def touch(self) -> None:
        self.headers[self.module()] = f"# {self.random.random()}\n"

    def add_module(self) -> None:
        self.counter += 1
        self.modules[f"module{self.counter}"] = []
        self.touched.add(f"module{self.counter}")

    def delete_module(self) -> None:
        if len(self.modules) > 3:
            module = self.module()
            del self.modules[module]
            (self.directory / f"{module}.py").unlink()

    def rename_module(self) -> None:
        module = self.module()
        self.counter += 1
        self.modules[f"module{self.counter}"] = self.modules.pop(module)
        (self.directory / f"{module}.py").unlink()
        self.touched.add(f"module{self.counter}")

    def write(self) -> None:
        texts = {"shared": SHARED.format(**self.shared)}
        for module, parts in self.modules.items():
            imports = "from shared import Code, Event, Kind, Level, Mode, Pair, Record, Status, V, load\n"
            texts[module] = self.headers.get(module, "") + imports + "".join(part.render() for part in parts)
        for module, text in texts.items():
            path = self.directory / f"{module}.py"
            if not path.exists() or path.read_text() != text:
                path.write_text(text)
                # The daemon sees no edit that keeps the size of a file within the second of the one before.
                self.clock += 10
                os.utime(path, (self.clock, self.clock))
                self.touched.add(module)

    def files(self) -> list[str]:
        return ["shared.py", *sorted(f"{module}.py" for module in self.modules)]
