"""A room in lines of text: the lines that a change adds, for the host and for players."""

from collections.abc import Iterator

from quiz.game.room import RoomPhase
from quiz.live import room_texts
from quiz.live.room_view import RoomView
from quiz.text.english import format_number
from quiz.text.safe import Text, one_line


def iter_new_lines(before: RoomView | None, view: RoomView, now: int) -> Iterator[Text]:
    """Yield the lines to print after a change; `now` is the server's time in milliseconds."""
    if before is None:
        yield one_line(f"Room {view.code}: {view.title}")
    if view.you is not None and _find_answered(before) != view.number:
        sent = room_texts.format_sent(view.you, view)
        yield from [] if sent is None else [one_line(sent)]
    if before is None or _find_stage(before) != _find_stage(view):
        yield from _iter_phase_lines(before, view, now)
    else:
        yield from _iter_changed_lines(before, view)


def _find_answered(view: RoomView | None) -> int | None:
    """Return the number of the question, if this player's answer to it is known."""
    is_known = view is not None and view.you is not None and view.you.answer is not None
    return view.number if view is not None and is_known else None


def _find_stage(view: RoomView) -> tuple[int, RoomPhase]:
    """Return the number and the phase; a reveal counts when the player's own verdict has come too."""
    is_waiting = view.phase is RoomPhase.REVEALED and not room_texts.has_own_verdict(view)
    return view.number, RoomPhase.LOCKED if is_waiting else view.phase


def format_final_line(view: RoomView) -> Text | None:
    """Format a player's last line: `Score 7430, place 2 of 5`; `None` without points."""
    you = view.you
    if you is None or you.place is None or not view.has_points:
        return None
    return Text(f"Score {you.score}, place {you.place} of {view.joined}")


def _iter_phase_lines(before: RoomView | None, view: RoomView, now: int) -> Iterator[Text]:
    has_shown_stem = before is not None and before.number == view.number and before.phase in _ASKED
    match view.phase:
        case RoomPhase.LOBBY:
            if view.you is not None:
                yield room_texts.format_waiting(view)
            yield room_texts.format_players(view)
        case RoomPhase.READING:
            yield from _iter_stem_lines(view)
        case RoomPhase.OPEN:
            if not has_shown_stem:
                yield from _iter_stem_lines(view)
            yield from _iter_option_lines(view, now)
        case RoomPhase.REVEALED if room_texts.has_own_verdict(view):
            yield from _iter_reveal_lines(view)
        case RoomPhase.LEADERBOARD:
            yield Text("Leaderboard")
            yield from _iter_place_lines(view)
        case RoomPhase.PODIUM:
            yield Text()
            yield room_texts.format_end(view)
            yield from _iter_place_lines(view)


_ASKED = (RoomPhase.READING, RoomPhase.OPEN)


def _iter_changed_lines(before: RoomView, view: RoomView) -> Iterator[Text]:
    """Yield what has changed within a phase."""
    if view.is_paused != before.is_paused:
        yield room_texts.PAUSED if view.is_paused else Text("The game continues.")
    elif view.deadline is not None and before.deadline is not None and view.deadline > before.deadline:
        yield Text(f"{format_number(round((view.deadline - before.deadline) / 1000))} seconds more.")
    if view.is_locked != before.is_locked:
        yield Text("The room is locked." if view.is_locked else "The room is open for new players.")
    if view.reveal is not None and view.reveal.voided and before.reveal and not before.reveal.voided:
        yield room_texts.UNCOUNTED
    if view.phase is RoomPhase.LOBBY and view.you is None:
        known = {name.id for name in before.names}
        for name in view.names:
            if name.id not in known:
                team = f" ({name.team})" if name.team else ""
                yield one_line(f"{name.name}{team} has joined. {room_texts.format_players(view)}.")
    elif view.phase is RoomPhase.OPEN and view.you is None and view.answered != before.answered:
        yield Text(f"{room_texts.format_answered(view)}.")
    if before.you is None and view.you is not None and view.phase is RoomPhase.LOBBY:
        yield room_texts.format_waiting(view)


def _iter_stem_lines(view: RoomView) -> Iterator[Text]:
    yield Text()
    yield Text(f"Question {view.number} of {view.question_count}")
    if view.question is not None:
        yield one_line(view.question.stem)


def _iter_option_lines(view: RoomView, now: int) -> Iterator[Text]:
    question = view.question
    if question is None:
        return
    options = question.options or ()
    for number, option in enumerate(options, 1):
        yield one_line(f"{number}) {option}")
    request = question.request or Text("1 or 2" if len(options) == 2 else f"1–{len(options)}")
    how = request if question.request is not None else Text(f"Type {request}")
    left = None if view.deadline is None else max(0, round((view.deadline - now) / 1000))
    time = "" if left is None else f" You have {'1 second' if left == 1 else f'{left} seconds'}."
    yield one_line(f"{how}.{time}")


def _iter_reveal_lines(view: RoomView) -> Iterator[Text]:
    reveal, you = view.reveal, view.you
    if reveal is None:
        return
    if you is not None:
        yield one_line(room_texts.format_verdict(you, view))
    elif reveal.voided:
        yield room_texts.UNCOUNTED
    yield one_line(f"Answer: {reveal.answer}")
    if reveal.explanation:
        yield one_line(f"Why: {reveal.explanation}")
    if you is not None and you.why_wrong is not None:
        yield one_line(you.why_wrong)
    for source in reveal.sources:
        yield one_line(f"Source: {source}")
    options = () if view.question is None else view.question.options or ()
    if you is None:
        for number, (option, count) in enumerate(zip(options, reveal.counts, strict=False), 1):
            yield one_line(f"{number}) {option}: {format_number(count)}")
    if (share := room_texts.format_right_share(view)) is not None:
        yield Text(f"{share}.")
    standing = None if you is None else room_texts.format_standing(you, view)
    if standing is not None:
        yield standing


def _iter_place_lines(view: RoomView) -> Iterator[Text]:
    yield from map(room_texts.format_place, view.podium or view.leaderboard)
    yield from map(room_texts.format_team, view.teams)
    standing = None if view.you is None else room_texts.format_standing(view.you, view)
    if standing is not None:
        yield Text(f"You: {standing}")
