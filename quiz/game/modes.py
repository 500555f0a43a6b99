"""The ways to play. Each is a value: what a round of it is made of, and which rules hold in it."""

from typing import NamedTuple

from quiz.game.ladder import LADDER, Ladder
from quiz.game.session import SessionRules
from quiz.model.pack import Kind
from quiz.text.safe import Text


class Mode(NamedTuple):
    """A way to play, and what a player may choose in it."""

    name: str
    title: Text
    summary: Text
    """What it is, in a line."""
    options: tuple[str, ...]
    """The options of the command line that mean something in it."""
    kind: Kind | None = None
    """The one kind of question that is asked; `None` for the player's choice."""
    length: int | None = None
    """How many questions a round has; `None` for the player's choice."""
    default_seconds: float | None = None
    """Seconds for a question where the player says nothing, 0 for no clock; `None` for the usual."""
    lives: int | None = None
    """How many misses end a round."""
    ladder: Ladder | None = None
    allows_sensitive: bool = True
    """Whether a question about death or grief may be asked where its category was chosen."""

    def build_session_rules(
        self, *, limit: float | None, guard: float, streak_bonus: bool, players: int = 1
    ) -> SessionRules:
        """Give the rules of a round; without a clock `limit` is `None`."""
        return SessionRules(limit, guard, streak_bonus, self.lives, self.ladder, players)


CLASSIC = Mode(
    "classic",
    Text("Classic"),
    Text("A round against the clock."),
    ("--category", "--pack", "--kind", "--questions", "--time", "--seed", "--players"),
)
FACT_OR_FICTION = Mode(
    "fact-or-fiction",
    Text("Fact or fiction"),
    Text("True or false, quick, and the story after each."),
    ("--category", "--pack", "--questions", "--time", "--seed", "--players"),
    kind=Kind.TRUEFALSE,
    default_seconds=10,
)
SUDDEN_DEATH = Mode(
    "sudden-death",
    Text("Sudden death"),
    Text("The second miss ends it."),
    ("--category", "--pack", "--kind", "--time", "--seed"),
    length=50,
    lives=2,
    allows_sensitive=False,
)
LADDER_MODE = Mode(
    "ladder",
    Text("Ladder"),
    Text("Fifteen steps up; walk away when you like."),
    ("--category", "--pack", "--seed"),
    kind=Kind.CHOICE,
    length=len(LADDER.prizes),
    default_seconds=0,
    lives=1,
    ladder=LADDER,
    allows_sensitive=False,
)
DAILY = Mode(
    "daily",
    Text("Daily"),
    Text("The same ten questions for everybody today."),
    ("--time",),
    length=10,
    allows_sensitive=False,
)
PRACTICE = Mode(
    "practice",
    Text("Practice"),
    Text("No clock; what you missed comes back until you know it."),
    ("--category", "--pack", "--kind", "--questions"),
    default_seconds=0,
)

MODES = {mode.name: mode for mode in (CLASSIC, FACT_OR_FICTION, SUDDEN_DEATH, LADDER_MODE, DAILY, PRACTICE)}
"""Every way to play, by its name on the command line."""
