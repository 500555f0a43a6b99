"""A large pack in a terminal: its second game begins with a round that the first one left."""

import re
from pathlib import Path
from time import monotonic
from zlib import crc32

from quiz.packs.kept import LARGE
from tests.pty.terminal import Terminal, playing

HEAD = "format: 1\nname: numbers\ntitle: Numbers\nsources: {s: {title: S, publisher: P}}\nfacts:\n"
FACTS = "".join(
    f"  - {{id: f{number}, fact: The number after {number} is <{number + 1}>., type: number, cite: s 1}}\n"
    for number in range(1000, 1400, 7)
)
LEAVE = "\x11"
PATIENCE = 20.0


def question(terminal: Terminal) -> str:
    terminal.wait("1 of 10")
    return re.sub(r"0:\d\d", "", terminal.text)


def kept(folder: Path, terminal: Terminal) -> Path:
    """Wait for the rounds that are kept while the first question is read."""
    end = monotonic() + PATIENCE
    while not (found := list(folder.glob("*.rounds"))):
        assert monotonic() < end, "nothing was kept"
        terminal.rest(0.1)
    return found[0]


def test_its_next_game_needs_not_open_it(tmp_path: Path) -> None:
    pack, home = tmp_path / "numbers.yaml", tmp_path / "home"
    pack.write_text(f"{HEAD}{FACTS}#{'-' * LARGE}\n", encoding="utf-8")
    words = ("--pack", str(pack), "--seed", "7", "--time", "0")

    with playing(*words, QUIZ_HOME=str(home)) as terminal:
        first = question(terminal)
        file = kept(home / "cache" / "packs", terminal)
        terminal.press(LEAVE)
    # Another word in the kept round shows where the second game has its question from.
    body = file.read_bytes().partition(b"\n")[2].replace(b"The number after", b"The figure after")
    file.write_bytes(f"{crc32(body):08x}\n".encode() + body)
    with playing(*words, QUIZ_HOME=str(home)) as terminal:
        assert question(terminal) == first.replace("The number after", "The figure after")
        terminal.press(LEAVE)
    with playing("--pack", str(pack), "--time", "0", QUIZ_HOME=str(home)) as terminal:
        assert question(terminal) != first
        terminal.press(LEAVE)
