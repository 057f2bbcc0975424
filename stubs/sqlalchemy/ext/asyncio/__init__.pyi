from sqlalchemy.ext.asyncio.session import AsyncSession as AsyncSession
from sqlalchemy.ext.asyncio.session import async_sessionmaker as async_sessionmaker
from sqlalchemy.ext.asyncio.engine import AsyncConnection as AsyncConnection
from sqlalchemy.ext.asyncio.engine import AsyncEngine as AsyncEngine
from sqlalchemy.ext.asyncio.scoping import async_scoped_session as async_scoped_session
