"""Events of a room as lines of JSON: the name of the event and its fields."""

import json
from functools import cache
from typing import Any

from quiz.game.room_events import (
    Answered,
    Connected,
    Created,
    HostActed,
    Joined,
    RoomEvent,
    TimePassed,
)
from quiz.live.log import LogError
from quiz.packs.codec import Convert, RecordDecoder, RecordEncoder

_EVENTS = {event.__name__: event for event in (Created, Joined, Connected, Answered, HostActed, TimePassed)}


def encode_event(event: RoomEvent) -> str:
    """Return an event as a line of ASCII."""
    name = type(event).__name__
    return json.dumps([name, _find_encoder(name)(event)], separators=(",", ":"))


def decode_event(line: str | bytes) -> RoomEvent:
    """Return the event of a line.

    Raises:
        LogError: The line was written by another version of the program, or is damaged.
    """
    try:
        name, fields = json.loads(line)
        event: RoomEvent = _find_decoder(name)(fields)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise LogError("the log of the room is damaged, or from another version of quiz") from error
    return event


@cache
def _find_encoder(name: str) -> Convert:
    return RecordEncoder({}).record(_EVENTS[name])


@cache
def _find_decoder(name: str) -> Convert:
    return RecordDecoder({}, _check_whole).record(_EVENTS[name])


def _check_whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("not a whole number")
    return value
