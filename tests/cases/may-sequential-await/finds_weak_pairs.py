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


class _Line:
    """A device behind one line: nothing tells of a network, but the name of the variable."""

    def __init__(self, port: Any) -> None:
        self._port = port

    async def _command(self, command: str) -> str:
        await self._port.submit(command)
        return str(await self._port.take_next())

    async def read_temperature(self) -> str:
        return await self._command("TEMP")

    async def read_mode(self) -> str:
        return await self._command("MODE")


async def of_a_client_that_no_network_is_seen_in(client: _Line) -> list[str]:
    temperature = await client.read_temperature()
    mode = await client.read_mode()  # E: may-sequential-await
    return [temperature, mode]
