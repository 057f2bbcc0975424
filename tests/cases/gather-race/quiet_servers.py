"""Handlers of requests that keep out of each other's way, by policy: nothing here is run."""

import asyncio

from aiohttp import web

served = {"all": 0}


class App:
    def __init__(self) -> None:
        self.hits = 0
        self.misses = 0
        self.lock = asyncio.Lock()

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/hit", self.hit), web.get("/miss", self.miss)]

    async def hit(self, request: web.Request) -> web.Response:
        async with self.lock:
            hits = self.hits
            await request.read()
            self.hits = hits + 1
        return web.Response()

    async def miss(self, request: web.Request) -> web.Response:
        await request.read()
        self.misses += 1
        return web.Response()


async def view(request: web.Request) -> web.Response:
    served["all"] += 1
    await request.read()
    return web.Response(text=str(served["all"]))


async def echo(request: web.Request) -> web.Response:
    request["size"] = 0
    body = await request.read()
    request["size"] = len(body) + request["size"]
    return web.Response()
