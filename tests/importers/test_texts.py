"""Clean texts of banks."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.importers import texts
from quiz.importers.records import Markup
from quiz.packs.syntax.text_file import has_control_characters
from quiz.text.safe import Text

PERSIAN = "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
"""A word with a zero-width non-joiner."""


@pytest.mark.parametrize(
    ("raw", "markup", "clean"),
    [
        ("  a  b\r\nc\u2028d\u0085e ", Markup.PLAIN, "a b c d e"),
        ("&quot;A&quot; &amp;lt; B &unknown; & C", Markup.PLAIN, '"A" &lt; B &unknown; & C'),
        ("a\u200bb\u00adc\u202ed\x07e\x1b[1m", Markup.PLAIN, "abcde[1m"),
        (PERSIAN, Markup.PLAIN, PERSIAN),
        ("e\u0301", Markup.PLAIN, "\u00e9"),
        ("<b>bold</b> and <i>it</i><br/>then <a> or <link>", Markup.PLAIN, "bold and it then <a> or <link>"),
        ("<b>open", Markup.PLAIN, "<b>open"),
        ("<p>A&nbsp;<a href='x'>link</a></p><script>evil()</script><!-- no -->", Markup.HTML, "A link"),
        ("*one* __two__ [three](https://a.org) \\* 2 * 3 * 4", Markup.MARKDOWN, "one two three * 2 * 3 * 4"),
        ("`<b>*x*</b>` snake_case_name", Markup.MARKDOWN, "`<b>*x*</b>` snake_case_name"),
    ],
)  # fmt: skip
def test_clean_text(raw: str, markup: Markup, clean: str) -> None:
    assert texts.clean_text(raw, markup) == clean


def test_removed_characters_are_counted() -> None:
    changes: Counter[str] = Counter()

    texts.clean_text("a\u200bb\x00c", Markup.PLAIN, changes)
    assert changes == {"invisible characters removed": 2}


anything = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("&<>;b/*_[]()`#\\\n\t \u200c\u200d\u202e\x1b"))
)


@given(anything, st.sampled_from(Markup))
def test_clean_text_is_one_line_without_controls(raw: str, markup: Markup) -> None:
    clean = texts.clean_text(raw, markup)

    assert not has_control_characters(clean)
    assert clean == " ".join(clean.split())
    assert "\n" not in clean
    assert Text(clean).count("\u2400") == clean.count("\u2400")


@given(st.lists(anything, min_size=1, max_size=4))
def test_texts_that_are_called_clean_are_clean(raws: list[str]) -> None:
    if texts.are_clean(texts.SEPARATOR.join(raws)):
        assert [texts.clean_text(raw) for raw in raws] == raws


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["a) one", "(B) two", "C. three"], ["one", "two", "three"]),
        (["a) one", "c) two"], ["a) one", "c) two"]),
        (["a) one", "two"], ["a) one", "two"]),
        (["A. Milne", "B. Potter"], ["Milne", "Potter"]),
        (["b) one", "a) two"], ["b) one", "a) two"]),
    ],
)
def test_letters_before_options(options: list[str], expected: list[str]) -> None:
    assert texts.remove_letters(options) == expected


@pytest.mark.parametrize(
    ("raw", "markup", "expected"),
    [
        (r"Solve \(x\)", Markup.PLAIN, True),
        ("$$x$$", Markup.PLAIN, True),
        ("[latex]x[/latex]", Markup.CARD, True),
        ("It costs $5 or $6", Markup.MARKDOWN, False),
        ("What is $x^2$?", Markup.MARKDOWN, True),
        ("What is $x^2$?", Markup.PLAIN, False),
        (r"\(only opened", Markup.PLAIN, False),
    ],
)
def test_formulas(raw: str, markup: Markup, expected: bool) -> None:
    assert texts.has_formula(raw, markup) is expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("See https://example.org/a.PNG", True),
        ("See https://example.org/page", False),
        ("<img src=x>", True),
        ("[sound:a.mp3]", True),
        ("a file called a.png", False),
    ],
)
def test_media(raw: str, expected: bool) -> None:
    assert texts.has_media(raw, Markup.PLAIN) is expected


def test_folded_questions_ignore_end_marks_and_quotation_marks() -> None:
    assert texts.fold_question("“Who wrote Emma”?") == texts.fold_question('"who wrote EMMA"')
    assert texts.fold_question("Who is C++?") != texts.fold_question("Who is C?")
    assert texts.fold_answer("C++") != texts.fold_answer("C")


@pytest.mark.parametrize(
    "sign", ["<a ", "<b>", "<!--", "&#", "\\(", "[a](", "*a ", "http://a", "$a", "<pre>"]
)
def test_long_texts_of_signs_take_no_time(sign: str) -> None:
    raw = sign * (40_000 // len(sign))
    for markup in Markup:
        texts.clean_text(raw, markup)
        texts.has_media(raw, markup)
        texts.has_formula(raw, markup)
        texts.has_code_block(raw, markup)
