"""Hostile texts are shown on a terminal and don't control it; every byte is checked."""

import re
import unicodedata
from pathlib import Path

import pytest

from tests.pty import payloads
from tests.pty.terminal import Terminal, playing

OWN = re.compile(
    r"\x1b\[[0-9;]*m"  # colours
    r"|\x1b\[[0-9]+;[0-9]+H"  # where to write
    r"|\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]"  # the mouse, the other screen
    r"|\x1b\[\?(?:2026|2048)\$p"
    r"|\x1b\[[<>]?[0-9]*u"
    r"|\x1b\]22;[a-z-]*\x07"  # the pointer's shape
)
"""The control sequences of Textual itself."""
LAST = ("\x1b[?1049l", "\x1b[?1003l")
LEAVING = 300
"""Length of the end of the output, where alone the sequences of `LAST` may be."""
LOUD = "\x1b[5;7;31m"
TURNING = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"}

both = pytest.mark.parametrize("whose", ["ours", "shared"])


def skip_without_payloads(whose: str) -> None:
    if whose == "shared" and not payloads.SHARED.exists():
        pytest.skip(f"there is no {payloads.SHARED}")


def check_output(terminal: Terminal) -> str:
    """Return the output without Textual's own sequences, after checking that nothing else controls it."""
    written = terminal.written.decode("utf-8")
    assert LOUD not in written
    assert all(own not in written[:-LEAVING] for own in LAST)
    text = OWN.sub("", written)
    acting = {c for c in text if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c not in "\r\n"}
    assert acting == set()
    assert not TURNING & set(text)
    return text


def without_spaces(text: str) -> str:
    return "".join(text.split())


def packs(whose: str) -> int:
    """Count the packs of `tests.pty.hostile`."""
    table = (
        payloads.load_shared() if whose == "shared" else (payloads.ACTING, payloads.MARKUP, payloads.ORDINARY)
    )
    return -(-sum(map(len, table)) // 8)


def ordinary(whose: str) -> tuple[str, ...]:
    """Return the texts that must be shown unchanged."""
    return payloads.load_shared()[2] if whose == "shared" else payloads.ORDINARY


@pytest.mark.slow
@pytest.mark.parametrize("whose", ["ours", "shared", "forgotten"])
def test_no_text_controls_the_screen(whose: str) -> None:
    skip_without_payloads(whose)
    seen = ""
    rounds = packs(whose)
    with playing("screen", whose, "", module="tests.pty.hostile", columns=160, rows=60) as terminal:
        terminal.wait("play", "of the pack")
        seen += terminal.text
        terminal.press("?")
        terminal.wait("Keys")
        terminal.press("\x1b")
        terminal.wait_until(lambda text: "Keys" not in text)
        terminal.press("\r")
        for number in range(1, rounds + 1):
            terminal.wait(f"{number} of {rounds}", "1–3 answer")  # pyte loses text behind some letters
            terminal.answer_with("1")
            seen += terminal.text
            terminal.press("i")
            terminal.wait("Publisher")
            terminal.press("\x1b")
            terminal.wait("enter next")
            terminal.continue_round()
        terminal.wait(f"of {rounds} right", "q quit")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        text = check_output(terminal)
    if whose == "ours":
        for literal in payloads.MARKUP:
            assert without_spaces(literal) in without_spaces(seen)
    for literal in ordinary(whose):
        assert all(word in text for word in literal.split())


@pytest.mark.slow
@both
def test_no_text_controls_the_line_game(whose: str, tmp_path: Path) -> None:
    skip_without_payloads(whose)
    with playing("plain", whose, str(tmp_path), module="tests.pty.hostile", columns=400, rows=60) as terminal:
        rounds = packs(whose) // 2 * 2
        for number in range(1, rounds + 1):
            terminal.wait(f"Question {number} of {rounds}")
            terminal.press("1\r")
        assert terminal.wait_for_exit() == 0
        text = check_output(terminal)
    assert not re.search(f"^{payloads.SPOOF}", text, re.MULTILINE)
    for literal in ordinary(whose):
        assert literal in text
    for literal in payloads.MARKUP if whose == "ours" else ():
        assert literal in text


@pytest.mark.slow
@both
def test_no_command_prints_control_characters(whose: str, tmp_path: Path) -> None:
    skip_without_payloads(whose)
    with playing("lines", whose, str(tmp_path), module="tests.pty.hostile", columns=400, rows=60) as terminal:
        assert terminal.wait_for_exit() == 0
        text = check_output(terminal)
    assert "went wrong inside" not in text
    assert "Traceback" not in text
    assert not re.search(f"^{payloads.SPOOF}", text, re.MULTILINE)
    assert len(text) > 100_000
