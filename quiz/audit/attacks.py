"""Guesses at keys from the options alone, as a player without knowledge might make them.

An attack scores each option and picks the highest score; a tie counts as a fraction of a hit. An attack
that hits more often than chance shows a weakness of the questions.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from quiz.text.normalize import fold
from quiz.text.safe import Text

_DIGITS = 9
"""Decimals that count in a comparison; later ones are rounding errors."""


class OptionSet(NamedTuple):
    """The options in their order, and the positions of earlier keys."""

    texts: tuple[Text, ...]
    sizes: tuple[float, ...] | None = None
    """The magnitudes, if all options are numbers or dates."""
    used: tuple[int, ...] = ()
    """The number of times each position was right so far, among questions with this number of options."""


Attack = Callable[[OptionSet], Sequence[float] | None]
"""Scores each option; `None` if the attack does not apply."""


def longest(options: OptionSet) -> Sequence[float]:
    """Pick the option with the most characters (Haladyna, Downing and Rodriguez 2002, guideline 24)."""
    return [len(text) for text in options.texts]


def roundest(options: OptionSet) -> Sequence[float] | None:
    """Pick the number that ends in the most zeros: invented neighbours of 4,000 look like 3,870.

    The cue is that the precision of numbers differs among options (NBME Item-Writing Guide 2020, chapter 3).
    """
    if options.sizes is None:
        return None
    return [_zeros(text, size) for text, size in zip(options.texts, options.sizes, strict=True)]


def middle(options: OptionSet) -> Sequence[float] | None:
    """Pick a number from the middle ranks: people avoid the edges (Attali and Bar-Hillel 2003)."""
    if options.sizes is None:
        return None
    centre = (len(options.sizes) - 1) / 2
    ranks = sorted(options.sizes)
    return [-abs(ranks.index(size) + (ranks.count(size) - 1) / 2 - centre) for size in options.sizes]


def convergence(options: OptionSet) -> Sequence[float]:
    """Pick the option whose words the others repeat most (NBME Item-Writing Guide 2020, “convergence”)."""
    words = [frozenset(fold(text).split()) for text in options.texts]
    holders = Counter(word for held in words for word in held)
    return [sum(holders[word] - 1 for word in held) for held in words]


def centroid(options: OptionSet) -> Sequence[float]:
    """Pick the option most similar to the others, because distractors are made similar to the key.

    This is the group cue of Balepur, Ravichander and Rudinger 2024 (“Artifacts or Abduction”), who answer
    from options alone. Numbers are compared by distance, texts by shared pairs of letters.
    """
    if options.sizes is not None:
        return [-sum(abs(size - other) for other in options.sizes) for size in options.sizes]
    pairs = [_pairs(text) for text in options.texts]
    return [sum(_dice(option, other) for other in pairs) for option in pairs]


def anti_centroid(options: OptionSet) -> Sequence[float]:
    """Pick the option least similar to the others, the odd one out."""
    return [-score for score in centroid(options)]


def least_used_position(options: OptionSet) -> Sequence[float]:
    """Pick the position that was right least often so far (Bar-Hillel and Attali 2002).

    It detects keys whose positions are balanced instead of drawn.
    """
    return [-count for count in options.used or (0,) * len(options.texts)]


ATTACKS: dict[str, Attack] = {
    "longest": longest,
    "roundest": roundest,
    "middle": middle,
    "convergence": convergence,
    "centroid": centroid,
    "anti-centroid": anti_centroid,
    "least-used position": least_used_position,
}


def score_attack(attack: Attack, options: OptionSet, key: int) -> float | None:
    """Return 1 for a hit, 0 for a miss, a fraction for a tie, and `None` if the attack does not apply."""
    scores = attack(options)
    if scores is None:
        return None
    rounded = [round(score, _DIGITS) for score in scores]
    best = max(rounded)
    return 1 / rounded.count(best) if rounded[key] == best else 0.0


def _zeros(text: str, size: float) -> int:
    digits = "".join(character for character in text if character.isdecimal()) or f"{size:.0f}"
    return len(digits) - len(digits.rstrip("0"))


def _pairs(text: str) -> Counter[str]:
    spelled = f" {fold(text)} "
    return Counter(spelled[start : start + 2] for start in range(len(spelled) - 1))


def _dice(left: Counter[str], right: Counter[str]) -> float:
    return 2 * (left & right).total() / (left.total() + right.total())
