"""Addresses of packs."""

import pytest

from quiz.model.errors import UsageError
from quiz.packs.sharing.address import parse_address


@pytest.mark.parametrize("text", ["rivers.yaml", "./rivers", "C:\\packs\\rivers", "a/b@v1", "rivers"])
def test_path_is_not_an_address(text: str) -> None:
    assert parse_address(text) is None


@pytest.mark.parametrize(
    ("text", "url", "folder", "is_fixed"),
    [
        ("gh:ana/quiz-packs@v1.2", "https://github.com/ana/quiz-packs/archive/v1.2.zip", "", True),
        ("gh:ana/packs/rivers@main", "https://github.com/ana/packs/archive/main.zip", "rivers", False),
        ("gh:ana/packs/a/b@0c5f0ab", "https://github.com/ana/packs/archive/0c5f0ab.zip", "a/b", True),
        ("https://example.org/p.zip", "https://example.org/p.zip", "", False),
    ],
)
def test_address_names_what_to_download(text: str, url: str, folder: str, is_fixed: bool) -> None:
    address = parse_address(text)

    assert address is not None
    assert (address.url, address.folder, address.is_fixed) == (url, folder, is_fixed)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("http://example.org/p.zip", "with https only"),
        ("ftp://example.org/p.zip", "with https only"),
        ("file:///etc/passwd", "with https only"),
        ("https://ana:secret@example.org/p.zip", "no user name"),
        ("https:///p.zip", "must have a host"),
        ("https://[::1/p.zip", "is not an address"),
        ("gh:ana/packs", "must be gh:owner/repository@tag"),
        ("gh:ana@v1", "must be gh:owner/repository@tag"),
        ("gh:ana/packs/../x@v1", "must be gh:owner/repository@tag"),
    ],
)
def test_other_address_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("[", "\\[")):
        parse_address(text)
