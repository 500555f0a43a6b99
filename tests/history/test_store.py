"""What is kept is kept once, whatever is told in whatever order, and is found again."""

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
from tests.history.factories import Calendar, answer, begun


def store(folder: Path) -> HistoryStore:
    return HistoryStore(folder / "data" / "history.sqlite3", Calendar())


def rows(of: HistoryStore, query: str) -> list[tuple[object, ...]]:
    """Read past the store."""
    with closing(sqlite3.connect(of.path)) as connection:
        return connection.execute(query).fetchall()


def test_nothing_is_made_until_there_is_something_to_keep(tmp_path: Path) -> None:
    empty = store(tmp_path)
    empty.open()

    assert (
        empty.load_seen_counts(),
        empty.list_flags(),
        empty.find_unfinished_round(),
        empty.count_contents(),
    ) == ({}, (), None, HistoryCounts(0, 0, 0))
    empty.clear()
    assert list(tmp_path.iterdir()) == []


def test_an_answer_is_kept_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    kept = store(tmp_path)
    one = answer(begun(), 3, verdict=Verdict.WRONG, seconds=4.5)
    kept.save_answers(
        [one._replace(outcome=one.outcome._replace(used_lifelines=(Lifeline.FIFTY, Lifeline.SOURCES)))]
    )

    assert rows(
        kept,
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
    assert rows(kept, "SELECT mode, category, seed, limit_seconds, total, digest, ended FROM rounds") == [
        ("classic", "film", 1, 20.0, 10, "digest-1", None)
    ]


def test_an_answer_that_is_told_twice_is_kept_and_counted_once(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.save_answers([answer(begun(), 1)])
    kept.save_answers([answer(begun(), 1), answer(begun(), 2)])

    assert rows(kept, "SELECT number FROM answers") == [(1,), (2,)]
    assert kept.load_seen_counts() == {"pack/director": 2}


def test_what_friends_answer_was_seen_and_says_nothing_of_the_owner(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.save_answers([answer(begun(players=2))])

    assert kept.load_seen_counts() == {"pack/director": 1}
    assert rows(kept, "SELECT asked, right FROM facts") == [(0, 0)]
    assert rows(kept, "SELECT count(*) FROM days") == [(0,)]


def test_the_round_that_was_left_last_is_given_with_how_its_questions_went(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.save_answers([answer(begun(1), 1)])
    later = answer(begun(2), 2, "year", Verdict.LATE, seconds=20.0)
    kept.save_answers([answer(begun(2), 1, verdict=Verdict.WRONG), later])
    left = kept.find_unfinished_round()

    assert left is not None
    assert left.started == begun(2)
    assert left.answers == (PastAnswer(Verdict.WRONG, Answer(1), 3.0), PastAnswer(Verdict.LATE, None, 20.0))
    assert left.target_ids == ("pack/director", "pack/year")
    assert left.last_answered_at == later.answered_at


def test_no_round_is_given_that_is_ended_answered_whole_or_of_several_players(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.save_answers([answer(begun(1)), answer(begun(2, total=1)), answer(begun(3, players=2))])
    kept.finish_round(begun(1), 900)

    assert kept.find_unfinished_round() is None


def test_a_round_that_goes_on_is_whoever_s_took_it_up_first(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.save_answers([answer(begun())])
    left = kept.find_unfinished_round()
    assert left is not None
    first, second = kept.claim_round(left, 2000), kept.claim_round(left, 3000)

    assert first == begun()._replace(pid=2000)
    assert second is None
    assert first is not None
    # Whoever still plays it under its old name plays another round: neither loses an answer.
    kept.save_answers([answer(first, 2), answer(begun(), 2)])
    assert rows(kept, "SELECT pid, number FROM answers JOIN rounds ON rounds.id = round") == [
        (2000, 1),
        (2000, 2),
        (1000, 2),
    ]


def test_what_is_marked_is_listed_until_it_is_unmarked_by_any_of_its_names(tmp_path: Path) -> None:
    kept = store(tmp_path)
    for one in (question(), statement(), question("video.length")):
        kept.flag(one)
    found = kept.list_flags()

    assert [flag.target_id for flag in found] == ["pack/director", "pack/video.length", "pack/year"]
    assert found[2].question["stem"] == "It came out in 2001."
    assert kept.unflag("pack/director")
    assert kept.unflag("pack/video.length/choice@3")
    assert not kept.unflag("pack/director")
    assert [flag.target_id for flag in kept.list_flags()] == ["pack/year"]


def test_clearing_leaves_nothing_to_be_read(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.save_answers([answer(begun(), fact="sesquipedalian")])
    kept.flag(question("sesquipedalian"))
    kept.clear()
    kept.close()

    assert store(tmp_path).count_contents() == HistoryCounts(0, 0, 0)
    held = b"".join(path.read_bytes() for path in kept.path.parent.iterdir())
    assert b"sesquipedalian" not in held


def test_a_game_goes_on_to_be_kept_after_another_one_cleared(tmp_path: Path) -> None:
    playing, clearing = store(tmp_path), store(tmp_path)
    playing.save_answers([answer(begun(), 1)])
    clearing.clear()
    playing.save_answers([answer(begun(), 2)])

    assert rows(playing, "SELECT number FROM answers") == [(2,)]


class Kept(RuleBasedStateMachine):
    """Two games on one file, told of answers in any order and more than once, closed at any time."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._games = [store(Path(self._folder.name)) for _ in range(2)]
        self._told: dict[tuple[int, int], tuple[str, Verdict]] = {}

    @rule(
        game=st.integers(0, 1),
        name=st.integers(1, 3),
        numbers=st.lists(st.integers(1, 4), min_size=1, max_size=3),
        fact=st.sampled_from(("director", "year", "town")),
        verdict=st.sampled_from(Verdict),
    )
    def save(self, game: int, name: int, numbers: list[int], fact: str, verdict: Verdict) -> None:
        self._games[game].save_answers([answer(begun(name), number, fact, verdict) for number in numbers])
        for number in numbers:
            self._told.setdefault((name, number), (fact, verdict))

    @rule(game=st.integers(0, 1))
    def close(self, game: int) -> None:
        self._games[game].close()

    @rule(game=st.integers(0, 1))
    def clear(self, game: int) -> None:
        self._games[game].clear()
        self._told.clear()

    @invariant()
    def all_is_there_once_and_the_sums_are_those_of_the_answers(self) -> None:
        if not self._games[0].exists:
            return
        kept = rows(
            self._games[0],
            "SELECT seed, number, target_id, verdict FROM answers JOIN rounds ON rounds.id = round"
            " ORDER BY 1, 2",
        )
        assert kept == [
            (name, number, f"pack/{fact}", verdict)
            for (name, number), (fact, verdict) in sorted(self._told.items())
        ]
        seen = Counter(f"pack/{fact}" for fact, _ in self._told.values())
        right = sum(verdict is Verdict.RIGHT for _, verdict in self._told.values())
        assert self._games[1].load_seen_counts() == seen
        assert rows(self._games[0], "SELECT total(asked), total(right) FROM days") == [
            (len(self._told), right)
        ]
        assert rows(self._games[0], "PRAGMA integrity_check") == [("ok",)]

    def teardown(self) -> None:
        for game in self._games:
            game.close()
        self._folder.cleanup()


TestKept = Kept.TestCase
TestKept.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
