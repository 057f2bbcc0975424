"""Every way to run mypy once: the same findings, in the same words and order, as in a cold run.

``mypy -n`` prints the files of an import cycle in an order of its own, with and without plugins; so does a run that
finds files in the cache, which tells it of further dependencies. There, and wherever not all files are checked, lines
are compared by file.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mypy_blindspot.codes import CODES
from tests.modes.edits import Project
from tests.modes.real_package import EDIT, LOOKUP_LESS_FILE, PACKAGE, copy_package, lines_of_code
from tests.mypy_runs import CASES, messages, run, write_config

PLAIN = "plain.ini"  # the configuration without the plugin
COMPLETE = ("check_untyped_defs = True", "ignore_missing_imports = True")
SQLITE, FILES, JSON = "--sqlite-cache", "--no-sqlite-cache", "--no-fixed-format-cache"
UNCACHED = ("--no-incremental", f"--cache-dir={os.devnull}")
# Each function is checked together with its module's top level, not after it.
ONE_PHASE = "--no-local-partial-types"


def by_file(lines: list[str]) -> dict[str, list[str]]:
    """The lines of each file; the summary stands for itself."""
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.partition(":")[0], []).append(line)
    return found


def of(file: str, lines: list[str]) -> list[str]:
    return by_file(lines).get(file, [])


# mypy prints no code with the notes that name further places; these checks have such.
FURTHER = re.compile(r"(gather_race|may_race|n_plus_one|may_n_plus_one)__\w+\.py:\d+: note: ")


def is_ours(line: str) -> bool:
    code = line.endswith(tuple(f"[{code}]" for code in CODES))
    return code or ": note: help: " in line or FURTHER.match(line) is not None


def without_ours(lines: list[str]) -> list[str]:
    """mypy's own messages; its summary counts ours."""
    return [line for line in lines if not is_ours(line) and not line.startswith("Found ")]


@dataclass(frozen=True)
class Corpus:
    """Files to check, and runs of mypy over them."""

    directory: Path
    targets: list[str]
    files: list[str]
    # A file that others depend on, if any does, and how it is edited: old text, new text.
    edited: tuple[str, str, str]
    # Those to be checked alone, by how their imports are followed.
    samples: dict[str, list[str]]

    @functools.cached_property
    def cold(self) -> list[str]:
        """The run that all others are compared with."""
        return self.check("cold", *self.targets)

    def libraries(self, copy: str, *options: str) -> str:
        """A cache of nothing but the standard library, as far as it is imported."""
        cache = "-".join(["libraries", *options])
        if not Path(self.cache(cache)).exists():
            imports = {text for file in self.files for text in _imports(self.directory / file)}
            target = self.directory.parent / "libraries.py"
            target.write_text("\n".join(sorted(imports)))
            self.check(cache, *options, str(target))
        return self.copy_cache(cache, copy)

    def check(self, cache: str, *arguments: str) -> list[str]:
        lines, code = run(self.directory, "--cache-dir", self.cache(cache), *arguments)
        return [*lines, f"exit code {code}"]

    def check_in_process_of_its_own(self, cache: str, *arguments: str, seed: int | None = None) -> list[str]:
        environment = os.environ if seed is None else {**os.environ, "PYTHONHASHSEED": str(seed)}
        command = [sys.executable, "-m", "mypy", "--cache-dir", self.cache(cache), *arguments]
        done = subprocess.run(
            command, cwd=self.directory, env=environment, capture_output=True, text=True, check=False, timeout=300
        )
        assert not done.stderr
        return [*done.stdout.splitlines(), f"exit code {done.returncode}"]

    def copy_cache(self, source: str, copy: str) -> str:
        shutil.copytree(self.cache(source), self.cache(copy))
        return copy

    def warm(self, copy: str) -> str:
        """A cache that knows all files as they are."""
        assert self.cold
        return self.copy_cache("cold", copy)

    @contextlib.contextmanager
    def edit(self) -> Iterator[None]:
        file, old, new = self.edited
        path = self.directory / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        try:
            yield
        finally:
            path.write_text(text, encoding="utf-8")

    def cache(self, name: str) -> str:
        return str(self.directory.parent / f"cache-{name}")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (f"import {alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not (path.parent / f"{node.module}.py").exists():
            yield f"import {node.module}"


def parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def case_book(directory: Path) -> Corpus:
    for path in sorted(CASES.glob("*/*.py")):
        if parses(path.read_text(encoding="utf-8")):
            # A module of this name in each of two directories is an error to mypy.
            shutil.copy(path, directory / f"{path.parent.name.replace('-', '_')}__{path.name}")
    write_config(directory, *COMPLETE)
    files = sorted(path.name for path in directory.glob("*.py"))
    edited = "impossible_case__finds_str_subject.py", "case 200:", 'case "zz":'
    return Corpus(directory, files, files, edited, samples={"followed": files[::12], "silent": files[1::40]})


def generated_project(directory: Path) -> Corpus:
    project = Project(random.Random(7), directory)
    project.start()
    for _ in range(150):
        project.add_part()
    for _ in range(15):
        project.edit()
    write_config(directory, *COMPLETE, "warn_unused_ignores = True")
    files = project.files()
    old = f"Status = {project.shared['alias']}\n"
    edited = "shared.py", old, "Status = float\n"
    return Corpus(directory, files, files, edited, samples={"followed": files, "silent": files})


def real_package(directory: Path) -> Corpus:
    changed = copy_package(directory, seed=5)
    write_config(directory, *COMPLETE)
    files = [*changed, LOOKUP_LESS_FILE]
    samples = [changed[0], LOOKUP_LESS_FILE]
    return Corpus(directory, [PACKAGE], files, EDIT, samples={"followed": samples, "silent": samples[:1]})


MAKERS = {"book": case_book, "project": generated_project, "package": real_package}


# With ``--dist loadgroup``, each corpus is checked cold by one worker only.
ALL = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in MAKERS]
# The package is large: modes that come to the same thing there are left to the others.
SMALL = ALL[:-1]


