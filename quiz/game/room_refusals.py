"""The reasons for which a room refuses an event."""

from quiz.game.answer_input import explain_unclear
from quiz.game.grading import grade_answer
from quiz.game.outcome import Answer
from quiz.game.room import ASKING, RUNNING, Room, RoomAnswer, RoomPhase
from quiz.game.room_events import (
    Answered,
    Connected,
    Created,
    HostActed,
    HostAction,
    Joined,
    RoomEvent,
    TimePassed,
)
from quiz.model.question import Question
from quiz.text.english import format_count, join_words, quote
from quiz.text.normalize import fold
from quiz.text.safe import Text, one_line
from quiz.text.width import width

MAX_NAME_CELLS = 20
_PHASES: dict[HostAction, tuple[tuple[RoomPhase, ...], Text]] = {
    HostAction.START: ((RoomPhase.LOBBY,), Text("The game has begun already.")),
    HostAction.NEXT: (RUNNING, Text("There is no question to continue with.")),
    HostAction.SKIP: (ASKING, Text("There is no question to skip.")),
    HostAction.PAUSE: ((RoomPhase.READING, RoomPhase.OPEN), Text("Only a question can be paused.")),
    HostAction.RESUME: ((RoomPhase.READING, RoomPhase.OPEN), Text("The game is not paused.")),
    HostAction.EXTEND: ((RoomPhase.OPEN,), Text("Only an open question can get more time.")),
    HostAction.VOID: ((*RUNNING, RoomPhase.PODIUM), Text("Only a revealed question can be voided.")),
}
"""The phases in which an action makes sense, and the reason in others; the other actions always do."""


def is_applied(room: Room, event: RoomEvent) -> bool:
    """Return whether a room has applied an event already, so that it must not be applied again."""
    match event:
        case Joined():
            player = room.players.get(event.player)
            return player is not None and player.token == event.token
        case Answered():
            answer = _find_answer(room, event)
            return answer is not None and answer.id == event.id
        case Connected() | HostActed():
            return event.id in room.applied
        case _:
            return False


def find_refusal(room: Room, event: RoomEvent) -> Text | None:
    """Return why a room refuses an event, as a sentence; `None` if it accepts it or has applied it."""
    return None if is_applied(room, event) else find_new_refusal(room, event)


def find_new_refusal(room: Room, event: RoomEvent) -> Text | None:
    """Return why a room refuses an event that it has not applied; `None` if it accepts it."""
    if room.phase is RoomPhase.CLOSED:
        return Text("This room is closed.")
    match event:
        case Created():
            return Text("This room exists already.")
        case Joined():
            return _refuse_join(room, event)
        case Connected():
            player = room.players.get(event.player)
            return Text("You are not in this room.") if player is None or player.is_removed else None
        case Answered():
            return _refuse_answer(room, event)
        case HostActed():
            return _refuse_action(room, event)
        case TimePassed():
            is_early = room.alarm is None or event.at < room.alarm
            return Text("There is time left.") if is_early else None


def _refuse_join(room: Room, event: Joined) -> Text | None:
    if event.player in room.players:
        return Text("This seat is taken.")
    if room.phase is RoomPhase.PODIUM:
        return Text("The game is over.")
    if room.is_locked:
        return Text("The host has locked this room.")
    if len(room.tokens) >= room.settings.max_players:
        return Text(f"This room is full: it has {format_count(len(room.tokens), 'player')}.")
    name = one_line(event.name)
    if not 1 <= width(name) <= MAX_NAME_CELLS:
        return Text(f"A name has 1 to {MAX_NAME_CELLS} characters.")
    if fold(name) in room.names:
        return Text(f"The name {quote(name)} is taken. Choose another one.")
    return _refuse_team(room, event.team)


def _refuse_team(room: Room, team: Text | None) -> Text | None:
    teams = room.settings.teams
    if teams and team not in teams:
        return Text(f"Choose a team: {join_words(teams, 'or')}.")
    return Text("This room has no teams.") if team is not None and not teams else None


def _refuse_answer(room: Room, event: Answered) -> Text | None:
    if event.token not in room.tokens:
        return Text("You are not in this room.")
    if not 0 <= event.question < len(room.questions):
        return Text("There is no such question.")
    if event.question >= len(room.windows):
        return Text("This question is not open yet.")
    earlier = _find_answer(room, event)
    is_settled = event.question != room.current or room.phase not in ASKING
    if earlier is not None and (is_settled or (earlier.at, earlier.id) < (event.at, event.id)):
        return Text("You have already answered this question.")
    window = room.windows[event.question]
    if window.is_paused_at(event.at):
        return Text("The game is paused.")
    if not window.is_in_time(event.at):
        return Text("Too late: the time is up.")
    return _refuse_unclear(room.questions[event.question], event.answer)


def _refuse_unclear(question: Question, answer: Answer) -> Text | None:
    if grade_answer(question, answer) is not None:
        return None
    if question.options:
        return Text("The question has no such option.")
    return explain_unclear(question, answer.text or "")


def _find_answer(room: Room, event: Answered) -> RoomAnswer | None:
    player = room.tokens.get(event.token)
    is_known = player is not None and 0 <= event.question < len(room.questions)
    return room.answers[event.question].get(player) if player is not None and is_known else None


def _find_voided(room: Room, event: HostActed) -> int:
    return room.current if event.question is None else event.question


def _refuse_action(room: Room, event: HostActed) -> Text | None:
    if event.token != room.host_token:
        return Text("Only the host can do that.")
    phases, reason = _PHASES.get(event.action, ((room.phase,), None))
    if room.phase not in phases:
        return reason
    match event.action:
        case HostAction.START if not room.tokens:
            return Text("No player has joined yet.")
        case HostAction.PAUSE if room.is_paused:
            return Text("The game is paused already.")
        case HostAction.RESUME if not room.is_paused:
            return reason
        case HostAction.EXTEND if room.windows[-1].limit_ms is None:
            return Text("This question has no time limit.")
        case HostAction.VOID if not room.is_counted(_find_voided(room, event)):
            return reason
        case HostAction.REMOVE if event.player is None or event.player not in room.tokens.values():
            return Text("There is no such player.")
        case _:
            return None
