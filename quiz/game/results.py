"""Stakes, endings, rankings and shared results, as text."""

from collections.abc import Sequence
from typing import NamedTuple

from quiz.game.feedback import format_right_count
from quiz.game.ladder import Lifeline
from quiz.game.outcome import Outcome, Verdict
from quiz.game.scoring import PlayerScore
from quiz.game.session import EndReason, Phase, SessionState
from quiz.model.generator_version import GENERATOR_VERSION
from quiz.text.english import cardinal, format_count, format_number, join_words
from quiz.text.safe import Text

SQUARES = {Verdict.RIGHT: "🟩", Verdict.WRONG: "🟥", Verdict.LATE: "🟥", Verdict.SKIPPED: "⬜"}
_ASCII_SIGNS = {Verdict.RIGHT: "+", Verdict.WRONG: "x", Verdict.LATE: "x", Verdict.SKIPPED: "-"}
_SQUARES_PER_ROW = 10
MAX_STARS = 5

LIFELINE_HELP = {
    Lifeline.FIFTY: (Text("fifty"), Text("remove all but one wrong option")),
    Lifeline.SWAP: (Text("swap"), Text("swap the question")),
    Lifeline.SOURCES: (Text("sources"), Text("show the sources of this category")),
}
"""The word to type for each lifeline, and its effect."""


class NumberedOutcome(NamedTuple):
    """An outcome with its number in the round, from 1."""

    number: int
    outcome: Outcome


class RankedPlayer(NamedTuple):
    """A line of the ranking."""

    rank: int
    name: Text
    tally: PlayerScore


def format_stakes(view: SessionState, players: Sequence[Text]) -> Text | None:
    """Format what a question decides: whose turn it is, the prize of a step, or the lives left."""
    if len(players) > 1:
        return Text(f"Your turn, {players[view.player]}.")
    ladder = view.ladder
    if ladder is not None:
        climbed = view.player_score.right_count
        safe = format_prize(ladder.guaranteed_prize(climbed))
        return Text(
            f"For {format_number(ladder.prize_at(climbed + 1))} points. Miss it and you leave with {safe}."
        )
    if view.lives is None:
        return None
    return Text("Last life." if view.lives == 1 else f"{cardinal(view.lives).capitalize()} lives left.")


def is_hand_over(view: SessionState, players: Sequence[Text]) -> bool:
    """Return whether the question before was another player's."""
    return len(players) > 1 and view.number > 1 and view.phase is Phase.ASKING


def format_hand_over(view: SessionState, players: Sequence[Text]) -> Text:
    """Format a request to the player whose turn begins."""
    return Text(f"{players[view.player]}, press Enter when ready.")


def format_ending(view: SessionState) -> Text | None:
    """Format how a round ended, if its mode has more than one ending."""
    if view.ladder is not None:
        prize = format_prize(view.score)
        match view.end:
            case EndReason.ALL_ASKED:
                return Text(f"You made it to the top: {prize}!")
            case EndReason.STOPPED:
                return Text(f"You walk away with {prize}.")
            case _:
                return Text(f"Wrong answer. You leave with {prize}.")
    if view.lives is None:
        return None
    if view.end is EndReason.OUT_OF_LIVES:
        return Text(f"Out after {format_count(len(view.outcomes), 'question')}.")
    return (
        Text(f"You got through all {format_number(len(view.outcomes))}!")
        if view.end is EndReason.ALL_ASKED
        else None
    )


def format_leaving(view: SessionState, *, can_resume: bool) -> Text:
    """Ask whether the player really wants to leave."""
    if view.ladder is not None:
        return Text(f"Walk away with {format_prize(view.score)}?")
    later = " You can resume it later." if view.outcomes and can_resume else ""
    return Text(f"Leave this round?{later}")


def rank_players(view: SessionState, players: Sequence[Text]) -> tuple[RankedPlayer, ...]:
    """Rank the players by score; equal scores share a rank."""
    scores = [tally.score for tally in view.player_scores]
    ranked = [
        RankedPlayer(1 + sum(score > tally.score for score in scores), name, tally)
        for name, tally in zip(players, view.player_scores, strict=True)
    ]
    return tuple(sorted(ranked, key=lambda player: player.rank))


def format_ranked_player(player: RankedPlayer) -> Text:
    """Format a line of the ranking: `1. Ana: 4,300, 4 of 5 right`."""
    tally = player.tally
    right = format_right_count(tally.right_count, tally.right_count + tally.missed_count)
    return Text(f"{player.rank}. {player.name}: {format_number(tally.score)}, {right}")


def count_stars(view: SessionState) -> int:
    """Return the stars of a round, one for each fifth of the answers that is right.

    A round of a few questions, of sensitive ones, of several players or on a ladder has none.
    """
    count = len(view.outcomes)
    is_rated = view.ladder is None and len(view.player_scores) == 1 and count >= MAX_STARS
    if not is_rated or _has_sensitive(view):
        return 0
    return MAX_STARS * view.right_count // count


def _has_sensitive(view: SessionState) -> bool:
    return any(outcome.question.sensitive for outcome in view.outcomes)


