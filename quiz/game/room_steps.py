"""The rules of a room: a pure function from a state and an event to the next state.

Replaying the events of a log leads to the same state. An answer counts by the times that the server noted,
not by its position in the log, so answers may arrive in any order, late or twice.
"""

from collections.abc import Callable, Iterable, Mapping

from quiz.game.grading import grade_answer
from quiz.game.room import RUNNING, QuestionWindow, Room, RoomAnswer, RoomPhase, RoomPlayer
from quiz.game.room_draft import RoomDraft
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
from quiz.game.room_refusals import find_new_refusal, is_applied
from quiz.game.room_scores import clear_points, recount_all, recount_player, reveal_scores
from quiz.game.scoring import find_limit
from quiz.model.question import Question
from quiz.text.normalize import fold
from quiz.text.safe import Text, one_line

EXTENSION_MS = 10_000
_READING_MS_PER_CHARACTER = 50
_MIN_READING_MS = 2_000
_MAX_READING_MS = 10_000
_SETTLING_PLAYERS_PER_MS = 5
_MIN_SETTLING_MS = 50


def step(room: Room | None, event: RoomEvent) -> Room:
    """Return the state after an event; one that is refused or was applied before changes nothing."""
    return step_all(room, (event,))


def step_all(
    room: Room | None,
    events: Iterable[RoomEvent],
    on_refusal: Callable[[RoomEvent, Text], None] = lambda event, reason: None,
) -> Room:
    """Return the state after many events, which takes one copy of the state.

    Args:
        room: The state before; `None` if the first event creates the room.
        events: The events.
        on_refusal: Called with each event that is refused, and with the reason as a sentence.

    Raises:
        ValueError: The first event of a room is not `Created`.
    """
    draft = None if room is None else RoomDraft(room)
    for event in events:
        if draft is None:
            draft = RoomDraft(_create(event))
        elif is_applied(draft.room, event):
            continue
        elif reason := find_new_refusal(draft.room, event):
            on_refusal(event, reason)
        else:
            _apply(draft, event)
    if draft is None:
        raise ValueError("a room begins with an event")
    return draft.room


def compute_reading_ms(question: Question) -> int:
    """Return the time in which a question is shown without its options."""
    return min(max(_READING_MS_PER_CHARACTER * len(question.stem), _MIN_READING_MS), _MAX_READING_MS)


def _create(event: RoomEvent) -> Room:
    if not isinstance(event, Created):
        raise ValueError("a room begins with its creation")
    answers: tuple[Mapping[str, RoomAnswer], ...] = ({},) * len(event.questions)
    return Room(event.settings, event.questions, event.titles, event.host_token, answers=answers)


def _apply(draft: RoomDraft, event: RoomEvent) -> None:
    match event:
        case Joined():
            _join(draft, event)
        case Connected():
            _connect(draft, event)
            draft.own_applied().add(event.id)
        case Answered():
            _answer(draft, event)
        case HostActed():
            _HOST_RULES[event.action](draft, event)
            draft.own_applied().add(event.id)
        case TimePassed():
            _pass_time(draft, event.at)


def _join(draft: RoomDraft, event: Joined) -> None:
    name = one_line(event.name)
    player = RoomPlayer(event.player, event.token, name, event.team, event.at, connected_at=event.at)
    draft.set_player(player)
    draft.own_names().add(fold(name))
    draft.own_tokens()[event.token] = event.player
    if draft.room.phase is RoomPhase.OPEN:
        draft.own_waiting().add(player.id)


def _connect(draft: RoomDraft, event: Connected) -> None:
    room = draft.room
    player = room.players[event.player]
    connected_at = event.at if event.connected else player.connected_at
    draft.set_player(player._replace(is_connected=event.connected, connected_at=connected_at))
    if room.phase is not RoomPhase.OPEN:
        return
    if not event.connected:
        draft.own_waiting().discard(player.id)
        _close_if_all_answered(draft, event.at)
    elif player.id not in room.answers[room.current]:
        draft.own_waiting().add(player.id)


