"""Values that are never asked for, or not in every kind of question, with the reason and advice."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from quiz.checks.common_forms import CommonForms
from quiz.checks.unread_dates import read_date
from quiz.generate import cloze, wording
from quiz.generate.item_flaws import OPTION_CHECKS, ItemCheck
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion, SkipReason
from quiz.generate.targets import QuestionTarget
from quiz.generate.values import parse
from quiz.generate.withheld import WithheldReason
from quiz.model.pack import BASIC_KINDS, Fact, HandwrittenQuestion, Kind, Pack, Sensitivity, Value
from quiz.model.problems import Finding
from quiz.model.rules import RULES, Rule
from quiz.model.value_types import PARSED_TYPES
from quiz.text.english import format_count, takes_an, with_article

INTENDED_REASONS = frozenset(
    (SkipReason.OTHER_KIND, SkipReason.SENSITIVE, SkipReason.NOT_ASKED, SkipReason.NEVER_ASK)
)
"""Reasons that the author chose."""
_MAX_VALUES = 30
"""Types with more values have enough distractors for values of a common form; trying all takes long."""
_MAX_OPEN_ROWS = 50
"""Number of questions about open values of a column after which its other open values are not tried."""
_MAX_EQUAL_ROWS = 3
"""Number of questions about rows with one value after which its other rows are not tried."""
_SEED_COUNT = 8
"""Number of seeds with which a question is tried."""
_KIND_USES = {Kind.CHOICE: "is only asked as a choice", Kind.TRUEFALSE: "is only used in a statement"}
_KIND_LACKS = {Kind.CHOICE: "is never asked as a choice", Kind.TRUEFALSE: "is never used in a statement"}
_NEVER = "is never asked"
_KEEP_CHOICE = "or write `kind: choice` if the choice is enough."


class UnaskableValue(NamedTuple):
    """A value of a fact, and a finding about the questions that are not made of it."""

    fact: Fact
    finding: Finding
    is_never_asked: bool
    depends_on_others: bool
    """Whether other values of the type would change it, as those of an entry with an error might."""


class _Skip(NamedTuple):
    """A kind of question that is not made of a value, with the rule, the reason and advice."""

    kind: Kind
    rule: Rule
    reason: str
    advice: str | None
    depends_on_others: bool = False


def find_unaskable_values(
    pack: Pack, maker: QuestionMaker, targets: Iterable[QuestionTarget]
) -> Iterator[UnaskableValue]:
    """Find the values, among some targets, that a kind of question leaves out against the author’s will."""
    finder = _Finder(pack, maker)
    facts = {fact.id: fact for fact in pack.facts}
    for target in targets:
        fact = facts.get(target.fact)
        value = _find_value(fact, target.label) if fact is not None else None
        if fact is None or value is None or (value.assumed_open and not value.wrong):
            continue  # an assumed open value is reported at its sentence
        yield from finder.find(target, fact, value)


def list_never_asked(maker: QuestionMaker) -> list[str]:
    """List the ids of the entries of a pack with a value, or a statement, that is left out by accident."""
    values = find_unaskable_values(maker.pack, maker, maker.list_targets())
    ids = {value.fact.id for value in values if value.is_never_asked}
    ids |= {written.id for written in maker.pack.questions if is_sensitive_statement(written)}
    return [entry.id for entry in maker.iter_entries() if entry.id in ids]


def is_sensitive_statement(written: HandwrittenQuestion) -> bool:
    """Return whether `tact` forbids a hand-written statement."""
    return written.kind is Kind.TRUEFALSE and written.tact is Sensitivity.CAREFUL


def asks_nothing(maker: QuestionMaker) -> bool:
    """Return whether no question can be made of a pack."""
    return not any(True for _ in maker.iter_questions(0, is_every_kind=True))


class _Finder:
    """Finds out why questions are not made of the values of a pack."""

    def __init__(self, pack: Pack, maker: QuestionMaker) -> None:
        self._maker = maker
        self._english = pack.is_english
        self._made_counts: Counter[tuple[str, str | None, Kind, str]] = Counter()
        """The number of questions made, by column, kind and value."""
        self._forms = CommonForms(value for fact in pack.facts for value in fact.values)

    def find(self, target: QuestionTarget, fact: Fact, value: Value) -> Iterator[UnaskableValue]:
        """Yield the findings about one value."""
        checked = {kind: self._maker.check_wordings(target, kind) for kind in BASIC_KINDS}
        yield from self._iter_flawed_wordings(fact, value, checked[Kind.CHOICE])
        made = {kind: self._find_skip(target, fact, value, kind, checked[kind]) for kind in BASIC_KINDS}
        skips = [
            self._explain(fact, value, skipped)
            for skipped in made.values()
            if skipped is not None
            and skipped.reason not in INTENDED_REASONS
            and not (skipped.reason is SkipReason.NO_DISTRACTORS and _is_doubtful_date(value))
        ]
        is_never = None not in made.values()
        if is_never and not skips and _is_left_out_by_accident(made):
            skips = [_SENSITIVE_STATEMENT]
        if len(skips) == 2 and skips[0].reason == skips[1].reason:
            del skips[1]
        for skip in skips:
            if is_never:
                use = _NEVER if len(skips) == 1 else _KIND_LACKS[skip.kind]
            else:
                use = _KIND_USES[_other(skip.kind)]
            finding = _describe(fact, value, skip, use)
            yield UnaskableValue(fact, finding, is_never, skip.depends_on_others)

    def _iter_flawed_wordings(
        self, fact: Fact, value: Value, checked: Sequence[SkippedQuestion | None]
    ) -> Iterator[UnaskableValue]:
        """Yield findings about wordings that can't be asked, if another wording can."""
        if None not in checked:
            return
        for ask, skipped in zip(value.wordings, checked, strict=False):
            if skipped is not None:
                skip = self._explain(fact, value, skipped)
                finding = _describe(fact, value, skip, f"is never asked as “{ask}”")
                yield UnaskableValue(fact, finding, is_never_asked=False, depends_on_others=False)

    def _find_skip(
        self,
        target: QuestionTarget,
        fact: Fact,
        value: Value,
        kind: Kind,
        checked: Sequence[SkippedQuestion | None],
    ) -> SkippedQuestion | None:
        """Return why a question is not made, or `None` if it is made or surely can be."""
        if None not in checked:
            return checked[0]
        is_large = self._forms.count(value.type) > _MAX_VALUES
        # Rows with one value share their wrong options, and rows with open values mostly have some.
        column = (fact.relation, value.label, kind, "" if value.open and is_large else value.text)
        if self._made_counts[column] >= (_MAX_OPEN_ROWS if value.open else _MAX_EQUAL_ROWS):
            return None
        if is_large and not (self._maker.is_spelled(target) or self._may_fail(fact, value, kind)):
            return None
        first = self._maker.make(target, kind, 0)
        if not isinstance(first, SkippedQuestion):
            self._made_counts[column] += 1
            return None
        if first.flaw is not None or len(checked) > 1:  # another seed has other options or wordings
            others = (self._maker.make(target, kind, seed) for seed in range(1, _SEED_COUNT))
            if any(not isinstance(other, SkippedQuestion) for other in others):
                return None
        return first

    def _may_fail(self, fact: Fact, value: Value, kind: Kind) -> bool:
        """Return whether a value of a large type may lack distractors."""
        if value.open:
            return True
        if value.type in PARSED_TYPES:
            form = parse.parse_value(value.text, value.type, english=self._english)
            return form is None or (self._english and wording.is_bound(fact, value))
        return kind is Kind.CHOICE and not self._forms.is_common(value)

    def _explain(self, fact: Fact, value: Value, skipped: SkippedQuestion) -> _Skip:
        if skipped.flaw is not None and skipped.code not in _EXPLANATIONS:
            advice = f"Reword the sentence, {_KEEP_CHOICE}" if skipped.kind is Kind.TRUEFALSE else None
            depends = skipped.flaw.check in OPTION_CHECKS
            return _Skip(skipped.kind, RULES[skipped.code], skipped.flaw.sentence, advice, depends)
        if skipped.reason is SkipReason.NO_DISTRACTORS and (skip := self._explain_withheld(fact, skipped)):
            return skip
        rule, explain_reason = _EXPLANATIONS[skipped.code]
        unasked = _Unasked(fact, value, skipped.kind, self._english)
        reason, advice = explain_reason(unasked)
        lacks_values = skipped.reason is SkipReason.NO_DISTRACTORS and value.type not in PARSED_TYPES
        if lacks_values and (near := self._find_similar_type(value.type)):
            advice = f"Did you mean the type “{near}”? {advice}"
        depends = lacks_values and self._forms.count(value.type) > 1
        return _Skip(skipped.kind, rule, reason, advice, depends)

    def _find_similar_type(self, type_: str) -> str | None:
        """Find the type with several values that a type with one value was probably meant to be."""
        if self._forms.count(type_) > 1:
            return None
        return next(iter(get_close_matches(type_, self._forms.list_types(), n=1, cutoff=0.75)), None)

    def _explain_withheld(self, fact: Fact, skipped: SkippedQuestion) -> _Skip | None:
        """Explain a question that is lost because other facts mention its wrong answers."""
        withheld = [
            each
            for each in self._maker.list_withheld(skipped.target)
            if each.reason is WithheldReason.TOLD_ELSEWHERE
        ]
        if not withheld:
            return None
        first = withheld[0]
        other = next(each for each in self._maker.pack.facts if each.id == first.fact_id)
        others = (
            f", and {format_count(len(withheld) - 1, 'more value')} in other facts" if withheld[1:] else ""
        )
        shared = "the same name" if first.name is None else f"“{_quote_from(fact, first.name)}”"
        reason = (
            f"“{first.text}” is not offered, because {other.location.file_and_line} mentions it "
            f"with {shared}{others}"
        )
        advice = "If they are wrong here, add them under `wrong`; if nothing else fits, write `open: no`."
        return _Skip(skipped.kind, Rule.TOLD_ELSEWHERE, reason, advice, depends_on_others=True)


