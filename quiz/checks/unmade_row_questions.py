"""Questions about several rows that are never made, although the author worded them."""

from collections.abc import Iterable, Iterator

from quiz.checks.unaskable import INTENDED_REASONS, UnaskableValue
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion
from quiz.generate.targets import QuestionTarget
from quiz.model.pack import ROW_KINDS, Fact, Kind, Pack
from quiz.model.problems import Finding
from quiz.model.rules import RULES, Rule

_REWORD = "Reword the question."
_MAX_TRIED = 50
"""Maximum number of rows of a column that are tried."""
_NEEDS = {
    Kind.COMPARE: (
        "`ask-most` and `ask-least`",
        "no two rows can be compared",
        "They need exact numbers or dates of one unit that differ by 5%, or by a year, and no `open`.",
    ),
    Kind.BOTH: (
        "`ask-both`",
        "no two rows share exactly one value",
        "Two rows need all their values in their cells, one of them in both, and three others.",
    ),
    Kind.ODDONE: (
        "`ask-not`",
        "too few values are proved right or wrong",
        "It needs three values in such rows, and others under `wrong` or in other rows.",
    ),
}
"""The fields of a kind, the reason why it isn't made, and what it needs."""

_Column = tuple[str, str | None, Kind]


def find_unmade_row_questions(
    pack: Pack, maker: QuestionMaker, targets: Iterable[QuestionTarget]
) -> Iterator[UnaskableValue]:
    """Find the columns, among those of some targets, with a question that is made of none of their rows."""
    facts = {fact.id: fact for fact in pack.facts}
    asked = {column for target in targets for column in _list_columns(maker, facts, target)}
    rows: dict[_Column, list[QuestionTarget]] = {}
    for target in maker.list_targets() if asked else ():
        for column in _list_columns(maker, facts, target):
            if column in asked:
                rows.setdefault(column, []).append(target)
    for column, all_targets in rows.items():
        finding = _explain(maker, column[2], all_targets[:_MAX_TRIED])
        if finding is not None:
            fact = facts[all_targets[0].fact]
            yield UnaskableValue(fact, finding, is_never_asked=False, depends_on_others=True)


def _list_columns(maker: QuestionMaker, facts: dict[str, Fact], target: QuestionTarget) -> list[_Column]:
    fact = facts.get(target.fact)
    if fact is None or all(value.row_questions is None for value in fact.values):
        return []
    return [(fact.relation, target.label, kind) for kind in maker.list_kinds(target) if kind in ROW_KINDS]


def _explain(maker: QuestionMaker, kind: Kind, targets: Iterable[QuestionTarget]) -> Finding | None:
    """Return why no row has a question of a kind; `None` if one has, or if the author left it out."""
    first: SkippedQuestion | None = None
    for target in targets:
        made = maker.make(target, kind, 0)
        if not isinstance(made, SkippedQuestion):
            return None
        if first is None and made.reason not in INTENDED_REASONS:
            first = made
    if first is None:
        return None
    fields, reason, advice = _NEEDS[kind]
    if first.flaw is not None:
        return Finding(RULES[first.code], f"{fields}: no question is made: {first.flaw.sentence}", _REWORD)
    return Finding(Rule.NO_DISTRACTORS, f"{fields}: no question is made: {reason}", advice)
