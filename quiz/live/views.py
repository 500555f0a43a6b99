"""The views of a room: all that a role may see, as JSON-ready dictionaries.

The records that are sent before a reveal have no field for the key, the proofs or the explanation.
"""

from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from quiz.game.answer_input import format_request
from quiz.game.feedback import find_wrong_reason, format_answer, format_sources
from quiz.game.outcome import Outcome, Verdict
from quiz.game.room import (
    Room,
    RoomAnswer,
    RoomPhase,
    RoomPlayer,
    has_points,
    rank,
    team_scores,
)
from quiz.model.question import Question
from quiz.text.safe import Text

View: TypeAlias = dict[str, object]
_TOP = 5
_PLACES_SHOWN = (RoomPhase.LEADERBOARD, RoomPhase.PODIUM, RoomPhase.CLOSED)


class SentQuestion(NamedTuple):
    """A question without anything that helps to answer it."""

    category: Text
    kind: str
    stem: Text
    input: str
    """`option`, `text` or `number`."""
    options: tuple[Text, ...] | None
    """`None` in the reading time and for a question without options."""
    request: Text | None
    """The request to type something."""
    low: float | None
    high: float | None
    unit: Text | None


class SentReveal(NamedTuple):
    """The answer to a question, with what all answered, and what a player's history needs."""

    id: str
    pack: str
    fact: str
    category_name: str
    sensitive: bool
    key: int | None
    answer: Text
    explanation: Text
    sources: tuple[Text, ...]
    counts: tuple[int, ...]
    """Number of answers for each option."""
    right: int
    """Number of right answers."""
    voided: bool


class SentPlace(NamedTuple):
    """A line of a leaderboard."""

    place: int
    name: Text
    score: int
    streak: int


class SentTeam(NamedTuple):
    """A team's line."""

    place: int
    name: Text
    score: int


class SentName(NamedTuple):
    """A player as the host sees it."""

    id: str
    name: Text
    team: Text | None
    connected: bool
    answered: bool
    score: int


class SentPlayer(NamedTuple):
    """The part of a view that only one player sees."""

    name: Text
    team: Text | None
    score: int
    place: int | None
    gap: int | None
    """Points to the next better place; `None` for the first."""
    streak: int
    answer: Mapping[str, object] | None
    verdict: str | None
    """From the reveal on; `None` before, and for a player who has not answered a question without a limit."""
    points: int | None
    why_wrong: Text | None


def view_for_spectator(room: Room, seq: int = 0) -> View:
    """Return what all may see of a room; `seq` is the number of the frame."""
    answers = room.answers[room.current] if room.question is not None else {}
    question = room.question
    return _drop_missing(
        {
            "type": "state",
            "room": room.settings.code,
            "title": room.settings.title,
            "phase": room.phase.value,
            "seq": seq,
            "number": room.current + 1,
            "count": len(room.questions),
            "deadline": room.deadline,
            "paused": room.is_paused,
            "locked": room.is_locked,
            "scoring": room.settings.scoring.value,
            "players": {"joined": len(room.tokens), "connected": count_connected(room)},
            "team_names": room.settings.teams or None,
            "question": None if question is None else to_json(_send_question(room, question)),
            "answered": len(answers),
            "reveal": to_json(_reveal(room, question)) if question and room.is_revealed else None,
            **_find_standings(room),
        },
        keep=("deadline",),
    )


def view_for_player(room: Room, player: str, seq: int = 0, places: "Places | None" = None) -> View:
    """Return what a player may see of a room."""
    you = send_player(room, room.players[player], places or find_places(room))
    return {**view_for_spectator(room, seq), "you": you}


def view_for_host(room: Room, seq: int = 0) -> View:
    """Return what the host may see of a room; one who plays along sees no more than a player."""
    return {**view_for_spectator(room, seq), **send_host(room)}


def send_host(room: Room) -> View:
    """Return what only the host sees: the names, and the counts of an open question."""
    answers = room.answers[room.current] if room.question is not None else {}
    names = [
        to_json(
            SentName(
                player.id, player.name, player.team, player.is_connected, player.id in answers, player.score
            )
        )
        for player in room.active_players
    ]
    counts = None
    if room.question is not None and not room.settings.plays_along and not room.is_revealed:
        counts = count_options(room.question, answers)
    return _drop_missing({"names": names, "counts": counts})