class _Unasked(NamedTuple):
    """A value and a kind of question that is not made of it."""

    fact: Fact
    value: Value
    kind: Kind
    english: bool

    @property
    def is_asked_by_author(self) -> bool:
        """Whether the question has the author's wording."""
        return self.kind is Kind.CHOICE and self.value.ask is not None

    @property
    def text_name(self) -> str:
        """The text that the question is made of."""
        return "its `ask`" if self.is_asked_by_author else "the sentence"


def _describe(fact: Fact, value: Value, skip: _Skip, use: str) -> Finding:
    cause = f"{fact.relation}\n{value.label}\n{skip.rule.code}\n{use}"
    return Finding(skip.rule, f"“{value.text}” {use}: {skip.reason}", skip.advice, cause=cause)


def _quote_from(fact: Fact, name: str) -> str:
    """Return a folded name as a fact's sentence writes it, if it writes it in these words."""
    match = re.search(rf"\b{re.escape(name)}\b", fact.sentence, re.IGNORECASE)
    return match.group() if match else name


def _is_doubtful_date(value: Value) -> bool:
    """Return whether a value is reported as a date that does not exist, or that may be another."""
    reading = read_date(value.text) if value.type == "date" else None
    return reading is not None and reading.is_doubtful


def _is_left_out_by_accident(made: Mapping[Kind, SkippedQuestion | None]) -> bool:
    """Return whether `tact` forbids the only kind that `kind` allows."""
    reasons = {skipped.reason for skipped in made.values() if skipped is not None}
    return reasons == {SkipReason.OTHER_KIND, SkipReason.SENSITIVE}


