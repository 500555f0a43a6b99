"""Saving each answer of a game before it is shown, or reporting that it is not saved."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from quiz.config.paths import UserPaths
from quiz.game.game import Game
from quiz.game.modes import DAILY, LADDER_MODE, PRACTICE
from quiz.game.outcome import Answer
from quiz.game.recorder import LastChoice
from quiz.game.round import Round, RoundRequest
from quiz.game.session import Phase, Session, SessionRules
from quiz.history.seen_cache import SeenSummary, load_seen_summary
from quiz.history.sqlite_recorder import SqliteHistoryRecorder
from quiz.history.statistics import compute_statistics
from quiz.history.store import HistoryStore
from quiz.model.errors import UsageError
from quiz.model.pack import Kind
from quiz.text.safe import Text
from tests.factories import dealer, game, pack
from tests.history.factories import FakeClock, answer, start_round


def user_paths(folder: Path) -> UserPaths:
    return UserPaths(folder, folder, folder / "cache")


def make_recorder(folder: Path, clock: FakeClock | None = None) -> SqliteHistoryRecorder:
    return SqliteHistoryRecorder(
        HistoryStore(user_paths(folder).history_file, clock or FakeClock()), user_paths(folder)
    )


def make_game(
    folder: Path, order: RoundRequest | None = None, questions: int = 8, clock: FakeClock | None = None
) -> Game:
    recorder = make_recorder(folder, clock)
    return game(
        order or RoundRequest(length=4, seed=7),
        SessionRules(limit_seconds=None),
        pack(questions),
        recorder=recorder,
    )


def play(session: Session, answers: int) -> None:
    """Answer some questions right, and continue from each."""
    for _ in range(answers):
        state = session.answer(session.state.number, Answer(session.state.question.key), 1.0)
        session.advance(state.number, 1.0)


def select(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(user_paths(folder).history_file)) as connection:
        return connection.execute(query).fetchall()


def find_unfinished(game_: Game) -> Round:
    round_ = game_.find_unfinished_round()
    assert round_ is not None
    return round_


def test_answer_is_saved_before_its_verdict_is_shown(tmp_path: Path) -> None:
    game_ = make_game(tmp_path)
    session = game_.start_session(game_.draw_round(), 0.0)
    for number in range(1, 5):
        state = session.answer(number, Answer(0), 1.0)

        assert state.phase is Phase.REVEALED
        assert select(tmp_path, "SELECT count(*) FROM answers") == [(number,)]
        session.advance(number, 1.0)
    assert select(tmp_path, "SELECT ended IS NULL, score FROM rounds") == [(0, session.state.score)]


def test_interrupted_round_resumes_in_another_game(tmp_path: Path) -> None:
    first = make_game(tmp_path)
    started = first.draw_round()
    session = first.start_session(started, 0.0)
    play(session, 2)
    session.stop()

    second = make_game(tmp_path, RoundRequest())
    round_ = find_unfinished(second)
    resumed = second.start_session(round_, 50.0)
    assert (resumed.state.number, resumed.state.score, resumed.state.streak) == (3, 2100, 2)
    assert round_.questions == started.questions
    play(resumed, 2)

    assert second.find_unfinished_round() is None
    assert select(tmp_path, "SELECT number FROM answers ORDER BY id") == [(1,), (2,), (3,), (4,)]
    assert select(tmp_path, "SELECT score FROM rounds") == [(resumed.state.score,)]


@pytest.mark.parametrize("waits", [False, True])
def test_round_left_at_its_first_question_resumes_with_the_same_questions(
    tmp_path: Path, waits: bool
) -> None:
    first = make_game(tmp_path, questions=12)
    started = first.draw_round()
    session = first.start_session(started, 0.0)
    while waits and started.make_next_question():
        pass
    play(session, 1)
    # The process is killed here: nothing is stopped or closed.

    second = make_game(tmp_path, RoundRequest(), questions=12)
    round_ = find_unfinished(second)

    assert round_.questions == make_game(tmp_path, questions=12).draw_round().questions
    assert second.start_session(round_, 50.0).state.number == 2
    assert select(tmp_path, "SELECT total FROM rounds") == [(4,)]


def test_round_left_before_its_first_answer_is_not_saved(tmp_path: Path) -> None:
    first = make_game(tmp_path)
    first.start_session(first.draw_round(), 0.0).stop()

    assert make_game(tmp_path, RoundRequest()).find_unfinished_round() is None


def test_saved_round_has_the_number_of_questions_that_could_be_made(tmp_path: Path) -> None:
    first = make_game(tmp_path, RoundRequest(length=9, seed=7), questions=3)
    session = first.start_session(first.draw_round(), 0.0)
    play(session, 1)

    resumed = make_game(tmp_path, RoundRequest(), questions=3)
    state = resumed.start_session(find_unfinished(resumed), 50.0).state
    assert (state.number, state.total) == (2, 3)
    assert select(tmp_path, "SELECT total FROM rounds") == [(3,)]


def make_typed_game(folder: Path, order: RoundRequest | None = None) -> Game:
    """Make a game whose questions are all typed."""
    choices = pack(8)
    typed = [written._replace(kind=Kind.TYPED, wrong=()) for written in choices.questions]
    return game(
        order or RoundRequest(length=4, seed=7),
        SessionRules(limit_seconds=None),
        choices._replace(questions=tuple(typed)),
        recorder=make_recorder(folder),
    )


def test_interrupted_round_keeps_typed_answers(tmp_path: Path) -> None:
    first = make_typed_game(tmp_path)
    session = first.start_session(first.draw_round(), 0.0)
    session.answer(1, Answer(text=session.state.question.answer), 1.0)
    session.advance(1, 1.0)
    hostile = Text("\x1b[2J; DROP TABLE answers; -- \u202e")
    session.answer(2, Answer(text=hostile), 2.0)
    session.stop()

    second = make_typed_game(tmp_path, RoundRequest())
    resumed = second.start_session(find_unfinished(second), 50.0)

    assert (resumed.state.number, resumed.state.score) == (3, 1000)
    assert [outcome.answer for outcome in resumed.state.outcomes] == [
        Answer(text=session.state.outcomes[0].question.answer),
        Answer(text=hostile),
    ]
    assert select(tmp_path, "SELECT option, text FROM answers ORDER BY id")[1] == (None, hostile)


@pytest.mark.parametrize("text", ["'\x1b[2J'", "'a' || char(10) || 'b'", "x'41'"])
def test_typed_answer_that_no_player_can_type_is_left_out(tmp_path: Path, text: str) -> None:
    first = make_typed_game(tmp_path)
    session = first.start_session(first.draw_round(), 0.0)
    session.answer(1, Answer(text=session.state.question.answer), 1.0)
    session.stop()
    with closing(sqlite3.connect(user_paths(tmp_path).history_file, isolation_level=None)) as connection:
        connection.execute(f"UPDATE answers SET text = {text}")

    round_ = make_typed_game(tmp_path, RoundRequest()).find_unfinished_round()

    assert round_ is None or not (round_.resumed_from and round_.resumed_from.answers)


def test_interrupted_ladder_resumes(tmp_path: Path) -> None:
    order = RoundRequest(mode=LADDER_MODE, seed=3)
    rising = pack(24)
    levels = (entry._replace(difficulty=number / 24) for number, entry in enumerate(rising.questions))
    rising = rising._replace(questions=tuple(levels))
    rules = SessionRules(limit_seconds=None)
    first = game(order, rules, rising, recorder=make_recorder(tmp_path))
    play(first.start_session(first.draw_round(), 0.0), 3)

    resumed = game(RoundRequest(), rules, rising, recorder=make_recorder(tmp_path))
    assert resumed.start_session(find_unfinished(resumed), 0.0).state.number == 4


def test_round_does_not_resume_when_its_pack_has_changed(tmp_path: Path) -> None:
    first = make_game(tmp_path)
    play(first.start_session(first.draw_round(), 0.0), 1)
    changed = pack(8)
    reworded = [question._replace(explanation=question.stem) for question in changed.questions]
    second = game(
        RoundRequest(), None, changed._replace(questions=tuple(reworded)), recorder=make_recorder(tmp_path)
    )

    with pytest.raises(UsageError, match="can't resume the last round: its questions have changed since"):
        second.find_unfinished_round()
    assert make_game(tmp_path).find_unfinished_round() is not None


def test_round_of_another_generator_version_does_not_resume(tmp_path: Path) -> None:
    first = make_game(tmp_path)
    play(first.start_session(first.draw_round(), 0.0), 1)
    with sqlite3.connect(tmp_path / "history.sqlite3") as connection:
        connection.execute("UPDATE rounds SET generator_version = 1")

    with pytest.raises(UsageError, match="another version of quiz drew its questions"):
        make_game(tmp_path).find_unfinished_round()


def test_round_of_unknown_mode_does_not_resume(tmp_path: Path) -> None:
    first = make_game(tmp_path)
    play(first.start_session(first.draw_round(), 0.0), 1)
    with sqlite3.connect(tmp_path / "history.sqlite3") as connection:
        connection.execute("UPDATE rounds SET mode = 'marathon'")

    with pytest.raises(UsageError, match="unknown mode “marathon”"):
        make_game(tmp_path).find_unfinished_round()


def test_abandoned_round_is_not_offered_again(tmp_path: Path) -> None:
    game_ = make_game(tmp_path)
    play(game_.start_session(game_.draw_round(), 0.0), 1)
    game_.abandon_round(find_unfinished(game_))

    assert game_.find_unfinished_round() is None


def test_flagged_question_is_not_asked_again_and_its_round_still_resumes(tmp_path: Path) -> None:
    game_ = make_game(tmp_path, RoundRequest(length=8, seed=7))
    round_ = game_.draw_round()
    session = game_.start_session(round_, 0.0)
    bad = session.state.question
    play(session, 2)
    assert game_.toggle_flag(bad).startswith("Flagged. ")

    assert find_unfinished(game_).questions == round_.questions
    for later_game in (
        game_,
        make_game(tmp_path, RoundRequest(length=8, seed=7, excluded_ids=frozenset({bad.target_id}))),
    ):
        assert bad.target_id not in [question.target_id for question in later_game.draw_round().questions]


def test_second_flag_of_a_question_removes_it_from_the_history(tmp_path: Path) -> None:
    recorder = make_recorder(tmp_path)
    game_ = game(RoundRequest(length=2, seed=7), None, pack(4), recorder=recorder)
    question = game_.draw_round().questions[0]

    for is_flagged in (True, False, True):
        game_.toggle_flag(question)
        assert game_.is_flagged(question) is is_flagged
        assert [flag.target_id for flag in recorder.store.list_flags()] == [question.target_id] * is_flagged
        assert (question in game_.draw_round().questions) is not is_flagged


def test_unsaved_answer_is_reported_and_saved_with_the_next_one(tmp_path: Path) -> None:
    (tmp_path / "history.sqlite3").mkdir()
    game_ = make_game(tmp_path)
    session = game_.start_session(game_.draw_round(), 0.0)
    outcome = session.answer(1, Answer(0), 1.0).outcome
    assert outcome is not None
    assert outcome.save_error is not None
    assert "history.sqlite3" in outcome.save_error
    session.advance(1, 1.0)

    (tmp_path / "history.sqlite3").rmdir()
    outcome = session.answer(2, Answer(0), 1.0).outcome

    assert outcome is not None
    assert outcome.save_error is None
    assert select(tmp_path, "SELECT number FROM answers") == [(1,), (2,)]


def test_game_works_when_nothing_can_be_saved(tmp_path: Path) -> None:
    (tmp_path / "history.sqlite3").mkdir()
    game_ = make_game(tmp_path)
    notice = game_.prepare_recorder()
    round_ = game_.draw_round()
    session = game_.start_session(round_, 0.0)
    play(session, 4)

    assert notice is not None
    assert notice.startswith("Nothing can be saved: ")
    assert session.state.phase is Phase.FINISHED
    assert game_.find_unfinished_round() is None
    assert game_.toggle_flag(round_.questions[0]).startswith("Flagged for this game only: ")
    assert game_.toggle_flag(round_.questions[0]).startswith("Unflagged for this game only: ")


def test_seen_cache_has_counts_and_flags_and_is_rebuilt_if_lost(tmp_path: Path) -> None:
    recorder = make_recorder(tmp_path)
    game_ = game(RoundRequest(length=2, seed=7), None, pack(4), recorder=recorder)
    round_ = game_.draw_round()
    session = game_.start_session(round_, 0.0)
    play(session, 2)
    game_.toggle_flag(round_.questions[0])
    recorder.close()
    target_ids = [question.target_id for question in round_.questions]
    last_choice = LastChoice("classic", None)
    expected = SeenSummary(dict.fromkeys(target_ids, 1), frozenset(target_ids[:1]), last_choice)
    file = user_paths(tmp_path).cache / "seen.json"

    assert load_seen_summary(user_paths(tmp_path), recorder.store) == expected
    for damage in (b"", b"{}", b"[]", b'{"format": 1, "seen": 3, "flagged": 4}', b"\xff"):
        file.write_bytes(damage)
        assert load_seen_summary(user_paths(tmp_path), recorder.store) == expected
    assert (
        load_seen_summary(user_paths(tmp_path), HistoryStore(tmp_path / "none", FakeClock())) == expected
    )  # the file is enough


@pytest.mark.parametrize(
    "value",
    ["Infinity", "1e400", "NaN", "-1", "1.0", "true", "null", '"1"', "[]", "[" * 9999],
    ids=lambda value: value[:9],
)
def test_seen_cache_with_a_value_of_another_form_is_rebuilt(value: str, tmp_path: Path) -> None:
    paths, store = user_paths(tmp_path), HistoryStore(tmp_path / "history.sqlite3", FakeClock())
    store.save_answers([answer(start_round())])
    expected = load_seen_summary(paths, store)
    file = paths.cache / "seen.json"
    written = json.loads(file.read_bytes())

    for name in written:
        file.write_text(json.dumps({**written, name: "@"}).replace('"@"', value), encoding="utf-8")
        assert load_seen_summary(paths, store) == expected
    for name, content in (("seen", {"pack/x": "@"}), ("flagged", ["@"])):
        damaged = json.dumps({**written, name: content}).replace('"@"', value)
        if (name, value) != ("flagged", '"1"'):
            file.write_text(damaged, encoding="utf-8")
            assert load_seen_summary(paths, store) == expected


def test_seen_cache_is_written_through_no_link(tmp_path: Path) -> None:
    paths, store = user_paths(tmp_path), HistoryStore(tmp_path / "history.sqlite3", FakeClock())
    store.save_answers([answer(start_round())])
    paths.cache.mkdir()
    (tmp_path / "other").write_text("mine", encoding="utf-8")
    (paths.cache / "seen.json").symlink_to(tmp_path / "other")
    load_seen_summary(paths, store)

    assert (tmp_path / "other").read_text(encoding="utf-8") == "mine"
    assert not (paths.cache / "seen.json").is_symlink()


def test_outdated_seen_cache_never_misses_a_flag(tmp_path: Path) -> None:
    recorder = make_recorder(tmp_path)
    game_ = game(RoundRequest(length=2, seed=7), None, pack(4), recorder=recorder)
    round_ = game_.draw_round()
    session = game_.start_session(round_, 0.0)
    play(session, 1)
    recorder.close()
    game_.toggle_flag(round_.questions[0])  # then the program is killed

    assert (
        round_.questions[0].target_id in load_seen_summary(user_paths(tmp_path), recorder.store).flagged_ids
    )


def test_practice_repeats_a_missed_question_when_it_is_due(tmp_path: Path) -> None:
    clock = FakeClock()
    game_ = make_game(tmp_path, clock=clock)
    session = game_.start_session(game_.draw_round(), 0.0)
    missed = session.state.question
    session.answer(1, Answer((missed.key + 1) % len(missed.options)), 0.0)
    session.advance(1, 0.0)
    play(session, 3)
    clock.advance(minutes=5)

    practice = make_game(tmp_path, RoundRequest(length=1), clock=clock).draw_category_round(None, PRACTICE)

    assert [question.target_id for question in practice.questions] == [missed.target_id]
    assert practice.request.seed is None


def test_practice_asks_new_questions_when_nothing_is_due(tmp_path: Path) -> None:
    game_ = make_game(tmp_path)
    played = game_.draw_round()
    play(game_.start_session(played, 0.0), 4)

    practice = make_game(tmp_path, RoundRequest(length=4)).draw_category_round(None, PRACTICE)

    assert not {question.target_id for question in practice.questions} & {
        question.target_id for question in played.questions
    }


def test_saved_answers_are_not_saved_again_on_close(tmp_path: Path) -> None:
    recorder = make_recorder(tmp_path)
    game_ = game(RoundRequest(length=2, seed=7), None, pack(4), recorder=recorder)
    play(game_.start_session(game_.draw_round(), 0.0), 1)

    with closing(sqlite3.connect(user_paths(tmp_path).history_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert recorder.close() is None


class TickingClock(FakeClock):
    """A clock that advances by a second each time it is read."""

    def __call__(self) -> datetime:
        return self.advance(seconds=1)


def play_all(game_: Game, round_: Round) -> Session:
    """Play a round to its end with right answers."""
    session = game_.start_session(round_, 0.0)
    play(session, len(round_.questions))
    return session


def test_daily_round_is_scored_once(tmp_path: Path) -> None:
    clock = TickingClock()
    game_ = make_game(tmp_path, RoundRequest(mode=DAILY), questions=12, clock=clock)
    play_all(game_, game_.draw_round())
    again = make_game(tmp_path, RoundRequest(mode=DAILY), questions=12, clock=clock)
    second_round = again.draw_round()
    play_all(again, second_round)
    last = again.draw_similar_round(second_round)
    play_all(again, last)

    assert (second_round.is_scored, last.is_scored) == (False, False)
    assert second_round.notice == ("You've already played today's quiz. This one is just for fun.")
    assert select(tmp_path, "SELECT is_scored FROM rounds") == [(1,), (0,), (0,)]
    statistics = compute_statistics(make_recorder(tmp_path).store)
    assert (statistics.round_count, len(statistics.best), [day.asked_count for day in statistics.days]) == (
        1,
        1,
        [10],
    )
    assert set(statistics.seen_counts.values()) == {3}


def test_daily_round_of_the_next_day_is_scored(tmp_path: Path) -> None:
    clock = TickingClock()
    for day in ("2026-11-21", "2026-11-22"):
        game_ = Game(
            dealer(pack(12), today=day),
            RoundRequest(mode=DAILY),
            SessionRules(limit_seconds=None),
            make_recorder(tmp_path, clock),
        )
        round_ = game_.draw_round()
        assert round_.is_scored
        play_all(game_, round_)


def test_interrupted_daily_round_resumes_and_is_scored(tmp_path: Path) -> None:
    first = make_game(tmp_path, RoundRequest(mode=DAILY), questions=12, clock=TickingClock())
    play(first.start_session(first.draw_round(), 0.0), 4)
    second = make_game(tmp_path, RoundRequest(mode=DAILY), questions=12, clock=TickingClock())
    round_ = second.draw_round()
    session = second.start_session(round_, 0.0)

    assert (session.state.number, round_.is_scored) == (5, True)
    play(session, 6)
    assert select(tmp_path, "SELECT is_scored, score FROM rounds") == [(1, session.state.score)]


def test_unscored_daily_round_stays_unscored_when_resumed(tmp_path: Path) -> None:
    game_ = make_game(tmp_path, RoundRequest(mode=DAILY), questions=12, clock=TickingClock())
    play_all(game_, game_.draw_round())
    play(game_.start_session(game_.draw_round(), 0.0), 2)

    assert not find_unfinished(game_).is_scored
    assert not game_.draw_round().is_scored


def test_one_of_two_simultaneous_daily_rounds_is_scored(tmp_path: Path) -> None:
    clock = TickingClock()
    games = [make_game(tmp_path, RoundRequest(mode=DAILY), questions=12, clock=clock) for _ in range(2)]
    sessions = [game_.start_session(game_.draw_round(), 0.0) for game_ in games]
    for session in sessions:
        play(session, 10)

    assert select(tmp_path, "SELECT is_scored FROM rounds ORDER BY is_scored") == [(0,), (1,)]
    assert select(tmp_path, "SELECT total(asked) FROM days") == [(10.0,)]


def test_previous_best_is_that_of_comparable_finished_rounds(tmp_path: Path) -> None:
    clock = TickingClock()
    game_ = make_game(tmp_path, clock=clock)
    first = play_all(game_, game_.draw_round())
    assert first.state.previous_best is None
    abandoned = game_.start_session(game_.draw_round(), 0.0)
    play(abandoned, 1)
    abandoned.stop()
    assert play_all(game_, game_.draw_round()).state.previous_best == first.state.score
    other = make_game(tmp_path, RoundRequest(length=3, seed=7), clock=clock)
    assert play_all(other, other.draw_round()).state.previous_best is None
    timed = game(
        RoundRequest(length=4, seed=7),
        SessionRules(limit_seconds=20.0),
        pack(8),
        recorder=make_recorder(tmp_path, clock),
    )
    assert play_all(timed, timed.draw_round()).state.previous_best is None
    missed = game_.retry_questions(game_.draw_round(), game_.draw_round().questions)
    assert play_all(game_, missed).state.previous_best is None
