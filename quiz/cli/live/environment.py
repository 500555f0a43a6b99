"""The clock, random numbers and the network, as rooms need them."""

import secrets
import socket
from collections.abc import Callable
from contextlib import closing
from time import monotonic, time

LOCAL = "127.0.0.1"
_DOCUMENTATION_ADDRESS = ("192.0.2.1", 9)
"""An address that no machine has; nothing is sent to it."""
_ID_BYTES = 12


def make_clock() -> Callable[[], int]:
    """Return a clock of milliseconds since the epoch that never goes back."""
    start = time() - monotonic()
    return lambda: round((start + monotonic()) * 1000)


def make_id() -> str:
    """Return a new random id."""
    return secrets.token_hex(_ID_BYTES)


def random_bits(count: int) -> int:
    """Return a number of as many random bits."""
    return secrets.randbits(count)


def find_network_address() -> str | None:
    """Return this machine's address in its network; `None` without a network."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect(_DOCUMENTATION_ADDRESS)
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if address.startswith("127.") else address


def is_for_all(bind: str) -> bool:
    """Return whether an address to listen on means every address of this machine."""
    return bind in ("0.0.0.0", "::")


def format_address(host: str, port: int) -> str:
    """Format the address of a server, as a browser takes it."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
