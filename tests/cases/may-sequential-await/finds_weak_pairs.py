"""Awaits in a row of which only names tell that they read and wait."""

from abc import ABC, abstractmethod
from typing import Any, Protocol


class _Store(Protocol):
    async def fetch_user(self, number: int) -> str: ...

    async def list_orders(self, number: int) -> list[str]: ...


class _Backend(ABC):
    @abstractmethod
    async def get_user(self, number: int) -> str: ...

    async def get_rights(self, number: int) -> list[str]:
        return []


async def of_a_protocol(store: _Store, number: int) -> list[object]:
    user = await store.fetch_user(number)
    orders = await store.list_orders(number)  # E: may-sequential-await
    return [user, orders]


async def of_an_abstract_class(backend: _Backend, number: int) -> list[object]:
    user = await backend.get_user(number)
    rights = await backend.get_rights(number)  # E: may-sequential-await
    return [user, rights]


async def of_anything(store: Any, number: int) -> list[object]:
    user = await store.fetch_user(number)
    orders = await store.list_orders(number)  # E: may-sequential-await
    return [user, orders]
