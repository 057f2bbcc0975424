"""Every test runs with errors of checks raised, not turned into notes."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _raise_from_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MYPY_BLINDSPOT_DEBUG", "1")
