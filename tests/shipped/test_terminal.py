"""The built-in pack “terminal” as data: it agrees with itself and with the tables of the standard library."""

import signal
import stat
from http import HTTPStatus

import pytest

from quiz.model.pack import Pack
from tests.shipped.builtin import read_builtin

pytestmark = pytest.mark.slow

CHARACTERS = {
    "bell": "\a",
    "backspace": "\b",
    "tab": "\t",
    "line feed": "\n",
    "form feed": "\f",
    "carriage return": "\r",
    "escape": "\x1b",
    "space": " ",
    "digit zero": "0",
    "at sign": "@",
    "capital A": "A",
    "small a": "a",
    "delete": "\x7f",
}
FIRST_BYTES = {
    "a ZIP archive": b"PK",
    "a PNG image": b"\x89P",
    "a GIF image": b"GI",
    "a PDF document": b"%P",
    "an ELF program": b"\x7fE",
    "a JPEG image": b"\xff\xd8",
    "a gzip file": b"\x1f\x8b",
}
RENAMED = {414}
"""Status codes whose phrase in `http` depends on the version of Python."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_builtin("terminal")


def list_pairs(pack: Pack, prefix: str) -> list[tuple[str, str]]:
    """List the first two values of each fact whose id has a prefix, without back-quotes."""
    facts = [fact for fact in pack.facts if fact.id.startswith(prefix)]
    return [(fact.values[0].text.strip("`"), fact.values[1].text.strip("`")) for fact in facts]


def test_each_source_has_a_note(pack: Pack) -> None:
    assert [source.title for source in pack.sources if source.note is None] == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has other signals")
def test_signals_have_their_numbers(pack: Pack) -> None:
    numbers = list_pairs(pack, "signal-sig")

    assert len(numbers) == 11
    for name, number in numbers:
        assert signal.Signals[name] == int(number)


def test_exit_status_of_a_signal_is_128_more(pack: Pack) -> None:
    statuses = [(int(status), meaning.split()[-1]) for status, meaning in list_pairs(pack, "exit-")]
    ended = [(status, int(number)) for status, number in statuses if status > 128]

    assert len(ended) == 3
    for status, number in ended:
        assert status == 128 + number


def test_status_codes_have_their_phrases(pack: Pack) -> None:
    phrases = list_pairs(pack, "status-")

    assert len(phrases) == 24
    for code, phrase in phrases:
        assert int(code) in RENAMED or HTTPStatus(int(code)).phrase.casefold() == phrase.casefold()


def test_characters_have_their_codes(pack: Pack) -> None:
    codes = list_pairs(pack, "ascii-")

    assert len(codes) == 11
    for character, code in codes:
        assert ord(CHARACTERS[character]) == int(code)


def test_control_key_is_64_before_its_letter(pack: Pack) -> None:
    keys = list_pairs(pack, "control-")

    assert len(keys) == 6
    for key, character in keys:
        assert ord(CHARACTERS[character]) == ord(key.removeprefix("Ctrl+")) - 64


def test_formats_have_their_first_bytes(pack: Pack) -> None:
    formats = list_pairs(pack, "magic-")

    assert {name[0].lower() + name[1:]: bytes.fromhex(code) for name, code in formats} == FIRST_BYTES


def test_modes_in_numbers_and_letters_agree(pack: Pack) -> None:
    modes = list_pairs(pack, "mode-")

    assert len(modes) == 6
    for octal, letters in modes:
        assert stat.filemode(stat.S_IFREG | int(octal, 8)) == f"-{letters}"