def _lacks_distractors(unasked: _Unasked) -> tuple[str, str]:
    fact, value, english = unasked.fact, unasked.value, unasked.english
    if value.open and not value.wrong:
        return "other answers may be right too, and none is declared wrong", "Add answers under `wrong`."
    too_few = f"too few other values of the type “{value.type}” fit"
    if value.type in PARSED_TYPES and parse.parse_value(value.text, value.type, english=english) is None:
        reading = read_date(value.text) if value.type == "date" else None
        if reading is not None:
            return reading.reason, f"{reading.advice} Or add answers under `wrong`."
        form = "`9 November 1989` or `1989-11-09`" if value.type == "date" else f"a {value.type} in digits"
        return (
            f"it can’t be read as {with_article(value.type)}",
            f"Write {form}, or add answers under `wrong`; leave an unknown cell empty.",
        )
    is_fixed = english and value.ask is None and not cloze.takes_article(fact, value)
    article = cloze.find_article_before(fact, value) if is_fixed else None
    if article is not None and any(takes_an(text) != (article == "an") for text in value.wrong):
        whole = f"<{article} {value.text}>"
        return f"{too_few} after “{article}”", f"Move the article into the mark, `{whole}`, and into `wrong`."
    advice = f"Add answers under `wrong`, or values under `pools: {value.type}:`."
    return too_few, f"{advice} A choice needs two, better five."


