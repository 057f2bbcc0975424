"""Quiet: a fixture that passes on a generator is run to its end by the framework that calls it."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from inspect import unwrap

import pytest

from quiet_rows import events, rows


def fixture(
    function: Callable[[], AsyncGenerator[int, None]],
) -> Callable[[], AbstractAsyncContextManager[int]]:
    return asynccontextmanager(function)


@fixture
async def number() -> AsyncGenerator[int, None]:
    async for each in rows(1):
        yield each


async def program_fixture() -> None:
    async with number() as found:
        assert found == 0
    events.append("after")


@pytest.fixture
async def numbers() -> AsyncGenerator[int, None]:
    async for each in rows(1):
        yield each


@pytest.fixture(name="first", scope="session")
async def first_number() -> AsyncGenerator[int, None]:
    found = rows()
    yield await anext(found)
    await found.aclose()


async def program_fixtures_of_pytest() -> None:
    for declared in (numbers, first_number):
        async with asynccontextmanager(unwrap(declared))() as found:
            assert found == 0
    events.append("after")
