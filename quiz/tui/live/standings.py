"""Leaderboard, teams and podium."""

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from quiz.game.podium import format_podium
from quiz.game.results import RankedPlayer
from quiz.game.room import RoomPhase
from quiz.game.scoring import PlayerScore
from quiz.live import room_texts
from quiz.live.room_view import RoomView
from quiz.text.english import format_number
from quiz.text.safe import Text
from quiz.text.width import width

_PODIUM_LINES = 16
"""Height of a screen that has room for the drawing."""


class Standings(Static):
    """The places of the players, those of the teams, and at the end a podium."""

    DEFAULT_CSS = "Standings { display: none; }"

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="standings")
        self._ascii_only = ascii_only

    def show_view(self, view: RoomView) -> None:
        """Show the standings of a view, or nothing in other phases."""
        is_shown = view.phase in (RoomPhase.LEADERBOARD, RoomPhase.PODIUM, RoomPhase.CLOSED)
        self.display = is_shown
        if is_shown:
            self.update(Content("\n").join(self._iter_lines(view)))

    def _iter_lines(self, view: RoomView) -> Iterator[Content]:
        is_end = view.phase is not RoomPhase.LEADERBOARD
        places = view.podium if is_end else view.leaderboard
        yield Content.styled(room_texts.format_end(view) if is_end else "Leaderboard", "bold $primary")
        yield Content()
        if is_end and places and self.app.size.height >= _PODIUM_LINES:
            ranked = [RankedPlayer(place.place, place.name, PlayerScore(place.score)) for place in places]
            drawing = format_podium(ranked, self.app.size.width - 4, ascii_only=self._ascii_only)
            yield from (Content.styled(line, "$primary") for line in drawing)
            if drawing:
                yield Content()
        yield from _format_table([(each.place, each.name, each.score, each.streak) for each in places])
        if view.teams:
            yield Content()
            yield Content.styled("Teams, points on average", "$quiet")
            yield from _format_table([(each.place, each.name, each.score, 0) for each in view.teams])
        standing = None if view.you is None else room_texts.format_standing(view.you, view)
        if standing is not None:
            yield Content()
            yield Content.styled(f"You: {standing}", "bold")


def _format_table(rows: list[tuple[int, Text, int, int]]) -> Iterator[Content]:
    name_cells = max((width(name) for _, name, _, _ in rows), default=0)
    score_cells = max((len(format_number(score)) for _, _, score, _ in rows), default=0)
    for place, name, score, streak in rows:
        padding = " " * (name_cells - width(name))
        tail = f"  {format_number(streak)} in a row" if streak > 1 else ""
        yield Content.assemble(
            (f"{place:>3}. ", "$quiet"),
            (name, "bold"),
            f"{padding}  {format_number(score):>{score_cells}}",
            (tail, "$quiet"),
        )
