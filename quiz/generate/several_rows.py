"""The common parts of questions about several rows of a relation."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from quiz.generate import wording
from quiz.generate.explanations import Explanation
from quiz.generate.pack_context import PackContext
from quiz.generate.proofs import is_conflict
from quiz.generate.targets import TargetContext
from quiz.model.pack import Fact
from quiz.model.question import Question
from quiz.model.rng import RandomStream
from quiz.text.normalize import contains
from quiz.text.safe import Text

_MAX_ROWS = 120
"""Maximum number of rows that one question is drawn from, so that large tables take no longer."""


def sample_rows(rows: Sequence[Fact], stream: RandomStream) -> Sequence[Fact]:
    """Return a part of the rows, in their order, if there are many."""
    if len(rows) <= _MAX_ROWS:
        return rows
    start = stream.randbelow(len(rows))
    return (*rows[start : start + _MAX_ROWS], *rows[: max(0, start + _MAX_ROWS - len(rows))])


def can_join(context: TargetContext, fact: Fact) -> bool:
    """Return whether a row may be in a question: no claim, not sensitive, and of the target's date."""
    return fact.tact is None and fact.attribution is None and fact.as_of == context.fact.as_of


def has_conflict(pack: PackContext, texts: Sequence[Text]) -> bool:
    """Return whether two of some texts can't both be options."""
    aliases = pack.proofs.facts.aliases
    return any(is_conflict(first, second, aliases) for first, second in combinations(texts, 2))


def names_other_values(stem: Text, fact: Fact, value_index: int) -> bool:
    """Return whether a question contains all values of a fact but one; without them it says less."""
    return all(contains(stem, value.text) for index, value in enumerate(fact.values) if index != value_index)


def without_story(context: TargetContext) -> TargetContext:
    """Leave out the story of a fact, for a question that is about other facts as much."""
    return context._replace(fact=context.fact._replace(more=None, more_citations=()))


def explain_rows(
    pack: PackContext, fact: Fact, sentence: Text, others: Iterable[str | None], more: Text | None = None
) -> Explanation:
    """Explain a question by a sentence about its target, the remarks on that fact, and other sentences."""
    remarks = wording.write_remarks(fact, pack.sources) if pack.is_english else None
    text = " ".join(part for part in (sentence, remarks, *others) if part)
    return Explanation(Text(text), more, remarks, repeats=False)


def add_rows(question: Question, rows: Sequence[Fact]) -> Question:
    """Add the facts that a question is made of, with their citations."""
    citations = (*question.citations, *(citation for row in rows for citation in row.citations))
    ids = dict.fromkeys(row.id for row in rows if row.id != question.fact)
    return question._replace(citations=tuple(dict.fromkeys(citations)), row_ids=tuple(ids))
