"""Text is the one door to a screen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.text.safe import Text, lines, one_line, texts

ESCAPES = [
    "A\x1b]52;c;cm0gLXJmIH4K\x1b\\B",
    "A\x1b]2;TITLE\x07B",
    "A\x1b]8;;file:///etc/passwd\x1b\\L\x1b]8;;\x1b\\B",
    "A\x1b[2J\x1b[HB",
    "A\x1b[?1049lB",
    "A\x1bcB",
    "A\x1b[6nB",
    "A\x1bP$qm\x1b\\B",
    "A\x9b2JB",
    "A\x9d0;x\x9cB",
    "A\x0elqqk\x0fB",
    "A\x00\x7fB",
    "AAAA\rEVIL",
]
HIDDEN = [
    "A\u202egnp.exe\u202cB",
    "A\u2066x\u2069B",
    "pa\u200byp\u2060al\ufeff",
    "A\U000e0041\U000e0042B",
    "so\u00adft",
]
OTHER_WRITING = [
    "ünïcode",
    "مرحبا بالعالم",
    "שלום",
    "हिन्दी क्ष्म",
    "می\u200cخواهم",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "Việt Nam",
    "ไทยเกี่ยว",
]


def obeyed(text: str) -> list[str]:
    """List the characters that a terminal would act on."""
    return [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")]


@pytest.mark.parametrize("raw", ESCAPES)
def test_control_characters_are_removed(raw: str) -> None:
    assert not obeyed(Text(raw))


@pytest.mark.parametrize("raw", HIDDEN)
def test_bidirectional_and_invisible_characters_are_removed(raw: str) -> None:
    text = Text(raw)

    assert not any(unicodedata.category(character) == "Cf" for character in text)
    assert text.startswith(raw[0])


def test_escape_character_is_made_visible() -> None:
    assert Text("A\x1b[2JB") == "A␛[2JB"
    assert Text("A\x9b2JB") == "A\ufffd2JB"


@pytest.mark.parametrize("text", OTHER_WRITING)
def test_other_scripts_are_unchanged(text: str) -> None:
    assert Text(text) == text


@pytest.mark.parametrize("text", ["[/]", "list[int]", "[@click=app.quit]x[/]", "trailing \\", ":smiley:"])
def test_markup_is_unchanged(text: str) -> None:
    assert Text(text) == text


@pytest.mark.parametrize("count", [7, 8, 9, 10])
def test_limit_of_combining_marks_is_exact(count: int) -> None:
    expected = "Z" + "\u0301" * min(count, 8)

    assert Text("Z" + "\u0301" * count) == expected
    assert texts(["a", "Z" + "\u0301" * count, "“b”"]) == ["a", expected, "“b”"]


def test_combining_marks_are_limited() -> None:
    heaped = Text("Z" + "\u0301" * 300 + "Z")

    assert heaped == "Z" + "\u0301" * 8 + "Z"


def test_line_ends_become_newlines() -> None:
    assert Text("a\r\nb\rc\x85d\u2028e\u2029f") == "a\nb\nc\nd\ne\nf"


def test_lone_surrogate_can_be_encoded() -> None:
    assert Text("A\ud800B").encode("utf-8") == "A\ufffdB".encode()


def test_joiner_between_ascii_letters_is_removed() -> None:
    assert Text("a\u200db") == "ab"


def test_emoji_keeps_its_joiners() -> None:
    assert Text("\U0001f468\u200d\U0001f469") == "\U0001f468\u200d\U0001f469"
    assert Text("\u200d") == ""


@given(st.text())
def test_any_text_is_safe_and_idempotent(raw: str) -> None:
    text = Text(raw)

    assert not [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cs", "Co", "Zl", "Zp")]
    assert Text(str(text)) == text
    text.encode("utf-8")


def test_text_of_text_is_the_same_object() -> None:
    text = Text("a")

    assert Text(text) is text


@given(st.lists(st.text(), max_size=5))
def test_texts_equal_single_texts(raws: list[str]) -> None:
    clean = [f"plain text {number}" for number in range(100)]
    mixed = [*clean, *raws, *HIDDEN, *ESCAPES, *OTHER_WRITING]

    made = texts(mixed)

    assert made == [Text(raw) for raw in mixed]
    assert {type(one) for one in made} == {Text}


def test_one_line_collapses_white_space() -> None:
    assert one_line("  a \n\t b\u2028c ") == "a b c"


def test_joined_lines_are_text() -> None:
    joined = lines(["a\x1b", "b"])

    assert type(joined) is Text
    assert joined == "a␛\nb"


@pytest.mark.slow
def test_quick_check_agrees_with_full_check() -> None:
    """Compare the quick check with the ranges of replaced characters."""
    taken = [chr(code) for code in range(0x110000) if Text(chr(code)) == chr(code)]
    beside_a_control = [one for one in taken if Text(f"a{one}\x00a") != f"a{one}␀a"]

    assert beside_a_control == []
