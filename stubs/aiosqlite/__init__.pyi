from aiosqlite.core import Connection as Connection
from aiosqlite.cursor import Cursor as Cursor
