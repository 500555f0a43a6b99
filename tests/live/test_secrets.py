"""Nothing that is sent before a reveal helps to answer a question."""

import json
from collections.abc import Iterator, Sequence

import pytest

from quiz.game.outcome import Answer
from quiz.game.room import ASKING, Room, RoomPhase
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
from quiz.live.log import Frame
from quiz.live.publisher import RoomPublisher
from quiz.live.tokens import derive_id
from quiz.live.views import view_for_host, view_for_player, view_for_spectator
from quiz.model.pack import Citation, Kind, Source
from quiz.model.question import AcceptedTexts, GuessedNumber, Proof, ProofReason, Question
from quiz.text.safe import Text
from tests.factories import CITIES, closest_question, question, statement, typed_question

HOST = "host-token"
PLAYERS = ("Ana", "Ben")
SECRET = "SECRET"


def hide(asked: Question, number: int, key: int) -> Question:
    """Return a question with a key, and with a marked text in each field that only the owner may know."""
    source = Source(f"{SECRET}-source", Text(f"{SECRET} title"), publisher=Text(f"{SECRET} press"))
    options = asked.options
    return asked._replace(
        id=f"pack/{SECRET}-{number}/{asked.kind.value}@7",
        fact=f"{SECRET}-{number}",
        key=key,
        explanation=Text(f"{SECRET} explanation {number} {key}"),
        citations=(Citation(source, 2, 2, Text(f"{SECRET} page {number}")),),
        proofs=tuple(
            Proof(option, ProofReason.SINGLE_VALUED, (f"{SECRET}-fact",), Text(f"{SECRET} value"))
            for option in range(len(options))
            if option != key
        ),
        answer=options[key] if options else Text(f"{SECRET} answer {number}"),
        more=Text(f"{SECRET} more"),
        remarks=Text(f"{SECRET} remarks"),
        why_wrong=tuple(Text(f"{SECRET} reason {option}") for option in range(len(options))),
        row_ids=(f"{SECRET}-row",),
        difficulty=0.1 + key / 10,
    )


def make_questions(turn: int) -> tuple[Question, ...]:
    """Return a question of each kind; `turn` moves the key and changes the typed answers."""
    questions: list[Question] = []
    for number, kind in enumerate(Kind):
        match kind:
            case Kind.TRUEFALSE:
                questions.append(hide(statement(), number, turn % 2))
            case Kind.TYPED:
                accepted = AcceptedTexts((Text(f"{SECRET} city {turn}"), Text(f"{SECRET} town")), CITIES)
                questions.append(hide(typed_question(), number, -1)._replace(accepted=accepted))
            case Kind.CLOSEST:
                value = 1894.0 + turn
                guessed = GuessedNumber("year", value, 1800, 2000, 2.0 + turn, 25.0, False, Text(""))
                questions.append(hide(closest_question(), number, -1)._replace(guessed=guessed))
            case _:
                questions.append(hide(question(), number, turn % 4)._replace(kind=kind))
    return tuple(questions)


