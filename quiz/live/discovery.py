"""Rooms on the local network, announced and found by multicast DNS."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import NamedTuple

from zeroconf import Error, InterfaceChoice, IPVersion, ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from quiz.live.tokens import parse_code
from quiz.text.safe import Text, one_line

_SERVICE = "_cited-quiz._tcp.local."
_MAX_TITLE_BYTES = 200
_MAX_ROOMS = 100
_ASK_MS = 2000


class FoundRoom(NamedTuple):
    """A room that another machine announces."""

    code: str
    title: Text
    host: str
    """An address of the machine."""
    port: int


@asynccontextmanager
async def announce_room(
    code: str, title: str, port: int, addresses: Sequence[str], interfaces: Sequence[str] | None = None
) -> AsyncIterator[None]:
    """Announce a room on the local network, until the block ends.

    Args:
        code: The code of the room.
        title: The title of the room.
        port: The port of its server.
        addresses: The addresses of this machine that others can reach.
        interfaces: The addresses of the network interfaces to use; `None` for all.

    Raises:
        OSError: The network can't be used, or another machine announces a room with this code.
    """
    text = title.encode()[:_MAX_TITLE_BYTES].decode(errors="ignore")
    info = AsyncServiceInfo(
        _SERVICE,
        f"{code}.{_SERVICE}",
        port=port,
        properties={"code": code, "title": text},
        parsed_addresses=list(addresses),
        server=f"quiz-{code.lower()}.local.",
    )
    zeroconf = _open_network(interfaces)
    try:
        try:
            await zeroconf.async_register_service(info)
        except Error as error:
            raise OSError(f"the room {code} can't be announced") from error
        yield
    finally:
        await zeroconf.async_close()


async def find_rooms(seconds: float, interfaces: Sequence[str] | None = None) -> tuple[FoundRoom, ...]:
    """Return the rooms that answer within a time, by code.

    Raises:
        OSError: The network can't be used.
    """
    names: set[str] = set()

    def note(zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        if state_change is ServiceStateChange.Removed:
            names.discard(name)
        elif len(names) < _MAX_ROOMS:
            names.add(name)

    zeroconf = _open_network(interfaces)
    try:
        browser = AsyncServiceBrowser(zeroconf.zeroconf, [_SERVICE], handlers=[note])
        await asyncio.sleep(seconds)
        infos = [AsyncServiceInfo(_SERVICE, name) for name in sorted(names)]
        await asyncio.gather(*(info.async_request(zeroconf.zeroconf, _ASK_MS) for info in infos))
        await browser.async_cancel()
    finally:
        await zeroconf.async_close()
    return tuple(room for info in infos if (room := _read_room(info)) is not None)


def _open_network(interfaces: Sequence[str] | None) -> AsyncZeroconf:
    chosen = InterfaceChoice.All if interfaces is None else list(interfaces)
    return AsyncZeroconf(interfaces=chosen, ip_version=IPVersion.V4Only)


def _read_room(info: AsyncServiceInfo) -> FoundRoom | None:
    """Read an announcement, which anyone on the network can write."""
    code = parse_code(_decode(info, b"code"))
    addresses = info.parsed_addresses(IPVersion.V4Only)
    if code is None or not addresses or not info.port:
        return None
    return FoundRoom(code, one_line(_decode(info, b"title")), addresses[0], info.port)


def _decode(info: AsyncServiceInfo, name: bytes) -> str:
    return ((info.properties or {}).get(name) or b"").decode(errors="replace")
