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
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

CASES = Path(__file__).parents[1] / "cases"
FILES = sorted([*CASES.glob("impossible-case/*.py"), *CASES.glob("unchecked-case/*.py")])
RUNNABLE = [p for p in FILES if sys.version_info >= (3, int(p.stem.partition("_py3")[2] or 0))]
MARK = re.compile(r"# E: (impossible-case|unchecked-case)(?: x(\d+))?$")


class Unit:
    """One pattern alone, or one comparison; `parent` is the pattern around it, which has to match first."""

    def __init__(self, line: int, skeleton: str = "", parent: Unit | None = None) -> None:
        self.line, self.skeleton, self.parent, self.alive = line, skeleton, parent, False


def units(pattern: ast.pattern, around: str = "HOLE", parent: Unit | None = None) -> Iterator[Unit]:
    inner: list[tuple[int, str, ast.pattern]] = []
    match pattern:
        case ast.MatchOr() | ast.MatchAs() | ast.MatchStar():
            for part in ast.iter_child_nodes(pattern):
                yield from units(part, around, parent)  # type: ignore[arg-type]
            return
        case ast.MatchSequence(patterns=parts):
            bare = ["*_" if isinstance(p, ast.MatchStar) else "_" for p in parts]
            alone = f"[{', '.join(bare)}]"
            holes = [f"[{', '.join([*bare[:i], 'HOLE', *bare[i + 1 :]])}]" for i in range(len(bare))]
            inner = [(p.lineno, hole, p) for p, hole in zip(parts, holes, strict=True)]
        case ast.MatchMapping(keys=keys, patterns=parts):
            alone = "{}"
            inner = [(k.lineno, f"{{{ast.unparse(k)}: HOLE}}", p) for k, p in zip(keys, parts, strict=True)]
        case ast.MatchClass(cls=cls, patterns=parts, kwd_attrs=names, kwd_patterns=keywords):
            name = ast.unparse(cls)
            alone = f"{name}()"
            inner = [(p.lineno, f"{name}({'_, ' * i}HOLE)", p) for i, p in enumerate(parts)]
            inner += [(p.lineno, f"{name}({n}=HOLE)", p) for n, p in zip(names, keywords, strict=True)]
        case _:
            alone = ast.unparse(pattern)
    yield (unit := Unit(pattern.lineno, around.replace("HOLE", alone), parent))
    for line, hole, part in inner:
        closer, closest = around.replace("HOLE", hole), unit
        if isinstance(pattern, ast.MatchMapping):
            yield (closest := Unit(line, closer.replace("HOLE", "_"), unit))
        yield from units(part, closer, closest)


class Probes(ast.NodeTransformer):
    """A file with a probe at each pattern, comparison and case body, and what the probes have seen."""

    def __init__(self, path: Path) -> None:
        lines = dict(enumerate(path.read_text(encoding="utf-8").splitlines(), start=1))
        self.marks = {n: m for n, line in lines.items() if (m := MARK.search(line))}
        self.dead_marks = {n: int(m[2] or 1) for n, m in self.marks.items() if m[1] == "impossible-case"}
        self.unreached = {n for n, line in lines.items() if line.endswith("# label: unreached")}
        self.units: list[Unit] = []
        self.bodies: list[range] = []  # the lines of the patterns before each body
        self.fall_through: dict[int, int] = {}  # line of a pattern -> index of the body of `case _`
        self.entered: set[int] = set()
        self.tree = ast.fix_missing_locations(self.visit(ast.parse("\n".join(lines.values()))))

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        if len(node.ops) > 1 or not isinstance(node.ops[0], ast.Eq | ast.NotEq | ast.In):
            return node
        self.units.append(Unit(node.lineno))
        wanted = ast.Constant(not isinstance(node.ops[0], ast.NotEq))
        index = ast.Constant(len(self.units) - 1)
        return ast.Call(ast.Name("_matched", ast.Load()), [index, wanted, node], [])

    def visit_Match(self, node: ast.Match) -> list[ast.stmt]:
        probes: list[ast.stmt] = [ast.Assign([ast.Name("_subject", ast.Store())], node.subject)]
        node.subject = ast.Name("_subject", ast.Load())
        if not (isinstance(last := node.cases[-1].pattern, ast.MatchAs) and last.pattern is None):
            node.cases += ast.parse("match 0:\n case _: pass").body[0].cases  # type: ignore[attr-defined]
        first = len(self.bodies)
        for case in node.cases:
            for unit in (found := list(units(case.pattern))):
                hit = f"_matched({len(self.units)})"
                probes += ast.parse(f"match _subject:\n case {unit.skeleton}: {hit}").body
                self.units.append(unit)
                self.fall_through[unit.line] = first + len(node.cases) - 1
            self.bodies.append(range(case.pattern.lineno, case.pattern.end_lineno + 1) if found else range(0))
            assert case.body[0].lineno not in self.bodies[-1], "the body is on its own line"
        self.generic_visit(node)
        for number, case in enumerate(node.cases, start=first):
            case.body = ast.parse(f"_entered({number})").body + case.body
        return [*probes, node]

    def matched(self, index: int, wanted: bool = True, result: object = True) -> object:
        self.units[index].alive |= bool(result) is wanted
        return result

    def dead(self) -> Counter[int]:
        return Counter(u.line for u in self.units if not u.alive and (u.parent is None or u.parent.alive))


@cache
def run(path: Path) -> Probes:
    probes = Probes(path)
    name = f"{path.parent.name}/{path.stem}"
    module = sys.modules[name] = ModuleType(name)
    vars(module).update(_matched=probes.matched, _entered=probes.entered.add)
    exec(compile(probes.tree, str(path), "exec"), vars(module))
    for function, arguments in [(f, sample) for f, samples in module.SAMPLES for sample in samples]:
        with suppress(ValueError, AssertionError, SystemExit):  # how a sample leaves a `case _` that raises
            if inspect.iscoroutine(result := function(*arguments)):
                asyncio.run(result)
    return probes


@pytest.fixture(params=RUNNABLE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def probes(request: pytest.FixtureRequest) -> Probes:
    return run(request.param)


def test_the_dead_patterns_are_the_marked_ones(probes: Probes) -> None:
    assert {n: k for n, k in probes.dead().items() if n not in probes.unreached} == probes.dead_marks


def test_the_unmarked_cases_are_entered(probes: Probes) -> None:
    asleep = [lines for number, lines in enumerate(probes.bodies) if number not in probes.entered]
    excused = probes.unreached | set(probes.dead_marks)
    assert [lines[0] for lines in asleep if lines and excused.isdisjoint(lines)] == []
    assert probes.unreached <= {n for lines in asleep for n in lines} | set(probes.dead())


def test_unchecked_cases_match_one_form_and_let_the_other_fall_through(probes: Probes) -> None:
    for line in [n for n, m in probes.marks.items() if m[1] == "unchecked-case"]:
        assert {u.alive for u in probes.units if u.line == line} == {True}, line
        assert probes.fall_through[line] in probes.entered, line


def test_enough_was_measured() -> None:
    runs = [run(path) for path in RUNNABLE]
    assert [p for p in RUNNABLE if bool(run(p).marks) != p.name.startswith("finds_")] == []
    assert sum(int(m[2] or 1) for p in runs for m in p.marks.values()) > 400
    assert sum(u.alive for p in runs for u in p.units) > 1000
    assert sum(len(p.unreached) for p in runs) < 60
