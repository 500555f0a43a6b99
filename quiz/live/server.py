"""The server of live rooms: the page for phones, and the WebSockets of all clients."""

import asyncio
import gzip
import logging
import re
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from aiohttp import WSCloseCode, WSMsgType, web

from quiz.live.connection import Connection
from quiz.live.edge import RoomEdge, format_refusal
from quiz.live.limits import AddressCounts, AddressReader, LiveSettings, MessageRate
from quiz.live.log import LogError, RoomLog
from quiz.live.messages import MAX_MESSAGE_BYTES, MessageError, parse_message
from quiz.live.tokens import parse_code

try:
    import resource
except ImportError:  # Windows, which has no such limit
    resource = None  # type: ignore[assignment]

_PAGE = Path(__file__).parent / "page"
_FILES = {"/style.css": "text/css", "/play.js": "text/javascript"}
_HOST = re.compile(r"[A-Za-z0-9.\-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")
_HEADERS = {
    "Server": "quiz",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self' ws://{host} "
    "wss://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_BACKLOG = 2048
_SPARE_FILES = 256
_SHUTDOWN_SECONDS = 2.0
_CLOSE_SECONDS = 2.0
_ABORT_SECONDS = 5.0
"""Time in which a closed connection may take the rest of its data."""
_SWEEP_SECONDS = 10.0
_LOGGER = logging.getLogger(__name__)


class ServerAddress(NamedTuple):
    """The address on which a server listens."""

    host: str
    port: int


class LiveServer:
    """Serves any number of rooms whose events are in a log.

    Args:
        log: The log of all rooms.
        clock: Returns the time in milliseconds since the epoch.
        tokens: Returns a new token of 128 random bits.
        settings: The limits.
    """

    def __init__(
        self,
        log: RoomLog,
        clock: Callable[[], int],
        tokens: Callable[[], str],
        settings: LiveSettings | None = None,
    ) -> None:
        self._log = log
        self._clock = clock
        self._tokens = tokens
        self._settings = settings or LiveSettings()
        self._addresses = AddressReader(self._settings.proxies)
        self._connections_by_address = AddressCounts(self._settings.max_connections_per_address)
        self._connection_count = 0
        self._edges: dict[str, RoomEdge] = {}
        self._sweeps: dict[str, asyncio.Task[None]] = {}
        self._runner: web.AppRunner | None = None

    async def start(self, host: str, port: int) -> ServerAddress:
        """Listen, on a free port if `port` is 0.

        Raises:
            OSError: The address can't be used.
        """
        _raise_file_limit(self._settings.max_players + _SPARE_FILES)
        app = web.Application(middlewares=[_hide_errors])
        app.on_response_prepare.append(_add_headers)
        app.router.add_get("/ws/{code}", self._serve_socket)
        for path in _FILES:
            app.router.add_get(path, _serve_file)
        app.router.add_get("/", self._serve_page)
        app.router.add_get("/{code}", self._serve_page)
        self._runner = web.AppRunner(
            app, access_log=None, handle_signals=False, shutdown_timeout=_SHUTDOWN_SECONDS
        )
        await self._runner.setup()
        try:
            await _make_site(self._runner, host, port).start()
        except BaseException:
            await self._runner.cleanup()
            raise
        name = self._runner.addresses[0]
        return ServerAddress(name[0], name[1])

    async def close(self) -> None:
        """Close all connections, and stop listening."""
        sweeps = tuple(self._sweeps.values())
        for sweep in sweeps:
            sweep.cancel()
        await asyncio.gather(*sweeps, return_exceptions=True)
        await asyncio.gather(*(edge.close() for edge in self._edges.values()))
        if self._runner is not None:
            await self._runner.cleanup()

    async def _serve_page(self, request: web.Request) -> web.StreamResponse:
        code = request.match_info.get("code")
        try:
            is_known = code is None or await self._find_room(code) is not None
        except LogError:
            is_known = True  # the page tries again until the log can be read
        return _send_file(request, "index.html", "text/html", status=200 if is_known else 404)

    async def _serve_socket(self, request: web.Request) -> web.StreamResponse:
        if not _is_own_origin(request):
            raise web.HTTPForbidden(text="This page belongs to another server.")
        if self._connection_count >= self._settings.max_players:
            raise web.HTTPServiceUnavailable(text="This server is full.")
        peer = request.remote
        address = self._addresses.find(peer, request.headers.get("X-Forwarded-For"))
        if not self._connections_by_address.add(address):
            raise web.HTTPTooManyRequests(text="Too many connections from your address.")
        self._connection_count += 1
        try:
            return await self._serve_connection(request, address)
        finally:
            self._connection_count -= 1
            self._connections_by_address.remove(address)

    async def _serve_connection(self, request: web.Request, address: str) -> web.StreamResponse:
        transport = request.transport
        if transport is None:
            raise web.HTTPBadRequest
        socket = web.WebSocketResponse(
            compress=False,
            heartbeat=self._settings.ping_seconds,
            max_msg_size=MAX_MESSAGE_BYTES + 1,
            timeout=_CLOSE_SECONDS,
        )
        await socket.prepare(request)
        rate = MessageRate(self._settings.max_messages_per_second)
        connection = Connection(socket, transport, address, rate, self._clock)
        try:
            code = await self._find_room(request.match_info["code"])
        except LogError:  # the room may exist, so the client must not give up
            await socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
            return socket
        edge = None if code is None else self._open_edge(code)
        try:
            await self._read_messages(socket, connection, edge)
        except Exception:
            _LOGGER.exception("A connection ended by a fault of the program.")
        finally:
            connection.stop()
            asyncio.get_running_loop().call_later(_ABORT_SECONDS, transport.abort)
            if edge is not None:
                edge.remove(connection)
        return socket

    async def _read_messages(
        self, socket: web.WebSocketResponse, connection: Connection, edge: RoomEdge | None
    ) -> None:
        if edge is None:
            await connection.send(format_refusal("There is no room with this code.", None))
            connection.finish()
        else:
            await edge.add(connection)
        async for message in socket:
            if edge is None or connection.is_finishing:
                continue
            if not connection.rate.allow(self._clock()):
                await connection.send(format_refusal("Too many messages in one second.", None))
                connection.finish(WSCloseCode.POLICY_VIOLATION)
            elif message.type is not WSMsgType.TEXT:
                connection.finish(WSCloseCode.UNSUPPORTED_DATA)
            else:
                await _receive(edge, connection, message.data)

    async def _find_room(self, text: str) -> str | None:
        """Return the code of a room that exists.

        Raises:
            LogError: The log can't be read.
        """
        code = parse_code(text)
        is_known = code is not None and (code in self._edges or await self._log.find_room(code))
        return code if is_known else None

    def _open_edge(self, code: str) -> RoomEdge:
        if code not in self._edges:
            self._edges[code] = RoomEdge(self._log, code, self._clock, self._tokens, self._settings)
            self._sweeps[code] = asyncio.create_task(self._close_when_idle(code))
        return self._edges[code]

    async def _close_when_idle(self, code: str) -> None:
        """Close the edge of a room that no one has been connected to for a while."""
        edge = self._edges[code]
        while not edge.is_idle:
            await asyncio.sleep(_SWEEP_SECONDS)
        del self._edges[code], self._sweeps[code]
        await edge.close()


async def _receive(edge: RoomEdge, connection: Connection, text: str) -> None:
    try:
        await edge.receive(connection, parse_message(text))
    except MessageError as error:
        await connection.send(format_refusal(str(error), error.message_id))
    except LogError:
        connection.finish(WSCloseCode.TRY_AGAIN_LATER)


def _make_site(runner: web.AppRunner, host: str, port: int) -> web.BaseSite:
    """Return the part of a server that listens; `::` means all addresses, those of IPv4 too."""
    if host != "::" or not socket.has_dualstack_ipv6():
        return web.TCPSite(runner, host, port, backlog=_BACKLOG)
    both = socket.create_server((host, port), family=socket.AF_INET6, backlog=_BACKLOG, dualstack_ipv6=True)
    return web.SockSite(runner, both, backlog=_BACKLOG)


def _is_own_origin(request: web.Request) -> bool:
    """Return whether a connection is from our own page, or from no page at all."""
    origin = request.headers.get("Origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.host
    except ValueError:  # not an address, such as `http://[`
        return False


def _send_file(request: web.Request, name: str, content_type: str, status: int = 200) -> web.Response:
    is_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    headers = {"Content-Encoding": "gzip"} if is_gzip else None
    body = _read_file(name, is_gzip=is_gzip)
    return web.Response(body=body, status=status, content_type=content_type, charset="utf-8", headers=headers)


@cache
def _read_file(name: str, *, is_gzip: bool) -> bytes:
    content = (_PAGE / name).read_bytes()
    return gzip.compress(content, mtime=0) if is_gzip else content


async def _serve_file(request: web.Request) -> web.StreamResponse:
    return _send_file(request, request.path[1:], _FILES[request.path])


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    host = request.host if _HOST.fullmatch(request.host) else "localhost"
    response.headers.update(_HEADERS)
    response.headers["Content-Security-Policy"] = _POLICY.format(host=host)


@web.middleware
async def _hide_errors(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as error:
        return web.Response(status=error.status, text=error.text)
    except Exception:
        _LOGGER.exception("A request failed by a fault of the program.")
        return web.Response(status=500, text="Internal Server Error\n")


def _raise_file_limit(needed: int) -> None:
    """Allow as many open files as connections need, if the system lets us; each connection is one."""
    if resource is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
