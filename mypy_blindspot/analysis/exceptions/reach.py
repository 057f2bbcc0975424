"""Whether a call leaves the program: by facts about libraries, by its module, and last by names."""

from __future__ import annotations

import enum
import re
from typing import Final

from mypy.nodes import CallExpr, MemberExpr, NameExpr, StrExpr

from mypy_blindspot.analysis.effects.verbs import word_set
from mypy_blindspot.analysis.exceptions.vocabulary import any_of, is_asking_about, is_reaching, is_writing
from mypy_blindspot.analysis.facts import Facts


class Reach(enum.Enum):
    """What a call does to the world outside of the program."""

    NOTHING = "nothing"
    READS = "reads"
    WRITES = "writes"


_IO_MODULES: Final = word_set(
    """
    aiohttp aiofiles asyncpg boto3 botocore docker elasticsearch ftplib git google grpc http httpx
    kubernetes motor paramiko playwright psycopg psycopg2 psutil pymongo redis requests selenium shutil
    smtplib socket sqlalchemy sqlite3 subprocess urllib urllib3 websockets zipfile tarfile
    """
)
_IO_NAMES: Final = frozenset({"builtins.open", "io.open"})
_PATH_IO: Final = word_set(
    """
    open read_text read_bytes write_text write_bytes unlink mkdir rmdir rename replace iterdir stat touch
    """
)
_OS_IO: Final = word_set(
    """
    remove unlink listdir makedirs mkdir rename replace scandir stat kill chmod link walk
    """
)
_IN_MEMORY: Final = frozenset({"builtins", "typing", "collections", "re", "json", "datetime", "math", "inspect", "ast"})
# What stands for something outside of the program, whatever its class.
_REMOTE: Final = word_set(
    """
    api bucket client collection conn connection cursor database db redis sdk session
    """
)
# What containers do too, if it is not known what it is called on.
_OF_CONTAINERS: Final = word_set("add append copy insert remove replace update")
_SQL: Final = re.compile(
    r"\s*(?:(?P<writes>insert\s+into|update\s+\S+\s+set|delete\s+from|alter\s+table|drop\s+table)|select\s.*?\sfrom)\s",
    re.IGNORECASE | re.DOTALL,
)
_MARKS: Final = {"reads": Reach.READS, "writes": Reach.WRITES}


def short_name(call: CallExpr) -> str:
    """The name that a call ends with."""
    return call.callee.name if isinstance(call.callee, (NameExpr, MemberExpr)) else ""


def reach_of(call: CallExpr, name: str | None, facts: Facts) -> Reach:
    """What a call does outside, by its full name if that is known, and else by its short one."""
    short = short_name(call)
    if name is not None:
        markers = facts.markers(facts.definition(name))
        marked = next((reach for marker, reach in _MARKS.items() if marker in markers), None)
        if marked is not None:
            return marked
        top, _, rest = name.partition(".")
        is_path = top == "pathlib" and short in _PATH_IO
        if is_io(name) or is_path or (top in ("os", "posix") and rest in _OS_IO):
            return Reach.WRITES if is_writing(short) or short in ("unlink", "mkdir", "rename") else Reach.READS
        if top in _IN_MEMORY:
            return Reach.NOTHING
    return _by_sql(call) or _by_name(call, is_known=name is not None)


def _by_sql(call: CallExpr) -> Reach | None:
    """What a statement does that is handed to a database."""
    text = call.args[0].value if call.args and isinstance(call.args[0], StrExpr) else ""
    found = _SQL.match(text)
    if found is None:
        return None
    return Reach.WRITES if found["writes"] else Reach.READS


def _by_name(call: CallExpr, *, is_known: bool) -> Reach:
    short = short_name(call)
    if short[:1].isupper():
        return Reach.NOTHING
    if is_writing(short) and (is_known or short not in _OF_CONTAINERS):
        return Reach.WRITES
    reads = (is_reaching(short) and not is_key_lookup(call)) or is_on_remote(call)
    return Reach.READS if reads else Reach.NOTHING


def is_io(name: str) -> bool:
    """Whether a full name is that of a function which surely leaves the program."""
    top = name.partition(".")[0]
    return name in _IO_NAMES or (top in _IO_MODULES and not name.startswith("urllib.parse."))


def is_on_remote(call: CallExpr) -> bool:
    """Whether a method is called on what is named after something outside of the program."""
    receiver = call.callee.expr if isinstance(call.callee, MemberExpr) else None
    if not isinstance(receiver, (NameExpr, MemberExpr)) or is_key_lookup(call) or is_asking_about(short_name(call)):
        return False
    return is_remote(receiver.name)


def is_remote(name: str) -> bool:
    """Whether a variable or class is named after something outside of the program."""
    return any_of([name], _REMOTE)


def is_key_lookup(call: CallExpr) -> bool:
    """Whether one key of something in memory is asked for, as a mapping is: ``settings.get("size")``."""
    key = call.args[0] if call.args else None
    return short_name(call) == "get" and isinstance(key, StrExpr) and "/" not in key.value
