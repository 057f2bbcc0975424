from psycopg.connection_async import AsyncConnection as AsyncConnection
from psycopg.cursor_async import AsyncCursor as AsyncCursor
