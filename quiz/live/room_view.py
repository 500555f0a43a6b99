"""A client's view of a room, read from the frames of a server that cannot be trusted."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import NamedTuple, TypeVar

from quiz.game.outcome import Answer, Verdict
from quiz.game.room import RoomPhase
from quiz.game.room_events import Scoring
from quiz.live.views import SentName, SentPlace, SentQuestion, SentTeam
from quiz.model.pack import Kind
from quiz.text.safe import Text, one_line

Value = TypeVar("Value")
Member = TypeVar("Member", bound=Enum)
_MAX_CHARACTERS = 4000
_MAX_ENTRIES = 100_000
_MAX_NUMBER = 10**15
_INPUTS = ("option", "text", "number")


class FrameError(ValueError):
    """A frame that no server of ours sends. Its text names the field."""


class RevealView(NamedTuple):
    """The answer to the current question, with what all answered."""

    key: int | None
    answer: Text
    explanation: Text
    sources: tuple[Text, ...]
    counts: tuple[int, ...]
    """Number of answers for each option."""
    right: int
    voided: bool
    question_id: str | None
    """`PACK/FACT[.LABEL]/KIND@SEED`; `None` if the server keeps it."""
    pack: str
    fact: str
    category: str
    sensitive: bool


class YouView(NamedTuple):
    """A player in its own eyes."""

    name: Text
    team: Text | None
    score: int
    place: int | None
    gap: int | None
    """Points to the next better place; `None` for the first."""
    streak: int
    answer: Answer | None
    verdict: Verdict | None
    points: int | None
    why_wrong: Text | None


class RoomView(NamedTuple):
    """A room as a client sees it."""

    code: str
    title: Text
    phase: RoomPhase
    seq: int
    number: int
    """Number of the current question, from 1; 0 in the lobby."""
    question_count: int
    deadline: int | None
    """The server's time, in milliseconds, at which reading or answering ends."""
    is_paused: bool
    is_locked: bool
    scoring: Scoring
    joined: int
    connected: int
    answered: int
    team_names: tuple[Text, ...]
    question: SentQuestion | None
    reveal: RevealView | None
    leaderboard: tuple[SentPlace, ...]
    teams: tuple[SentTeam, ...]
    podium: tuple[SentPlace, ...]
    you: YouView | None = None
    names: tuple[SentName, ...] = ()
    """The players, for the host only."""
    counts: tuple[int, ...] | None = None
    """Number of answers for each option of an open question, for a host who doesn't play."""

    @property
    def has_points(self) -> bool:
        """Whether players earn points and places."""
        return self.scoring is not Scoring.NONE


def merge_frame(view: RoomView | None, frame: Mapping[str, object]) -> RoomView | None:
    """Return the view after a frame; a frame of another type changes nothing.

    Raises:
        FrameError: A field is missing or has the wrong type.
    """
    match frame.get("type"):
        case "state":
            return _keep_own_part(view, _read_state(frame), frame)
        case "you" if view is not None:
            is_current = _read_int(frame, "number") == view.number
            return view._replace(you=_read_you(_read_record(frame, "you"))) if is_current else view
        case "host" if view is not None:
            return view._replace(names=_read_list(frame, "names", _read_name), counts=_read_counts(frame))
        case _:
            return view


def _keep_own_part(before: RoomView | None, view: RoomView, frame: Mapping[str, object]) -> RoomView:
    """Add what only this client sees: from the frame, or from the view before it."""
    you = None if before is None else before.you
    names = () if before is None else before.names
    counts = None if before is None else before.counts
    if before is not None and before.number != view.number:
        counts = None
        if you is not None:
            you = you._replace(answer=None, verdict=None, points=None, why_wrong=None)
    if "you" in frame:
        you = _read_you(_read_record(frame, "you"))
    if "names" in frame:
        names, counts = _read_list(frame, "names", _read_name), _read_counts(frame)
    return view._replace(you=you, names=names, counts=None if view.reveal is not None else counts)


def _read_state(frame: Mapping[str, object]) -> RoomView:
    players = _read_record(frame, "players")
    return RoomView(
        code=_read_text(frame, "room"),
        title=_read_text(frame, "title"),
        phase=_read_member(frame, "phase", RoomPhase),
        seq=_read_int(frame, "seq"),
        number=_read_int(frame, "number"),
        question_count=_read_int(frame, "count"),
        deadline=_read_optional(frame, "deadline", _read_int),
        is_paused=_read_bool(frame, "paused"),
        is_locked=_read_bool(frame, "locked"),
        scoring=_read_member(frame, "scoring", Scoring),
        joined=_read_int(players, "joined"),
        connected=_read_int(players, "connected"),
        answered=_read_int(frame, "answered"),
        team_names=_read_texts(frame, "team_names"),
        question=_read_optional(frame, "question", _read_question),
        reveal=_read_optional(frame, "reveal", _read_reveal),
        leaderboard=_read_list(frame, "leaderboard", _read_place),
        teams=_read_list(frame, "teams", _read_team),
        podium=_read_list(frame, "podium", _read_place),
    )


