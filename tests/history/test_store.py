"""Saving each answer, round and flag once, and reading them again."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from quiz.game.ladder import Lifeline
from quiz.game.outcome import Answer, PastAnswer, Verdict
from quiz.history.store import HistoryCounts, HistoryStore
from tests.factories import question, statement
from tests.history.factories import FakeClock, answer, start_round


def make_store(folder: Path) -> HistoryStore:
    return HistoryStore(folder / "data" / "history.sqlite3", FakeClock())


def select(store: HistoryStore, query: str) -> list[tuple[object, ...]]:
    """Run a query without the store."""
    with closing(sqlite3.connect(store.path)) as connection:
        return connection.execute(query).fetchall()


def test_reading_creates_no_file(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.open()

    assert (
        store.count_seen(),
        store.list_flags(),
        store.find_unfinished_round(),
        store.count_contents(),
    ) == ({}, (), None, HistoryCounts(0, 0, 0))
    store.clear()
    assert list(tmp_path.iterdir()) == []


def test_answer_is_saved_with_all_its_fields(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    saved = answer(start_round(), 3, verdict=Verdict.WRONG, seconds=4.5)
    store.save_answers(
        [saved._replace(outcome=saved.outcome._replace(used_lifelines=(Lifeline.FIFTY, Lifeline.SOURCES)))]
    )

    assert select(
        store,
        "SELECT number, question, target_id, kind, category, option, verdict, seconds, helped FROM answers",
    ) == [
        (
            3,
            "pack/director/choice@7",
            "pack/director",
            "choice",
            "pack/film",
            1,
            "wrong",
            4.5,
            "FIFTY SOURCES",
        )
    ]
    assert select(store, "SELECT mode, category, seed, limit_seconds, total, digest, ended FROM rounds") == [
        ("classic", "film", 1, 20.0, 10, "digest-1", None)
    ]


def test_repeated_answer_is_saved_and_counted_once(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.save_answers([answer(start_round(), 1)])
    store.save_answers([answer(start_round(), 1), answer(start_round(), 2)])

    assert select(store, "SELECT number FROM answers") == [(1,), (2,)]
    assert store.count_seen() == {"pack/director": 2}


def test_answers_of_friends_count_as_seen_only(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.save_answers([answer(start_round(players=2))])

    assert store.count_seen() == {"pack/director": 1}
    assert select(store, "SELECT asked, right FROM facts") == [(0, 0)]
    assert select(store, "SELECT count(*) FROM days") == [(0,)]


def test_last_unfinished_round_is_found_with_its_answers(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.save_answers([answer(start_round(1), 1)])
    later = answer(start_round(2), 2, "year", Verdict.LATE, seconds=20.0)
    store.save_answers([answer(start_round(2), 1, verdict=Verdict.WRONG), later])
    unfinished = store.find_unfinished_round()

    assert unfinished is not None
    assert unfinished.started == start_round(2)
    assert unfinished.answers == (
        PastAnswer(Verdict.WRONG, Answer(1), 3.0),
        PastAnswer(Verdict.LATE, None, 20.0),
    )
    assert unfinished.target_ids == ("pack/director", "pack/year")


def test_finished_complete_and_shared_rounds_are_not_unfinished(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.save_answers(
        [answer(start_round(1)), answer(start_round(2, total=1)), answer(start_round(3, players=2))]
    )
    store.finish_round(start_round(1), 900)

    assert store.find_unfinished_round() is None


def test_unfinished_round_is_claimed_once(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.save_answers([answer(start_round())])
    unfinished = store.find_unfinished_round()
    assert unfinished is not None
    first, second = store.claim_round(unfinished, 2000), store.claim_round(unfinished, 3000)

    assert first == start_round()._replace(pid=2000)
    assert second is None
    assert first is not None
    # A game that plays it under its old name plays another round: neither loses an answer.
    store.save_answers([answer(first, 2), answer(start_round(), 2)])
    assert select(store, "SELECT pid, number FROM answers JOIN rounds ON rounds.id = round") == [
        (2000, 1),
        (2000, 2),
        (1000, 2),
    ]


def test_flag_is_listed_until_it_is_removed_by_target_or_question_id(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    for flagged in (question(), statement(), question("video.length")):
        store.flag(flagged)
    flags = store.list_flags()

    assert [flag.target_id for flag in flags] == ["pack/director", "pack/video.length", "pack/year"]
    assert flags[2].question["stem"] == "It came out in 2001."
    assert store.unflag("pack/director")
    assert store.unflag("pack/video.length/choice@3")
    assert not store.unflag("pack/director")
    assert [flag.target_id for flag in store.list_flags()] == ["pack/year"]


def test_clearing_leaves_no_data_in_the_file(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.save_answers([answer(start_round(), fact="sesquipedalian")])
    store.flag(question("sesquipedalian"))
    store.clear()
    store.close()

    assert make_store(tmp_path).count_contents() == HistoryCounts(0, 0, 0)
    held = b"".join(path.read_bytes() for path in store.path.parent.iterdir())
    assert b"sesquipedalian" not in held


def test_answers_are_saved_after_another_game_cleared_the_history(tmp_path: Path) -> None:
    playing, clearing = make_store(tmp_path), make_store(tmp_path)
    playing.save_answers([answer(start_round(), 1)])
    clearing.clear()
    playing.save_answers([answer(start_round(), 2)])

    assert select(playing, "SELECT number FROM answers") == [(2,)]


class TwoGames(RuleBasedStateMachine):
    """Two games that save answers in one file, in any order and more than once, and close at any time."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._games = [make_store(Path(self._folder.name)) for _ in range(2)]
        self._saved: dict[tuple[int, int], tuple[str, Verdict]] = {}

    @rule(
        game=st.integers(0, 1),
        name=st.integers(1, 3),
        numbers=st.lists(st.integers(1, 4), min_size=1, max_size=3),
        fact=st.sampled_from(("director", "year", "town")),
        verdict=st.sampled_from(Verdict),
    )
    def save(self, game: int, name: int, numbers: list[int], fact: str, verdict: Verdict) -> None:
        self._games[game].save_answers(
            [answer(start_round(name), number, fact, verdict) for number in numbers]
        )
        for number in numbers:
            self._saved.setdefault((name, number), (fact, verdict))

    @rule(game=st.integers(0, 1))
    def close(self, game: int) -> None:
        self._games[game].close()

    @rule(game=st.integers(0, 1))
    def clear(self, game: int) -> None:
        self._games[game].clear()
        self._saved.clear()

    @invariant()
    def each_answer_is_there_once_and_totals_match(self) -> None:
        if not self._games[0].exists:
            return
        saved = select(
            self._games[0],
            "SELECT seed, number, target_id, verdict FROM answers JOIN rounds ON rounds.id = round"
            " ORDER BY 1, 2",
        )
        assert saved == [
            (name, number, f"pack/{fact}", verdict)
            for (name, number), (fact, verdict) in sorted(self._saved.items())
        ]
        seen = Counter(f"pack/{fact}" for fact, _ in self._saved.values())
        right = sum(verdict is Verdict.RIGHT for _, verdict in self._saved.values())
        assert self._games[1].count_seen() == seen
        assert select(self._games[0], "SELECT total(asked), total(right) FROM days") == [
            (len(self._saved), right)
        ]
        assert select(self._games[0], "PRAGMA integrity_check") == [("ok",)]

    def teardown(self) -> None:
        for game in self._games:
            game.close()
        self._folder.cleanup()


TestTwoGames = TwoGames.TestCase
TestTwoGames.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
