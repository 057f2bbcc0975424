"""The package as users get it: built, installed into an empty environment, used far away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest

import mypy_blindspot
from mypy_blindspot.codes import CODES
from tests.mypy_runs import ROOT

PACKAGE: Final = ROOT / "mypy_blindspot"
SOURCE: Final = """\
import decimal
import uuid

def by_type(x: str, number: decimal.Decimal) -> int:
    match x:
        case 1:
            return 1
    match number:
        case 1:
            return 2
    return 0

def by_facts(key: uuid.UUID) -> int:
    match key:
        case "c0ffee":
            return 1
    return 0
"""
FINDINGS: Final = [
    'm.py:6: error: "case 1" never equals "x", which is "str"  [impossible-case]',
    'm.py:15: error: "case \'c0ffee\'" never equals "key", which is "UUID"  [impossible-case]',
]


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command that sees nothing of this environment and this checkout."""
    hidden = ("PYTHON", "VIRTUAL_ENV", "MYPY", "COV_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=600)


def succeed(*command: str | Path, cwd: Path) -> str:
    result = run(*command, cwd=cwd)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("wheel")
    succeed(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", directory, ROOT, cwd=directory)
    (built,) = directory.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of the programs of an environment that holds nothing but the wheel and what it needs."""
    directory = tmp_path_factory.mktemp("environment")
    venv.create(directory, with_pip=True)
    found = directory / ("Scripts" if os.name == "nt" else "bin")
    succeed(found / "python", "-m", "pip", "install", "--disable-pip-version-check", wheel, cwd=directory)
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mypy.ini").write_text("[mypy]\nplugins = mypy_blindspot\n")
    (tmp_path / "m.py").write_text(SOURCE)
    return tmp_path


def test_the_wheel_is_of_this_version_and_for_every_python_3(wheel: Path) -> None:
    assert wheel.name == f"mypy_blindspot-{mypy_blindspot.__version__.partition('+')[0]}-py3-none-any.whl"


def test_every_module_is_in_the_wheel(names: set[str]) -> None:
    wanted = {path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*.py")}
    assert {name for name in names if name.endswith(".py")} == wanted


def test_every_facts_file_is_in_the_wheel(names: set[str]) -> None:
    stubs = {path.relative_to(ROOT / "stubs").as_posix() for path in (ROOT / "stubs").rglob("*.pyi")}
    assert {name for name in names if name.endswith(".pyi")} == {f"mypy_blindspot/stubs/{name}" for name in stubs}


@pytest.mark.parametrize("name", ["py.typed", "stubs/uuid.pyi", "cli/demo_project/webhooks.py"])
def test_data_is_in_the_wheel(name: str, names: set[str]) -> None:
    assert f"mypy_blindspot/{name}" in names


def test_nothing_else_is_in_the_wheel(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"mypy_blindspot"}
    assert [name for name in names if {"tests", "__pycache__", ".mypy_cache"} & {*name.split("/")}] == []


def test_the_license_is_in_the_wheel(names: set[str]) -> None:
    assert [name for name in names if name.endswith("licenses/LICENSE")] != []


def test_the_plugin_works_outside_of_the_checkout(scripts: Path, project: Path) -> None:
    for _ in range(2):
        result = run(scripts / "mypy", "m.py", cwd=project)
        errors = [line for line in result.stdout.splitlines() if " error: " in line]
        assert (errors, result.stderr, result.returncode) == (FINDINGS, "", 1)


def test_the_package_is_the_installed_one(scripts: Path, project: Path) -> None:
    place = succeed(scripts / "python", "-c", "import mypy_blindspot; print(mypy_blindspot.__file__)", cwd=project)
    assert scripts.parent in Path(place).parents


def test_the_codes_are_known_to_the_installed_mypy(scripts: Path, project: Path) -> None:
    config = f"[mypy]\nplugins = mypy_blindspot\n[mypy-m]\ndisable_error_code = {', '.join(CODES)}\n"
    (project / "mypy.ini").write_text(config)
    assert succeed(scripts / "mypy", "m.py", cwd=project) == "Success: no issues found in 1 source file\n"


def test_the_installed_package_is_typed(scripts: Path, project: Path) -> None:
    (project / "m.py").write_text(
        "from mypy_blindspot.facts import own_equality\nreveal_type(own_equality)\nown_equality(1)\n"
    )
    result = run(scripts / "mypy", "m.py", cwd=project)
    assert "import-untyped" not in result.stdout
    assert result.stdout.splitlines()[1].startswith("m.py:3: error: ")


def test_the_command_tells_its_version(scripts: Path, project: Path) -> None:
    release = mypy_blindspot.__version__.partition("+")[0]
    assert succeed(scripts / "mypy-blindspot", "--version", cwd=project) == f"mypy-blindspot {release}\n"


def test_the_command_checks_a_project_that_does_not_name_the_plugin(scripts: Path, project: Path) -> None:
    (project / "mypy.ini").unlink()
    result = run(scripts / "mypy-blindspot", "check", "m.py", cwd=project)
    assert [line for line in result.stdout.splitlines() if " error: " in line] == FINDINGS
    assert result.returncode == 1


def test_the_demo_works_from_the_wheel(scripts: Path, project: Path) -> None:
    assert "[impossible-case]" in succeed(scripts / "mypy-blindspot", "demo", cwd=project)


def test_only_the_declared_packages_are_needed(scripts: Path, project: Path) -> None:
    command = "import importlib.metadata as m; print(*sorted(d.name.lower() for d in m.distributions()))"
    installed = set(succeed(scripts / "python", "-c", command, cwd=project).split())
    assert {"mypy", "mypy-blindspot", "tomlkit"} <= installed
    assert installed.isdisjoint({"django", "libcst", "jinja2", "rich", "pytest"})
