"""The game modes: for each, the kind of its rounds and their rules."""

from enum import Enum
from typing import NamedTuple

from quiz.game.ladder import LADDER, Ladder
from quiz.game.session import SessionRules
from quiz.model.pack import Kind
from quiz.text.safe import Text


class RoundOption(Enum):
    """An option of a round that a mode may leave to the player."""

    CATEGORY = "category"
    PACK = "pack"
    KIND = "kind"
    QUESTIONS = "questions"
    TIME = "time"
    SEED = "seed"
    PLAYERS = "players"


class Mode(NamedTuple):
    """The rules of a way to play."""

    name: str
    title: Text
    summary: Text
    """A short description."""
    options: frozenset[RoundOption]
    """The options that the player can choose."""
    kind: Kind | None = None
    """The only kind of question; `None` for the player's choice."""
    length: int | None = None
    """Number of questions in a round; `None` for the player's choice."""
    default_seconds: float | None = None
    """Default time limit per question, 0 for no limit; `None` for the player's setting."""
    lives: int | None = None
    """Number of misses that end a round."""
    ladder: Ladder | None = None
    allows_input: bool = True
    """Whether questions without options may be asked."""
    allows_sensitive: bool = True
    """Whether sensitive questions may be asked if their category is requested."""
    asks_banks: bool = True
    """Whether entries of question banks are asked, even if the player doesn't name their pack."""

    def build_session_rules(
        self, *, limit: float | None, guard: float, streak_bonus: bool, players: int = 1
    ) -> SessionRules:
        """Build the rules of a session; `limit` is `None` for no time limit."""
        return SessionRules(limit, guard, streak_bonus, self.lives, self.ladder, players)


CLASSIC = Mode(
    "classic",
    Text("Classic"),
    Text("Ten questions against the clock."),
    frozenset(RoundOption),
)
FACT_OR_FICTION = Mode(
    "fact-or-fiction",
    Text("Fact or fiction"),
    Text("True or false in ten seconds, with the story behind each answer."),
    frozenset(RoundOption) - {RoundOption.KIND},
    kind=Kind.TRUEFALSE,
    default_seconds=10,
    asks_banks=False,
)
SUDDEN_DEATH = Mode(
    "sudden-death",
    Text("Sudden death"),
    Text("Two misses and you're out."),
    frozenset(RoundOption) - {RoundOption.QUESTIONS, RoundOption.PLAYERS},
    length=50,
    lives=2,
    allows_input=False,
    allows_sensitive=False,
)
LADDER_MODE = Mode(
    "ladder",
    Text("Ladder"),
    Text("Fifteen questions to a million. Walk away any time."),
    frozenset((RoundOption.CATEGORY, RoundOption.PACK, RoundOption.SEED)),
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
    Text("Today's ten questions, the same for everyone."),
    frozenset((RoundOption.TIME,)),
    length=10,
    allows_sensitive=False,
    asks_banks=False,
)
PRACTICE = Mode(
    "practice",
    Text("Practice"),
    Text("No clock. What you miss comes back until you know it."),
    frozenset((RoundOption.CATEGORY, RoundOption.PACK, RoundOption.KIND, RoundOption.QUESTIONS)),
    default_seconds=0,
)

MODES = {mode.name: mode for mode in (CLASSIC, FACT_OR_FICTION, SUDDEN_DEATH, LADDER_MODE, DAILY, PRACTICE)}
"""Every mode by name."""
