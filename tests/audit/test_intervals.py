"""Confidence limits and tests of evenness, compared with statistical tables."""

from math import exp, sqrt

import pytest

from quiz.audit.intervals import GuessCounter, chi_square_tail, evenness_p_value


@pytest.mark.parametrize(
    ("statistic", "freedom", "above"),
    [
        (3.841, 1, 0.05),
        (9.210, 2, 0.01),
        (7.815, 3, 0.05),
        (11.345, 3, 0.01),
        (18.307, 10, 0.05),
        (0.0, 3, 1),
    ],
)
def test_chi_square_tail_agrees_with_tables(statistic: float, freedom: int, above: float) -> None:
    assert chi_square_tail(statistic, freedom) == pytest.approx(above, rel=1e-3)


def test_counts_too_uneven_and_counts_too_even_are_both_unlikely() -> None:
    assert evenness_p_value([[60, 20, 20, 20]]) == pytest.approx(0, abs=1e-6)
    assert evenness_p_value([[30, 30, 30, 30]]) == 0
    assert evenness_p_value([[25, 35, 28, 32]]) == pytest.approx(0.827, abs=1e-3)


def test_several_tables_are_one_test() -> None:
    # Two chi-squares of 0.8; of two degrees of freedom, 1.6 is exceeded with e to the power of -0.8.
    assert evenness_p_value([[12, 8], [8, 12]]) == pytest.approx(2 * exp(-0.8))


def test_no_counts_have_no_p_value() -> None:
    assert evenness_p_value([]) is None
    assert evenness_p_value([[0, 0, 0]]) is None


def test_rate_has_limits_clustered_by_fact() -> None:
    guesses = GuessCounter()
    for fact, hits in (("a", (1, 1)), ("b", (0, 0)), ("c", (1, 0)), ("d", (0.5, 0.5))):
        for hit in hits:
            guesses.add(fact, hit, 0.25)

    rate = guesses.rate()

    margin = 1.96 * sqrt((1 + 1) * 4 / 3) / 8
    assert (rate.hit, rate.n, rate.chance) == (0.5, 8, 0.25)
    assert rate.low == pytest.approx(0.5 - margin)
    assert rate.high == pytest.approx(0.5 + margin)


def test_more_questions_of_the_same_facts_do_not_narrow_the_limits() -> None:
    few, many = GuessCounter(), GuessCounter()
    for fact, hit in (("a", 1), ("b", 0), ("c", 0)):
        few.add(fact, hit, 0.25)
        for _ in range(20):
            many.add(fact, hit, 0.25)

    assert many.rate().high == pytest.approx(few.rate().high)


def test_limits_need_two_facts() -> None:
    guesses = GuessCounter()
    assert guesses.rate().high is None

    guesses.add("a", 0, 0.25)
    assert (guesses.rate().low, guesses.rate().high) == (0, 1)
