"""Figures of the texts of a pack: faults of style, explanations that repeat, and plain statements."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from quiz.checks.house_style import AskedValue, find_target_faults, list_asked_values
from quiz.checks.style_faults import find_option_faults, find_text_faults
from quiz.generate.explanations import is_repetition
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Kind, Pack
from quiz.model.question import Question, QuestionOrigin
from quiz.model.rules import Rule

_RULES_OF_FACTS = (Rule.TWO_TESTED, Rule.NOT_WORTH_ASKING)
"""The rules that the text of a single question doesn't show."""


class Share(NamedTuple):
    """A part of a number of things."""

    part: int
    whole: int

    @property
    def ratio(self) -> float | None:
        """The part as a number from 0 to 1; `None` of nothing."""
        return self.part / self.whole if self.whole else None


class TextFigures(NamedTuple):
    """Figures of the questions of one seed, and of the explanations of facts."""

    style_faults: Share
    """Questions with a fault of style; a pack in another language has none."""
    faults_by_rule: dict[str, int]
    repeats_by_category: dict[str, Share]
    """Explanations of right answers that only repeat the question, by category."""
    plain_statements: Share
    """Statements without a story and without a reason why the other value is wrong."""
    equal_statements: int
    """Statements with the text of another one."""

    @property
    def repeats(self) -> Share:
        """Explanations that only repeat the question, in all categories."""
        shares = self.repeats_by_category.values()
        return Share(sum(share.part for share in shares), sum(share.whole for share in shares))


def measure_texts(maker: QuestionMaker, questions: Iterable[Question]) -> TextFigures:
    """Measure the questions of one seed."""
    pack = maker.pack
    asked = list_asked_values(pack, maker.list_targets())
    faults_by_target = _list_faults_of_facts(pack, asked) if pack.is_english else {}
    by_rule: Counter[str] = Counter()
    statements: Counter[str] = Counter()
    count = faulty = plain = 0
    for question in questions:
        rules = set(faults_by_target.get(question.target_id, ()))
        if pack.is_english:
            options = () if question.kind is Kind.TRUEFALSE else question.options
            faults = (*find_text_faults(question.stem), *find_option_faults(options))
            rules |= {fault.rule.code for fault in faults}
        count += 1
        faulty += bool(rules)
        by_rule.update(rules)
        if question.kind is Kind.TRUEFALSE:
            statements[question.stem] += 1
            plain += question.more is None and question.origin is QuestionOrigin.FACT and question.repeats
    return TextFigures(
        Share(faulty, count),
        dict(by_rule.most_common()),
        _count_repeats(asked),
        Share(plain, statements.total()),
        statements.total() - len(statements),
    )


def _list_faults_of_facts(pack: Pack, asked: list[AskedValue]) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}
    for (fact, value), fault in find_target_faults(asked):
        if fault.rule in _RULES_OF_FACTS:
            label = f".{value.label}" if value.label else ""
            faults.setdefault(f"{pack.name}/{fact.id}{label}", []).append(fault.rule.code)
    return faults


def _count_repeats(asked: Iterable[AskedValue]) -> dict[str, Share]:
    shares: dict[str, Share] = {}
    for fact, value in asked:
        part, whole = shares.get(fact.category, Share(0, 0))
        shares[fact.category] = Share(part + is_repetition(fact, value), whole + 1)
    return shares
