"""Addresses of packs: `https://example.org/rivers.zip`, or `gh:owner/repo/folder@tag` on GitHub."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from quiz.model.errors import UsageError
from quiz.text.english import quote

_REPOSITORY = re.compile(r"gh:(?P<name>[\w-]+/[\w.-]+)(?P<folder>(?:/[\w.-]+)*)@(?P<ref>[\w./-]+)")
_FIXED_REF = re.compile(r"[vV]?\d+(\.\d+)*([.-][\w.-]+)?|[0-9a-f]{7,40}")
"""A version or a commit, whose content should never change; everything else may be a branch."""


class PackAddress(NamedTuple):
    """The address of a pack, as it was typed, and what to download."""

    text: str
    url: str
    folder: str = ""
    """The folder of the pack in the archive; empty for the only pack in it."""
    is_fixed: bool = False
    """Whether it names a version or a commit."""


def parse_address(text: str) -> PackAddress | None:
    """Return an address; `None` for a path.

    Raises:
        UsageError: The address is not one that packs can be downloaded from.
    """
    if text.startswith("gh:"):
        return _parse_repository(text)
    scheme, separator, _ = text.partition("://")
    if not separator or not scheme.isalpha():
        return None
    check_url(text)
    return PackAddress(text, text)


def check_url(url: str) -> None:
    """Raise `UsageError` unless it is an address with `https`, a host and no user name."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise UsageError(f"{quote(url)} is not an address") from error
    if parts.scheme.lower() != "https":
        raise UsageError(f"packs come from addresses with https only (got {quote(url)})")
    if not host or "@" in parts.netloc:
        raise UsageError(f"{quote(url)} must have a host and no user name")


def _parse_repository(text: str) -> PackAddress:
    match = _REPOSITORY.fullmatch(text)
    if match is None or ".." in text:
        raise UsageError(f"{quote(text)} must be gh:owner/repository@tag or gh:owner/repository/folder@tag")
    ref = match["ref"]
    url = f"https://github.com/{match['name']}/archive/{ref}.zip"
    return PackAddress(text, url, match["folder"].strip("/"), _FIXED_REF.fullmatch(ref) is not None)