def _answer(draft: RoomDraft, event: Answered) -> None:
    room = draft.room
    player = room.players[room.tokens[event.token]]
    verdict = grade_answer(room.questions[event.question], event.answer)
    if verdict is None:  # never: such an answer is refused
        return
    window = room.windows[event.question]
    is_earlier_connection = player.connected_at <= window.opened_at
    start = max(window.opened_at, event.shown_at if is_earlier_connection else 0)
    seconds = window.elapsed_ms(min(start, event.at), event.at) / 1000
    answer = RoomAnswer(event.id, event.answer, event.at, seconds, verdict)
    draft.own_answers(event.question)[player.id] = answer
    if draft.room.is_counted(event.question):
        recount_player(draft, player.id)
    if event.question == room.current and room.phase in (RoomPhase.OPEN, RoomPhase.LOCKED):
        draft.own_waiting().discard(player.id)
        _close_if_all_answered(draft, event.at)


def _close_if_all_answered(draft: RoomDraft, at: int) -> None:
    """Reveal the question if no connected player is left who could answer, and at least one has answered."""
    room = draft.room
    if room.waiting or not room.answers[room.current]:
        return
    if room.phase is RoomPhase.LOCKED:
        _reveal(draft)
    elif not room.is_paused:
        _close(draft, max(at, *(answer.at for answer in room.answers[room.current].values())))
        _reveal(draft)


def _close(draft: RoomDraft, at: int) -> None:
    """Lock the open question, so that no later answer counts."""
    *earlier, window = draft.room.windows
    _enter(draft, RoomPhase.LOCKED)
    draft.replace(windows=(*earlier, window._replace(closed_at=at)))


def _lock(draft: RoomDraft, at: int) -> None:
    """Wait for answers that are on their way to the log; in a small room, reveal the question at once."""
    settling = len(draft.room.waiting) // _SETTLING_PLAYERS_PER_MS
    if settling < _MIN_SETTLING_MS:
        _reveal(draft)
    else:
        draft.replace(deadline=at + settling)


def _reveal(draft: RoomDraft) -> None:
    _enter(draft, RoomPhase.REVEALED)
    draft.replace(waiting=frozenset())
    reveal_scores(draft)


def _pass_time(draft: RoomDraft, at: int) -> None:
    match draft.room.phase:
        case RoomPhase.READING:
            _open(draft, at)
        case RoomPhase.OPEN:
            _close(draft, draft.room.alarm or at)
            _lock(draft, at)
        case RoomPhase.LOCKED:
            _reveal(draft)


def _open(draft: RoomDraft, at: int) -> None:
    room = draft.room
    seconds = find_limit(room.questions[room.current], room.settings.seconds or None)
    window = QuestionWindow(at, None if seconds is None else round(1000 * seconds))
    _enter(draft, RoomPhase.OPEN, window.deadline)
    draft.replace(windows=(*room.windows, window))
    draft.own_waiting().update(player.id for player in room.active_players if player.is_connected)


def _read_question(draft: RoomDraft, at: int) -> None:
    """Begin the reading time of the next question, or show the podium after the last one."""
    following = draft.room.current + 1
    if following == len(draft.room.questions):
        _enter(draft, RoomPhase.PODIUM)
        return
    _enter(draft, RoomPhase.READING, at + compute_reading_ms(draft.room.questions[following]))
    draft.replace(current=following, waiting=frozenset())


def _enter(draft: RoomDraft, phase: RoomPhase, deadline: int | None = None) -> None:
    """Begin a phase, which ends a pause."""
    draft.replace(phase=phase, deadline=deadline, is_paused=False, paused_left=None)


def _start(draft: RoomDraft, event: HostActed) -> None:
    draft.replace(is_locked=draft.room.is_locked or draft.room.settings.locked)
    _read_question(draft, event.at)


