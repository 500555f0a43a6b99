"""Sentences about a room, for all front ends in a terminal."""

from collections.abc import Iterator

from quiz.game import feedback
from quiz.game.outcome import Verdict
from quiz.game.room import RoomPhase
from quiz.live.room_view import RoomView, YouView
from quiz.live.views import SentPlace, SentTeam
from quiz.text.english import format_count, format_number, join_words, ordinal
from quiz.text.safe import Text, one_line

UNCOUNTED = Text("The host has taken this question out: it doesn't count.")
PAUSED = Text("Paused by the host.")
LOST = Text("Connection lost. Trying again …")
BACK = Text("Connected again.")


def format_players(view: RoomView) -> Text:
    """Format the number of players: `5 players`, or `4 of 5 players connected`."""
    if view.connected < view.joined:
        return Text(f"{format_number(view.connected)} of {format_count(view.joined, 'player')} connected")
    return format_count(view.joined, "player")


def format_answered(view: RoomView) -> Text:
    """Format how many have answered: `3 of 5 answered`."""
    return Text(f"{format_number(view.answered)} of {format_number(view.connected)} answered")


def format_progress(view: RoomView) -> Text:
    """Format the number of the question: `3 of 10`."""
    return Text(f"{format_number(view.number)} of {format_number(view.question_count)}")


def format_joining(address: str, code: str) -> tuple[Text, Text]:
    """Format how to join in a browser and in a terminal."""
    host = address.partition("://")[2].rstrip("/")
    return Text(f"{address.rstrip('/')}/{code}"), Text(f"quiz join {host} {code}")


def format_waiting(view: RoomView) -> Text:
    """Format what a player waits for in the lobby."""
    name = "" if view.you is None else f", {view.you.name}"
    return Text(f"You're in{name}. The host will start the game.")


def format_verdict(you: YouView, view: RoomView) -> Text:
    """Format the verdict on a player's answer, with the points."""
    if view.reveal is not None and view.reveal.voided:
        return UNCOUNTED
    if you.verdict is None:
        return Text("You didn't answer.")
    word = feedback.verdict_word(you.verdict)
    return Text(f"{word} {format_number(you.points)} points.") if you.points else word


def format_sent(you: YouView, view: RoomView) -> Text | None:
    """Format that an answer has arrived; `None` if there is none."""
    if you.answer is None:
        return None
    option = you.answer.option
    if option is None:
        return Text(f"Your answer: {you.answer.text}")
    options = () if view.question is None else view.question.options or ()
    return Text(f"Your answer: {options[option]}") if 0 <= option < len(options) else None


def format_standing(you: YouView, view: RoomView) -> Text | None:
    """Format a player's place: `2nd place of 5 · 1,200 points · 300 behind the next place`."""
    if you.place is None or not view.has_points:
        return None
    parts = [
        f"{ordinal(you.place)} place of {format_number(view.joined)}",
        f"{format_number(you.score)} points",
    ]
    if you.gap:
        parts.append(f"{format_number(you.gap)} behind the next place")
    return Text(" · ".join(parts))


def format_place(place: SentPlace) -> Text:
    """Format a line of the leaderboard: `1. Ana: 2,300 points, 2 in a row`."""
    streak = f", {format_number(place.streak)} in a row" if place.streak > 1 else ""
    return one_line(f"{place.place}. {place.name}: {format_number(place.score)} points{streak}")


def format_team(team: SentTeam) -> Text:
    """Format a line of the ranking of teams: `1. Reds: 1,200 points on average`."""
    return one_line(f"{team.place}. {team.name}: {format_number(team.score)} points on average")


def iter_explanation(view: RoomView) -> Iterator[Text]:
    """Yield the explanation of a revealed question, and why a player's answer is wrong."""
    if view.reveal is None:
        return
    if view.reveal.explanation:
        yield view.reveal.explanation
    if view.you is not None and view.you.why_wrong is not None:
        yield view.you.why_wrong


def find_option_verdict(view: RoomView, option: int) -> Verdict | None:
    """Return the verdict to show on an option: of the right one, and of a player's wrong one."""
    if view.reveal is None:
        return None
    if option == view.reveal.key:
        return Verdict.RIGHT
    you = view.you
    is_own = you is not None and you.answer is not None and you.answer.option == option
    return Verdict.WRONG if is_own else None


def format_right_share(view: RoomView) -> Text | None:
    """Format how many were right: `3 of 5 right`; `None` before the reveal and without answers."""
    if view.reveal is None or not view.answered:
        return None
    return feedback.format_right_count(view.reveal.right, view.answered)


def format_end(view: RoomView) -> Text:
    """Format the end of a game: `Ana wins!`, `Ana and Ben tie for first place.`, or thanks without points."""
    winners = [place.name for place in view.podium if place.place == 1]
    if not view.has_points or not winners:
        return Text("The game is over. Thank you for playing.")
    return Text(f"{winners[0]} wins!" if len(winners) == 1 else f"{join_words(winners)} tie for first place.")


def has_own_verdict(view: RoomView) -> bool:
    """Return whether this player's points have come, which arrive after the reveal; yes for all others."""
    return view.reveal is not None and (view.you is None or view.you.points is not None)


def is_asking(view: RoomView) -> bool:
    """Return whether a question takes answers, or will in a moment."""
    return view.phase in (RoomPhase.READING, RoomPhase.OPEN)


def can_answer(view: RoomView) -> bool:
    """Return whether this client's player can answer now."""
    has_answered = view.you is not None and view.you.answer is not None
    return view.phase is RoomPhase.OPEN and view.you is not None and not has_answered and not view.is_paused
