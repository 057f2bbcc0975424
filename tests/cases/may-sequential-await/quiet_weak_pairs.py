"""Quiet by policy: proven groups have a code of their own; these need each other, write, or come from memory."""

from typing import Any, Protocol


class _Store(Protocol):
    async def fetch_user(self, number: int) -> str: ...

    async def list_orders(self, user: str) -> list[str]: ...

    async def save_user(self, number: int) -> str: ...

    async def get_setting(self, name: str) -> str: ...

    async def get_url(self, name: str) -> str: ...


async def needs_the_first(store: _Store, number: int) -> list[object]:
    user = await store.fetch_user(number)
    orders = await store.list_orders(user)
    return [user, orders]


async def writes(store: _Store, number: int) -> list[object]:
    saved = await store.save_user(number)
    user = await store.fetch_user(number)
    return [saved, user]


async def from_memory(store: _Store) -> list[str]:
    colour = await store.get_setting("colour")
    home = await store.get_url("home")
    return [colour, home]


async def leaves_in_between(store: _Store, number: int) -> list[object]:
    user = await store.fetch_user(number)
    if not user:
        return []
    orders = await store.list_orders("all")
    return [user, orders]


async def an_unknown_effect(store: Any) -> list[object]:
    left = await store.frobnicate(1)
    right = await store.frobnicate(2)
    return [left, right]
