"""The filter for what a terminal sends: keys arrive, and nothing else types."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser

from quiz.tui.input_filter import ESCAPE, InputFilter, Paste, Token

SILENCE = 1.2
IGNORED_REPORTS = (
    b"\x1b[<32;NaN;NaNM",  # a mouse, as xterm.js reports it while a tab is hidden
    b"\x1b[<0;-1;-1M",
    b"\x1b[<0;undefined;nullm",
    b"\x1b[<0;1e+21;Infinitym",
    b"\x1b[<;;M",
    b"\x1b[<0;0;0M",
    b"\x1b[<99999;1;1M",
    b"\x1b[32;NaN;NaNM",
    b"\x1b[32;10;5M",
    b"\x1b[M !!",
    b"\x1b[M\x20\xb1\xff",
    b"\x1b[24;80R",
    b"\x1b[NaN;NaNR",
    b"\x1b[undefined;undefinedR",
    b"\x1b[?62;1;2;4c",
    b"\x1b[>0;276;0c",
    b"\x1b[0n",
    b"\x1b[?997;1n",
    b"\x1b[?1u",
    b"\x1b[?;;$y",
    b"\x1b[?1049;2$y",
    b"\x1b[20;2$y",
    b"\x1b[8;24;80t",
    b"\x1b[4;NaN;NaNt",
    b"\x1b[48;0;0;0;0t",
    b"\x1b[48;NaN;80;0;0t",
    b"\x1b[2;1;1;128;128;1;0x",
    b"\x1b[97;1:3u",  # the release of a key
    b"\x1b[1;1:3B",
    b"\x1b[57400;1:3u",
    b"\x1b[99999999u",
    b"\x1b[55296u",
    b"\x1b[97;5A",
    b"\x1b[49~",
    b"\x1b]11;rgb:1a1a/2b2b/3c3c\x1b\\",
    b"\x1b]11;rgb:1a1a/2b2b/3c3c\x07",
    b"\x1b]4;1;rgb:cd00/0000/0000\x1b\\",
    b"\x1b]52;c;YWFhYWE=\x1b\\",
    "\x1b]l“a” — 1\x1b\\".encode(),
    b"\x1bP>|xterm(1)\x1b\\",
    b"\x1bP1$r0 q\x1b\\",
    b"\x1bP1+r524742=383a38\x1b\\",
    b"\x1bP!|00000000\x1b\\",
    b"\x1b_Gi=1;OK\x1b\\",
    b"\x1b^private\x1b\\",
    b"\x1bX1a\x1b\\",
    b"\x9b<32;NaN;NaNM",
    b"\x9d11;rgb:1a1a/2b2b/3c3c\x07",
    b"\x1b[1;2;3;4;5;6;7;8;9;1;2;3;4;5;6;7;8;9;1;2;3;4;5;6;7;8;9;1;2;3;4;5;6;7;8;9aaa",
)
KNOWN_REPORTS = (b"\x1b[I", b"\x1b[O", b"\x1b[<35;10;5M", b"\x1b[?2026;2$y", b"\x1b[48;24;80;480;800t")
KEYS = tuple(sequence.encode() for sequence in ANSI_SEQUENCES_KEYS if sequence.startswith(("\x1b[", "\x1bO")))
KITTY_KEYS = {
    b"\x1b[97u": "a",
    b"\x1b[97:65;2;65u": "A",
    b"\x1b[97:65:113;2:1;65u": "A",
    b"\x1b[49;1:2u": "1",
    b"\x1b[57400;;49u": "1",
    b"\x1b[27u": "escape",
    b"\x1b[1;1:1B": "down",
    b"\x1b[1;129B": "down",
    b"\x1b[27;2;65~": "A",
}
pauses = st.floats(0, 0.5)


class Line:
    """A terminal line with time, read as the driver reads it."""

    def __init__(self) -> None:
        self._now = 0.0
        self._filter = InputFilter(ANSI_SEQUENCES_KEYS.__contains__)
        self.tokens: list[Token] = []

    def send(self, data: bytes) -> None:
        self.tokens += self._filter.feed(data, self._now)

    def wait(self, seconds: float) -> None:
        """Move the clock forward, in which the driver looks for input ten times a second."""
        end = self._now + seconds
        while self._now + 0.1 < end:
            self._now += 0.1
            self.tokens += self._filter.tick(self._now)
        self._now = end

    def send_slowly(self, data: bytes, pauses: list[float]) -> None:
        """Send the bytes one by one, with a pause after each of the first ones."""
        for index in range(len(data)):
            self.send(data[index : index + 1])
            self.wait(pauses[index] if index < len(pauses) else 0)


def read(*parts: bytes) -> list[Token]:
    """Return the tokens of parts with silence after each."""
    line = Line()
    for part in parts:
        line.send(part)
        line.wait(SILENCE)
    return line.tokens


def typed(tokens: list[Token]) -> list[str]:
    """Return the keys among the tokens, as Textual names them."""
    keys = []
    for token in tokens:
        if isinstance(token, str):
            parser = XTermParser()
            keys += [event.key for event in parser.feed(token) if hasattr(event, "key")]
    return keys


@pytest.mark.parametrize("report", IGNORED_REPORTS)
def test_report_that_means_nothing_is_dropped(report: bytes) -> None:
    assert read(report, b"1") == ["1"]


@given(st.sampled_from(IGNORED_REPORTS + KNOWN_REPORTS), st.lists(pauses, max_size=40))
def test_report_with_pauses_types_nothing(report: bytes, pauses: list[float]) -> None:
    line = Line()
    line.send_slowly(report, pauses)
    line.wait(SILENCE)
    assert line.tokens == ([] if report in IGNORED_REPORTS else [report.decode()])


@given(st.sampled_from(KEYS + tuple(KITTY_KEYS)), st.lists(pauses, max_size=12))
def test_key_arrives_whole_despite_pauses(sequence: bytes, pauses: list[float]) -> None:
    line = Line()
    line.send_slowly(sequence, pauses)
    assert line.tokens == read(sequence)
    assert len(line.tokens) == 1


@pytest.mark.parametrize(("sequence", "key"), KITTY_KEYS.items())
def test_extended_key_is_understood_without_its_details(sequence: bytes, key: str) -> None:
    assert typed(read(sequence)) == [key]


@given(st.sampled_from(IGNORED_REPORTS + KNOWN_REPORTS), st.data())
def test_truncated_report_types_nothing(report: bytes, data: st.DataObject) -> None:
    length = data.draw(st.integers(1, len(report) - 1))
    tokens = read(report[:length], b"1")
    assert [token for token in tokens if token != ESCAPE and len(token) == 1] == ["1"]


@pytest.mark.parametrize("parts", [(b"\x1b]", b"11;rgb:1a1a/2b2b/3c3c\x1b\\"), (b"\x1b_Gi=1;OK\x1b", b"\\")])
def test_string_inside_another_types_nothing_of_the_rest(parts: tuple[bytes, bytes]) -> None:
    assert read(parts[0] + b"\x9d11;rgb:1a1a/2b2b/3c3c\x07" + parts[1]) == []


def test_string_with_characters_in_utf_8_ends_where_it_ends() -> None:
    assert read("\x1b]l“a title”\x07".encode() + b"1") == ["1"]


@given(
    st.sampled_from(IGNORED_REPORTS + KNOWN_REPORTS),
    st.sampled_from(IGNORED_REPORTS + KNOWN_REPORTS + KEYS),
    st.data(),
)
def test_report_inside_another_types_nothing(outer: bytes, inner: bytes, data: st.DataObject) -> None:
    # In an old mouse report such a byte is a coordinate, and after half a character its other half.
    is_ambiguous = outer.startswith(b"\x1b[M") or not outer.isascii()
    assume(not (is_ambiguous and 0x80 <= inner[0] < 0xA0 and inner[0] != 0x9B))
    cut = data.draw(st.integers(2, len(outer) - 1))
    tokens = read(outer[:cut] + inner + outer[cut:])
    assert not [token for token in tokens if len(token) == 1 and str(token).isprintable()]


@given(st.lists(st.one_of(st.binary(max_size=12), st.sampled_from(IGNORED_REPORTS + KEYS)), max_size=8))
def test_any_bytes_become_tokens_that_textual_parses_whole(parts: list[bytes]) -> None:
    parser = XTermParser()
    for token in read(*parts, b"".join(parts)):
        if isinstance(token, str) and token != ESCAPE and not token[1:].isalnum():
            list(parser.feed(token))
            assert parser._awaiting.timeout is None, token


@given(st.binary(max_size=40))
def test_keys_arrive_again_after_any_bytes(noise: bytes) -> None:
    assert read(noise, b"1")[-1] == "1"


@given(st.text(st.characters(min_codepoint=0xA0, max_codepoint=0xD7FF)))
def test_characters_arrive_despite_invalid_bytes(text: str) -> None:
    data = b"".join(b"\xff" + character.encode() for character in text)
    assert read(data) == list(text)


@pytest.mark.parametrize("data", [b"\xb1", b"\xe9\xe9", b"\xf0\x9f\x98", b"\xc0\xaf", b"\xed\xa0\x80"])
def test_bytes_that_are_not_utf8_are_dropped(data: bytes) -> None:
    assert read(data + b"\r") == ["\r"]


def test_escape_alone_is_a_key_after_silence() -> None:
    assert read(b"\x1b") == [ESCAPE]


def test_key_after_escape_is_a_key_of_its_own() -> None:
    line = Line()
    line.send(b"\x1b")
    line.wait(0.2)
    line.send(b"y")
    assert line.tokens == [ESCAPE, "y"]


def test_alt_is_kept_with_its_key() -> None:
    assert read(b"\x1by\x1b1") == ["\x1by", "\x1b1"]


@pytest.mark.parametrize("key", [b"\r", b" ", b"\x7f"])
def test_alt_with_other_keys_is_nothing(key: bytes) -> None:
    assert read(b"\x1b" + key) == []


@pytest.mark.parametrize("key", ["\r", "\x03", "\x11", "\x1a"])
def test_control_key_ends_incomplete_report(key: str) -> None:
    assert read(b"\x1b]52;c;YWFh" + key.encode()) == [key]
    assert read(b"\x1b[<32;1" + key.encode() + b"1") == [key, "1"]


def test_paste_is_one_token() -> None:
    assert read(b"\x1b[200~1\x1b[<32;1;1Ma\x1b[201~2") == [Paste("1[<32;1;1Ma"), "2"]


def test_paste_without_end_ends_with_silence() -> None:
    assert read(b"\x1b[200~aaaa", b"1") == [Paste("aaaa"), "1"]


def test_paste_is_limited() -> None:
    (paste,) = read(b"\x1b[200~" + b"a" * 100_000 + b"\x1b[201~")
    assert isinstance(paste, Paste)
    assert len(paste.text) == 4096


def test_mouse_report_inside_another_report_does_not_click() -> None:
    assert read(b"\x1b[<35;1\x1b[<0;5;5M0;5M") == []


def test_report_inside_an_old_mouse_report_types_nothing() -> None:
    assert read(b"\x1b[M\x9b<32;NaN;NaNM !!") == []
