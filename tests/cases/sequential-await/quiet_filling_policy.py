"""Quiet by policy: what was kept decides about the second call, or both do the same."""

from quiet_filling import _Board


async def a_branch_by_it(board: _Board) -> None:
    await board.load_users()
    if len(board.users) > 1:
        await board.load_rights_of(1)
    else:
        await board.load_rights_of(2)


async def a_test_of_it(board: _Board) -> None:
    await board.load_users()
    if board.users:
        await board.load_rights_of(1)


async def one_object(board: _Board) -> None:
    await board.load_users()
    await board.load_users()