def is_saved(view: SessionState) -> bool:
    """Return whether there are answers, and all of them were saved."""
    return bool(view.outcomes) and all(outcome.save_error is None for outcome in view.outcomes)


def format_stars(view: SessionState) -> Text | None:
    """Format the stars of a round in words: `4 of 5 stars`; `None` for a round without stars."""
    count = count_stars(view)
    return Text(f"{count} of {MAX_STARS} stars") if count else None


def format_best_streak(view: SessionState) -> Text | None:
    """Format the longest run of right answers, if it is one and if streaks matter in the round."""
    matters = view.ladder is None and len(view.player_scores) == 1 and not _has_sensitive(view)
    is_shown = matters and view.best_streak > 1
    return Text(f"best streak {format_number(view.best_streak)}") if is_shown else None


def split_for_review(
    outcomes: Sequence[Outcome],
) -> tuple[Sequence[NumberedOutcome], Sequence[NumberedOutcome]]:
    """Split the outcomes into two parts to read: the misses and the rest or, if there is one sort, halves."""
    numbered = [NumberedOutcome(number, outcome) for number, outcome in enumerate(outcomes, 1)]
    missed = [each for each in numbered if each.outcome.verdict is not Verdict.RIGHT]
    if missed and len(missed) < len(numbered):
        return missed, [each for each in numbered if each.outcome.verdict is Verdict.RIGHT]
    half = (len(numbered) + 1) // 2
    return numbered[:half], numbered[half:]


class DailyResult(NamedTuple):
    """A daily round that was played to its end."""

    day: str
    """The date, as `2026-11-21`."""
    verdicts: tuple[Verdict, ...]
    has_clock: bool
    is_scored: bool = True
    generator_version: int = GENERATOR_VERSION

    def format_right_count(self) -> Text:
        """Format the right answers: `8 of 10 right`."""
        return format_right_count(self.verdicts.count(Verdict.RIGHT), len(self.verdicts))


def format_share_text(
    view: SessionState, day: str, release: str, *, counts: bool = True, ascii_only: bool = False
) -> tuple[Text, ...]:
    """Format a daily result to share; nothing for a round that isn't finished, which can be resumed."""
    if len(view.outcomes) < view.total:
        return ()
    verdicts = tuple(outcome.verdict for outcome in view.outcomes)
    result = DailyResult(day, verdicts, view.limit_seconds is not None, counts)
    return format_daily_result(result, release, ascii_only=ascii_only)


def format_daily_result(result: DailyResult, release: str, *, ascii_only: bool = False) -> tuple[Text, ...]:
    """Format a daily result to share, without spoilers: a headline, then a sign for each question."""
    clock = "" if result.has_clock else ", no clock"
    replay = "" if result.is_scored else ", replay"
    version = f"(quiz {release}, questions v{result.generator_version})"
    head = f"quiz daily {result.day}: {result.format_right_count()}{clock}{replay} {version}"
    return (Text(head), *_format_signs(result.verdicts, ascii_only=ascii_only))


def format_round_to_share(view: SessionState, title: Text, *, ascii_only: bool = False) -> tuple[Text, ...]:
    """Format the result of a round to share, without spoilers: a headline, then a sign for each question."""
    right = format_right_count(view.right_count, len(view.outcomes))
    head = f"quiz “{title}”: {format_number(view.score)} points, {right}"
    verdicts = [outcome.verdict for outcome in view.outcomes]
    return (Text(head), *_format_signs(verdicts, ascii_only=ascii_only))


def _format_signs(verdicts: Sequence[Verdict], *, ascii_only: bool) -> tuple[Text, ...]:
    signs = _ASCII_SIGNS if ascii_only else SQUARES
    row = [signs[verdict] for verdict in verdicts]
    starts = range(0, len(row), _SQUARES_PER_ROW)
    return tuple(Text("".join(row[start : start + _SQUARES_PER_ROW])) for start in starts)


def format_challenge(code: Text) -> Text:
    """Format the command that plays a challenge."""
    return Text(f"quiz --challenge {code}")


def format_challenge_result(score: int, rival_score: int) -> Text:
    """Format how a challenge ended."""
    own, rival = format_number(score), format_number(rival_score)
    if score > rival_score:
        return Text(f"You beat the challenge: {own} to {rival}.")
    if score == rival_score:
        return Text(f"A tie: you both have {own}.")
    return Text(f"{format_number(rival_score - score)} short of the challenge: {own} to {rival}.")


def format_winner(ranked: Sequence[RankedPlayer], seed: int | None) -> Text:
    """Format the last line of a game for several players: `Ana wins, seed 7`."""
    winners = [player.name for player in ranked if player.rank == 1]
    verb = "wins" if len(winners) == 1 else "tie for first place"
    return Text(f"{join_words(winners)} {verb}{'' if seed is None else f', seed {seed}'}")


def format_prize(prize: int) -> str:
    """Format a prize of the ladder; 0 is nothing."""
    return format_number(prize) if prize else "nothing"
