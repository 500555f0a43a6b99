"""Texts of a hostile pack that would control a terminal, and ordinary texts that must survive."""

import json
from pathlib import Path

from tests.pty.terminal import ROOT

SPOOF = "SPOOFED"
"""Never at the beginning of a line, because a text can't start a line of its own."""

ACTING = (
    "a\x1b]52;c;ZWNobyBoaQ==\x1b\\b",  # the clipboard
    "a\x1b]52;c;ZWNobyBoaQ==\x07b",
    "a\x1b]0;TITLE\x07b",
    "a\x1b]8;;file:///etc/hosts\x1b\\link\x1b]8;;\x1b\\b",
    "a\x1b[2J\x1b[3J\x1b[Hb",
    "a\x1b[5;5Hb\x1b[1A\x1b[2K",
    "a\x1b[5;7;31mloud",
    "a\x1b[?1049l\x1b[?25l\x1b[?1003lb",
    "a\x1bc\x1b(0lqqk\x0eb\x0f",
    "a\x1b[6n\x1b[c\x1b]11;?\x07b",  # questions that a terminal answers by typing
    "a\x1bP$qm\x1b\\b\x1b_x\x1b\\\x1b^y\x1b\\",
    "a\x9b2J\x9d0;x\x9c\x90q\x9cb",
    "a\x00b\x07\x08\x7fc",
    "abc\u202egnp.exe\u202c \u2066x\u2067y\u2068z\u2069",
    "abc\u200e\u200f\u061cd",
    "pa\u200byp\u2060al\ufeff\u00ad",
    "a\U000e0041\U000e0042b",
    "Z" + "\u0301" * 300,
    "a\ud800b",
    f"a\n{SPOOF} one",
    f"a\r{SPOOF} two\rb",
    f"a\u2028{SPOOF} three\u2029{SPOOF} four\x85{SPOOF} five\x0b{SPOOF} six\x0c{SPOOF} seven",
    "a\tb",
)
MARKUP = (
    "[@click=app.quit]x[/]",
    "[@click=app.screenshot('x.svg','/tmp')]x[/]",
    "[@click=screen.dismiss(1)]x[/]",
    "What is [/b]?",
    "[/]",
    "[link=https://x]y[/link]",
    "[link='file:///etc/hosts']x[/]",
    "list[int]",
    "a[0][i]",
    "[red]",
    "[$primary]x",
    ":smiley:",
    "a\\[b]\\",
    "[[x]]",
    "{0}{x}%s%(x)s",
)
ORDINARY = (
    "naïve",
    "مرحبا بالعالم",
    "שלום",
    "हिन्दी क्ष्म",
    "می\u200cخواهم",
    "👨\u200d👩\u200d👧",
    "Việt Nam",
    "ไทยเกี่ยว",
    "日本語",
)
SHARED = ROOT.parent / "shared" / "hostile-text.json"


def load_shared(path: Path = SHARED) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Load control sequences, markup and ordinary texts from a table next to the project, if there is one."""
    if not path.exists():
        return (), (), ()
    table = json.loads(path.read_text(encoding="utf-8"))
    markup = (*table["markup"].values(), *table["urls"])
    return (*table["escapes"].values(),), markup, (*table["must_survive_unchanged"],)
