"""Limits on what one connection, one address and one process may use."""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple

_IPV6_BITS = 64


class LiveSettings(NamedTuple):
    """The limits and duties of a server."""

    max_players: int = 2000
    """Connections of all rooms."""
    max_connections_per_address: int = 50
    max_seats_per_address: int = 100
    """Seats that one address can take in a room, including those of players who have left."""
    max_messages_per_second: int = 20
    """Messages from one connection."""
    ping_seconds: float = 20.0
    leave_seconds: float = 3.0
    """Time without a connection after which a player counts as absent, so that a reload changes nothing."""
    takes_over: bool = False
    """Whether the server owns rooms whose owner has died, as long as it has players of theirs."""
    proxies: tuple[str, ...] = ()
    """Addresses or networks of load balancers, whose header `X-Forwarded-For` names the player's address."""


class MessageRate:
    """The number of messages of one connection in the current second."""

    __slots__ = ("_count", "_limit", "_second")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._second = 0
        self._count = 0

    def allow(self, at: int) -> bool:
        """Count a message, and return whether it is within the limit; `at` is in milliseconds."""
        second = at // 1000
        if second != self._second:
            self._second, self._count = second, 0
        self._count += 1
        return self._count <= self._limit


class AddressCounts:
    """Numbers of things by address, each with the same limit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._counts: Counter[str] = Counter()

    def add(self, address: str) -> bool:
        """Count one more, unless the address has as many as it may have; return whether it was counted."""
        if self._counts[address] >= self._limit:
            return False
        self._counts[address] += 1
        return True

    def remove(self, address: str) -> None:
        """Count one less."""
        self._counts[address] -= 1
        if self._counts[address] <= 0:
            del self._counts[address]


class AddressReader:
    """Finds the address of a player, directly or behind known proxies."""

    def __init__(self, proxies: Iterable[str]) -> None:
        self._networks = tuple(ip_network(proxy, strict=False) for proxy in proxies)

    def find(self, peer: str | None, forwarded: str | None) -> str:
        """Return the last address that is not a known proxy; a header of anyone else is ignored.

        Of an IPv6 address, return the network of 64 bits, which usually belongs to one household or machine.
        """
        address = _find_ipv4(peer or "")
        hops = [hop.strip() for hop in (forwarded or "").split(",") if hop.strip()]
        while hops and self._is_proxy(address):
            address = hops.pop()
        return _find_network(address)

    def _is_proxy(self, address: str) -> bool:
        try:
            parsed = ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._networks)


def _find_network(address: str) -> str:
    """Return the network of 64 bits that an IPv6 address is in; any other text as it is."""
    with suppress(ValueError):
        parsed = ip_address(address)
        if isinstance(parsed, IPv6Address):
            return str(IPv6Network((parsed.packed, _IPV6_BITS), strict=False))
    return address


def _find_ipv4(address: str) -> str:
    """Return the IPv4 address in an IPv6 address such as `::ffff:10.0.0.2`; any other text as it is."""
    with suppress(ValueError):
        parsed = ip_address(address)
        if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
    return address
