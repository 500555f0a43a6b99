"""Every answer of a game is kept before it is shown, or the game says that it is not."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from quiz.config.paths import UserPaths
from quiz.game.game import Game
from quiz.game.modes import DAILY, LADDER_MODE, PRACTICE
from quiz.game.outcome import Answer
from quiz.game.round import Round, RoundRequest
from quiz.game.session import Phase, Session, SessionRules
from quiz.history.seen_cache import SeenSummary, load_seen_summary
from quiz.history.sqlite_recorder import SqliteHistoryRecorder
from quiz.history.statistics import compute_statistics
from quiz.history.store import HistoryStore
from tests.factories import dealer, game, pack
from tests.history.factories import Calendar


def places(folder: Path) -> UserPaths:
    return UserPaths(folder, folder, folder / "cache")


def keeper(folder: Path, calendar: Calendar | None = None) -> SqliteHistoryRecorder:
    return SqliteHistoryRecorder(
        HistoryStore(places(folder).history_file, calendar or Calendar()), places(folder)
    )


def kept_game(
    folder: Path, order: RoundRequest | None = None, questions: int = 8, calendar: Calendar | None = None
) -> Game:
    kept_by = keeper(folder, calendar)
    return game(
        order or RoundRequest(length=4, seed=7),
        SessionRules(limit_seconds=None),
        pack(questions),
        keeper=kept_by,
    )


def play(session: Session, answers: int) -> None:
    """Answer some questions right, and go on from each."""
    for _ in range(answers):
        view = session.answer(session.state.number, Answer(session.state.question.key), 1.0)
        session.advance(view.number, 1.0)


def kept(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(places(folder).history_file)) as connection:
        return connection.execute(query).fetchall()


def left(of: Game) -> Round:
    round_ = of.find_unfinished_round()
    assert round_ is not None
    return round_


def test_an_answer_is_in_the_file_when_its_verdict_is_shown(tmp_path: Path) -> None:
    playing = kept_game(tmp_path)
    session = playing.start_session(playing.draw_round(), 0.0)
    for number in range(1, 5):
        view = session.answer(number, Answer(0), 1.0)

        assert view.phase is Phase.REVEALED
        assert kept(tmp_path, "SELECT count(*) FROM answers") == [(number,)]
        session.advance(number, 1.0)
    assert kept(tmp_path, "SELECT ended IS NULL, score FROM rounds") == [(0, session.state.score)]


def test_a_round_that_was_left_goes_on_where_it_was_in_another_game(tmp_path: Path) -> None:
    first = kept_game(tmp_path)
    started = first.draw_round()
    session = first.start_session(started, 0.0)
    play(session, 2)
    session.stop()

    second = kept_game(tmp_path, RoundRequest())
    round_ = left(second)
    going_on = second.start_session(round_, 50.0)
    assert (going_on.state.number, going_on.state.score, going_on.state.streak) == (3, 2100, 2)
    assert round_.questions == started.questions
    play(going_on, 2)

    assert second.find_unfinished_round() is None
    assert kept(tmp_path, "SELECT number FROM answers ORDER BY id") == [(1,), (2,), (3,), (4,)]
    assert kept(tmp_path, "SELECT score FROM rounds") == [(going_on.state.score,)]


def test_a_ladder_goes_on_too(tmp_path: Path) -> None:
    order = RoundRequest(mode=LADDER_MODE, seed=3)
    first = kept_game(tmp_path, order, questions=24)
    play(first.start_session(first.draw_round(), 0.0), 3)

    going_on = kept_game(tmp_path, RoundRequest(), questions=24)
    assert going_on.start_session(left(going_on), 0.0).state.number == 4


def test_a_round_is_not_gone_on_with_when_its_pack_has_changed(tmp_path: Path) -> None:
    first = kept_game(tmp_path)
    play(first.start_session(first.draw_round(), 0.0), 1)
    changed = pack(8)
    reworded = [one._replace(explanation=one.stem) for one in changed.questions]
    second = game(RoundRequest(), None, changed._replace(questions=tuple(reworded)), keeper=keeper(tmp_path))

    assert second.find_unfinished_round() is None
    assert kept_game(tmp_path).find_unfinished_round() is not None


def test_a_round_that_is_given_up_is_not_offered_again(tmp_path: Path) -> None:
    playing = kept_game(tmp_path)
    play(playing.start_session(playing.draw_round(), 0.0), 1)
    playing.abandon_round(left(playing))

    assert playing.find_unfinished_round() is None


def test_a_question_that_is_marked_is_asked_no_more_and_its_round_can_still_go_on(tmp_path: Path) -> None:
    playing = kept_game(tmp_path, RoundRequest(length=8, seed=7))
    round_ = playing.draw_round()
    session = playing.start_session(round_, 0.0)
    bad = session.state.question
    play(session, 2)
    assert playing.flag_question(bad) is None

    assert left(playing).questions == round_.questions
    for later in (
        playing,
        kept_game(tmp_path, RoundRequest(length=8, seed=7, excluded_ids=frozenset({bad.target_id}))),
    ):
        assert bad.target_id not in [question.target_id for question in later.draw_round().questions]


def test_what_could_not_be_saved_is_said_and_saved_with_the_next_that_can(tmp_path: Path) -> None:
    (tmp_path / "history.sqlite3").mkdir()
    playing = kept_game(tmp_path)
    session = playing.start_session(playing.draw_round(), 0.0)
    outcome = session.answer(1, Answer(0), 1.0).outcome
    assert outcome is not None
    assert outcome.save_error is not None
    assert "history.sqlite3" in outcome.save_error
    session.advance(1, 1.0)

    (tmp_path / "history.sqlite3").rmdir()
    outcome = session.answer(2, Answer(0), 1.0).outcome

    assert outcome is not None
    assert outcome.save_error is None
    assert kept(tmp_path, "SELECT number FROM answers") == [(1,), (2,)]


def test_nothing_fails_where_nothing_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "history.sqlite3").mkdir()
    playing = kept_game(tmp_path)
    news = playing.prepare_recorder()
    round_ = playing.draw_round()
    session = playing.start_session(round_, 0.0)
    play(session, 4)

    assert news is not None
    assert news.startswith("Nothing can be saved: ")
    assert session.state.phase is Phase.FINISHED
    assert playing.find_unfinished_round() is None
    assert playing.flag_question(round_.questions[0]) is not None


def test_a_glance_shows_what_was_seen_and_marked_and_may_be_lost(tmp_path: Path) -> None:
    one = keeper(tmp_path)
    playing = game(RoundRequest(length=2, seed=7), None, pack(4), keeper=one)
    round_ = playing.draw_round()
    session = playing.start_session(round_, 0.0)
    play(session, 2)
    playing.flag_question(round_.questions[0])
    one.close()
    bases = [question.target_id for question in round_.questions]
    expected = SeenSummary(dict.fromkeys(bases, 1), frozenset(bases[:1]))
    file = places(tmp_path).cache / "glance.json"

    assert load_seen_summary(places(tmp_path), one.store) == expected
    for damage in (b"", b"{}", b"[]", b'{"format": 1, "seen": 3, "flagged": 4}', b"\xff"):
        file.write_bytes(damage)
        assert load_seen_summary(places(tmp_path), one.store) == expected
    assert (
        load_seen_summary(places(tmp_path), HistoryStore(tmp_path / "none", Calendar())) == expected
    )  # the file is enough


def test_a_flag_is_never_missed_by_a_glance_that_is_out_of_date(tmp_path: Path) -> None:
    one = keeper(tmp_path)
    playing = game(RoundRequest(length=2, seed=7), None, pack(4), keeper=one)
    round_ = playing.draw_round()
    session = playing.start_session(round_, 0.0)
    play(session, 1)
    one.close()
    playing.flag_question(round_.questions[0])  # and then the program is killed

    assert round_.questions[0].target_id in load_seen_summary(places(tmp_path), one.store).flagged_ids


def test_practice_brings_back_what_was_missed_once_its_time_has_come(tmp_path: Path) -> None:
    calendar = Calendar()
    playing = kept_game(tmp_path, calendar=calendar)
    session = playing.start_session(playing.draw_round(), 0.0)
    missed = session.state.question
    session.answer(1, Answer((missed.key + 1) % len(missed.options)), 0.0)
    session.advance(1, 0.0)
    play(session, 3)
    calendar.later(minutes=5)

    practised = kept_game(tmp_path, RoundRequest(length=1), calendar=calendar).draw_category_round(
        None, PRACTICE
    )

    assert [question.target_id for question in practised.questions] == [missed.target_id]
    assert practised.request.seed is None


def test_practice_asks_what_is_new_while_nothing_is_due(tmp_path: Path) -> None:
    playing = kept_game(tmp_path)
    played = playing.draw_round()
    play(playing.start_session(played, 0.0), 4)

    practised = kept_game(tmp_path, RoundRequest(length=4)).draw_category_round(None, PRACTICE)

    assert not {one.target_id for one in practised.questions} & {one.target_id for one in played.questions}


def test_what_is_saved_is_not_tried_again(tmp_path: Path) -> None:
    one = keeper(tmp_path)
    playing = game(RoundRequest(length=2, seed=7), None, pack(4), keeper=one)
    play(playing.start_session(playing.draw_round(), 0.0), 1)

    with closing(sqlite3.connect(places(tmp_path).history_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert one.close() is None


class Ticking(Calendar):
    """A clock that is a second later each time it is looked at."""

    def __call__(self) -> datetime:
        return self.later(seconds=1)


def whole(playing: Game, round_: Round) -> Session:
    """Play a round to its end, all right."""
    session = playing.start_session(round_, 0.0)
    play(session, len(round_.questions))
    return session


def test_a_daily_round_counts_once(tmp_path: Path) -> None:
    calendar = Ticking()
    playing = kept_game(tmp_path, RoundRequest(mode=DAILY), questions=12, calendar=calendar)
    whole(playing, playing.draw_round())
    again = kept_game(tmp_path, RoundRequest(mode=DAILY), questions=12, calendar=calendar)
    once_more = again.draw_round()
    whole(again, once_more)
    last = again.draw_similar_round(once_more)
    whole(again, last)

    assert (once_more.is_scored, last.is_scored) == (False, False)
    assert once_more.notice == (
        "You have played this day’s round before: this time it is for fun and does not count."
    )
    assert kept(tmp_path, "SELECT is_scored FROM rounds") == [(1,), (0,), (0,)]
    found = compute_statistics(keeper(tmp_path).store)
    assert (found.round_count, len(found.best), [day.asked_count for day in found.days]) == (1, 1, [10])
    assert set(found.seen_counts.values()) == {3}


def test_the_next_day_s_round_counts(tmp_path: Path) -> None:
    calendar = Ticking()
    for day in ("2026-11-21", "2026-11-22"):
        playing = Game(
            dealer(pack(12), today=day),
            RoundRequest(mode=DAILY),
            SessionRules(limit_seconds=None),
            keeper(tmp_path, calendar),
        )
        round_ = playing.draw_round()
        assert round_.is_scored
        whole(playing, round_)


def test_a_daily_round_that_was_left_is_gone_on_with_and_counts(tmp_path: Path) -> None:
    first = kept_game(tmp_path, RoundRequest(mode=DAILY), questions=12, calendar=Ticking())
    play(first.start_session(first.draw_round(), 0.0), 4)
    second = kept_game(tmp_path, RoundRequest(mode=DAILY), questions=12, calendar=Ticking())
    round_ = second.draw_round()
    session = second.start_session(round_, 0.0)

    assert (session.state.number, round_.is_scored) == (5, True)
    play(session, 6)
    assert kept(tmp_path, "SELECT is_scored, score FROM rounds") == [(1, session.state.score)]


def test_a_daily_round_for_fun_stays_one_when_it_goes_on(tmp_path: Path) -> None:
    playing = kept_game(tmp_path, RoundRequest(mode=DAILY), questions=12, calendar=Ticking())
    whole(playing, playing.draw_round())
    play(playing.start_session(playing.draw_round(), 0.0), 2)

    assert not left(playing).is_scored
    assert not playing.draw_round().is_scored


def test_of_two_games_that_begin_a_day_at_once_one_counts(tmp_path: Path) -> None:
    calendar = Ticking()
    games = [kept_game(tmp_path, RoundRequest(mode=DAILY), questions=12, calendar=calendar) for _ in range(2)]
    sessions = [one.start_session(one.draw_round(), 0.0) for one in games]
    for session in sessions:
        play(session, 10)

    assert kept(tmp_path, "SELECT is_scored FROM rounds ORDER BY is_scored") == [(0,), (1,)]
    assert kept(tmp_path, "SELECT total(asked) FROM days") == [(10.0,)]


def test_the_best_so_far_is_that_of_rounds_alike_which_ended(tmp_path: Path) -> None:
    calendar = Ticking()
    playing = kept_game(tmp_path, calendar=calendar)
    first = whole(playing, playing.draw_round())
    assert first.state.previous_best is None
    left_early = playing.start_session(playing.draw_round(), 0.0)
    play(left_early, 1)
    left_early.stop()
    assert whole(playing, playing.draw_round()).state.previous_best == first.state.score
    other = kept_game(tmp_path, RoundRequest(length=3, seed=7), calendar=calendar)
    assert whole(other, other.draw_round()).state.previous_best is None
    timed = game(
        RoundRequest(length=4, seed=7),
        SessionRules(limit_seconds=20.0),
        pack(8),
        keeper=keeper(tmp_path, calendar),
    )
    assert whole(timed, timed.draw_round()).state.previous_best is None
    missed = playing.retry_questions(playing.draw_round(), playing.draw_round().questions)
    assert whole(playing, missed).state.previous_best is None
