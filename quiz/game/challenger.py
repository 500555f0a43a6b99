"""Making challenges of rounds, and drawing their rounds again."""

from datetime import date

from quiz.game.challenge import (
    Challenge,
    decode_challenge,
    encode_challenge,
    find_selections,
    hash_selection,
    shorten_digest,
)
from quiz.game.game import Game
from quiz.game.modes import DAILY, MODES, RoundOption
from quiz.game.recorder import round_digest
from quiz.game.round import Round, RoundRequest
from quiz.model.errors import QuizError, UsageError
from quiz.model.generator_version import GENERATOR_VERSION
from quiz.model.pack import Kind
from quiz.text.safe import Text


def make_challenge(game: Game, round_: Round, score: int) -> Text | None:
    """Return the code of a round and a score; `None` if others couldn't draw the same round."""
    request = round_.request
    if request.seed is None or request.players:
        return None
    rules = game.build_rules(request)
    selections = () if request.mode is DAILY else game.dealer.list_selections(request.categories)
    code = encode_challenge(
        Challenge(
            request.mode.name,
            None if request.kind is None else request.kind.value,
            request.length,
            request.seed,
            rules.limit_seconds,
            rules.streak_bonus,
            score,
            GENERATOR_VERSION,
            tuple(map(hash_selection, selections)),
            shorten_digest(_digest(round_)),
        )
    )
    if code is None:
        return None
    try:
        draw_challenge(game, code)  # flagged questions and question banks may make another round
    except QuizError:
        return None
    return code


def draw_challenge(game: Game, code: str) -> Round:
    """Draw the round of a challenge.

    Raises:
        UsageError: The code is invalid, or its round can't be drawn with this version or these packs.
    """
    challenge = decode_challenge(code)
    if challenge.generator_version != GENERATOR_VERSION:
        theirs, ours = challenge.generator_version, GENERATOR_VERSION
        raise UsageError(
            f"this challenge has questions of version {theirs}, but you have version {ours}. "
            "Both of you need the same version of quiz"
        )
    round_ = _draw_daily(game, challenge) if challenge.mode == DAILY.name else _draw_chosen(game, challenge)
    if shorten_digest(_digest(round_)) != challenge.digest:
        raise UsageError("your packs differ from those of the challenge, so it can't be the same round")
    return round_._replace(rival_score=challenge.score)


def _draw_daily(game: Game, challenge: Challenge) -> Round:
    try:
        day = date.fromisoformat(f"{challenge.seed:08}").isoformat()
    except ValueError:
        raise UsageError("this challenge is of a day that doesn't exist") from None
    round_ = game.dealer.draw_daily(day, challenge.seconds or 0.0)
    request = round_.request._replace(streak_bonus=challenge.streak_bonus)
    return round_._replace(request=request, is_scored=game.is_new_daily(day))


def _draw_chosen(game: Game, challenge: Challenge) -> Round:
    names = game.dealer.list_all_selections()
    mode = MODES[challenge.mode]
    takes_time = RoundOption.TIME in mode.options
    request = RoundRequest(
        find_selections(challenge.selections, names),
        None if challenge.kind is None else Kind(challenge.kind),
        challenge.length,
        challenge.seed,
        mode,
        (challenge.seconds or 0.0) if takes_time else None,
        streak_bonus=challenge.streak_bonus,
    )
    return game.dealer.draw_seeded(request)


def _digest(round_: Round) -> str:
    return round_digest((*round_.questions, *round_.replacements))
