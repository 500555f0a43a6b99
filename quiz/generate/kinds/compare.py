"""Questions for the row with the largest or the smallest number of several rows.

<nickel> was discovered in <1751>.        Which of these was discovered first?
<phosphorus> was discovered in <1669>.
<argon> was discovered in <1894>.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from quiz.generate import wording
from quiz.generate.difficulty import estimate_difficulty
from quiz.generate.distractors import USUAL_SIMILARITY
from quiz.generate.draft import draft_question
from quiz.generate.explanations import Explanation
from quiz.generate.item_flaws import find_option_flaws, find_stem_flaws
from quiz.generate.pack_context import PackContext
from quiz.generate.proofs import is_conflict
from quiz.generate.several_rows import add_rows, can_join, explain_rows, sample_rows
from quiz.generate.skipped import CannotAskError, SkipReason
from quiz.generate.targets import TargetContext
from quiz.generate.values.measures import Measure, are_apart, parse_measure
from quiz.model.pack import Fact, Value
from quiz.model.question import Proof, ProofReason, Question
from quiz.text.english import capitalize_start
from quiz.text.normalize import contains
from quiz.text.safe import Text

_COUNTS = (3, 2, 1)
"""Numbers of wrong options: three, or else fewer."""
_MAX_NEAREST = 12
"""Maximum number of rows, those nearest to the key, from which the wrong options are drawn."""
_MAX_SETS = 24


class _Row(NamedTuple):
    """A row that can be compared: the option, and the number that decides."""

    fact: Fact
    subject: Value
    text: Text
    number: Text
    measure: Measure


def build_question(pack: PackContext, context: TargetContext) -> Question:
    """Build a question whose key is the row of the target.

    Raises:
        CannotAskError: The author wrote no such question, or too few other rows can be compared.
    """
    asks = context.value.row_questions
    error = CannotAskError(SkipReason.OTHER_KIND)
    if asks is None:
        raise error
    directions = ((asks.most, 1), (asks.least, -1))
    for stem, sign in context.random_stream("direction").shuffled(directions):
        if stem is not None:
            try:
                return _build_directed(pack, context._replace(stem=stem), sign)
            except CannotAskError as caught:
                error = caught
    raise error


def _build_directed(pack: PackContext, context: TargetContext, sign: int) -> Question:
    """Build the question for the largest number, or with the sign -1 for the smallest one."""
    key = _read_row(pack, context, context.fact)
    if key is None:
        raise CannotAskError(SkipReason.NO_DISTRACTORS)
    draft = draft_question(context, context.stem, (key.text,), 0, _explain(pack, key, ()))
    flaws = find_stem_flaws(draft, english=pack.is_english)
    if flaws:
        raise CannotAskError(SkipReason.ITEM_FLAW, flaws[0])
    error = CannotAskError(SkipReason.NO_DISTRACTORS)
    for others in _iter_sets(pack, context, key, sign):
        question = _add_options(pack, context, draft, key, others)
        flaws = find_option_flaws(question, english=pack.is_english)
        if not flaws:
            return question
        error = CannotAskError(SkipReason.ITEM_FLAW, flaws[0])
    raise error


def _read_row(pack: PackContext, context: TargetContext, fact: Fact) -> _Row | None:
    """Read a row that the question is about; return `None` if its number can't be compared."""
    index, english = context.value_index, pack.is_english
    if index >= len(fact.values) or not can_join(context, fact):
        return None
    value = fact.values[index]
    asks = value.row_questions
    if asks is None or context.stem not in (asks.most, asks.least):
        return None
    accepted = pack.proofs.find_context(fact, index).accepted
    if value.open or value.has_other_answers or accepted.is_open or accepted.is_many:
        return None
    if english and (wording.is_bound(fact, value) or wording.is_vague(fact, value)):
        return None
    measure = parse_measure(value.text, value.type, english=english)
    others = [each for each in fact.values if each is not value and not contains(context.stem, each.text)]
    if measure is None or len(others) != 1 or contains(others[0].text, value.text):
        return None
    subject = others[0]
    if subject.has_other_answers:
        return None
    return _Row(fact, subject, pack.candidates.sentence_case(subject.type, subject.text), value.text, measure)


def _iter_sets(pack: PackContext, context: TargetContext, key: _Row, sign: int) -> Iterator[list[_Row]]:
    """Yield sets of rows that are all on one side of the key and apart from each other.

    In half of the questions, one of the rows is better known than the key, if the pack has `known`: otherwise
    the best known one would mostly be right.
    """
    stream = context.random_stream("rows")
    facts = sample_rows(pack.proofs.facts.table_of(context.fact).rows, context.random_stream("sample"))
    rows = (_read_row(pack, context, fact) for fact in facts)
    below = [
        row
        for row in rows
        if row is not None
        and sign * row.measure.magnitude < sign * key.measure.magnitude
        and _can_compare(pack, key, row)
    ]
    below.sort(key=lambda row: abs(row.measure.magnitude - key.measure.magnitude))
    wants_better_known = stream.random() < 0.5
    near = stream.shuffled(below[:_MAX_NEAREST])
    better_known = [row for row in near if (row.fact.known or 0) > (key.fact.known or 0)]
    if wants_better_known and better_known:
        near = [better_known[0], *(row for row in near if row is not better_known[0])]
    yielded = 0
    for count in _COUNTS:
        for others in combinations(near, count):
            if all(_can_compare(pack, first, second) for first, second in combinations(others, 2)):
                yield list(others)
                yielded += 1
            if yielded == _MAX_SETS:
                return


def _can_compare(pack: PackContext, first: _Row, second: _Row) -> bool:
    """Return whether two rows can be options of one question."""
    return are_apart(first.measure, second.measure) and not is_conflict(
        first.text, second.text, pack.proofs.facts.aliases
    )


def _add_options(
    pack: PackContext, context: TargetContext, draft: Question, key: _Row, others: Sequence[_Row]
) -> Question:
    """Add the rows as options in random order, each with its proof and its sentence."""
    order = context.random_stream("options").shuffled((key, *others))
    question = draft._replace(
        options=tuple(row.text for row in order),
        key=order.index(key),
        proofs=tuple(
            Proof(number, ProofReason.COMPARED, (row.fact.id, key.fact.id))
            for number, row in enumerate(order)
            if row is not key
        ),
        why_wrong=tuple(None if row is key else row.fact.sentence for row in order),
        explanation=_explain(pack, key, [row for row in order if row is not key]).text,
        answer=key.text,
        difficulty=estimate_difficulty(pack, context, USUAL_SIMILARITY),
    )
    return add_rows(question, [row.fact for row in order])


def _explain(pack: PackContext, key: _Row, others: Sequence[_Row]) -> Explanation:
    """Build the explanation with the numbers of all rows: `It was found in 1669. Nickel: 1751`."""
    fact = key.fact
    numbers = "; ".join(f"{row.text}: {row.number}" for row in others)
    sentences = (fact.more, f"{capitalize_start(numbers)}." if numbers else None)
    return explain_rows(pack, fact, fact.sentence, sentences, fact.more)
