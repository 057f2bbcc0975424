"""The work on the awaits of a function grows as the function does: steps are counted, not timed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mypy_blindspot.analysis.awaits.groups import Group, Segment
from mypy_blindspot.analysis.awaits.invocations import Invocations
from mypy_blindspot.analysis.effects.effect import Effects, Places
from tests.mypy_runs import run_here, write_config

HEAD = """
import asyncio

class Api:
    async def get(self, number: int) -> int:
        await asyncio.sleep(1)
        return number

async def long(api: Api) -> list[int]:
    a0 = 1
"""
STEPS = (
    (Effects, "add"),
    (Effects, "meet"),
    (Places, "add"),
    (Places, "meet"),
    (Group, "accepts"),
    (Segment, "bind"),
    (Invocations, "effect"),
    (Invocations, "place"),
)


def independent(count: int) -> str:
    calls = "".join(f"    a{i} = await api.get({i})\n" for i in range(1, count + 1))
    return f"{calls}    return [{', '.join(f'a{i}' for i in range(1, count + 1))}]\n"


def dependent(count: int) -> str:
    return "".join(f"    a{i} = await api.get(a{i - 1})\n" for i in range(1, count + 1)) + f"    return [a{count}]\n"


def pairs(count: int) -> str:
    calls = "".join(f"    a{i} = await api.get(a{max(i - 2, 0)})\n" for i in range(1, count + 1))
    return f"{calls}    return [a{count - 1}, a{count}]\n"


def loops(count: int) -> str:
    turns = "".join(f"    for i{i} in range(9):\n        found.append(await api.get(i{i}))\n" for i in range(count))
    return f"    found: list[int] = []\n{turns}    return found\n"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What mypy keeps of the standard library from one run to the next."""
    return tmp_path_factory.mktemp("cache")


def steps(directory: Path, text: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    taken = [0]

    def counted(method: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            taken[0] += 1
            return method(*args, **kwargs)

        return step

    directory.mkdir()
    (directory / f"{directory.name}.py").write_text(HEAD + text)
    write_config(directory)
    with monkeypatch.context() as patched:
        for cls, name in STEPS:
            patched.setattr(cls, name, counted(getattr(cls, name)))
        run_here(directory, [f"--cache-dir={cache}", f"{directory.name}.py"])
    return taken[0]


@pytest.mark.parametrize("shape", [independent, dependent, pairs, loops])
def test_twice_the_awaits_take_twice_the_steps(
    shape: Callable[[int], str], tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = steps(tmp_path / f"{shape.__name__}_small", shape(60), cache, monkeypatch)
    large = steps(tmp_path / f"{shape.__name__}_large", shape(120), cache, monkeypatch)
    assert small > 60
    assert large < 2.2 * small
