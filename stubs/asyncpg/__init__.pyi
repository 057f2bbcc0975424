from asyncpg.connection import Connection as Connection
from asyncpg.pool import Pool as Pool
