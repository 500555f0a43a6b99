"""Guess the keys of questions by their options alone, as a player who knows nothing might.

Whatever hits more often than chance is a tell. An attack gives each option a score and picks the
highest; where several are highest it hits by a part.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from quiz.text.normalize import fold
from quiz.text.safe import Text

_DIGITS = 9
"""Scores that differ beyond so many decimals differ by rounding alone."""


class OptionSet(NamedTuple):
    """What an attack sees: options in their order, and where the earlier keys stood."""

    texts: tuple[Text, ...]
    sizes: tuple[float, ...] | None = None
    """What each is worth, if all are numbers or dates."""
    used: tuple[int, ...] = ()
    """How often each place has been the key's so far, among questions of so many options."""


Attack = Callable[[OptionSet], Sequence[float] | None]
"""Gives each option a score; `None` where the attack says nothing."""


def longest(options: OptionSet) -> Sequence[float]:
    """Pick the option of the most characters (Haladyna, Downing and Rodriguez 2002, guideline 24)."""
    return [len(text) for text in options.texts]


def roundest(options: OptionSet) -> Sequence[float] | None:
    """Pick the number that ends in the most zeros: who makes up numbers beside 4,000 makes up 3,870.

    The cue is the precision of numbers that differs among options (NBME Item-Writing Guide 2020, chapter 3).
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
    """Pick the option most like the others: distractors made to be like the key lie around it.

    It is the group cue of Balepur, Ravichander and Rudinger 2024 (“Artifacts or Abduction”), who answer
    from options alone. Numbers are as like as they are near; texts as the pairs of letters they share.
    """
    if options.sizes is not None:
        return [-sum(abs(one - other) for other in options.sizes) for one in options.sizes]
    pairs = [_pairs(text) for text in options.texts]
    return [sum(_dice(one, other) for other in pairs) for one in pairs]


def anti_centroid(options: OptionSet) -> Sequence[float]:
    """Pick the option least like the others, by the likeness of `centroid`: the odd one out."""
    return [-score for score in centroid(options)]


def least_used_position(options: OptionSet) -> Sequence[float]:
    """Pick the place that has been the key's least often so far (Bar-Hillel and Attali 2002).

    It finds out keys whose places are balanced rather than drawn.
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
    """Say by how much an attack hits the key: wholly, not, or by a part; `None` where it says nothing."""
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


def _dice(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())
