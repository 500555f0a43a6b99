"""Say how players stand, and what became of a round, in the words of its mode."""

from collections.abc import Sequence
from typing import NamedTuple

from quiz.game.ladder import Lifeline
from quiz.game.outcome import Verdict
from quiz.game.session import EndReason, PlayerScore, SessionState
from quiz.text.english import format_count, join_words
from quiz.text.safe import Text

SQUARES = {Verdict.RIGHT: "🟩", Verdict.WRONG: "🟥", Verdict.LATE: "🟥", Verdict.SKIPPED: "⬜"}
_SIGNS = {Verdict.RIGHT: "+", Verdict.WRONG: "x", Verdict.LATE: "x", Verdict.SKIPPED: "-"}
_ROW = 10

LIFELINE_HELP = {
    Lifeline.FIFTY: (Text("fifty"), Text("takes all wrong options but one away")),
    Lifeline.SWAP: (Text("swap"), Text("brings another question")),
    Lifeline.SOURCES: (Text("sources"), Text("names what this category’s questions are drawn from")),
}
"""A word to type for each help, and what it does."""


class RankedPlayer(NamedTuple):
    """A line of the table of results."""

    rank: int
    name: Text
    tally: PlayerScore


def format_stakes(view: SessionState, players: Sequence[Text]) -> Text | None:
    """Say what stands on a question: whose turn it is, what the step is worth, whether a miss ends it."""
    if len(players) > 1:
        return Text(f"{players[view.player]}, it is your turn.")
    ladder = view.ladder
    if ladder is not None:
        climbed = view.player_score.right_count
        kept = f"{ladder.guaranteed_prize(climbed):,}" if ladder.guaranteed_prize(climbed) else "nothing"
        return Text(f"This step is worth {ladder.prize_at(climbed + 1):,}; a miss leaves you {kept}.")
    if view.lives is None:
        return None
    spare = view.lives - 1
    return Text(
        f"You may miss {format_count(spare, 'more question')}." if spare else "The next miss ends it."
    )


def format_ending(view: SessionState) -> Text | None:
    """Say why it is over, where a mode makes that worth saying."""
    asked = format_count(len(view.outcomes), "question")
    if view.ladder is not None:
        match view.end:
            case EndReason.ALL_ASKED:
                return Text(f"You stand at the top, with {view.score:,}.")
            case EndReason.STOPPED:
                return Text(f"You walk away with {view.score:,}.")
            case _:
                return Text(f"You slipped, with {f'{view.score:,}' if view.score else 'nothing'} left.")
    if view.lives is None:
        return None
    if view.end is EndReason.OUT_OF_LIVES:
        return Text(f"That miss ended it, after {asked}.")
    return Text(f"You got through all {asked}.") if view.end is EndReason.ALL_ASKED else None


def rank_players(view: SessionState, players: Sequence[Text]) -> tuple[RankedPlayer, ...]:
    """Rank the players by score; equal scores share a rank."""
    scores = [tally.score for tally in view.player_scores]
    places = [
        RankedPlayer(1 + sum(other > tally.score for other in scores), name, tally)
        for name, tally in zip(players, view.player_scores, strict=True)
    ]
    return tuple(sorted(places, key=lambda place: place.rank))


def format_ranked_player(place: RankedPlayer, asked: int) -> Text:
    """Give a line of the table: `1. Ana  4300, 4 of 5 right`."""
    return Text(
        f"{place.rank}. {place.name}: {place.tally.score:,}, {place.tally.right_count} of {asked} right"
    )


def format_share_text(
    view: SessionState, day: str, release: str, *, counts: bool = True, ascii_only: bool = False
) -> tuple[Text, ...]:
    """Give a daily result to pass on: no word of what was asked, and whether it was the first of its day."""
    signs = _SIGNS if ascii_only else SQUARES
    told = [signs[outcome.verdict] for outcome in view.outcomes]
    told += ["." if ascii_only else "⬛"] * (view.total - len(told))
    rows = ["".join(told[start : start + _ROW]) for start in range(0, len(told), _ROW)]
    clock = "" if view.limit_seconds is not None else ", no clock"
    fun = "" if counts else ", once more for fun"
    head = f"quiz daily {day}: {view.right_count} of {view.total} right{clock}{fun} (packs of quiz {release})"
    return (Text(head), *map(Text, rows))


def format_winner(places: Sequence[RankedPlayer], seed: int | None) -> Text:
    """Give the last line of a game among friends: `Ana wins, seed 7`."""
    first = [place.name for place in places if place.rank == 1]
    end = "" if seed is None else f", seed {seed}"
    return Text(f"{join_words(first)} {'wins' if len(first) == 1 else 'share the first place'}{end}")
