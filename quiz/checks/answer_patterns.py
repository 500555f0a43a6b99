"""Patterns that reveal the answers of hand-written questions: length, rank, and share of true statements."""

import re
from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

from quiz.model.pack import HandwrittenQuestion, Kind, Pack
from quiz.model.problems import Finding, ProblemCollector
from quiz.model.rules import Rule

_MIN_QUESTIONS = 20
_MIN_STATEMENTS = 10
_Z = 2.58
"""Standard errors above the expected value, which chance exceeds in one pack of two hundred."""
_NUMBER = re.compile(r"\D?(\d[\d,]*+(?:\.\d+)?)\D*")


class _HitTally(NamedTuple):
    """Hits in `n` questions, with their expected number by chance and its variance."""

    n: int
    hits: int
    expected: float
    variance: float

    def is_more_than_chance(self, least: int) -> bool:
        """Return whether there are at least `least` questions and more hits than by chance."""
        return self.n >= least and self.hits - self.expected > _Z * sqrt(self.variance)


def check_answer_patterns(pack: Pack, problems: ProblemCollector) -> None:
    """Report patterns that let a player guess the answers of hand-written questions."""
    choices = [entry for entry in pack.questions if entry.kind is Kind.CHOICE]
    longest = _tally(
        (_is_key_longest(entry), 1 / (1 + len(entry.wrong))) for entry in choices if _has_one_longest(entry)
    )
    if longest.is_more_than_chance(_MIN_QUESTIONS):
        problems.report(
            Finding(
                Rule.LONGEST_KEYS,
                f"the longest option is right in {longest.hits} of {longest.n} hand-written questions; "
                f"by chance it would be {longest.expected:.0f}",
                "Make the wrong answers as long as the right ones.",
            ),
            choices[0].location,
        )
    ranked = [(entry, numbers) for entry in choices if (numbers := _numbers(entry)) is not None]
    middle = _tally(
        (numbers[0] not in (min(numbers), max(numbers)), 1 - 2 / len(numbers)) for _, numbers in ranked
    )
    if middle.is_more_than_chance(_MIN_QUESTIONS):
        problems.report(
            Finding(
                Rule.MIDDLE_KEYS,
                f"the right number is neither the smallest nor the largest in {middle.hits} of {middle.n} "
                f"hand-written questions; by chance it would be {middle.expected:.0f}",
                "In some questions make all wrong numbers smaller, in others all larger.",
            ),
            ranked[0][0].location,
        )
    _check_verdicts([entry for entry in pack.questions if entry.kind is Kind.TRUEFALSE], problems)


def _check_verdicts(statements: list[HandwrittenQuestion], problems: ProblemCollector) -> None:
    for verdict, other in (("True", "false"), ("False", "true")):
        tally = _tally((entry.right == verdict, 0.5) for entry in statements)
        if tally.is_more_than_chance(_MIN_STATEMENTS):
            problems.report(
                Finding(
                    Rule.MOSTLY_ONE_VERDICT,
                    f"{tally.hits} of {tally.n} hand-written statements are {verdict.casefold()}",
                    f"Reword some of them so that they are {other}.",
                ),
                statements[0].location,
            )


def _tally(guesses: Iterable[tuple[bool, float]]) -> _HitTally:
    tries = list(guesses)
    return _HitTally(
        len(tries),
        sum(hit for hit, _ in tries),
        sum(chance for _, chance in tries),
        sum(chance * (1 - chance) for _, chance in tries),
    )


def _has_one_longest(entry: HandwrittenQuestion) -> bool:
    lengths = sorted(len(text) for text in (entry.right, *entry.wrong))
    return lengths[-1] > lengths[-2]


def _is_key_longest(entry: HandwrittenQuestion) -> bool:
    return all(len(entry.right) > len(text) for text in entry.wrong)


def _numbers(entry: HandwrittenQuestion) -> list[float] | None:
    """Return the numbers of the options, the right one first, or `None` without three numbers."""
    matches = [_NUMBER.fullmatch(text) for text in (entry.right, *entry.wrong)]
    numbers = [float(match[1].replace(",", "")) for match in matches if match is not None]
    return numbers if len(numbers) == len(matches) >= 3 else None
