"""Problems of several facts with one cause, merged into one problem with a count."""

from collections import defaultdict
from collections.abc import Iterable

from quiz.model.problems import Problem
from quiz.model.rules import Rule
from quiz.text.english import format_count
from quiz.text.safe import Text

_MAX_SEPARATE = 3
"""Maximum number of problems with one cause that are reported separately."""


def merge_causes(problems: Iterable[Problem]) -> list[Problem]:
    """Merge the problems with one cause into the first of them, unless they are few."""
    kept: list[Problem] = []
    groups: dict[tuple[Rule, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.cause is not None:
            group = groups[problem.rule, problem.cause]
            group.append(problem)
            if len(group) > 1:
                continue
        kept.append(problem)
    merged: list[Problem] = []
    for problem in kept:
        group = [] if problem.cause is None else groups[problem.rule, problem.cause]
        if len(group) > _MAX_SEPARATE:
            rest = format_count(len(group) - 1, "more fact")
            merged.append(problem._replace(message=Text(f"{problem.message}; the same goes for {rest}")))
        else:
            merged += group or [problem]
    return merged
