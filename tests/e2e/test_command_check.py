"""``mypy-blindspot check`` runs mypy as the project would, with the plugin added."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mypy_blindspot.cli.main import main

COMMAND = (sys.executable, "-m", "mypy_blindspot.cli.main")
MYPY = (sys.executable, "-m", "mypy")
FINDING = "[impossible-case]"
APP = """\
def describe(status: str):
    match status:
        case 200:
            return "success"
"""
# Says which configuration mypy reads, and which files stand beside it at that time.
SPY = """\
import os, sys
from mypy.plugin import Plugin

class Spy(Plugin):
    def __init__(self, options):
        super().__init__(options)
        beside = os.listdir(os.path.dirname(options.config_file) or ".")
        print("SPY", options.config_file, *sorted(name for name in beside if "blindspot" in name), file=sys.stderr)

def plugin(version):
    return Spy
"""
SLEEPER = """\
import time
from pathlib import Path
from mypy.plugin import Plugin

def plugin(version):
    Path("started").touch()
    time.sleep(60)
    return Plugin
"""


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path) -> Path:
    """A repository with one module, in a home without configurations. mypy's cache lies elsewhere."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("MYPY_CACHE_DIR", str(cache))
    root = tmp_path / "project"
    (root / ".git").mkdir(parents=True)
    (root / "app.py").write_text(APP)
    (root / "spy.py").write_text(SPY)
    return root


def run(directory: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False, timeout=120)


