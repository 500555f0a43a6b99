"""Addresses of web pages, and the host that a browser opens for each."""

import re
import unicodedata
from typing import NamedTuple

from quiz.text.safe import Text

MAX_ADDRESS_LENGTH = 1_000
MAX_HOST_LENGTH = 100

# A backslash ends the host in browsers, but not in other programs.
_PARTS = r"(https?)://([^\s/?#\\]*)((?:[/?#]\S*)?)"  # not compiled at the start of a game, which needs none
_PORT = r"(.*?)(:[0-9]{1,5})?"
_ASCII_HOST = r"(?=.*[a-z])(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[0-9-]*[a-z][a-z0-9-]*\.?"
_IP_ADDRESS = r"(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\.(?!$)|$)){4}"

_HOST_ADVICE = (
    "Write it with letters, digits, hyphens and dots; a host in other letters in the form with `xn--`."
)


class WebAddress(NamedTuple):
    """The address of a web page."""

    host: Text
    """The host in ASCII, as a browser opens it: `xn--bcher-kva.example`."""
    typed_host: Text
    url: Text
    """The address with the host in ASCII."""


class AddressError(ValueError):
    """An address that is not opened. Its text is a clause; `advice` is a sentence."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


def parse_web_address(text: str) -> WebAddress:
    """Parse an address whose host every browser reads in the same way.

    Raises:
        AddressError: It is not such an address.
    """
    if len(text) > MAX_ADDRESS_LENGTH:
        message = f"this address has {len(text):,} characters, at most {MAX_ADDRESS_LENGTH:,} are allowed"
        raise AddressError(message, "Use a shorter address of the page.")
    match = re.fullmatch(_PARTS, text, re.IGNORECASE)
    if match is None:
        message = f"`url` can’t be “{text}”"
        advice = "Begin the address with http:// or https://."
        if re.match("https?://", text, re.IGNORECASE):
            advice = "Write it without spaces and backslashes, for example `%20` for a space."
        raise AddressError(message, advice)
    scheme, authority, rest = match.groups()
    user, at, _ = authority.rpartition("@")
    if at:
        message = f"the address has “{user}@” in front of its host, which hides where it leads"
        raise AddressError(message, "Delete the part before the host, with the @.")
    typed_host, port = re.fullmatch(_PORT, authority).groups("")  # type: ignore[union-attr]
    host = _to_ascii(typed_host)
    return WebAddress(Text(host), Text(typed_host), Text(f"{scheme.lower()}://{host}{port}{rest}"))


def describe_link(url: Text) -> Text:
    """Return an address, with its host in ASCII if it has other letters."""
    try:
        address = parse_web_address(url)
    except AddressError:
        return url
    is_plain = address.typed_host.isascii()
    return url if is_plain else Text(f"{url} (the host is {address.host})")


def _to_ascii(typed: str) -> str:
    """Return the host that is opened; refuse a host that browsers and programs could read differently."""
    host = unicodedata.normalize("NFC", typed).lower()
    try:
        encoded = host.encode("idna").decode("ascii") if host else ""
        # Python knows the older rules for international hosts. Whatever they change, newer ones may keep.
        is_stable = host.isascii() or encoded.encode("ascii").decode("idna") == host
        is_stable = is_stable and all(
            each.isascii() or unicodedata.category(each)[0] in "LMN" for each in host
        )
    except UnicodeError:
        encoded, is_stable = "", False
    is_host = re.fullmatch(_ASCII_HOST, encoded) or re.fullmatch(_IP_ADDRESS, encoded)
    if not is_stable or not is_host:
        raise AddressError(f"“{typed}” is not the name of a host", _HOST_ADVICE)
    if len(encoded) > MAX_HOST_LENGTH:
        message = (
            f"the host of this address has {len(encoded)} characters, at most {MAX_HOST_LENGTH} are allowed"
        )
        raise AddressError(message, "Use another address of the page.")
    return encoded
