"""Methods that hold a lock, claim first, start or stop, and objects that do not look as if many tasks used them."""

import asyncio


class Connection:
    async def send(self, data: bytes) -> None:
        await asyncio.sleep(0)


async def connect() -> Connection:
    await asyncio.sleep(0)
    return Connection()


class Client:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._connection: Connection | None = None
        self._connecting: asyncio.Task[Connection] | None = None
        self._failures = 0

    async def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = await connect()
        return self._connection

    async def send(self, data: bytes) -> None:
        async with self._lock:
            connection = await self._connected()
        await connection.send(data)

    async def send_soon(self, data: bytes) -> None:
        if self._connecting is None:
            self._connecting = asyncio.create_task(connect())
        await (await self._connecting).send(data)

    async def report(self) -> None:
        await asyncio.sleep(0)
        self._failures += 1

    async def start(self) -> None:
        if self._connection is None:
            self._connection = await connect()

    async def stop(self) -> None:
        if self._connection is not None:
            await asyncio.sleep(0)
            self._connection = None


class Invoice:
    def __init__(self) -> None:
        self.total: int | None = None

    async def sum(self) -> int:
        if self.total is None:
            await asyncio.sleep(0)
            self.total = 3
        return self.total


class Blocks:
    """The name of an attribute that only sounds like a lock."""

    def __init__(self) -> None:
        self.unblocked = 0

    async def next(self) -> int:
        before = self.unblocked
        await asyncio.sleep(0)
        self.unblocked = before + 1
        return before


class LoginFlowHandler:
    """One user goes through its steps."""

    def __init__(self) -> None:
        self.name: str | None = None

    async def step(self) -> str:
        if self.name is None:
            await asyncio.sleep(0)
            self.name = "x"
        return self.name


class Driver:
    def __init__(self) -> None:
        self.state = "on"

    async def async_stop(self) -> None:
        if self.state != "on":
            return
        await asyncio.sleep(0)
        self.state = "off"


_pool: Connection | None = None
_pool_lock = asyncio.Lock()


async def pool() -> Connection:
    global _pool
    async with _pool_lock:
        if _pool is None:
            _pool = await connect()
    return _pool


class Registry:
    def __init__(self) -> None:
        self.clients: dict[str, Connection] = {}
        self.plugins: dict[str, Connection] = {}

    async def send_all(self, data: bytes) -> None:
        for client in list(self.clients.values()):
            await client.send(data)

    def add(self, name: str, client: Connection) -> None:
        self.clients[name] = client

    async def tell(self, data: bytes) -> None:
        for plugin in self.plugins.values():
            await plugin.send(data)

    def register_plugin(self, name: str, plugin: Connection) -> None:
        self.plugins[name] = plugin


class StateTracker:
    def __init__(self) -> None:
        self.state = "new"
        self.model: str | None = None
        self.link: Connection = Connection()
        self.rows: list[int] = []

    async def renew(self) -> None:
        self.link = await self._renewed(self.link)

    async def _renewed(self, link: Connection) -> Connection:
        await link.send(b"")
        return Connection()

    async def initialize(self) -> None:
        if self.model is None:
            await asyncio.sleep(0)
            self.model = str(await connect())

    async def flush(self) -> None:
        rows = self.rows
        self.rows = []
        try:
            await self.link.send(bytes(rows))
        except OSError:
            self.rows = rows + self.rows


class Settings:
    """All that change the mode hold the lock."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self.mode = "a"

    async def _fetch(self) -> str:
        await asyncio.sleep(0)
        return "b"

    async def set_mode(self, mode: str) -> None:
        async with self._lock:
            await asyncio.sleep(0)
            self.mode = mode

    async def refresh(self) -> None:
        async with self._lock:
            await self._read()

    async def _read(self) -> None:
        self.mode = await self._fetch()


class Token:
    value: str | None = None

    def renew(self) -> None:
        self.value = "a"


class Auth:
    def __init__(self, token: Token) -> None:
        self.token = token
        self._lock = asyncio.Lock()

    async def headers(self) -> str | None:
        if self.token.value is None:
            await self._renew()
        return self.token.value

    async def _renew(self) -> None:
        async with self._lock:
            if self.token.value is None:
                await asyncio.to_thread(self.token.renew)


class ShellClient:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._lock = asyncio.Lock()

    async def execute(self, command: bytes) -> bytes:
        async with self._lock:
            self._writer.write(command)
            await self._writer.drain()
            return await self._reader.readline()

    async def listen(self) -> None:
        self._writer.write(b"listen")
        while True:
            await self._reader.readline()


class Thing:
    """One method alone makes it."""

    def __init__(self) -> None:
        self._is_ready = False

    async def setup(self) -> None:
        if self._is_ready:
            return
        await asyncio.sleep(0)
        self._is_ready = True

    async def read(self) -> None:
        await self.setup()


class JobQueue:
    def __init__(self) -> None:
        self.updated = asyncio.Event()
        self.jobs: list[int] = []

    async def work(self) -> None:
        while True:
            await self.updated.wait()
            self.updated.clear()
            while self.jobs:
                self.jobs.pop()
                await asyncio.sleep(0)


class Mirror:
    """What is there is replaced by something newer, whoever asked for it."""

    def __init__(self) -> None:
        self.rows: list[int] | None = [1]
        self.uploads: dict[str, dict[str, set[int]]] = {}

    async def _fetch(self) -> list[int]:
        await asyncio.sleep(0)
        return [2]

    async def update(self) -> None:
        if self.rows:
            rows = await self._fetch()
            if rows:
                self.rows = rows

    async def receive(self, name: str, part: int) -> None:
        if name not in self.uploads:
            raise KeyError(name)
        await asyncio.sleep(0)
        self.uploads[name]["parts"].add(part)