def check(directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(directory, *COMMAND, "check", *arguments)


def plain_mypy(directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    with pytest.MonkeyPatch.context() as patch:
        # Another plugin makes mypy drop its cache.
        patch.setenv("MYPY_CACHE_DIR", os.environ["MYPY_CACHE_DIR"] + "-plain")
        return run(directory, *MYPY, *arguments)


def files(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir() if path.name != "__pycache__")


def test_no_configuration_is_needed_and_none_is_left(project: Path) -> None:
    before = files(project)
    result = check(project, "app.py")
    assert (result.returncode, result.stderr) == (1, "")
    assert FINDING in result.stdout
    assert files(project) == before


def test_exit_code_is_0_where_mypy_finds_nothing(project: Path) -> None:
    result = check(project, "-c", "x = 1")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments", [(), ("--nonsense",), ("no_such_file.py",), ("--config-file", "no.ini", "app.py")]
)
def test_usage_errors_are_mypys_own(project: Path, arguments: tuple[str, ...]) -> None:
    result, plain = check(project, *arguments), plain_mypy(project, *arguments)
    assert plain.returncode == 2
    assert (result.returncode, result.stdout, result.stderr) == (2, plain.stdout, plain.stderr)


CONFIGS = {
    "mypy.ini": ("mypy.ini", "[mypy]\ndisallow_untyped_defs = True\nplugins = ./spy.py\n"),
    "hidden": (".mypy.ini", "[mypy]\ndisallow_untyped_defs = True\nplugins =\n    spy.py,\n    spy.py:plugin,\n"),
    "setup.cfg": ("setup.cfg", "[metadata]\nname = x\n\n[mypy]\ndisallow_untyped_defs = True\nplugins = spy.py\n"),
    "toml list": ("pyproject.toml", '[tool.mypy]\ndisallow_untyped_defs = true\nplugins = ["./spy.py"]\n'),
    "toml text": ("pyproject.toml", '[tool.mypy]\ndisallow_untyped_defs = true\nplugins = "spy.py, spy.py:plugin"\n'),
    "plugin alone": ("mypy.ini", "[mypy]\ndisallow_untyped_defs = True\n"),
    "toml plugin alone": ("pyproject.toml", "tool.mypy.disallow_untyped_defs = true\n"),
    "other section": ("mypy.ini", "[mypy-app]\ndisallow_untyped_defs = True\n"),
}


@pytest.mark.parametrize("kind", CONFIGS)
def test_every_kind_of_configuration_keeps_its_meaning(project: Path, kind: str) -> None:
    name, text = CONFIGS[kind]
    (project / name).write_text(text)
    before = files(project)
    result, plain = check(project, "app.py"), plain_mypy(project, "app.py")
    assert "[no-untyped-def]" in plain.stdout
    assert [line for line in plain.stdout.splitlines() if not line.startswith("Found")] == [
        line
        for line in result.stdout.splitlines()
        if FINDING not in line and "help:" not in line and "Found" not in line
    ]
    assert FINDING in result.stdout
    copy = f".{name.lstrip('.')}.blindspot{'.toml' if name.endswith('.toml') else '.ini'}"
    assert result.stderr == "".join(
        f"SPY {copy} {copy}\n" if line.startswith("SPY") else line for line in plain.stderr.splitlines(keepends=True)
    )
    assert result.returncode == plain.returncode == 1
    assert files(project) == before


def unrecognized(name: str, section: str = "mypy") -> str:
    """A configuration that mypy complains about, so that one sees which one it reads."""
    value = "1" if name.endswith((".ini", ".cfg", "config")) else '"1"'
    return f"[{section}]\nfrom_{name.strip('.').replace('.', '_').replace('/', '_')} = {value}\n"


LAYOUTS = {
    "mypy.ini first": {"mypy.ini": "mypy", ".mypy.ini": "mypy", "pyproject.toml": "tool.mypy", "setup.cfg": "mypy"},
    "hidden next": {".mypy.ini": "mypy", "pyproject.toml": "tool.mypy", "setup.cfg": "mypy"},
    "toml before setup.cfg": {"pyproject.toml": "tool.mypy", "setup.cfg": "mypy"},
    "toml without [tool.mypy]": {"pyproject.toml": "tool.mypy-blindspot.x", "setup.cfg": "mypy"},
    "parent": {"../mypy.ini": "mypy", "setup.cfg": "metadata"},
    "home": {"~/.mypy.ini": "mypy", "pyproject.toml": "tool.other"},
    "home before settings of ours": {"~/.config/mypy/config": "mypy", "pyproject.toml": "tool.mypy-blindspot.x"},
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_configuration_is_the_one_that_mypy_finds(project: Path, tmp_path: Path, layout: str) -> None:
    inside = project / "package"
    inside.mkdir()
    (inside / "empty.py").touch()
    for name, section in LAYOUTS[layout].items():
        path = Path(str(inside / name) if name[0] != "~" else name.replace("~", str(tmp_path / "home")))
        path.parent.mkdir(parents=True, exist_ok=True)
        text = unrecognized(name, section)
        path.write_text(text.replace("from_", "facts = []\n#") if "blindspot" in section else text)
    result, plain = check(inside, "empty.py"), plain_mypy(inside, "empty.py")
    assert "Unrecognized option: from_" in plain.stderr
    # After the file's name, which is the copy's.
    assert [line.split(": ", 1)[1] for line in result.stderr.splitlines()] == [
        line.split(": ", 1)[1] for line in plain.stderr.splitlines()
    ]


def test_the_search_ends_at_the_root_of_the_repository(project: Path, tmp_path: Path) -> None:
    (tmp_path / "mypy.ini").write_text(unrecognized("mypy.ini"))
    assert check(project, "-c", "").stderr == ""


CONFIG_FILE_OPTIONS = {
    "separate": ("--config-file", "own.toml", "app.py"),
    "joined": ("app.py", "--config-file=own.toml", "--strict"),
    "shortened": ("--conf", "own.toml", "app.py"),
    "the last one": ("--config-file=", "--config-file", "own.toml", "app.py"),
    "from a file": ("@arguments.txt",),
    "before dashes": ("--config-file=own.toml", "--", "app.py"),
}


@pytest.mark.parametrize("form", CONFIG_FILE_OPTIONS)
def test_the_option_for_the_configuration_is_followed(project: Path, form: str) -> None:
    (project / "mypy.ini").write_text(unrecognized("mypy.ini"))
    (project / "own.toml").write_text('[tool.mypy]\nplugins = ["spy.py"]\n')
    (project / "arguments.txt").write_text("--config-file\nown.toml\napp.py\n")
    result = check(project, *CONFIG_FILE_OPTIONS[form])
    assert result.stderr == "SPY .own.toml.blindspot.toml .own.toml.blindspot.toml\n"
    assert FINDING in result.stdout


@pytest.mark.parametrize("arguments", [("--config-file=", "app.py"), ("--config-file", "", "app.py")])
def test_an_empty_option_means_no_configuration(project: Path, arguments: tuple[str, ...]) -> None:
    (project / "mypy.ini").write_text(unrecognized("mypy.ini"))
    (project / "pyproject.toml").write_text("[tool.mypy-blindspot]\nfcts = []\n")
    result = check(project, *arguments)
    assert (result.returncode, result.stderr) == (1, "")
    assert FINDING in result.stdout


@pytest.mark.parametrize("name", ["mypy_blindspot", "mypy_blindspot:plugin"])
def test_a_configuration_that_names_the_plugin_is_used_as_it_is(project: Path, name: str) -> None:
    (project / "pyproject.toml").write_text(f'[tool.mypy]\nplugins = ["{name}", "spy.py"]\n')
    result = check(project, "app.py")
    assert result.stderr == "SPY pyproject.toml\n"
    assert result.stdout.count(FINDING) == 1


def test_settings_of_ours_without_a_configuration_of_mypy_are_read(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.mypy-blindspot]\nfcts = []\n")
    inside = project / "package"
    inside.mkdir()
    for arguments in (("-c", "x = 1"), ("--config-file", "../pyproject.toml", "-c", "x = 1")):
        result = check(inside, *arguments)
        assert result.returncode == 2
        assert '[tool.mypy-blindspot]: unknown key "fcts", did you mean "facts"?' in result.stdout + result.stderr
        assert "Traceback" not in result.stdout + result.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mypy.ini", "[mypy]\n\n[mypy.plugins.mypy-blindspot]\nfcts = x\n"),
        ("pyproject.toml", "[tool.mypy]\n\n[tool.mypy-blindspot]\nfcts = []\n"),
    ],
)
def test_a_wrong_setting_is_one_clear_message(project: Path, name: str, text: str) -> None:
    (project / name).write_text(text)
    result = check(project, "app.py")
    assert result.returncode == 2
    (line,) = (result.stdout + result.stderr).splitlines()
    assert name in line
    assert 'unknown key "fcts", did you mean "facts"?' in line


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", "[tool.mypy\n"),
        ("mypy.ini", "plugins = x\n"),
        ("pyproject.toml", "[tool.mypy]\nplugins = 3\n"),
    ],
)
def test_a_configuration_that_mypy_cannot_read_is_left_to_it(project: Path, name: str, text: str) -> None:
    (project / name).write_text(text)
    result, plain = check(project, "app.py"), plain_mypy(project, "app.py")
    assert plain.stderr.startswith(f"{name}: ")
    assert (result.returncode, result.stdout) == (plain.returncode, plain.stdout)
    ours, mypys = result.stderr.split("\n", 1)
    assert ours.startswith("mypy-blindspot: mypy runs without the plugin: its configuration cannot be read")
    assert mypys == plain.stderr