def pairs(*options: object) -> list[object]:
    """All options with the generated project, and the last one with the case book."""
    project = [pytest.param("project", option, marks=pytest.mark.xdist_group("project")) for option in options]
    return [*project, pytest.param("book", options[-1], marks=pytest.mark.xdist_group("book"))]


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Corpus]:
    """Each corpus by its name, made when first asked for."""

    @functools.cache
    def make(name: str) -> Corpus:
        directory = tmp_path_factory.mktemp(name) / "project"
        directory.mkdir()
        return MAKERS[name](directory)

    return make


@pytest.fixture
def corpus(request: pytest.FixtureRequest, corpora: Callable[[str], Corpus]) -> Corpus:
    return corpora(request.param)


@pytest.mark.parametrize("corpus", ALL, indirect=True)
def test_cold_run_has_enough_to_compare(corpus: Corpus) -> None:
    codes = Counter(message.code for message in messages(corpus.cold) if message.severity == "error")
    assert codes["impossible-case"] >= 40
    assert codes["unchecked-case"] >= 3
    assert len(without_ours(corpus.cold)) > 3, "messages of mypy itself"
    assert not [line for line in corpus.cold if "blindspot-internal" in line or "INTERNAL ERROR" in line]


@pytest.mark.parametrize("corpus", ALL[2:], indirect=True)
def test_package_is_large_and_has_findings_in_many_files(corpus: Corpus) -> None:
    assert lines_of_code(corpus.directory) > 20_000
    assert sum(map(is_ours, corpus.cold)) > 2 * 150, "a finding and its help note"
    assert set(corpus.files) <= {file for file, lines in by_file(corpus.cold).items() if any(map(is_ours, lines))}


@pytest.mark.parametrize("corpus", [ALL[0], ALL[2]], indirect=True)
def test_messages_of_mypy_are_those_without_the_plugin(corpus: Corpus) -> None:
    (corpus.directory / PLAIN).write_text("\n".join(["[mypy]", *COMPLETE, ""]))
    plain = corpus.check("plain", "--config-file", PLAIN, *corpus.targets)
    assert not list(filter(is_ours, plain))
    assert without_ours(corpus.cold) == without_ours(plain)