def _read_question(frame: Mapping[str, object], name: str) -> SentQuestion:
    record = _read_record(frame, name)
    manner = _read_text(record, "input")
    if manner not in _INPUTS:
        raise FrameError("input")
    options = None if record.get("options") is None else _read_texts(record, "options")
    return SentQuestion(
        category=_read_text(record, "category"),
        kind=_read_member(record, "kind", Kind).value,
        stem=_read_text(record, "stem"),
        input=manner,
        options=options,
        request=_read_optional(record, "request", _read_text),
        low=_read_optional(record, "low", _read_number),
        high=_read_optional(record, "high", _read_number),
        unit=_read_optional(record, "unit", _read_text),
    )


def _read_reveal(frame: Mapping[str, object], name: str) -> RevealView:
    record = _read_record(frame, name)
    return RevealView(
        key=_read_optional(record, "key", _read_int),
        answer=_read_text(record, "answer"),
        explanation=_read_text(record, "explanation"),
        sources=_read_texts(record, "sources"),
        counts=tuple(_check_int(number, "counts") for number in _read_entries(record, "counts")),
        right=_read_int(record, "right"),
        voided=_read_bool(record, "voided"),
        question_id=_read_optional(record, "id", _read_text),
        pack=_read_optional(record, "pack", _read_text) or "",
        fact=_read_optional(record, "fact", _read_text) or "",
        category=_read_optional(record, "category_name", _read_text) or "",
        sensitive=record.get("sensitive") is True,
    )


def _read_you(record: Mapping[str, object]) -> YouView:
    return YouView(
        name=_read_text(record, "name"),
        team=_read_optional(record, "team", _read_text),
        score=_read_int(record, "score"),
        place=_read_optional(record, "place", _read_int),
        gap=_read_optional(record, "gap", _read_int),
        streak=_read_int(record, "streak"),
        answer=_read_optional(record, "answer", _read_answer),
        verdict=_read_optional(record, "verdict", lambda each, name: _read_member(each, name, Verdict)),
        points=_read_optional(record, "points", _read_int),
        why_wrong=_read_optional(record, "why_wrong", _read_text),
    )


def _read_answer(frame: Mapping[str, object], name: str) -> Answer:
    record = _read_record(frame, name)
    if "text" in record:
        return Answer(text=_read_text(record, "text"))
    return Answer(option=_read_int(record, "option"))


def _read_place(record: Mapping[str, object]) -> SentPlace:
    place, score, streak = (_read_int(record, name) for name in ("place", "score", "streak"))
    return SentPlace(place, _read_text(record, "name"), score, streak)


def _read_team(record: Mapping[str, object]) -> SentTeam:
    return SentTeam(_read_int(record, "place"), _read_text(record, "name"), _read_int(record, "score"))


def _read_name(record: Mapping[str, object]) -> SentName:
    return SentName(
        id=_read_text(record, "id"),
        name=_read_text(record, "name"),
        team=_read_optional(record, "team", _read_text),
        connected=_read_bool(record, "connected"),
        answered=_read_bool(record, "answered"),
        score=_read_int(record, "score"),
    )


def _read_counts(record: Mapping[str, object]) -> tuple[int, ...] | None:
    if record.get("counts") is None:
        return None
    return tuple(_check_int(number, "counts") for number in _read_entries(record, "counts"))


def _read_list(
    record: Mapping[str, object], name: str, read: Callable[[Mapping[str, object]], Value]
) -> tuple[Value, ...]:
    return tuple(read(_check_record(entry, name)) for entry in _read_entries(record, name))


def _read_texts(record: Mapping[str, object], name: str) -> tuple[Text, ...]:
    return tuple(_check_text(entry, name) for entry in _read_entries(record, name))


def _read_entries(record: Mapping[str, object], name: str) -> Iterable[object]:
    """Return the entries of a list; a missing list is empty."""
    entries = record.get(name)
    if entries is None:
        return ()
    if not isinstance(entries, list | tuple) or len(entries) > _MAX_ENTRIES:
        raise FrameError(name)
    return entries


def _read_optional(
    record: Mapping[str, object], name: str, read: Callable[[Mapping[str, object], str], Value]
) -> Value | None:
    return None if record.get(name) is None else read(record, name)


def _read_record(record: Mapping[str, object], name: str) -> Mapping[str, object]:
    return _check_record(record.get(name), name)


def _read_text(record: Mapping[str, object], name: str) -> Text:
    return _check_text(record.get(name), name)


def _read_int(record: Mapping[str, object], name: str) -> int:
    return _check_int(record.get(name), name)


def _read_number(record: Mapping[str, object], name: str) -> float:
    value = record.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _MAX_NUMBER:
        raise FrameError(name)
    return value


def _read_bool(record: Mapping[str, object], name: str) -> bool:
    value = record.get(name)
    if not isinstance(value, bool):
        raise FrameError(name)
    return value


def _read_member(record: Mapping[str, object], name: str, members: type[Member]) -> Member:
    try:
        return members(record.get(name))
    except ValueError:
        raise FrameError(name) from None


def _check_record(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise FrameError(name)
    return value


def _check_text(value: object, name: str) -> Text:
    if not isinstance(value, str) or len(value) > _MAX_CHARACTERS:
        raise FrameError(name)
    return one_line(value)


def _check_int(value: object, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not abs(value) < _MAX_NUMBER:
        raise FrameError(name)
    return value
