"""Screen between the turns of two players."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from quiz.game import results
from quiz.game.session import SessionState
from quiz.text.english import format_number
from quiz.text.safe import Text, lines
from quiz.tui import keys
from quiz.tui.screens.base import ScrollableScreen

GUARD_SECONDS = 0.3
"""Time during which Enter was meant for the answer before."""
_READING_SECONDS = 0.1


class HandOverScreen(ScrollableScreen[bool]):
    """The next player and the standings; the question waits below, unseen, with its clock stopped."""

    BINDINGS = keys.HAND_OVER

    def __init__(self, state: SessionState, players: Sequence[Text], *, clock: Callable[[], float]) -> None:
        super().__init__()
        self._state = state
        self._players = tuple(players)
        self._clock = clock
        self._shown_at = clock()

    def compose_header(self) -> ComposeResult:
        yield Static(Content(results.format_hand_over(self._state, self._players)), classes="title")

    def compose_body(self) -> ComposeResult:
        ranked = results.rank_players(self._state, self._players)
        standings = [results.format_ranked_player(player) for player in ranked]
        number, total = format_number(self._state.number), format_number(self._state.total)
        yield Static(
            Content(lines([*standings, Text(), Text(f"Question {number} of {total}")])), id="standings"
        )

    def on_mount(self) -> None:
        """Read the clock regularly: longer gaps between two readings don't count."""
        self.set_interval(_READING_SECONDS, self._clock)

    def action_begin(self) -> None:
        """Show the question, unless the key was meant for the answer before."""
        if self._clock() - self._shown_at >= GUARD_SECONDS:
            self.action_close(False)


def hand_over(
    screen: Screen[None],
    state: SessionState,
    players: Sequence[Text],
    clock: Callable[[], float],
    leave: Callable[[], None],
) -> None:
    """Cover a question until its player is ready; call `leave` if the player wants to leave the round."""
    cover = HandOverScreen(state, players, clock=clock)
    screen.app.push_screen(cover, lambda is_leaving: leave() if is_leaving else None)
