"""Guesses at keys by a player without knowledge, from the options and from the names in the question.

An attack scores each option and picks the highest score; a tie counts as a fraction of a hit. An attack
that hits more often than chance shows a weakness of the questions.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from quiz.generate.item_flaws import list_forms
from quiz.generate.spelling import count_pairs, measure_fit, measure_shared_letters
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
    names: tuple[Text, ...] = ()
    """The names in the question."""
    fame: tuple[float, ...] | None = None
    """The fame of each option, larger for better known, if the pack has `known`."""


Attack = Callable[[OptionSet], Sequence[float] | None]
"""Scores each option; `None` if the attack does not apply."""


def longest(options: OptionSet) -> Sequence[float]:
    """Pick the option with the most characters (Haladyna, Downing and Rodriguez 2002, guideline 24)."""
    return [len(text) for text in options.texts]


def shortest(options: OptionSet) -> Sequence[float]:
    """Pick the option with the fewest characters."""
    return [-length for length in longest(options)]


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
    pairs = [count_pairs(fold(text)) for text in options.texts]
    return [sum(_dice(option, other) for other in pairs) for option in pairs]


def anti_centroid(options: OptionSet) -> Sequence[float]:
    """Pick the option least similar to the others, the odd one out."""
    return [-score for score in centroid(options)]


def least_used_position(options: OptionSet) -> Sequence[float]:
    """Pick the position that was right least often so far (Bar-Hillel and Attali 2002).

    It detects keys whose positions are balanced instead of drawn.
    """
    return [-count for count in options.used or (0,) * len(options.texts)]


def spelling(options: OptionSet) -> Sequence[float] | None:
    """Pick the option whose letters fit a name in the question best: `Br` for bromine."""
    if not options.names:
        return None
    return [measure_fit(text, options.names) for text in options.texts]


def worst_spelling(options: OptionSet) -> Sequence[float] | None:
    """Pick the option whose letters fit worst, because distractors are chosen by their letters."""
    return _negate(spelling(options))


def shared_letters(options: OptionSet) -> Sequence[float] | None:
    """Pick the option that shares most pairs of letters with a name in the question."""
    if not options.names:
        return None
    return [measure_shared_letters(text, options.names) for text in options.texts]


def odd_form(options: OptionSet) -> Sequence[float]:
    """Pick the option whose form the fewest others have: its articles, capitals, signs and digits."""
    forms = [_list_all_forms(text) for text in options.texts]
    return [-sum(_count_equal(form, other) for other in forms) for form in forms]


def usual_form(options: OptionSet) -> Sequence[float]:
    """Pick the option whose form most others have."""
    return [-score for score in odd_form(options)]


def best_known(options: OptionSet) -> Sequence[float] | None:
    """Pick the option that most people have heard of."""
    return options.fame


def least_known(options: OptionSet) -> Sequence[float] | None:
    """Pick the option that the fewest people have heard of."""
    return _negate(options.fame)


ATTACKS: dict[str, Attack] = {
    "longest": longest,
    "shortest": shortest,
    "roundest": roundest,
    "middle": middle,
    "convergence": convergence,
    "centroid": centroid,
    "anti-centroid": anti_centroid,
    "least-used position": least_used_position,
    "spelling": spelling,
    "worst spelling": worst_spelling,
    "odd form": odd_form,
    "usual form": usual_form,
    "best known": best_known,
    "least known": least_known,
}


def score_attack(attack: Attack, options: OptionSet, key: int) -> float | None:
    """Return 1 for a hit, 0 for a miss, a fraction for a tie, and `None` if the attack does not apply."""
    scores = attack(options)
    if scores is None:
        return None
    rounded = [round(score, _DIGITS) for score in scores]
    best = max(rounded)
    return 1 / rounded.count(best) if rounded[key] == best else 0.0


def _negate(scores: Sequence[float] | None) -> Sequence[float] | None:
    return None if scores is None else [-score for score in scores]


def _list_all_forms(text: str) -> tuple[int, ...]:
    """List the forms of a text that a player sees at first glance."""
    digits = sum(map(str.isdecimal, text))
    return (*list_forms(text), "," in text, text.isupper(), len(text.split()), digits)


def _count_equal(first: tuple[int, ...], second: tuple[int, ...]) -> int:
    return sum(one == other for one, other in zip(first, second, strict=True))


def _zeros(text: str, size: float) -> int:
    digits = "".join(character for character in text if character.isdecimal()) or f"{size:.0f}"
    return len(digits) - len(digits.rstrip("0"))


def _dice(left: Counter[str], right: Counter[str]) -> float:
    return 2 * (left & right).total() / (left.total() + right.total())
