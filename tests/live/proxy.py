"""A proxy between clients and a server that delays, doubles and drops."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from random import Random

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, WSMsgType, web

_MAX_DELAY = 0.02
Socket = ClientWebSocketResponse | web.WebSocketResponse


class BadNetwork:
    """Passes messages on after a random time, some of them twice, and ends connections."""

    def __init__(self, target: str, seed: int, *, double: float, drop: float) -> None:
        self._target = target
        self._random = Random(seed)
        self._double = double
        self._drop = drop
        self.drops = 0
        self.doubles = 0
        self._ways: set[asyncio.Task[None]] = set()

    def cut(self) -> None:
        """End all connections."""
        for way in self._ways:
            way.cancel()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one client."""
        client = web.WebSocketResponse()
        await client.prepare(request)
        async with ClientSession() as session:
            with suppress(ClientError, ConnectionError):
                async with session.ws_connect(f"{self._target}{request.path}") as server:
                    ways = [
                        asyncio.create_task(self._pass(*pair))
                        for pair in ((client, server), (server, client))
                    ]
                    self._ways.update(ways)
                    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
                    self._ways.difference_update(ways)
                    for way in ways:
                        way.cancel()
                    await asyncio.gather(*ways, return_exceptions=True)
        await client.close()
        return client

    async def _pass(self, source: Socket, target: Socket) -> None:
        async for message in source:
            if message.type is not WSMsgType.TEXT:
                return
            await asyncio.sleep(self._random.random() * _MAX_DELAY)
            fate = self._random.random()
            if fate < self._drop / 2:
                self.drops += 1
                return
            await target.send_str(message.data)
            if fate < self._drop:
                self.drops += 1
                return
            if fate > 1 - self._double:
                self.doubles += 1
                await target.send_str(message.data)


@asynccontextmanager
async def open_proxy(
    target: str, seed: int, *, double: float = 0.2, drop: float = 0.1
) -> AsyncIterator[tuple[str, BadNetwork]]:
    """Start a proxy in front of a server; provide its address."""
    network = BadNetwork(target, seed, double=double, drop=drop)
    app = web.Application()
    app.router.add_get("/ws/{code}", network.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", network
    finally:
        await runner.cleanup()
