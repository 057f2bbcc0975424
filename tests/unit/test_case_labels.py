"""The labels of the impossible-case and unchecked-case files, measured by running the files.

A copy of each file runs with probes. Before a `match`, every pattern is tried alone on the subject, with
wildcards in the place of all other patterns; each `==`, `!=` and `in` reports its result. What no sample
of the file brings to life is dead, and the dead are exactly the lines marked `# E: impossible-case`.
"""

from __future__ import annotations

import ast
import asyncio
import inspect
import re
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CASES = Path(__file__).parents[1] / "cases"
FILES = sorted([*CASES.glob("impossible-case/*.py"), *CASES.glob("unchecked-case/*.py")])
RUNNABLE = [p for p in FILES if sys.version_info >= (3, int((re.findall(r"_py3(\d+)$", p.stem) or ["0"])[0]))]
MARK = re.compile(r"# E: (impossible-case|unchecked-case)(?: x(\d+))?$")
UNREACHED = "# label: unreached"
WILDCARD = ast.MatchAs(pattern=None, name=None)

in_every_file = pytest.mark.parametrize("path", RUNNABLE, ids=lambda p: f"{p.parent.name}/{p.stem}")


@dataclass(frozen=True, eq=False)
class Unit:
    """One pattern alone, or one comparison; `parent` is the pattern around it, which has to match first."""

    line: int
    skeleton: ast.pattern | None = None
    parent: Unit | None = None


def units(pattern: ast.pattern, wrap: Callable[[ast.pattern], ast.pattern], parent: Unit | None) -> Iterator[Unit]:
    match pattern:
        case ast.MatchOr(patterns=patterns):
            for alternative in patterns:
                yield from units(alternative, wrap, parent)
        case ast.MatchAs(pattern=ast.pattern() as inner):
            yield from units(inner, wrap, parent)
        case ast.MatchValue() | ast.MatchSingleton():
            yield Unit(pattern.lineno, wrap(pattern), parent)
        case ast.MatchSequence(patterns=patterns):
            bare = [ast.MatchStar(name=None) if isinstance(p, ast.MatchStar) else WILDCARD for p in patterns]
            yield (unit := Unit(pattern.lineno, wrap(ast.MatchSequence(bare)), parent))
            for i, part in enumerate(patterns):
                left, right = bare[:i], bare[i + 1 :]
                yield from units(part, lambda p, a=left, b=right: wrap(ast.MatchSequence([*a, p, *b])), unit)
        case ast.MatchMapping(keys=keys, patterns=patterns):
            yield (unit := Unit(pattern.lineno, wrap(ast.MatchMapping([], [], None)), parent))
            for key, part in zip(keys, patterns, strict=True):
                yield (keyed := Unit(key.lineno, wrap(ast.MatchMapping([key], [WILDCARD], None)), unit))
                yield from units(part, lambda p, k=key: wrap(ast.MatchMapping([k], [p], None)), keyed)
        case ast.MatchClass(cls=cls, patterns=patterns, kwd_attrs=names, kwd_patterns=keywords):
            yield (unit := Unit(pattern.lineno, wrap(ast.MatchClass(cls, [], [], [])), parent))
            for i, part in enumerate(patterns):
                before = [WILDCARD] * i
                yield from units(part, lambda p, a=before: wrap(ast.MatchClass(cls, [*a, p], [], [])), unit)
            for name, part in zip(names, keywords, strict=True):
                yield from units(part, lambda p, n=name: wrap(ast.MatchClass(cls, [], [n], [p])), unit)


