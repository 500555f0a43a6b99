"""The review schedule computed from saved answers."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fsrs import Rating
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.outcome import Verdict
from quiz.history.scheduler import load_card_states, rating, review_backlog
from quiz.history.store import HistoryStore
from tests.history.factories import NOON, FakeClock, answer, start_round

REVIEWS = st.lists(
    st.tuples(
        st.sampled_from(("director", "year")),
        st.sampled_from(Verdict),
        st.sampled_from((1.0, 15.0)),
        st.integers(-60, 60 * 24 * 30),
    ),
    max_size=12,
)


def make_store(folder: Path, name: str = "history") -> HistoryStore:
    return HistoryStore(folder / f"{name}.sqlite3", FakeClock())


def list_due(store: HistoryStore, now: datetime) -> tuple[str, ...]:
    return tuple(card.target_id for card in load_card_states(store) if card.due_at <= now)


def test_ratings_are_never_easy_and_every_miss_is_again() -> None:
    assert rating(Verdict.RIGHT, 0.1, was_helped=False) is Rating.Good
    assert rating(Verdict.RIGHT, 30.0, was_helped=False) is Rating.Hard
    assert rating(Verdict.RIGHT, 0.1, was_helped=True) is Rating.Hard
    for verdict in (Verdict.WRONG, Verdict.LATE, Verdict.SKIPPED):
        assert rating(verdict, 0.1, was_helped=False) is Rating.Again


def test_missed_target_is_due_in_a_minute_and_known_one_in_days(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.save_answers([answer(start_round(), 1, "missed", Verdict.WRONG), answer(start_round(), 2, "known")])

    assert list_due(store, NOON) == ()
    assert list_due(store, NOON + timedelta(minutes=1)) == ("pack/missed",)
    assert list_due(store, NOON + timedelta(hours=23)) == ("pack/missed",)
    assert list_due(store, NOON + timedelta(days=5)) == ("pack/missed", "pack/known")
    assert not any(card.is_mastered for card in load_card_states(store))


def test_target_answered_right_repeatedly_is_mastered_until_it_is_missed(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    answered = NOON
    for number in range(1, 4):
        store.save_answers([answer(start_round(), number, moment=answered)])
        (card,) = load_card_states(store)
        answered = card.due_at
    assert card.is_mastered
    assert card.due_at - NOON > timedelta(days=7)

    store.save_answers([answer(start_round(), 4, verdict=Verdict.WRONG, moment=answered)])
    (card,) = load_card_states(store)
    assert not card.is_mastered
    assert card.due_at - answered < timedelta(hours=1)


def test_all_wordings_of_a_target_share_one_card(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    first = answer(start_round(), 1)
    other_wording = first.outcome.question._replace(id="pack/director/truefalse@9")
    store.save_answers(
        [first, answer(start_round(), 2)._replace(outcome=first.outcome._replace(question=other_wording))]
    )

    assert [card.target_id for card in load_card_states(store)] == ["pack/director"]


def test_answers_of_friends_make_no_cards(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.save_answers([answer(start_round(players=3))])

    assert load_card_states(store) == ()


def test_only_a_large_backlog_is_reviewed_when_a_game_ends(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    for number, expected in ((99, 0), (100, 1)):
        store.save_answers([answer(start_round(total=200), place) for place in range(1, number + 1)])
        review_backlog(store)
        with store.read_connection() as connection:
            assert connection is not None
            assert connection.execute("SELECT count(*) FROM cards").fetchone() == (expected,)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(reviews=REVIEWS, load_after=st.sets(st.integers(0, 11)))
def test_cards_do_not_depend_on_when_they_are_loaded(
    tmp_path_factory: pytest.TempPathFactory,
    reviews: list[tuple[str, Verdict, float, int]],
    load_after: set[int],
) -> None:
    folder = tmp_path_factory.mktemp("cards")
    often, once = make_store(folder, "often"), make_store(folder, "once")
    answered = NOON
    for number, (fact, verdict, seconds, minutes) in enumerate(reviews):
        answered += timedelta(minutes=minutes)  # a clock may be set back
        for store in (often, once):
            store.save_answers(
                [answer(start_round(), number + 1, fact, verdict, seconds=seconds, moment=answered)]
            )
        if number in load_after:
            load_card_states(often)

    assert load_card_states(often) == load_card_states(once)
    for store in (often, once):
        store.close()
