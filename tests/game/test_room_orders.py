"""A room under every order, repetition and delay of its events."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.grading import closeness, grade_answer
from quiz.game.outcome import Answer, Verdict
from quiz.game.room import GRACE_MS, Room, RoomPhase
from quiz.game.room_events import (
    Answered,
    Connected,
    Created,
    HostActed,
    HostAction,
    Joined,
    RoomEvent,
    RoomSettings,
    Scoring,
    TimePassed,
)
from quiz.game.room_refusals import find_refusal, is_applied
from quiz.game.room_steps import compute_reading_ms, step, step_all
from quiz.text.safe import Text
from tests.factories import closest_question, question, statement, typed_question

pytestmark = pytest.mark.slow

HOST = "host"
QUESTIONS = (question("a", key=2), statement("b"), typed_question("c"), closest_question("d"), question("e"))
LIMITS = (20_000, 20_000, 40_000, 40_000, 20_000)
"""Milliseconds for each question; there is twice the time to type."""
PAUSE_MS = 1000
PLAYERS = ("Ana", "Ben", "Cyd")

INVALID = (Answer(-1), Answer(9), Answer(text=Text("?")), Answer())
ANSWERS = (
    (Answer(2), Answer(2), Answer(1), *INVALID),
    (Answer(0), Answer(0), Answer(1), *INVALID),
    (Answer(text=Text("Kyiv")), Answer(text=Text("kiev")), Answer(text=Text("Riga")), Answer(2), *INVALID),
    (Answer(text=Text("1894")), Answer(text=Text("1900")), Answer(text=Text("1700")), Answer(2), *INVALID),
    (Answer(0), Answer(0), Answer(1), *INVALID),
)
"""Right answers, wrong ones and invalid ones to each question."""
DELAYS = (0, 500, 501, 7_000, 20_000, 20_250, 20_251, 40_250, 40_251)


class SentAnswer(NamedTuple):
    """An answer of a player to a question, some time after it was opened."""

    player: str
    question: int
    answer: Answer
    delay: int
    copies: int
    """Number of times that it is sent."""
    lag: float
    """The position in the log, as a share of what follows the opening of the question."""


@st.composite
def draw_answer(draw: st.DrawFn, questions: Sequence[int] = range(len(QUESTIONS))) -> SentAnswer:
    """Draw an answer of a player to one of some questions."""
    number = draw(st.sampled_from(questions))
    return SentAnswer(
        draw(st.sampled_from(PLAYERS)),
        number,
        draw(st.sampled_from(ANSWERS[number])),
        draw(st.sampled_from(DELAYS) | st.integers(0, 41_000)),
        draw(st.integers(1, 3)),
        draw(st.floats(0, 1)),
    )


sent_answers = st.lists(draw_answer(), min_size=1, max_size=20)
contradictions = st.lists(draw_answer((0, 3)), min_size=4, max_size=12)
scorings = st.tuples(st.sampled_from(Scoring), st.booleans()).map(
    lambda pair: RoomSettings("K7QMP", Text("A quiz"), pair[0], streak_bonus=pair[1])
)


class Opening(NamedTuple):
    """The position in the log at which a question was opened, and the time."""

    position: int
    at: int


def build_game(chosen: RoomSettings, *, has_idle: bool) -> tuple[list[RoomEvent], list[Opening]]:
    """Return the events of a game in which no one answers, and the openings of its questions."""
    at = 1_000_000
    log: list[RoomEvent] = [Created("created", at, chosen, QUESTIONS, HOST)]
    names = (*PLAYERS, "Idle") if has_idle else PLAYERS
    log += [Joined(f"join-{name}", at, f"p-{name}", f"t-{name}", Text(name)) for name in names]
    log.append(HostActed("start", at, HOST, HostAction.START))
    openings: list[Opening] = []
    for number, asked in enumerate(QUESTIONS):
        at += compute_reading_ms(asked)
        log.append(TimePassed(f"open-{number}", at))
        openings.append(Opening(len(log), at))
        at += LIMITS[number] + GRACE_MS
        log.append(TimePassed(f"close-{number}", at))
        at += PAUSE_MS
        if chosen.scoring is not Scoring.NONE and number + 1 < len(QUESTIONS):
            log.append(HostActed(f"board-{number}", at, HOST, HostAction.NEXT))
        log.append(HostActed(f"next-{number}", at, HOST, HostAction.NEXT))
    return log, openings


def place_answers(
    log: Sequence[RoomEvent], openings: Sequence[Opening], sent: Sequence[SentAnswer]
) -> list[RoomEvent]:
    """Return the log with answers, each of its copies at its place or at the end."""
    placed: list[tuple[float, RoomEvent]] = [(float(index), event) for index, event in enumerate(log)]
    for number, each in enumerate(sent):
        opening = openings[each.question]
        event = Answered(
            f"answer-{number}",
            opening.at + each.delay,
            f"t-{each.player}",
            each.question,
            each.answer,
            opening.at,
        )
        first = opening.position - 0.5 + each.lag * (len(log) - opening.position)
        placed += [(first + copy * (len(log) - first) / 3, event) for copy in range(each.copies)]
    return [event for _, event in sorted(placed, key=lambda pair: pair[0])]


def compute_scores(chosen: RoomSettings, sent: Sequence[SentAnswer]) -> dict[str, int]:
    """Return the scores that follow from the answers in time alone."""
    scores = dict.fromkeys(PLAYERS, 0)
    for player in PLAYERS:
        streak = 0
        for number, asked in enumerate(QUESTIONS):
            limit = LIMITS[number]
            given_answers = [
                each
                for each in sent
                if (each.player, each.question) == (player, number)
                and each.delay <= limit + GRACE_MS
                and grade_answer(asked, each.answer) is not None
            ]
            if not given_answers:
                streak = 0
                continue
            first = given_answers[0]
            is_right = grade_answer(asked, first.answer) is Verdict.RIGHT
            streak = streak + 1 if is_right else 0
            seconds = min(first.delay, limit) / 1000
            is_fast = chosen.scoring is Scoring.ACCURACY or seconds <= 0.5
            points = 1000 if is_fast else round(1000 * (1 - seconds / (2 * limit / 1000)))
            if asked.guessed is not None:
                points = round(1000 * closeness(asked, first.answer))
            bonus = 100 * min(max(streak - 1, 0), 5) if chosen.streak_bonus and is_right else 0
            earned = (points if is_right or asked.guessed is not None else 0) + bonus
            scores[player] += 0 if chosen.scoring is Scoring.NONE else earned
    return scores


def list_scores(room: Room) -> dict[str, int]:
    return {player.name: player.score for player in room.players.values() if player.name in PLAYERS}


def keep_first(sent: Sequence[SentAnswer]) -> list[SentAnswer]:
    """Return one valid answer a player and question; others would make the order matter."""
    kept: dict[tuple[str, int], SentAnswer] = {}
    for each in sent:
        kept.setdefault((each.player, each.question), each)
    return list(kept.values())


@given(scorings, sent_answers, st.booleans())
@settings(max_examples=120, deadline=None)
def test_scores_follow_from_the_answers_in_any_order(
    chosen: RoomSettings, sent: list[SentAnswer], has_idle: bool
) -> None:
    sent = keep_first(sent)
    log = place_answers(*build_game(chosen, has_idle=has_idle), sent)

    room = step_all(None, log)

    assert room.phase is RoomPhase.PODIUM
    assert list_scores(room) == compute_scores(chosen, sent)


@given(scorings, contradictions)
@settings(max_examples=80, deadline=None)
def test_of_several_answers_before_the_reveal_the_earliest_counts(
    chosen: RoomSettings, sent: list[SentAnswer]
) -> None:
    log, openings = build_game(chosen, has_idle=True)
    early = [each._replace(lag=each.lag / len(log) / 2, copies=1) for each in sent]
    shuffled = place_answers(log, openings, early)
    in_time = sorted(enumerate(sent), key=lambda pair: (pair[1].delay, f"answer-{pair[0]}"))

    assert list_scores(step_all(None, shuffled)) == compute_scores(chosen, [each for _, each in in_time])


@given(scorings, sent_answers)
@settings(max_examples=60, deadline=None)
def test_scores_never_fall_in_a_game_without_voids(chosen: RoomSettings, sent: list[SentAnswer]) -> None:
    log = place_answers(*build_game(chosen, has_idle=False), sent)
    room = step(None, log[0])
    for event in log[1:]:
        following = step(room, event)
        before, after = list_scores(room), list_scores(following)
        assert all(after[name] >= score for name, score in before.items())
        room = following


names = st.sampled_from(("Ana", "Ben", "Cyd", "Eve"))
tokens = names.map(lambda name: f"t-{name}")
players = names.map(lambda name: f"p-{name}")
hosts = st.sampled_from((HOST, HOST, HOST, "t-Ana"))
indexes = st.integers(-2, len(QUESTIONS))
any_answers = st.sampled_from([answer for row in ANSWERS for answer in row])
moves = st.sampled_from((0, 1, 100, 2000, 3000, 20_250, 60_000))
event_kinds = st.one_of(
    st.tuples(st.just("join"), names, st.sampled_from(("Ana", "Ben", "", "x" * 21, "ana"))),
    st.tuples(st.just("connect"), players, st.booleans()),
    st.tuples(st.just("answer"), tokens, st.tuples(indexes, any_answers, st.integers(-5000, 5000))),
    st.tuples(st.just("answer now"), tokens, any_answers),
    st.tuples(st.just("host"), hosts, st.tuples(st.sampled_from(HostAction), players, st.none() | indexes)),
    st.tuples(st.just("next"), st.none(), st.none()),
    st.tuples(st.just("time"), st.none(), st.none()),
    st.tuples(st.just("again"), st.integers(0, 200), st.none()),
)


def make_event(room: Room, log: Sequence[RoomEvent], at: int, kind: tuple[str, object, object]) -> RoomEvent:
    """Return an event of any kind, which may make no sense."""
    new_id = f"e{len(log)}"
    match kind:
        case "join", str(name), str(shown):
            return Joined(new_id, at, f"p-{name}", f"t-{name}", Text(shown or name))
        case "connect", str(player), bool(connected):
            return Connected(new_id, at, player, connected)
        case "answer", str(token), (int(index), Answer() as answer, int(lead)):
            return Answered(new_id, at, token, index, answer, at - lead)
        case "answer now", str(token), Answer() as answer:
            return Answered(new_id, at, token, room.current, answer, at)
        case "host", str(token), (HostAction() as action, str(player), int() | None as index):
            return HostActed(new_id, at, token, action, player, index)
        case "again", int(number), _:
            return log[number % len(log)]
        case "next", _, _:
            is_lobby = room.phase is RoomPhase.LOBBY
            return HostActed(new_id, at, HOST, HostAction.START if is_lobby else HostAction.NEXT)
        case _:
            return TimePassed(new_id, at)


@given(scorings, st.lists(st.tuples(event_kinds, moves), max_size=60))
@settings(max_examples=150, deadline=None)
def test_rules_hold_whatever_happens(
    chosen: RoomSettings, script: list[tuple[tuple[str, object, object], int]]
) -> None:
    at = 1_000_000
    log: list[RoomEvent] = [Created("e0", at, chosen, QUESTIONS, HOST)]
    room = step(None, log[0])
    for kind, move in script:
        at += move
        event = make_event(room, log, at, kind)
        log.append(event)
        following = step(room, event)
        if find_refusal(room, event) is not None or is_applied(room, event):
            assert following == room
        elif not (isinstance(event, HostActed) and event.action is HostAction.VOID):
            assert all(following.players[key].score >= player.score for key, player in room.players.items())
        check_room(following)
        assert step(following, event) == following or isinstance(event, TimePassed)
        room = following

    assert step_all(None, log) == room


def check_room(room: Room) -> None:
    """Check what is true of every state."""
    active = room.active_players
    assert sorted(room.tokens.values()) == sorted(player.id for player in active)
    assert len(room.names) == len(active)
    assert room.waiting <= {player.id for player in active if player.is_connected}
    assert len(room.windows) <= room.current + 1
    for player in room.players.values():
        counted = [
            given_answers[player.id].points
            for index, given_answers in enumerate(room.answers)
            if player.id in given_answers and room.is_counted(index)
        ]
        assert player.score == sum(counted)
    if room.phase is RoomPhase.OPEN:
        assert room.windows[room.current].closed_at is None
        assert not room.waiting & room.answers[room.current].keys()
    if room.is_paused:
        assert room.phase in (RoomPhase.READING, RoomPhase.OPEN)
        assert room.deadline is None