class Probes(ast.NodeTransformer):
    """Put a probe at each pattern, comparison and case body."""

    def __init__(self, path: Path) -> None:
        source = path.read_text(encoding="utf-8")
        self.lines = ["", *source.splitlines()]
        self.units: list[Unit] = []
        self.alive: set[Unit] = set()
        self.bodies: list[tuple[range, int]] = []  # the lines of the patterns before each body, and its number
        self.fall_through: dict[int, int] = {}  # line of a pattern -> number of the body of `case _`
        self.entered: set[int] = set()
        self.numbers = iter(range(sys.maxsize))
        self.tree = ast.fix_missing_locations(self.visit(ast.parse(source)))

    def called(self, name: str, *numbers: int) -> ast.Call:
        return ast.Call(ast.Name(name, ast.Load()), [ast.Constant(n) for n in numbers], [])

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        if len(node.ops) > 1 or not isinstance(node.ops[0], ast.Eq | ast.NotEq | ast.In):
            return node
        self.units.append(Unit(node.lineno))
        probe = self.called("_compared", len(self.units) - 1, not isinstance(node.ops[0], ast.NotEq))
        probe.args.append(node)
        return probe

    def visit_Match(self, node: ast.Match) -> list[ast.stmt]:
        probes: list[ast.stmt] = [ast.Assign([ast.Name("_subject", ast.Store())], node.subject)]
        node.subject = ast.Name("_subject", ast.Load())
        if not (isinstance(last := node.cases[-1].pattern, ast.MatchAs) and last.pattern is None):
            node.cases.append(ast.match_case(WILDCARD, None, [ast.Pass()]))
        numbers = [next(self.numbers) for _ in node.cases]
        for case, number in zip(node.cases, numbers, strict=True):
            for unit in (found := list(units(case.pattern, lambda pattern: pattern, None))):
                hit = ast.Expr(self.called("_matched", len(self.units)))
                self.units.append(unit)
                self.fall_through[unit.line] = numbers[-1]
                alone = ast.match_case(unit.skeleton, None, [hit])
                probes.append(ast.Match(ast.Name("_subject", ast.Load()), [alone]))
            if found:
                assert case.body[0].lineno > case.pattern.end_lineno, "the body is on its own line"
                self.bodies.append((range(case.pattern.lineno, case.pattern.end_lineno + 1), number))
        self.generic_visit(node)
        for case, number in zip(node.cases, numbers, strict=True):
            case.body.insert(0, ast.Expr(self.called("_entered", number)))
        return [*probes, node]

    def compared(self, index: int, wanted: int, result: object) -> object:
        if bool(result) is bool(wanted):
            self.alive.add(self.units[index])
        return result


@cache
def run(path: Path) -> Probes:
    probes = Probes(path)
    module = ModuleType(f"{path.parent.name}/{path.stem}")
    sys.modules[module.__name__] = module
    matched = lambda index: probes.alive.add(probes.units[index])  # noqa: E731
    vars(module).update(_matched=matched, _compared=probes.compared, _entered=probes.entered.add)
    exec(compile(probes.tree, str(path), "exec"), vars(module))
    for function, samples in module.SAMPLES:
        assert samples, f"{function.__qualname__} has no samples"
        for arguments in samples:
            try:
                result = function(*arguments)
                if inspect.iscoroutine(result):
                    asyncio.run(result)
                elif inspect.isgenerator(result):
                    list(result)
            except (ValueError, AssertionError, SystemExit):  # how a sample leaves a `case _` that raises
                continue
    return probes


def marked(probes: Probes, check: str) -> Counter[int]:
    marks = [(n, m) for n, line in enumerate(probes.lines) if (m := MARK.search(line)) and m[1] == check]
    return Counter({n: int(m[2] or 1) for n, m in marks})


def unreached(probes: Probes) -> set[int]:
    return {n for n, line in enumerate(probes.lines) if line.endswith(UNREACHED)}


def dead(probes: Probes) -> Counter[int]:
    return Counter(
        u.line for u in probes.units if u not in probes.alive and (u.parent is None or u.parent in probes.alive)
    )


@in_every_file
def test_the_dead_patterns_are_the_marked_ones(path: Path) -> None:
    probes = run(path)
    opted_out = unreached(probes)
    assert {n: k for n, k in dead(probes).items() if n not in opted_out} == marked(probes, "impossible-case")


@in_every_file
def test_unmarked_cases_are_entered(path: Path) -> None:
    probes = run(path)
    excused = unreached(probes) | set(marked(probes, "impossible-case"))
    bodies = [(lines, number) for lines, number in probes.bodies if excused.isdisjoint(lines)]
    assert [lines[0] for lines, number in bodies if number not in probes.entered] == []


@in_every_file
def test_what_is_said_to_be_unreached_is(path: Path) -> None:
    probes = run(path)
    asleep = {line for lines, number in probes.bodies if number not in probes.entered for line in lines}
    assert unreached(probes) <= asleep | set(dead(probes))


@in_every_file
def test_unchecked_cases_match_one_form_and_let_another_fall_through(path: Path) -> None:
    probes = run(path)
    for line in marked(probes, "unchecked-case"):
        on_line = [u for u in probes.units if u.line == line]
        assert on_line, line
        assert probes.alive.issuperset(on_line), line
        assert probes.fall_through[line] in probes.entered, line


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_the_name_says_whether_there_are_marks(path: Path) -> None:
    marks = [m[1] for line in path.read_text(encoding="utf-8").splitlines() if (m := MARK.search(line))]
    assert set(marks) == ({path.parent.name} if path.name.startswith("finds_") else set())


def test_enough_was_measured() -> None:
    runs = [run(path) for path in RUNNABLE]
    assert sum(sum(marked(p, "impossible-case").values()) for p in runs) > 200
    assert sum(sum(marked(p, "unchecked-case").values()) for p in runs) > 20
    assert sum(len(p.alive) for p in runs) > 400
    assert sum(len(unreached(p)) for p in runs) < 40
