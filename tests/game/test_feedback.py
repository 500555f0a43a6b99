"""Feedback on answers, and typed answers."""

import pytest

from quiz.game import answer_input, feedback
from quiz.game.outcome import Answer, Verdict
from quiz.game.recorder import NullRoundRecorder
from quiz.game.session import Session, SessionRules
from quiz.model.pack import Citation, Source
from quiz.text.safe import Text
from tests.factories import CITATION, question, statement


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        *[("1", 0), ("4", 3), ("a", 0), ("D", 3), (" b \n", 1), ("２", 1), ("②", 1), ("Ｃ", 2), ("𝐃", 3)],
        *[(typed, None) for typed in ("5", "e", "0", "", "12", "ab", "t", "true", "-1", "١")],
    ],
)
def test_option_is_typed_as_number_or_letter(typed: str, option: int | None) -> None:
    assert answer_input.parse_option(question(), typed) == option


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        *[(typed, 0) for typed in ("1", "a", "t", "TRUE", " True ")],
        *[(typed, 1) for typed in ("2", "b", "f", "False")],
        *[(typed, None) for typed in ("3", "c", "tr", "yes", "")],
    ],
)
def test_true_or_false_is_typed_as_number_letter_or_word(typed: str, option: int | None) -> None:
    assert answer_input.parse_option(statement(), typed) == option


@pytest.mark.parametrize("verdict", list(Verdict))
def test_verdict_has_a_word_and_an_ascii_mark(verdict: Verdict) -> None:
    assert feedback.verdict_word(verdict).endswith(".")
    assert feedback.verdict_mark(verdict)
    assert feedback.verdict_mark(verdict, ascii_only=True).isascii()


def test_right_and_wrong_differ_in_word_and_mark() -> None:
    assert feedback.verdict_word(Verdict.RIGHT) != feedback.verdict_word(Verdict.WRONG)
    assert feedback.verdict_mark(Verdict.RIGHT) != feedback.verdict_mark(Verdict.WRONG)
    assert feedback.verdict_mark(Verdict.RIGHT, ascii_only=True) != feedback.verdict_mark(
        Verdict.WRONG, ascii_only=True
    )


def test_final_score_shows_right_answers_and_seed() -> None:
    session = Session(
        (question("a"), question("b")), SessionRules(limit_seconds=20.0), 0.0, NullRoundRecorder()
    )
    view = session.answer(1, Answer(0), now=2.0)

    assert feedback.format_final_score(view, 7) == "Score 950, 1 of 1 right, seed 7"
    assert feedback.format_final_score(view, None) == "Score 950, 1 of 1 right"


def test_progress_counts_the_answered_questions() -> None:
    session = Session(
        (question("a"), question("b")), SessionRules(limit_seconds=20.0), 0.0, NullRoundRecorder()
    )

    assert feedback.format_progress(session.answer(1, Answer(0), now=2.0)) == "950 points · 1 of 1 right"


def test_wrong_answer_shows_no_points() -> None:
    session = Session((question("a"), question("b")), SessionRules(), 0.0, NullRoundRecorder())
    wrong = session.answer(1, Answer(1), now=0.0).outcome
    session.advance(1, now=0.0)
    right = session.answer(2, Answer(0), now=0.0).outcome

    assert wrong is not None
    assert right is not None
    assert (feedback.format_points(wrong), feedback.format_points(right)) == ("", "+1,000")


def test_source_line_ends_with_the_location() -> None:
    assert feedback.format_source(CITATION) == "The Paper, A Press: Front page, paragraph 2"


def test_players_read_the_heading_once_and_no_paragraph_below_it() -> None:
    source = Source("w", Text("The Wire"))
    located = (
        Citation(source, 5, 5, Text("Asia, row 5"), Text("Asia")),
        Citation(source, 9, 9, Text("row 9")),
    )
    asked = question()._replace(
        citations=(located[0], located[0]._replace(first=6), located[1]), as_of="2026"
    )

    assert feedback.format_sources(asked, is_short=True) == (
        "The Wire: Asia (2026)",
        "The Wire: row 9 (2026)",
    )
    assert feedback.format_sources(asked)[0] == "The Wire: Asia, row 5 (2026)"


def test_publisher_equal_to_the_title_is_left_out() -> None:
    source = Source("w", Text("The Wire"), publisher=Text("The Wire"))

    assert feedback.format_source(Citation(source, 1, 1, Text("paragraph 1"))) == "The Wire: paragraph 1"


@pytest.mark.parametrize(
    ("limit", "best", "expected"),
    [
        (None, None, None),
        (None, 900, "New best without a clock! Your previous best was 900."),
        (20.0, 900, "New best! Your previous best was 900."),
        (20.0, 1000, "Your best is 1,000."),
        (None, 12000, "Your best without a clock is 12,000."),
    ],
)
def test_best_score_is_compared(limit: float | None, best: int | None, expected: str | None) -> None:
    session = Session([question()], SessionRules(limit_seconds=limit), 0.0, NullRoundRecorder())
    view = session.answer(1, Answer(0), 0.0)

    assert view.score == 1000
    assert feedback.format_best_score(view._replace(previous_best=best)) == expected
    assert (
        feedback.format_best_score(view._replace(previous_best=best, player_scores=view.player_scores * 2))
        is None
    )


def test_source_card_leaves_out_missing_fields() -> None:
    assert [row.name for row in feedback.source_rows(CITATION)] == ["Title", "Publisher", "Where"]


def test_source_card_is_safe_text() -> None:
    source = Source("w", Text("\x1b[2J"), depends_on=("a", "b"), url=Text("https://example.org"))

    for row in feedback.source_rows(Citation(source, 1, 1, Text("paragraph 1"))):
        assert isinstance(row.text, Text)
        assert "\x1b" not in row.text
