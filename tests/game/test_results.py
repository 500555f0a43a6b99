"""Stakes, endings, rankings and shared results."""

import pytest

from quiz.game import results
from quiz.game.modes import LADDER_MODE, SUDDEN_DEATH
from quiz.game.outcome import Answer
from quiz.game.recorder import NullRoundRecorder
from quiz.game.session import Session, SessionRules, SessionState
from quiz.text.safe import Text
from tests.factories import question

QUESTIONS = tuple(question(f"fact-{number}", key=0) for number in range(15))
CLIMB = LADDER_MODE.build_session_rules(limit=None, guard=0.0, streak_bonus=True)
NERVES = SUDDEN_DEATH.build_session_rules(limit=None, guard=0.0, streak_bonus=True)
ANA, BEN, CYD = Text("Ana"), Text("Ben"), Text("Cyd")


def played(run: str, rules: SessionRules, length: int = 15, *, stop: bool = False) -> SessionState:
    """Play `+` for a right answer, `x` for a wrong one, `-` for none."""
    session = Session(QUESTIONS[:length], rules, 0.0, NullRoundRecorder())
    for number, what in enumerate(run, 1):
        if what == "-":
            session.skip(number, 0.0)
        else:
            session.answer(number, Answer(0 if what == "+" else 1), 0.0)
        session.advance(number, 0.0)
    return session.stop() if stop else session.state


def test_ladder_stakes_are_prize_and_safe_prize() -> None:
    assert (
        results.format_stakes(played("", CLIMB), ()) == "For 100 points. Miss it and you leave with nothing."
    )
    sixth = results.format_stakes(played("+++++", CLIMB), ())
    assert sixth == "For 2,000 points. Miss it and you leave with 1,000."


@pytest.mark.parametrize(
    ("run", "first", "second"),
    [("+x+-", [2, 4], [1, 3]), ("+++++", [1, 2, 3], [4, 5]), ("xx", [1], [2]), ("x", [1], [])],
)
def test_review_is_split_into_misses_and_the_rest_or_halves(
    run: str, first: list[int], second: list[int]
) -> None:
    rules = SessionRules(limit_seconds=None)

    parts = results.split_for_review(played(run, rules, len(run)).outcomes)

    assert [[each.number for each in part] for part in parts] == [first, second]


def test_stars_and_streak_are_in_words_where_they_matter() -> None:
    rules = SessionRules(limit_seconds=None)
    views = [
        played("+++x+", rules, 5),
        played("xxxxx", rules, 5),
        played("++++", rules, 4),
        played("++q", CLIMB),
    ]

    assert [results.format_stars(view) for view in views] == ["4 of 5 stars", None, None, None]
    assert [results.format_best_streak(view) for view in views] == [
        "best streak 3",
        None,
        "best streak 4",
        None,
    ]


def test_lives_left_are_shown() -> None:
    assert results.format_stakes(played("", NERVES), ()) == "Two lives left."
    assert results.format_stakes(played("+x", NERVES), ()) == "Last life."


def test_player_is_named_on_their_turn() -> None:
    view = played("+", SessionRules(limit_seconds=None, player_count=2))

    assert results.format_stakes(view, (ANA, BEN)) == "Your turn, Ben."
    assert results.format_stakes(played("+", SessionRules(limit_seconds=None)), ()) is None


@pytest.mark.parametrize(
    ("run", "stop", "said"),
    [
        ("+" * 15, False, "You made it to the top: 1,000,000!"),
        ("+++", True, "You walk away with 300."),
        ("++++++x", False, "Wrong answer. You leave with 1,000."),
        ("+x", False, "Wrong answer. You leave with nothing."),
    ],
)
def test_ladder_ending_shows_the_prize(run: str, stop: bool, said: str) -> None:
    assert results.format_ending(played(run, CLIMB, stop=stop)) == said


def test_sudden_death_ending_counts_the_questions() -> None:
    assert results.format_ending(played("+x+x", NERVES)) == "Out after 4 questions."
    assert results.format_ending(played("+x+", NERVES, 3)) == "You got through all 3!"
    assert results.format_ending(played("+x", SessionRules(limit_seconds=None), 2)) is None


def test_equal_scores_share_a_rank() -> None:
    view = played("++x", SessionRules(limit_seconds=None, player_count=3), 3)

    places = results.rank_players(view, (ANA, BEN, CYD))

    assert [(place.rank, place.name) for place in places] == [(1, "Ana"), (1, "Ben"), (3, "Cyd")]
    assert results.format_winner(places, 7) == "Ana and Ben tie for first place, seed 7"
    assert results.format_ranked_player(places[2]) == "3. Cyd: 0, 0 of 1 right"


def test_share_text_has_a_sign_per_question_and_no_spoiler() -> None:
    view = played("+x-+-", SessionRules(limit_seconds=None), 5)

    head, squares = results.format_share_text(view, "2026-11-21", "1.2")
    plain = results.format_share_text(view, "2026-11-21", "1.2", ascii_only=True)

    assert head == "quiz daily 2026-11-21: 2 of 5 right, no clock (quiz 1.2, questions v4)"
    assert squares == "🟩🟥⬜🟩⬜"
    assert plain[1] == "+x-+-"
    assert not any(QUESTIONS[0].stem in line for line in (head, squares, *plain))


@pytest.mark.parametrize("run", ["", "+", "+x-+"])
def test_unfinished_round_has_no_share_text(run: str) -> None:
    view = played(run, SessionRules(limit_seconds=None), 5, stop=True)

    assert results.format_share_text(view, "2026-11-21", "1.2") == ()


def test_player_who_left_early_is_counted_by_the_questions_asked() -> None:
    view = played("+x+", SessionRules(limit_seconds=None, player_count=2), 10, stop=True)

    places = results.rank_players(view, (ANA, BEN))

    assert [results.format_ranked_player(place).rpartition(", ")[2] for place in places] == [
        "2 of 2 right",
        "0 of 1 right",
    ]


def test_share_text_marks_a_replay() -> None:
    view = played("+", SessionRules(limit_seconds=20.0), 1)
    head, *_ = results.format_share_text(view, "2026-11-21", "1.2", counts=False)

    assert head == "quiz daily 2026-11-21: 1 of 1 right, replay (quiz 1.2, questions v4)"


def test_share_text_of_a_timed_round_does_not_mention_the_clock() -> None:
    head, *_ = results.format_share_text(
        played("+", SessionRules(limit_seconds=20.0), 1), "2026-11-21", "1.2"
    )

    assert "clock" not in head
