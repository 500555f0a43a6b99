"""Confidence limits and tests of evenness."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import erfc, exp, lgamma, log, sqrt

_Z = 1.96
"""Standard errors on either side that contain 95% of a normal distribution."""


@dataclass(frozen=True, slots=True)
class HitRate:
    """The share of guesses that hit, with 95% confidence limits."""

    hit: float | None
    n: int
    chance: float | None
    low: float | None
    high: float | None


@dataclass(slots=True)
class GuessCounter:
    """Hits by fact, because the questions of one fact are not independent."""

    _hits: dict[str, float] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _chance: float = 0.0

    def add(self, fact: str, hit: float, chance: float) -> None:
        """Count a guess at a question of a fact. A tie is a fraction of a hit."""
        self._hits[fact] = self._hits.get(fact, 0.0) + hit
        self._counts[fact] = self._counts.get(fact, 0) + 1
        self._chance += chance

    def rate(self) -> HitRate:
        """Return the share of hits. The limits are those of a ratio of sums, clustered by fact."""
        n = sum(self._counts.values())
        if not n:
            return HitRate(None, 0, None, None, None)
        hit = sum(self._hits.values()) / n
        clusters = len(self._counts)
        if clusters == 1:  # which says nothing about other facts
            return HitRate(hit, n, self._chance / n, 0.0, 1.0)
        squares = sum((self._hits[fact] - hit * count) ** 2 for fact, count in self._counts.items())
        margin = _Z * sqrt(squares * clusters / (clusters - 1)) / n
        return HitRate(hit, n, self._chance / n, max(0.0, hit - margin), min(1.0, hit + margin))


def evenness_p_value(tables: Iterable[Sequence[int]]) -> float | None:
    """Return the two-sided p of counts that should be even: near 0 if they are too uneven or too even.

    The chi-squares and the degrees of freedom of several tables are added.
    """
    statistic, freedom = 0.0, 0
    for counts in tables:
        mean = sum(counts) / len(counts)
        if mean > 0:
            statistic += sum((count - mean) ** 2 for count in counts) / mean
            freedom += len(counts) - 1
    if not freedom:
        return None
    above = chi_square_tail(statistic, freedom)
    return min(1.0, 2 * min(above, 1 - above))


def chi_square_tail(statistic: float, freedom: int) -> float:
    """Return the probability that a chi-square with `freedom` degrees of freedom is greater.

    This is the regularised incomplete gamma Q(freedom / 2, statistic / 2), summed by the recurrence
    Q(a + 1, x) = Q(a, x) + x^a e^-x / Γ(a + 1) from Q(1/2, x) = erfc(√x), or from 0 (Abramowitz and
    Stegun 1964, 26.4.4 and 26.4.5).
    """
    half = statistic / 2
    if half <= 0:
        return 1.0
    is_odd = freedom % 2
    above = erfc(sqrt(half)) if is_odd else 0.0
    for number in range(freedom // 2):
        power = number + is_odd / 2
        above += exp(power * log(half) - half - lgamma(power + 1))
    return min(above, 1.0)
