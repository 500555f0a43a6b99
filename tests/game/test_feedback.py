"""What a player is told."""

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
        *[("1", 0), ("4", 3), ("a", 0), ("D", 3), (" b \n", 1)],
        *[(typed, None) for typed in ("5", "e", "0", "", "12", "ab", "²", "t", "true", "-1", "١")],
    ],
)
def test_an_option_is_named_by_its_number_or_its_letter(typed: str, option: int | None) -> None:
    assert answer_input.parse_option(question(), typed) == option


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        *[(typed, 0) for typed in ("1", "a", "t", "TRUE", " True ")],
        *[(typed, 1) for typed in ("2", "b", "f", "False")],
        *[(typed, None) for typed in ("3", "c", "tr", "yes", "")],
    ],
)
def test_a_statement_is_judged_by_number_letter_or_word(typed: str, option: int | None) -> None:
    assert answer_input.parse_option(statement(), typed) == option


@pytest.mark.parametrize("verdict", list(Verdict))
def test_each_verdict_has_a_word_and_a_mark_that_ascii_can_write(verdict: Verdict) -> None:
    assert feedback.verdict_word(verdict).endswith(".")
    assert feedback.verdict_mark(verdict)
    assert feedback.verdict_mark(verdict, ascii_only=True).isascii()


def test_right_and_wrong_differ_in_word_and_mark() -> None:
    assert feedback.verdict_word(Verdict.RIGHT) != feedback.verdict_word(Verdict.WRONG)
    assert feedback.verdict_mark(Verdict.RIGHT) != feedback.verdict_mark(Verdict.WRONG)
    assert feedback.verdict_mark(Verdict.RIGHT, ascii_only=True) != feedback.verdict_mark(
        Verdict.WRONG, ascii_only=True
    )


def test_the_last_line_names_score_right_answers_and_seed() -> None:
    session = Session(
        (question("a"), question("b")), SessionRules(limit_seconds=20.0), 0.0, NullRoundRecorder()
    )
    view = session.answer(1, Answer(0), now=2.0)

    assert feedback.format_final_score(view, 7) == "Score 950, 1 of 2 right, seed 7"
    assert feedback.format_final_score(view, None) == "Score 950, 1 of 2 right"


def test_the_score_so_far_counts_the_questions_so_far() -> None:
    session = Session(
        (question("a"), question("b")), SessionRules(limit_seconds=20.0), 0.0, NullRoundRecorder()
    )

    assert feedback.format_progress(session.answer(1, Answer(0), now=2.0)) == "950 points, 1 of 1 right"


def test_an_answer_that_earns_nothing_has_no_gain() -> None:
    session = Session((question("a"), question("b")), SessionRules(), 0.0, NullRoundRecorder())
    wrong = session.answer(1, Answer(1), now=0.0).outcome
    session.advance(1, now=0.0)
    right = session.answer(2, Answer(0), now=0.0).outcome

    assert wrong is not None
    assert right is not None
    assert (feedback.format_points(wrong), feedback.format_points(right)) == ("", "+1000")


def test_a_source_is_named_in_one_line_with_its_place() -> None:
    assert feedback.format_source(CITATION) == "The Paper, A Press: Front page, paragraph 2"


def test_a_publisher_that_is_the_title_is_not_said_twice() -> None:
    source = Source("w", Text("The Wire"), publisher=Text("The Wire"))

    assert feedback.format_source(Citation(source, 1, 1, Text("paragraph 1"))) == "The Wire: paragraph 1"


@pytest.mark.parametrize(
    ("limit", "best", "told"),
    [
        (None, None, None),
        (None, 900, "A new best without a clock: the one before was 900."),
        (20.0, 900, "A new best: the one before was 900."),
        (20.0, 1000, "The best so far is 1,000."),
        (None, 12000, "The best so far without a clock is 12,000."),
    ],
)
def test_the_best_so_far_is_told_and_when_it_is_beaten(
    limit: float | None, best: int | None, told: str | None
) -> None:
    session = Session([question()], SessionRules(limit_seconds=limit), 0.0, NullRoundRecorder())
    view = session.answer(1, Answer(0), 0.0)

    assert view.score == 1000
    assert feedback.format_best_score(view._replace(previous_best=best)) == told
    assert (
        feedback.format_best_score(view._replace(previous_best=best, player_scores=view.player_scores * 2))
        is None
    )


def test_a_card_leaves_out_what_is_not_known() -> None:
    assert [row.name for row in feedback.source_rows(CITATION)] == ["Title", "Publisher", "Place"]


def test_everything_on_a_card_is_safe_text() -> None:
    source = Source("w", Text("\x1b[2J"), depends_on=("a", "b"), url=Text("https://example.org"))

    for row in feedback.source_rows(Citation(source, 1, 1, Text("paragraph 1"))):
        assert isinstance(row.text, Text)
        assert "\x1b" not in row.text
