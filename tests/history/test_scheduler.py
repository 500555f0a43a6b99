"""What is learnt and what is due follows from the answers alone."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fsrs import Rating
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.outcome import Verdict
from quiz.history.scheduler import load_card_states, rating, review_backlog
from quiz.history.store import HistoryStore
from tests.history.factories import NOON, Calendar, answer, begun

REVIEWS = st.lists(
    st.tuples(
        st.sampled_from(("director", "year")),
        st.sampled_from(Verdict),
        st.sampled_from((1.0, 15.0)),
        st.integers(-60, 60 * 24 * 30),
    ),
    max_size=12,
)


def store(folder: Path, name: str = "history") -> HistoryStore:
    return HistoryStore(folder / f"{name}.sqlite3", Calendar())


def due(kept: HistoryStore, now: datetime) -> tuple[str, ...]:
    return tuple(one.target_id for one in load_card_states(kept) if one.due_at <= now)


def test_a_right_answer_is_never_easy_and_a_miss_of_any_kind_is_one() -> None:
    assert rating(Verdict.RIGHT, 0.1, was_helped=False) is Rating.Good
    assert rating(Verdict.RIGHT, 30.0, was_helped=False) is Rating.Hard
    assert rating(Verdict.RIGHT, 0.1, was_helped=True) is Rating.Hard
    for verdict in (Verdict.WRONG, Verdict.LATE, Verdict.SKIPPED):
        assert rating(verdict, 0.1, was_helped=False) is Rating.Again


def test_what_was_missed_is_due_in_a_minute_and_what_was_known_later(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.save_answers([answer(begun(), 1, "missed", Verdict.WRONG), answer(begun(), 2, "known")])

    assert due(kept, NOON) == ()
    assert due(kept, NOON + timedelta(minutes=1)) == ("pack/missed",)
    assert due(kept, NOON + timedelta(minutes=10)) == ("pack/missed", "pack/known")


def test_what_is_known_again_and_again_is_mastered_and_due_in_days_until_it_is_missed(tmp_path: Path) -> None:
    kept = store(tmp_path)
    moment = NOON
    for number in range(1, 4):
        kept.save_answers([answer(begun(), number, moment=moment)])
        (standing,) = load_card_states(kept)
        moment = standing.due_at
    assert standing.is_mastered
    assert standing.due_at - NOON > timedelta(days=1)

    kept.save_answers([answer(begun(), 4, verdict=Verdict.WRONG, moment=moment)])
    (standing,) = load_card_states(kept)
    assert not standing.is_mastered
    assert standing.due_at - moment < timedelta(hours=1)


def test_one_wording_teaches_the_fact_for_all_of_them(tmp_path: Path) -> None:
    kept = store(tmp_path)
    one = answer(begun(), 1)
    other = one.outcome.question._replace(id="pack/director/truefalse@9")
    kept.save_answers([one, answer(begun(), 2)._replace(outcome=one.outcome._replace(question=other))])

    assert [standing.target_id for standing in load_card_states(kept)] == ["pack/director"]


def test_friends_answers_teach_the_owner_nothing(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.save_answers([answer(begun(players=3))])

    assert load_card_states(kept) == ()


def test_when_a_game_ends_many_answers_are_reviewed_and_a_few_wait(tmp_path: Path) -> None:
    kept = store(tmp_path)
    for number, expected in ((99, 0), (100, 1)):
        kept.save_answers([answer(begun(total=200), place) for place in range(1, number + 1)])
        review_backlog(kept)
        with kept.read_connection() as connection:
            assert connection is not None
            assert connection.execute("SELECT count(*) FROM cards").fetchone() == (expected,)


@settings(max_examples=25, deadline=None)
@given(reviews=REVIEWS, looks=st.sets(st.integers(0, 11)))
def test_the_cards_are_the_same_however_often_they_were_looked_at(
    tmp_path_factory: pytest.TempPathFactory, reviews: list[tuple[str, Verdict, float, int]], looks: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("looks")
    often, once = store(folder, "often"), store(folder, "once")
    moment = NOON
    for number, (fact, verdict, seconds, minutes) in enumerate(reviews):
        moment += timedelta(minutes=minutes)  # a clock may be set back
        for kept in (often, once):
            kept.save_answers([answer(begun(), number + 1, fact, verdict, seconds=seconds, moment=moment)])
        if number in looks:
            load_card_states(often)

    assert load_card_states(often) == load_card_states(once)
    for kept in (often, once):
        kept.close()