@pytest.mark.parametrize("corpus", ALL, indirect=True)
def test_warm_run_repeats_the_cold_one(corpus: Corpus) -> None:
    assert by_file(corpus.check(corpus.warm("warm"), *corpus.targets)) == by_file(corpus.cold)


@pytest.mark.parametrize("corpus", ALL, indirect=True)
def test_edit_and_its_undoing_are_like_cold_runs(corpus: Corpus) -> None:
    cache = corpus.warm("edited")
    with corpus.edit():
        edited = corpus.check(cache, *corpus.targets)
        cold = corpus.check(corpus.libraries("edited-cold"), *corpus.targets)
    assert by_file(edited) == by_file(cold)
    assert by_file(edited) != by_file(corpus.cold)
    assert by_file(corpus.check(cache, *corpus.targets)) == by_file(corpus.cold)


@pytest.mark.parametrize("workers", [2, 4])
@pytest.mark.parametrize("corpus", ALL, indirect=True)
def test_parallel_workers_find_the_same_in_each_file(corpus: Corpus, workers: int) -> None:
    lines = corpus.check_in_process_of_its_own(f"workers-{workers}", f"-n{workers}", *corpus.targets)
    assert by_file(lines) == by_file(corpus.cold)


@pytest.mark.parametrize("follow", ["followed", "silent"])
@pytest.mark.parametrize("corpus", ALL, indirect=True)
def test_file_alone_has_the_same_findings(corpus: Corpus, follow: str) -> None:
    options = ["--follow-imports=silent"] if follow == "silent" else []
    for file in corpus.samples[follow]:
        cache = corpus.libraries(f"alone-{follow}-{file.replace('/', '-')}", *options)
        assert of(file, corpus.check(cache, *options, file)) == of(file, corpus.cold)


@pytest.mark.parametrize(("corpus", "cache_format"), pairs(SQLITE, FILES, JSON), indirect=["corpus"])
def test_cache_format_changes_nothing(corpus: Corpus, cache_format: str) -> None:
    cold, warm = [corpus.check(f"format{cache_format}", cache_format, *corpus.targets) for _ in ("cold", "warm")]
    assert (cold, by_file(warm)) == (corpus.cold, by_file(corpus.cold))


@pytest.mark.parametrize(("corpus", "cache_format"), pairs(SQLITE, FILES, JSON), indirect=["corpus"])
def test_files_that_see_their_dependencies_in_the_cache_have_the_same_findings(
    corpus: Corpus, cache_format: str
) -> None:
    """In the project, all files depend on the first one; in the case book, on libraries."""
    first, *others = sorted(corpus.files, key=lambda file: file != corpus.edited[0])
    cache = f"parts{cache_format}"
    lines = of(first, corpus.check(cache, cache_format, first))
    rest = by_file(corpus.check(cache, cache_format, *others))
    assert lines == of(first, corpus.cold)
    assert [rest.get(file, []) for file in others] == [of(file, corpus.cold) for file in others]


@pytest.mark.parametrize(("corpus", "option"), pairs(*UNCACHED), indirect=["corpus"])
def test_run_without_a_cache_is_the_same(corpus: Corpus, option: str) -> None:
    assert corpus.check("none", option, *corpus.targets) == corpus.cold


@pytest.mark.parametrize("corpus", ALL, indirect=True)
def test_checking_modules_in_one_phase_is_the_same(corpus: Corpus) -> None:
    assert by_file(corpus.check("one-phase", ONE_PHASE, *corpus.targets)) == by_file(corpus.cold)


@pytest.mark.parametrize(("corpus", "seed"), pairs(1, 2), indirect=["corpus"])
def test_hash_seed_changes_nothing(corpus: Corpus, seed: int) -> None:
    cache = corpus.libraries(f"seed-{seed}")
    assert corpus.check_in_process_of_its_own(cache, *corpus.targets, seed=seed) == corpus.cold


@pytest.mark.parametrize("corpus", SMALL, indirect=True)
def test_order_of_arguments_changes_no_file(corpus: Corpus) -> None:
    lines = corpus.check(corpus.libraries("reversed"), *reversed(corpus.targets))
    assert by_file(lines) == by_file(corpus.cold)
