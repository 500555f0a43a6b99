"""A round as a player sets it up on the screen, and the names of players."""

from typing import NamedTuple

from quiz.game.modes import CLASSIC, Mode, RoundOption
from quiz.game.round import RoundRequest
from quiz.model.errors import UsageError
from quiz.model.pack import Kind
from quiz.text.english import cardinal, format_count, format_number, quote
from quiz.text.safe import Text, one_line

MIN_PLAYERS, MAX_PLAYERS = 2, 8
MAX_NAME_CELLS = 16
LENGTHS = (5, 10, 15, 20, 30, 50)
SECONDS = (None, 0.0, 5.0, 10.0, 15.0, 20.0, 30.0, 60.0)
"""Time limits per question: that of the mode or the settings, no limit, and some others."""
MAX_SEED_DIGITS = 15
MAX_NAMES_LENGTH = 200
_KIND_TITLES = {
    None: Text("every kind"),
    Kind.CHOICE: Text("multiple choice"),
    Kind.TRUEFALSE: Text("true or false"),
    Kind.COMPARE: Text("which is the first or largest"),
    Kind.BOTH: Text("what two things share"),
    Kind.ODDONE: Text("which doesn't belong"),
    Kind.TYPED: Text("type the answer"),
    Kind.CLOSEST: Text("guess the number"),
}


class RoundSetup(NamedTuple):
    """The choices of a player; the mode may leave some of them out."""

    mode: Mode = CLASSIC
    kind: Kind | None = None
    length: int = 10
    seconds: float | None = None
    """Seconds per question, 0 for no limit; `None` for the usual limit."""
    names: str = ""
    """The names of the players as they are typed, with commas between; empty for one player."""
    seed: str = ""
    """The seed as it is typed; empty for a random one."""

    def allows(self, option: RoundOption) -> bool:
        """Return whether the mode leaves an option to the player."""
        return option in self.mode.options


def build_request(setup: RoundSetup, categories: tuple[str, ...], base: RoundRequest) -> RoundRequest:
    """Build the request for a round.

    Raises:
        UsageError: The names or the seed are invalid; the message describes a valid value.
    """
    players: tuple[Text, ...] = ()
    if setup.allows(RoundOption.PLAYERS) and setup.names.strip():
        players = parse_names(setup.names)
    seed = None
    if setup.allows(RoundOption.SEED) and setup.seed.strip():
        seed = _parse_seed(setup.seed.strip())
    return base._replace(
        categories=categories,
        mode=setup.mode,
        kind=setup.kind if setup.allows(RoundOption.KIND) else None,
        length=share_length(setup.length, len(players)),
        seconds=setup.seconds if setup.allows(RoundOption.TIME) else None,
        players=players,
        seed=seed,
    )


def parse_names(text: str) -> tuple[Text, ...]:
    """Return the names of players, with commas between them, that differ when folded.

    Raises:
        UsageError: There are too few names or too many, two are equal, or one is empty or too long.
    """
    from quiz.text.normalize import fold
    from quiz.text.width import width

    names = tuple(one_line(name.strip()) for name in text.split(","))
    is_unique = len({fold(name) for name in names}) == len(names)
    if not MIN_PLAYERS <= len(names) <= MAX_PLAYERS or not all(names) or not is_unique:
        raise UsageError(f"{MIN_PLAYERS} to {MAX_PLAYERS} different names, separated by commas")
    long_name = next((name for name in names if width(name) > MAX_NAME_CELLS), None)
    if long_name is not None:
        raise UsageError(f"the player name {quote(long_name)} is longer than {MAX_NAME_CELLS} letters")
    return names


def share_length(length: int, player_count: int) -> int:
    """Return the number of questions, enlarged so that all players have equally many."""
    return length if player_count < MIN_PLAYERS else -(-length // player_count) * player_count


def format_kind(kind: Kind | None) -> Text:
    """Return a kind of question in words."""
    return _KIND_TITLES.get(kind, Text(kind or ""))


def format_length(length: int, player_count: int) -> Text:
    """Format the number of questions, with several players also that of each."""
    total = share_length(length, player_count)
    if player_count < MIN_PLAYERS:
        return format_number(total)
    return Text(f"{format_number(total)}, {format_number(total // player_count)} each")


def format_seconds(seconds: float | None, usual: float | None) -> Text:
    """Format a time limit; `usual` is the one that applies if the player chooses none."""
    limit = usual if seconds is None else seconds or None
    words = "no clock" if limit is None else "1 second" if limit == 1 else f"{limit:g} seconds"
    return Text(f"{words}, as usual" if seconds is None else words)


def format_players(names: tuple[Text, ...]) -> Text:
    """Format the number of players."""
    return Text("one" if len(names) < MIN_PLAYERS else f"{cardinal(len(names))}, in turns")


def _parse_seed(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > MAX_SEED_DIGITS:
        digits = format_count(MAX_SEED_DIGITS, "digit")
        raise UsageError(f"a seed is a whole number of at most {digits} (got {quote(text)})")
    return int(text)
