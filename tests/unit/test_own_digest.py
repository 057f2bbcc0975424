"""What mypy's cache is valid for: our own sources and facts, and the settings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mypy_blindspot import hooks
from mypy_blindspot.config import Config


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "site-packages" / "mypy_blindspot"
    for name in ("hooks.py", "checks/one.py", "stubs/lib.pyi", "stubs/README.md"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("x = 1\n")
    monkeypatch.setattr(hooks, "__file__", str(package / "hooks.py"))
    monkeypatch.setattr(hooks, "shipped_facts", lambda: package / "stubs")
    return package


@pytest.mark.parametrize("name", ["hooks.py", "checks/one.py", "stubs/lib.pyi"])
def test_an_edit_in_a_checkout_counts(name: str, package: Path) -> None:
    before = hooks.own_digest(Config())
    assert hooks.own_digest(Config()) == before
    (package / name).write_text("x = 2\n")
    os.utime(package / name, (1, 1))
    assert hooks.own_digest(Config()) != before


def test_other_files_do_not_count(package: Path) -> None:
    before = hooks.own_digest(Config())
    (package / "stubs" / "README.md").write_text("other\n")
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "hooks.py").write_text("")
    assert hooks.own_digest(Config()) == before


def test_of_an_installed_package_what_the_installer_wrote_down_counts(package: Path) -> None:
    information = package.parent / f"mypy_blindspot-{hooks.RELEASE}.dist-info"
    information.mkdir()
    (information / "RECORD").write_text("mypy_blindspot/hooks.py,sha256=a,1\n")
    before = hooks.own_digest(Config())
    os.utime(package / "hooks.py", (1, 1))
    assert hooks.own_digest(Config()) == before, "the same release, installed again, keeps the cache"
    (information / "RECORD").write_text("mypy_blindspot/hooks.py,sha256=b,1\n")
    assert hooks.own_digest(Config()) != before


def test_settings_and_facts_of_the_project_count(package: Path, tmp_path: Path) -> None:
    del package
    own = tmp_path / "acme.pyi"
    own.write_text("")
    digests = {hooks.own_digest(config) for config in (Config(), Config(read_verbs=("get",)), Config(facts=(own,)))}
    own.write_text("x = 1\n")
    assert len({*digests, hooks.own_digest(Config(facts=(own,)))}) == 4
