"""Three requests one after the other, though none of them needs another one's answer."""

import asyncio
from typing import TypedDict


class Dashboard(TypedDict):
    user: str
    repositories: list[str]
    commits: int


async def fetch_user(user_id: int) -> str:
    await asyncio.sleep(0.02)  # stands for a request to the user service
    return f"user {user_id}"


async def fetch_repositories(user_id: int) -> list[str]:
    await asyncio.sleep(0.02)  # stands for a request to the repository service
    return [f"repository of {user_id}"]


async def fetch_commits(user_id: int) -> int:
    await asyncio.sleep(0.02)  # stands for a request to the statistics service
    return 10 * user_id


async def get_dashboard(user_id: int) -> Dashboard:
    # Each request starts when the one before it has ended: the times add up.
    user = await fetch_user(user_id)
    repositories = await fetch_repositories(user_id)
    commits = await fetch_commits(user_id)
    return {"user": user, "repositories": repositories, "commits": commits}


async def repaired_get_dashboard(user_id: int) -> Dashboard:
    # Right for these, which only read and wait for separate services. Calls that share a connection, or whose order
    # matters when one of them fails, stay in a row.
    user, repositories, commits = await asyncio.gather(
        fetch_user(user_id),
        fetch_repositories(user_id),
        fetch_commits(user_id),
    )
    return {"user": user, "repositories": repositories, "commits": commits}