class RecordingLog:
    """Keeps the frames."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []

    async def publish(self, code: str, frames: Sequence[Frame]) -> None:
        self.frames += frames


def iter_events(questions: Sequence[Question], settings: RoomSettings) -> Iterator[RoomEvent]:
    """Yield the events of a game in which both players answer each question."""
    at = 1_000_000
    yield Created("created", at, settings, tuple(questions), HOST)
    for name in PLAYERS:
        yield Joined(f"join-{name}", at, derive_id(f"t-{name}"), f"t-{name}", Text(name))
    yield HostActed("start", at, HOST, HostAction.START)
    for number, asked in enumerate(questions):
        at += 10_000
        yield TimePassed(f"open-{number}", at)
        answer = Answer(1) if asked.options else Answer(text=Text("1900" if asked.guessed else "Riga"))
        yield Answered(f"a-{number}", at + 5, "t-Ana", number, answer, at)
        yield Connected(f"c-{number}", at + 6, derive_id("t-Ben"), True)
        yield Connected(f"h-{number}", at + 7, derive_id(HOST), True)
        yield HostActed(f"pause-{number}", at + 8, HOST, HostAction.PAUSE)
        yield HostActed(f"resume-{number}", at + 9, HOST, HostAction.RESUME)
        yield Answered(f"late-{number}", at + 10, "t-Ben", number, Answer(99), at)
        yield HostActed(f"close-{number}", at + 20, HOST, HostAction.NEXT)
        for name in ("board", "next"):
            yield HostActed(f"{name}-{number}", at + 30, HOST, HostAction.NEXT)


async def allow() -> None:
    """Allow an owner to publish."""


async def play(settings: RoomSettings, turn: int) -> dict[str, list[str]]:
    """Play a game, and return all that is sent before each reveal and after it, by phase."""
    log = RecordingLog()
    publisher = RoomPublisher(log, "K7QMP", lambda: 1_000_000, allow)  # type: ignore[arg-type]
    room: Room | None = None
    sent: dict[str, list[str]] = {"secret": [], "public": []}
    for event in iter_events(make_questions(turn), settings):
        room = publisher.apply(room, [event])
        await publisher.publish(room)
        is_secret = room.phase in ASKING or room.phase is RoomPhase.LOBBY
        texts = [frame.text for frame in log.frames]
        views = [view_for_spectator(room), view_for_host(room)]
        views += [view_for_player(room, player) for player in room.players]
        texts += map(json.dumps, views)
        log.frames.clear()
        sent["secret" if is_secret else "public"] += texts
    return sent


@pytest.mark.parametrize("plays_along", [False, True])
@pytest.mark.parametrize("scoring", [Scoring.SPEED, Scoring.NONE])
async def test_no_byte_before_a_reveal_depends_on_the_answer(scoring: Scoring, plays_along: bool) -> None:
    settings = RoomSettings("K7QMP", Text("A quiz"), scoring, plays_along=plays_along)
    games = [await play(settings, turn) for turn in range(4)]

    secret = ["\n".join(game["secret"]) for game in games]
    assert all(SECRET not in text for text in secret)
    assert all('"key"' not in text for text in secret)
    assert all("\n".join(game["public"]).count(SECRET) > 0 for game in games)
    if scoring is Scoring.NONE:
        assert len(set(secret)) == 1  # without scores, all that is sent is the same whatever the answers are


async def test_scores_of_earlier_questions_are_all_that_differs() -> None:
    settings = RoomSettings("K7QMP", Text("A quiz"))
    games = [await play(settings, turn) for turn in range(4)]

    def remove_scores(text: str) -> object:
        view = json.loads(text)
        for part in (view.get("you", {}), *view.get("names", ())):
            for field in ("score", "place", "gap", "streak"):
                part.pop(field, None)
        return view

    assert len({json.dumps([remove_scores(text) for text in game["secret"]]) for game in games}) == 1


async def test_counts_of_an_open_question_are_for_a_host_who_does_not_play() -> None:
    for plays_along in (False, True):
        settings = RoomSettings("K7QMP", Text("A quiz"), plays_along=plays_along)
        secret = "".join((await play(settings, 0))["secret"])
        assert ('"counts"' in secret) is not plays_along


async def test_counts_go_to_the_host_alone() -> None:
    log = RecordingLog()
    publisher = RoomPublisher(log, "K7QMP", lambda: 1_000_000, allow)  # type: ignore[arg-type]
    room: Room | None = None
    for event in iter_events(make_questions(0), RoomSettings("K7QMP", Text("A quiz"))):
        room = publisher.apply(room, [event])
        await publisher.publish(room)
    others = [frame.text for frame in log.frames if frame.to != derive_id(HOST)]

    assert all("counts" not in json.loads(text) and "names" not in json.loads(text) for text in others)