def test_paths_stay_relative_to_the_working_directory(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MYPY_CACHE_DIR")
    inside = project / "package"
    for library in (inside / "lib", project / "shared"):
        library.mkdir(parents=True)
        (library / f"{library.name}_module.py").write_text("x: int = 1\n")
    (inside / "one.py").write_text("import lib_module, shared_module\nlib_module.x + shared_module.x + ''\n")
    (project / "mypy.ini").write_text(
        "[mypy]\nplugins = spy.py\nfiles = *.py\nmypy_path = lib:$MYPY_CONFIG_FILE_DIR/shared\n"
    )
    result = check(inside, "--cache-dir", "own_cache")
    assert result.stdout.splitlines()[0].startswith("one.py:2: error: Unsupported operand types")
    assert files(inside) == ["lib", "one.py", "own_cache"]


def test_packages_modules_and_workers_are_passed_on(project: Path) -> None:
    for arguments in (("-m", "app"), ("-n", "2", "app.py"), ("--", "app.py")):
        result = check(project, *arguments)
        assert (result.returncode, result.stderr) == (1, "")
        assert result.stdout.count(FINDING) == 1


def test_help_after_check_is_mypys(project: Path) -> None:
    result = check(project, "--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == plain_mypy(project, "--help").stdout


def test_a_copy_of_another_run_is_left_alone(project: Path) -> None:
    (project / "mypy.ini").write_text("[mypy]\nplugins = spy.py\n")
    other = project / ".mypy.ini.blindspot.ini"
    other.write_text("of another run")
    before = files(project)
    result = check(project, "app.py")
    assert FINDING in result.stdout
    assert result.stderr.startswith("SPY .mypy.ini.blindspot-")
    assert files(project) == before
    assert other.read_text() == "of another run"


def test_a_directory_that_cannot_be_written_to_is_worked_around(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    # Permissions do not stop a test that runs as root.
    def refuse(path: Path, mode: str = "r", **options: object) -> object:
        if mode == "x":
            raise PermissionError(13, "Permission denied", str(path))
        return open_path(path, mode, **options)  # type: ignore[call-overload]

    open_path = Path.open
    (project / "mypy.ini").write_text("[mypy]\ndisallow_untyped_defs = True\n")
    monkeypatch.chdir(project)
    monkeypatch.setattr(Path, "open", refuse)
    assert main(["check", "app.py"]) == 1
    out, err = capfd.readouterr()
    assert FINDING in out
    assert "[no-untyped-def]" in out
    (line,) = err.splitlines()
    assert line.startswith('mypy-blindspot: cannot write to ".": ')
    assert not Path(line.split()[-1]).exists()


@contextlib.contextmanager
def started(project: Path) -> Iterator[subprocess.Popen[str]]:
    """The command, at a time when mypy is at work; in a session of its own, as at a terminal."""
    (project / "sleeper.py").write_text(SLEEPER)
    (project / "pyproject.toml").write_text('[tool.mypy]\nplugins = ["sleeper.py"]\n')
    process = subprocess.Popen(
        [*COMMAND, "check", "app.py"], cwd=project, text=True, stdout=subprocess.PIPE, start_new_session=True
    )
    try:
        while not (project / "started").exists():
            assert process.poll() is None
            time.sleep(0.05)
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_nothing_is_left_when_the_command_is_ended(project: Path, number: signal.Signals) -> None:
    with started(project) as process:
        assert ".pyproject.toml.blindspot.toml" in files(project)
        process.send_signal(number)
        # End of file: mypy has ended too.
        process.communicate(timeout=20)
        assert process.returncode == 128 + number
        assert ".pyproject.toml.blindspot.toml" not in files(project)


@pytest.mark.parametrize(("to_group", "code"), [(True, 2), (False, 130)])
def test_nothing_is_left_when_the_command_is_interrupted(project: Path, to_group: bool, code: int) -> None:
    with started(project) as process:
        if to_group:
            os.killpg(process.pid, signal.SIGINT)
        else:
            process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=20)
        assert process.returncode == code
        assert ("Interrupted" in out) is to_group
        assert ".pyproject.toml.blindspot.toml" not in files(project)


def test_version_and_help_do_not_import_mypy() -> None:
    code = (
        "import contextlib, sys\nfrom mypy_blindspot.cli.main import main\n"
        "with contextlib.suppress(SystemExit): main(sys.argv[1:])\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('mypy', 'tomlkit', 'subprocess')])"
    )
    for option, shown in (("--version", "mypy-blindspot 0."), ("--help", "usage: mypy-blindspot ")):
        result = subprocess.run([sys.executable, "-c", code, option], capture_output=True, text=True, check=True)
        assert result.stdout.startswith(shown)
        assert result.stdout.splitlines()[-1] == "[]"


def test_an_unknown_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["chekc", "app.py"])
    assert exit_.value.code == 2
    assert "choose from" in capsys.readouterr().err
