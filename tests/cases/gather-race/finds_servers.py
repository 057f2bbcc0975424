"""Handlers of requests, by policy: how many requests come at once is for the server to say."""

from aiohttp import web

served = {"all": 0}


class App:
    def __init__(self) -> None:
        self.hits = 0
        self.misses = 0

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/hit", self.hit)]

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/miss", self.miss)

    async def hit(self, request: web.Request) -> web.Response:
        hits = self.hits
        await request.read()
        self.hits = hits + 1  # E: gather-race
        return web.Response()

    async def miss(self, request: web.Request) -> web.Response:
        misses = self.misses
        await request.read()
        self.misses = misses + 1  # E: gather-race
        return web.Response()


async def view(request: web.Request) -> web.Response:
    before = served["all"]
    await request.read()
    served["all"] = before + 1  # E: gather-race
    return web.Response()