def _continue(draft: RoomDraft, event: HostActed) -> None:
    room = draft.room
    match room.phase:
        case RoomPhase.READING:
            _open(draft, event.at)
        case RoomPhase.OPEN:
            _close(draft, event.at)
            _lock(draft, event.at)
        case RoomPhase.LOCKED:
            _reveal(draft)
        case RoomPhase.REVEALED if room.has_leaderboard_next:
            _enter(draft, RoomPhase.LEADERBOARD)
        case _:
            _read_question(draft, event.at)


def _skip(draft: RoomDraft, event: HostActed) -> None:
    _abandon_question(draft, event.at)
    _read_question(draft, event.at)


def _abandon_question(draft: RoomDraft, at: int) -> None:
    """Void the current question; one that was not opened has a window without time."""
    room = draft.room
    if room.phase is RoomPhase.OPEN:
        _close(draft, at)
    elif room.phase is RoomPhase.READING:
        draft.replace(windows=(*room.windows, QuestionWindow(at, 0, closed_at=at)))
    draft.replace(voided=room.voided | {room.current}, waiting=frozenset())


def _pause(draft: RoomDraft, event: HostActed) -> None:
    room = draft.room
    left = None if room.deadline is None else max(0, room.deadline - event.at)
    draft.replace(is_paused=True, paused_left=left, deadline=None)
    if room.phase is RoomPhase.OPEN:
        draft.replace(windows=(*room.windows[:-1], room.windows[-1].pause(event.at)))


def _resume(draft: RoomDraft, event: HostActed) -> None:
    room = draft.room
    left = room.paused_left
    draft.replace(is_paused=False, paused_left=None, deadline=None if left is None else event.at + left)
    if room.phase is RoomPhase.OPEN:
        window = room.windows[-1].resume(event.at)
        draft.replace(windows=(*room.windows[:-1], window), deadline=window.deadline)
        _close_if_all_answered(draft, event.at)


def _extend(draft: RoomDraft, event: HostActed) -> None:
    room = draft.room
    window = room.windows[-1]
    longer = window._replace(limit_ms=(window.limit_ms or 0) + EXTENSION_MS)
    draft.replace(windows=(*room.windows[:-1], longer))
    if room.is_paused:
        draft.replace(paused_left=(room.paused_left or 0) + EXTENSION_MS)
    else:
        draft.replace(deadline=longer.deadline)


def _set_lock(draft: RoomDraft, event: HostActed) -> None:
    draft.replace(is_locked=event.action is HostAction.LOCK)


def _remove(draft: RoomDraft, event: HostActed) -> None:
    room = draft.room
    player = room.players[event.player or ""]
    draft.set_player(player._replace(is_removed=True, is_connected=False))
    del draft.own_tokens()[player.token]
    draft.own_names().discard(fold(player.name))
    if room.phase is RoomPhase.OPEN:
        draft.own_answers(room.current).pop(player.id, None)
        draft.own_waiting().discard(player.id)
        _close_if_all_answered(draft, event.at)


def _void(draft: RoomDraft, event: HostActed) -> None:
    room = draft.room
    index = room.current if event.question is None else event.question
    draft.replace(voided=room.voided | {index})
    clear_points(draft, index)
    recount_all(draft)


def _end(draft: RoomDraft, event: HostActed) -> None:
    room = draft.room
    if room.phase not in RUNNING:
        _enter(draft, RoomPhase.CLOSED)
        return
    if not room.is_revealed:
        _abandon_question(draft, event.at)
    _enter(draft, RoomPhase.PODIUM)


_HOST_RULES: Mapping[HostAction, Callable[[RoomDraft, HostActed], None]] = {
    HostAction.START: _start,
    HostAction.NEXT: _continue,
    HostAction.SKIP: _skip,
    HostAction.PAUSE: _pause,
    HostAction.RESUME: _resume,
    HostAction.EXTEND: _extend,
    HostAction.LOCK: _set_lock,
    HostAction.UNLOCK: _set_lock,
    HostAction.REMOVE: _remove,
    HostAction.VOID: _void,
    HostAction.END: _end,
}
