"""The server: one page, the script that draws a terminal, and a process for each connection."""

import asyncio
import ipaddress
import json
from collections.abc import Sequence
from contextlib import suppress
from importlib import resources
from string import Template
from typing import NamedTuple

from aiohttp import WSMsgType, web
from aiohttp.typedefs import Handler
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from quiz.cli.web.homes import create_session_home
from quiz.cli.web.session import build_command
from quiz.config.paths import UserPaths
from quiz.text.english import format_count

_MAX_MESSAGE_BYTES = 64 * 1024
_HEARTBEAT_SECONDS = 15
_STOP_SECONDS = 20
_FONT_SIZES = range(8, 41)
_DEFAULT_FONT_SIZE = 16
_MAX_DIGITS = 4
_WIDTHS, _HEIGHTS = range(1, 501), range(1, 201)
_DEFAULT_WIDTH, _DEFAULT_HEIGHT = 80, 24
_HEADERS = {
    # The script of the terminal compiles WebAssembly and adds styles; everything comes from this server.
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; "
    "frame-ancestors 'none'; form-action 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


class WebSettings(NamedTuple):
    """The settings of the server."""

    host: str
    port: int
    max_sessions: int
    words: Sequence[str]
    """The command line of each game."""
    paths: UserPaths | None
    """The folders whose packs are played."""


class GameService(AppService):
    """A game's process, whose end closes the connection, even if it crashes."""

    def __init__(self, command: str, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        super().__init__(
            command,
            write_bytes=self._send_bytes,
            write_str=self._send_text,
            close=self._close,
            download_manager=DownloadManager(),
        )

    async def run(self) -> None:
        """Pass on what the game draws until it ends."""
        await super().run()
        await self._close()

    # A lost connection must not end the reading, whose end is that of the process.
    async def _send_bytes(self, data: bytes) -> None:
        with suppress(ConnectionError):
            await self._socket.send_bytes(data)

    async def _send_text(self, text: str) -> None:
        with suppress(ConnectionError):
            await self._socket.send_str(text)

    async def _close(self) -> None:
        await self._socket.close()


class WebServer:
    """Serves the game to browsers."""

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._sockets: set[web.WebSocketResponse] = set()
        self._runner: web.AppRunner | None = None

    async def start(self) -> str:
        """Listen, and return the address to open; raise `OSError` if that is impossible."""
        app = web.Application(middlewares=[self._protect])
        static = resources.files("textual_serve") / "static"
        with resources.as_file(static) as folder:
            app.add_routes([web.get("/", self._show_page), web.get("/ws", self._play)])
            app.add_routes([web.static("/static", folder)])
        app.on_shutdown.append(self._close_sockets)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=_STOP_SECONDS)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._settings.host, self._settings.port).start()
        host, port = self._runner.addresses[0][:2]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    async def stop(self) -> None:
        """End all sessions and stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _close_sockets(self, _: web.Application) -> None:
        await asyncio.gather(*(socket.close() for socket in self._sockets), return_exceptions=True)

    @web.middleware
    async def _protect(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse requests that another site's page makes, and add headers to the answers."""
        if not self._is_own_host(request.host):
            raise web.HTTPForbidden(text="This server has another name.")
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"{request.scheme}://{request.host}":
            raise web.HTTPForbidden(text="This page may not use the game.")
        response = await handler(request)
        if not response.prepared:
            response.headers.update(_HEADERS)
        return response

    def _is_own_host(self, host_and_port: str) -> bool:
        """Return whether the name is ours, not one that another site lets point to this machine."""
        host = host_and_port.rpartition(":")[0] if ":" in host_and_port.rpartition("]")[2] else host_and_port
        if host in ("localhost", self._settings.host):
            return True
        with suppress(ValueError):
            ipaddress.ip_address(host.strip("[]"))
            return True
        return False

    async def _show_page(self, request: web.Request) -> web.Response:
        if self._is_full():
            return web.Response(status=503, text=self._format_full())
        page = (resources.files(__package__) / "page.html").read_text("utf-8")
        scheme = "wss" if request.secure else "ws"
        html = Template(page).substitute(
            websocket=f"{scheme}://{request.host}/ws",
            font_size=_read_number(request, "fontsize", _FONT_SIZES, _DEFAULT_FONT_SIZE),
        )
        return web.Response(text=html, content_type="text/html")

    async def _play(self, request: web.Request) -> web.StreamResponse:
        if self._is_full():
            return web.Response(status=503, text=self._format_full())
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT_SECONDS, max_msg_size=_MAX_MESSAGE_BYTES)
        self._sockets.add(socket)
        try:
            await socket.prepare(request)
            await self._run_session(request, socket)
        finally:
            self._sockets.discard(socket)
            await socket.close()
        return socket

    async def _run_session(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        """Run a game until it ends or the connection does."""
        with create_session_home(self._settings.paths) as home:
            service = GameService(build_command(str(home), self._settings.words), socket)
            width = _read_number(request, "width", _WIDTHS, _DEFAULT_WIDTH)
            height = _read_number(request, "height", _HEIGHTS, _DEFAULT_HEIGHT)
            await service.start(width, height)
            try:
                async for message in socket:
                    if message.type is WSMsgType.TEXT:
                        await _forward(message.data, service, socket)
            finally:
                with suppress(TimeoutError):
                    await asyncio.wait_for(service.stop(), _STOP_SECONDS)

    def _is_full(self) -> bool:
        return len(self._sockets) >= self._settings.max_sessions

    def _format_full(self) -> str:
        games = format_count(self._settings.max_sessions, "game")
        return f"{games} can run here at a time. Try again when one has ended.\n"


async def _forward(text: str, service: AppService, socket: web.WebSocketResponse) -> None:
    """Pass a message of the page to the game; ignore one that no page sends."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        return
    match message:
        case ["stdin", str(keys)]:
            await service.send_bytes(keys.encode("utf-8", "replace"))
        case ["resize", {"width": int(width), "height": int(height)}]:
            if width in _WIDTHS and height in _HEIGHTS:
                await service.set_terminal_size(width, height)
        case ["ping", str(time)]:
            await socket.send_json(["pong", time])
        case ["blur"]:
            await service.blur()
        case ["focus"]:
            await service.focus()


def _read_number(request: web.Request, name: str, allowed: range, default: int) -> int:
    text = request.query.get(name, "")
    is_number = text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS
    return int(text) if is_number and int(text) in allowed else default
