"""Find habits of an author's hand that give answers away: in length, in rank, in what is true."""

import re
from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

from quiz.model.pack import HandwrittenQuestion, Kind, Pack
from quiz.model.problems import Finding, ProblemCollector
from quiz.model.rules import Rule

_QUESTIONS_AT_LEAST = 20
_STATEMENTS_AT_LEAST = 10
_Z = 2.58
"""So many standard errors beyond what chance does, which chance reaches in one pack of two hundred."""
_NUMBER = re.compile(r"\D?(\d[\d,]*(?:\.\d+)?)\D*")


class _HitTally(NamedTuple):
    """How often something came about, how often chance would make it, and the variance of that."""

    n: int
    hits: int
    expected: float
    variance: float

    def is_more_than_chance(self, least: int) -> bool:
        return self.n >= least and self.hits - self.expected > _Z * sqrt(self.variance)


def check_answer_patterns(pack: Pack, problems: ProblemCollector) -> None:
    """Note what somebody who knows nothing could go by in the questions written by hand."""
    choices = [entry for entry in pack.questions if entry.kind is Kind.CHOICE]
    longest = _tally(
        (_is_longest(entry), 1 / (1 + len(entry.wrong))) for entry in choices if _has_longest(entry)
    )
    if longest.is_more_than_chance(_QUESTIONS_AT_LEAST):
        problems.report(
            Finding(
                Rule.LONGEST_KEYS,
                f"the longest option is right in {longest.hits} of {longest.n} questions by hand, and "
                f"chance would make it {longest.expected:.0f}",
                "write wrong answers as fully as right ones",
            ),
            choices[0].location,
        )
    ranked = [(entry, numbers) for entry in choices if (numbers := _numbers(entry)) is not None]
    middle = _tally(
        (numbers[0] not in (min(numbers), max(numbers)), 1 - 2 / len(numbers)) for _, numbers in ranked
    )
    if middle.is_more_than_chance(_QUESTIONS_AT_LEAST):
        problems.report(
            Finding(
                Rule.MIDDLE_KEYS,
                f"the right number is a middle one in {middle.hits} of {middle.n} questions by hand, and "
                f"chance would make it {middle.expected:.0f}",
                "let some wrong numbers all be smaller, and some all greater",
            ),
            ranked[0][0].location,
        )
    _note_verdicts([entry for entry in pack.questions if entry.kind is Kind.TRUEFALSE], problems)


def _note_verdicts(statements: list[HandwrittenQuestion], problems: ProblemCollector) -> None:
    for verdict, other in (("True", "false"), ("False", "true")):
        tally = _tally((entry.right == verdict, 0.5) for entry in statements)
        if tally.is_more_than_chance(_STATEMENTS_AT_LEAST):
            problems.report(
                Finding(
                    Rule.MOSTLY_ONE_VERDICT,
                    f"{tally.hits} of {tally.n} statements by hand are {verdict.casefold()}",
                    f"turn some of them so that they are {other}",
                ),
                statements[0].location,
            )


def _tally(guesses: Iterable[tuple[bool, float]]) -> _HitTally:
    found = list(guesses)
    return _HitTally(
        len(found),
        sum(hit for hit, _ in found),
        sum(chance for _, chance in found),
        sum(chance * (1 - chance) for _, chance in found),
    )


def _has_longest(entry: HandwrittenQuestion) -> bool:
    lengths = sorted(len(text) for text in (entry.right, *entry.wrong))
    return lengths[-1] > lengths[-2]


def _is_longest(entry: HandwrittenQuestion) -> bool:
    return all(len(entry.right) > len(text) for text in entry.wrong)


def _numbers(entry: HandwrittenQuestion) -> list[float] | None:
    """Give the options’ numbers, the right one first; `None` where they are none, or fewer than three."""
    matches = [_NUMBER.fullmatch(text) for text in (entry.right, *entry.wrong)]
    numbers = [float(match[1].replace(",", "")) for match in matches if match is not None]
    return numbers if len(numbers) == len(matches) >= 3 else None
