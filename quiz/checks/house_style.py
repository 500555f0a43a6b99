"""Style of English questions: wordings, numbers of little known subjects, and explanations without news.

A fault of the questions about a table is reported once, because all rows have the same questions.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from quiz.checks.style_faults import StyleFault, find_option_faults, find_text_faults
from quiz.generate.explanations import is_repetition
from quiz.generate.targets import QuestionTarget
from quiz.model.pack import Fact, Kind, Pack, Value
from quiz.model.problems import EntryRef, Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.model.value_types import PARSED_TYPES
from quiz.text.english import join_words
from quiz.text.safe import Text

_NUMBER_TYPES = frozenset("count number money percent duration range score".split())
_MAX_UNKNOWN_NUMBERS = 9
_MIN_EXPLANATIONS = 20
_MAX_REPETITIONS = 0.4
_MAX_NAMED = 3


class AskedValue(NamedTuple):
    """A value that a question asks for."""

    fact: Fact
    value: Value


class TargetFault(NamedTuple):
    """A fault of the questions about one value."""

    asked: AskedValue
    fault: StyleFault


def check_house_style(pack: Pack, targets: Sequence[QuestionTarget], problems: ProblemCollector) -> None:
    """Report faults of style, and categories whose explanations repeat the questions."""
    if not pack.is_english:
        return
    asked = list_asked_values(pack, targets)
    seen: set[tuple[str, Rule]] = set()
    for (fact, _), fault in find_target_faults(asked):
        if (fact.relation, fault.rule) not in seen:
            seen.add((fact.relation, fault.rule))
            finding = Finding(fault.rule, fault.sentence)
            problems.report(finding, fact.location, EntryRef(fact=fact.id))
    ids = {target.fact for target in targets}
    for entry in pack.questions:
        if entry.id in ids:
            options = () if entry.kind is Kind.TRUEFALSE else (entry.right, *entry.wrong)
            for fault in (*find_text_faults(entry.stem), *find_option_faults(options)):
                finding = Finding(fault.rule, fault.sentence)
                problems.report(finding, entry.location, EntryRef(question=entry.id))
    _check_explanations(pack, asked, problems)


def list_asked_values(pack: Pack, targets: Sequence[QuestionTarget]) -> list[AskedValue]:
    """List the values of facts that some targets ask for."""
    labels = {(target.fact, target.label) for target in targets}
    return [
        AskedValue(fact, value)
        for fact in pack.facts
        for value in fact.values
        if (fact.id, value.label) in labels
    ]


def find_target_faults(asked: Collection[AskedValue]) -> Iterator[TargetFault]:
    """Find the faults of the questions about some values, before their wrong options are drawn."""
    for each in asked:
        for text in (each.fact.sentence, *_list_questions(each.value)):
            yield from (TargetFault(each, fault) for fault in find_text_faults(text))
        for fault in find_option_faults((each.value.text, *each.value.wrong)):
            yield TargetFault(each, fault)
    yield from _find_paired_numbers(asked)
    yield from _find_unknown_numbers(asked)


def _list_questions(value: Value) -> list[Text]:
    rows = value.row_questions
    texts = () if rows is None else (rows.most, rows.least, rows.outside)
    return [text for text in (*value.wordings, *texts) if text is not None]


def _find_paired_numbers(asked: Collection[AskedValue]) -> Iterator[TargetFault]:
    """Find statements with two numbers that are both asked for."""
    first: dict[str, AskedValue] = {}
    for each in asked:
        may_be_statement = not each.value.kinds or Kind.TRUEFALSE in each.value.kinds
        if each.value.type in PARSED_TYPES and may_be_statement:
            other = first.setdefault(each.fact.id, each)
            if other is not each:
                texts = f"“{other.value.text}” and “{each.value.text}”"
                yield TargetFault(each, StyleFault(Rule.TWO_TESTED, f"{texts} are asked for in one sentence"))


def _find_unknown_numbers(asked: Collection[AskedValue]) -> Iterator[TargetFault]:
    """Find columns of numbers whose subjects have neither a rank of fame nor a story."""
    columns: dict[tuple[str, str | None], list[AskedValue]] = {}
    for each in asked:
        if each.value.type in _NUMBER_TYPES and each.fact.known is None and each.fact.more is None:
            columns.setdefault((each.fact.relation, each.value.label), []).append(each)
    for column in columns.values():
        if len(column) > _MAX_UNKNOWN_NUMBERS:
            sentence = f"{len(column)} questions ask for a number of subjects that may be little known"
            yield from (TargetFault(each, StyleFault(Rule.NOT_WORTH_ASKING, sentence)) for each in column)


def _check_explanations(pack: Pack, asked: Collection[AskedValue], problems: ProblemCollector) -> None:
    """Report the categories, file by file, in which too many explanations only repeat."""
    groups: dict[tuple[str, str], list[AskedValue]] = {}
    for each in asked:
        groups.setdefault((each.fact.category, each.fact.location.path), []).append(each)
    titles = {category.name: category.title for category in pack.categories}
    for (category, _), group in groups.items():
        repeated = [each.fact for each in group if is_repetition(*each)]
        if len(group) < _MIN_EXPLANATIONS or len(repeated) <= _MAX_REPETITIONS * len(group):
            continue
        names = list(dict.fromkeys(fact.id for fact in repeated))
        named = join_words(names) if len(names) <= _MAX_NAMED else f"{', '.join(names[:_MAX_NAMED])}, …"
        counted = f"{len(repeated)} of {len(group)} explanations in “{titles[category]}”"
        message = f"{counted} only repeat the question: {named}"
        finding = Finding(Rule.EXPLAINS_NOTHING, message, "Write `more`, or stories under `about`.")
        problems.report(finding, repeated[0].location, EntryRef(fact=repeated[0].id))
