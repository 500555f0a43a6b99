"""Events of a room as lines."""

import pytest

from quiz.game.outcome import Answer
from quiz.game.room_events import (
    Answered,
    CategoryTitle,
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
from quiz.live.event_codec import decode_event, encode_event
from quiz.live.log import LogError
from quiz.text.safe import Text
from tests.factories import closest_question, question, statement, typed_question

SETTINGS = RoomSettings("K7QMP", Text("A quiz"), Scoring.ACCURACY, None, True, (Text("Reds"),), locked=True)
EVENTS: list[RoomEvent] = [
    Created(
        "a",
        1,
        SETTINGS,
        (question(), statement(), typed_question(), closest_question()),
        "token",
        (CategoryTitle("film", Text("Films")),),
    ),
    Joined("b", 2, "p1", "t1", Text("Añá"), Text("Reds")),
    Connected("c", 3, "p1", connected=False),
    Answered("\ud800", 4, "t1", 0, Answer(2), 3),
    Answered("d", 5, "t1", 1, Answer(text=Text("Kyiv")), 4),
    HostActed("e", 6, "token", HostAction.REMOVE, player="p1"),
    HostActed("f", 7, "token", HostAction.VOID, question=0),
    TimePassed("g", 8),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_event_is_the_same_after_its_line(event: RoomEvent) -> None:
    line = encode_event(event)

    assert "\n" not in line
    assert decode_event(line) == event
    assert type(decode_event(line.encode())) is type(event)


def test_text_of_a_line_is_made_safe() -> None:
    event = decode_event('["Joined",["b",2,"p1","t1","\\u001b[31mAna"]]')

    assert isinstance(event, Joined)
    assert (type(event.name), event.name) == (Text, "␛[31mAna")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{}",
        "[]",
        '["Joined"]',
        '["Joined",["b",2]]',
        '["Joined",["b","2","p1","t1","Ana"]]',
        '["Joined",["b",true,"p1","t1","Ana"]]',
        '["Joined",["b",2,"p1","t1",5]]',
        '["HostActed",["b",2,"t","dance"]]',
        '["Unknown",[]]',
        '["TimePassed",["g",8,9]]',
        "[" * 100_000,
    ],
)
def test_damaged_line_is_an_error(line: str) -> None:
    with pytest.raises(LogError):
        decode_event(line)