class Places(NamedTuple):
    """The scores of all players in ascending order, to find the places of many."""

    scores: tuple[int, ...]

    def find(self, score: int) -> tuple[int, int | None]:
        """Return the place of a score, and the points to the next better one."""
        better = bisect_right(self.scores, score)
        is_first = better == len(self.scores)
        return 1 + len(self.scores) - better, None if is_first else self.scores[better] - score


def find_places(room: Room) -> Places:
    """Return the places in a room, which change only with scores and removals."""
    return Places(tuple(sorted(player.score for player in room.active_players)))


def send_player(room: Room, player: RoomPlayer, places: Places) -> View:
    """Return what a player sees of itself."""
    answer = room.answers[room.current].get(player.id) if room.question is not None else None
    is_open = room.phase in (RoomPhase.REVEALED, RoomPhase.LEADERBOARD)
    verdict = _find_verdict(room, answer) if is_open else None
    place, gap = places.find(player.score) if has_points(room) else (None, None)
    sent = SentPlayer(
        player.name,
        player.team,
        player.score,
        place,
        gap,
        player.streak,
        None if answer is None else _send_answer(answer),
        verdict,
        (0 if answer is None else answer.points) if is_open else None,
        _find_reason(room, answer) if is_open else None,
    )
    return to_json(sent)


def count_options(question: Question, answers: Mapping[str, RoomAnswer]) -> tuple[int, ...]:
    """Return the number of answers for each option; nothing for a question without options."""
    counts = [0] * len(question.options)
    for answer in answers.values():
        if answer.answer.option is not None:
            counts[answer.answer.option] += 1
    return tuple(counts)


def count_connected(room: Room) -> int:
    """Return the number of connected players."""
    return sum(player.is_connected for player in room.players.values())


def to_json(record: NamedTuple) -> View:
    """Return a flat record as a dictionary."""
    return record._asdict()


def _send_question(room: Room, question: Question) -> SentQuestion:
    is_reading = room.phase is RoomPhase.READING
    guessed = question.guessed
    titles = {title.name: title.title for title in room.titles}
    return SentQuestion(
        titles.get(question.category, Text(question.category)),
        question.kind.value,
        question.stem,
        "option" if question.options else "number" if guessed is not None else "text",
        question.options if question.options and not is_reading else None,
        None if question.options else format_request(question),
        None if guessed is None else guessed.low,
        None if guessed is None else guessed.high,
        None if guessed is None else guessed.unit,
    )


def _reveal(room: Room, question: Question) -> SentReveal:
    answers = room.answers[room.current]
    return SentReveal(
        question.id,
        question.pack,
        question.fact,
        question.category,
        question.sensitive,
        question.key if question.options else None,
        format_answer(question),
        question.explanation,
        format_sources(question),
        count_options(question, answers),
        sum(answer.verdict is Verdict.RIGHT for answer in answers.values()),
        room.current in room.voided,
    )


def _find_standings(room: Room) -> View:
    """Return the leaderboard or the podium, and the teams."""
    if room.phase not in _PLACES_SHOWN or not has_points(room):
        return {}
    top = [
        to_json(SentPlace(place, player.name, player.score, player.streak))
        for place, player in rank(room)[:_TOP]
    ]
    teams = [to_json(SentTeam(*team)) for team in team_scores(room)]
    name = "leaderboard" if room.phase is RoomPhase.LEADERBOARD else "podium"
    return {name: top, "teams": teams or None}


def _find_verdict(room: Room, answer: RoomAnswer | None) -> str | None:
    if answer is not None:
        return answer.verdict.value
    has_limit = len(room.windows) > room.current and room.windows[room.current].limit_ms is not None
    return Verdict.LATE.value if has_limit else None


def _send_answer(answer: RoomAnswer) -> View:
    option, text = answer.answer
    return {"text": text} if option is None else {"option": option}


def _find_reason(room: Room, answer: RoomAnswer | None) -> Text | None:
    question = room.question
    if question is None or answer is None:
        return None
    outcome = Outcome(question, answer.verdict, answer.answer, answer.seconds, answer.points, answer.streak)
    return find_wrong_reason(outcome)


def _drop_missing(view: View, keep: tuple[str, ...] = ()) -> View:
    return {name: value for name, value in view.items() if value is not None or name in keep}