def _contains_answer(unasked: _Unasked) -> tuple[str, str]:
    if unasked.is_asked_by_author:
        return "its `ask` contains the answer", "Reword `ask`."
    if unasked.value.ask is None:
        return "the rest of the sentence contains the answer", "Write an `ask` that doesn’t contain it."
    return "the rest of the sentence contains the answer", f"Reword the sentence, {_KEEP_CHOICE}"


def _is_in_category(unasked: _Unasked) -> tuple[str, str]:
    advice = "Move the fact to another category, or reword the category’s title."
    return "the title of its category, which players see, contains the answer", advice


def _is_lopsided(unasked: _Unasked) -> tuple[str, str]:
    return (
        "one value fills more than half of the rows, so it would be a good guess",
        "Write `asked: no` for this column, or add rows with other values.",
    )


def _is_a_bound(unasked: _Unasked) -> tuple[str, str]:
    return "it is only a limit, so other numbers may be true", "Add wrong answers, or write the exact number."


def _negates(unasked: _Unasked) -> tuple[str, str]:
    return (
        f"{unasked.text_name} depends on “not”, “never” or “except”",
        "Reword it without the negation, or write the word in capitals.",
    )


def _lacks_end_mark(unasked: _Unasked) -> tuple[str, str]:
    return (
        f"{unasked.text_name} has no full stop or question mark at its end",
        "End the question with a question mark, and the sentence with a full stop.",
    )


def _is_spelled_out(unasked: _Unasked) -> tuple[str, str]:
    advice = "Write answers under `wrong` that fit as well, or ask the other way round."
    return "its letters fit better than those of most wrong answers", advice


def _ends_with_full_stop(unasked: _Unasked) -> tuple[str, str]:
    advice = f"Write the full stop after the mark, as in `<{unasked.value.text.rstrip('. ')}>.`"
    return "it ends with a full stop, and no other answer does", advice


_SENSITIVE_STATEMENT = _Skip(
    Kind.TRUEFALSE,
    Rule.NEVER_ASKED,
    "`kind: truefalse` allows only statements, and `tact` forbids them",
    "Delete `kind`, so that a choice is made.",
)
_EXPLANATIONS: dict[str, tuple[Rule, Callable[[_Unasked], tuple[str, str]]]] = {
    SkipReason.OPEN: (Rule.NO_DISTRACTORS, _lacks_distractors),
    SkipReason.NO_DISTRACTORS: (Rule.NO_DISTRACTORS, _lacks_distractors),
    SkipReason.KEY_IN_STEM: (Rule.KEY_IN_STEM, _contains_answer),
    SkipReason.KEY_IN_CATEGORY: (Rule.KEY_IN_CATEGORY, _is_in_category),
    SkipReason.LOPSIDED: (Rule.LOPSIDED, _is_lopsided),
    SkipReason.BOUND: (Rule.BOUND, _is_a_bound),
    SkipReason.SPELLED_OUT: (Rule.SPELLED_OUT, _is_spelled_out),
    ItemCheck.NEGATION: (Rule.NEGATION, _negates),
    ItemCheck.FULL_STOP_AT_KEY: (Rule.FULL_STOP_AT_KEY, _ends_with_full_stop),
    ItemCheck.NO_END_MARK: (Rule.NO_END_MARK, _lacks_end_mark),
}
"""The rule of a reason, and a function that returns the reason and advice; a flaw has its own sentence."""


def _find_value(fact: Fact, label: str | None) -> Value | None:
    return next((value for value in fact.values if value.label == label), None)


def _other(kind: Kind) -> Kind:
    return next(other for other in BASIC_KINDS if other is not kind)
