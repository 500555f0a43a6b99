"""Proofs, from the facts of a pack, that a candidate makes a fact's sentence false.

Example: three facts with open values, whose films may have more songs than the pack has.

    zoom      <film=Zoom> played <song=Hero>.      `song` is open
    glee      <film=Glee> played <song=Escape>.    `song` is open
    lima      The capital of <country=Peru> is <city=Lima>.

Quito is false in `lima`, because a value that is not open has no other right answers. Escape is false in
`zoom` if Glee is the only film that played it. Nothing disproves Fame in `zoom`.
"""

import re
from collections.abc import Callable, Collection
from functools import cached_property
from typing import NamedTuple

from quiz.generate import wording
from quiz.generate.accepted_answers import AcceptedAnswers, AnswerIndex
from quiz.generate.aliases import AliasIndex, fold_spellings
from quiz.generate.fact_index import FactIndex
from quiz.generate.name_index import Mentions, NameIndex
from quiz.generate.phrases import PhraseUnion, is_within
from quiz.generate.related_facts import RelatedFacts, RelatedNames
from quiz.generate.subjects import sentence_without
from quiz.generate.values import parse
from quiz.model.pack import Fact, Pack, are_from_bank
from quiz.model.question import ProofReason
from quiz.model.value_types import PARSED_TYPES
from quiz.text.normalize import fold
from quiz.text.safe import Text

_PART_ENDS = r"[,;/、，；]"
_GROUP = re.compile(r"\s+(?:and|or|&)\s+")
_MIN_TWIN_LETTERS = 4
"""Minimum length of another name that is looked for in a sentence; `us` is a word too."""
_MAX_INVERSE_ROWS = 32
"""Maximum number of rows in which a candidate for an open value is looked for."""


class Disproof(NamedTuple):
    """The reason why a candidate is false in a fact, with the facts that show it."""

    reason: ProofReason
    evidence: AcceptedAnswers | tuple[str, ...]
    """All right answers, or the ids of the facts."""

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The ids of the facts, listed only for questions that are made: a value may have thousands."""
        return self.evidence.fact_ids if isinstance(self.evidence, AcceptedAnswers) else self.evidence


class Mention(NamedTuple):
    """A fact that mentions a candidate, and the folded name that it shares with the candidate's fact."""

    name: str
    fact_id: str


class ProofContext:
    """Everything that the candidates for one value are compared with; each part is built at its first use."""

    def __init__(self, engine: "ProofEngine", fact: Fact, value_index: int) -> None:
        self.engine = engine
        self.aliases: AliasIndex = engine.facts.aliases
        self.fact = fact
        self.value_index = value_index
        self.value = fact.values[value_index]
        self.declared_wrong: frozenset[str] = frozenset(map(fold, self.value.wrong))
        self.doubtful_names: Collection[str] = engine.facts.find_doubtful_names(fact, value_index)

    @cached_property
    def accepted(self) -> AcceptedAnswers:
        """The right answers."""
        return self.engine.answers.find(self.fact, self.value_index)

    @cached_property
    def is_vague(self) -> bool:
        """Whether the value is only an approximate number."""
        return wording.is_vague(self.fact, self.value)

    @cached_property
    def answer_parts(self) -> frozenset[str]:
        """The parts of the right answers in a question bank, which often lists several in any order."""
        if self.value.type in PARSED_TYPES or not are_from_bank(self.fact.citations):
            return frozenset()
        texts = (*self.value.right_answers, *self.value.accept)
        return frozenset(part for text in texts for part in _split_parts(text))

    @cached_property
    def members(self) -> frozenset[str]:
        """The names that the right answers join: `lennon` and `mccartney`."""
        return frozenset(name for text in self.value.right_answers for name in _list_members(text))

    @cached_property
    def rest(self) -> str:
        """The rest of the sentence, folded: a candidate in it would be repeated."""
        return sentence_without(self.fact, self.value)

    @cached_property
    def names_in_rest(self) -> frozenset[str]:
        """The names of several spellings in the rest of the sentence."""
        return self.aliases.find_names_in(self.rest)

    @cached_property
    def other_answers(self) -> PhraseUnion:
        """Every spelling of the sentence's other values: a candidate with one of them would repeat it."""
        others = (value for index, value in enumerate(self.fact.values) if index != self.value_index)
        return PhraseUnion(phrases for value in others for phrases in self.aliases.phrases_of(value))

    @cached_property
    def checks(self) -> tuple["ProofCheck", ...]:
        """The checks that can apply to some candidate; most facts need only a few of them."""
        return tuple(check for check in PROOF_CHECKS if check.is_needed(self))

    @cached_property
    def related(self) -> RelatedNames:
        """The names that other sentences about the subject leave open."""
        return self.engine.related.find(self.fact, self.value_index)

    @cached_property
    def mentions(self) -> tuple[Mentions, ...]:
        """The mentions in other sentences that share a name with this one."""
        return self.engine.names.find_mentions(self.fact, self.value_index)


class ProofEngine:
    """The facts of a pack, with a proof context for each value."""

    def __init__(self, pack: Pack, *, english: bool = True) -> None:
        self.pack = pack
        self.facts = FactIndex(pack, english=english)
        self.answers = AnswerIndex(self.facts)
        self.related = RelatedFacts(pack, self.facts.aliases)
        self.names = NameIndex(pack, self.facts.aliases, english=english)
        self.english = english
        self._contexts: dict[tuple[str, int], ProofContext] = {}

    def find_context(self, fact: Fact, value_index: int) -> ProofContext:
        """Return what the candidates for a value are compared with, always the same object."""
        key = (fact.id, value_index)
        if key not in self._contexts:
            self._contexts[key] = ProofContext(self, fact, value_index)
        return self._contexts[key]


def disprove(context: ProofContext, candidate: str) -> Disproof | None:
    """Prove that a candidate is false; return `None` if nothing shows it.

    The first of `PROOF_CHECKS` that applies decides. If none applies, the accepted answers are all there are.
    """
    compared = compare(context, candidate)
    for check in context.checks:
        if check.applies(context, compared):
            return check.conclude(context, compared)
    if context.accepted.is_many:
        reason = ProofReason.COMPLETE_LIST
    else:
        reason = ProofReason.DECLARED_CLOSED if context.value.closed else ProofReason.SINGLE_VALUED
    return Disproof(reason, context.accepted)


def compare(context: ProofContext, text: str) -> "ProofCandidate":
    """Return a text as a candidate, with the other names of the same thing in the pack."""
    return ProofCandidate(text, fold(text), context.aliases)


def is_conflict(first: str, second: str, aliases: AliasIndex) -> bool:
    """Return whether two texts can't both be options: one name, or one contains the other."""
    return aliases.are_same(first, second) or _overlap(fold(first), fold(second))


def list_inverse_candidates(context: ProofContext) -> tuple[Text, ...]:
    """List values of other rows that may be false although a value is open: Escape for the song in `zoom`."""
    rows = context.engine.facts.table_of(context.fact).rows[:_MAX_INVERSE_ROWS]
    values = (row.values[context.value_index] for row in rows if context.value_index < len(row.values))
    return tuple(value.text for value in values if value.type == context.value.type)


class ProofCandidate(NamedTuple):
    """A text that may be false in a fact, with other names of the same thing."""

    text: str
    folded: str
    aliases: AliasIndex

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling of the name that the candidate is, the candidate first."""
        return self.aliases.spellings(self.folded)

    @property
    def twins(self) -> tuple[str, ...]:
        """Texts that probably name the same thing."""
        return self.aliases.twins(self.folded)


class ProofCheck(NamedTuple):
    """A case in which the candidate's fate is clear, and the conclusion from it."""

    applies: Callable[[ProofContext, ProofCandidate], bool]
    conclude: Callable[[ProofContext, ProofCandidate], Disproof | None]
    is_needed: Callable[[ProofContext], object] = lambda _context: True
    """Returns a false value if the check applies to no candidate for a value."""


def is_accepted(context: ProofContext, candidate: ProofCandidate) -> bool:
    """Return whether the candidate is a right answer, contains one or is part of one."""
    return context.accepted.spellings.overlaps(candidate.folded)  # with all spellings of each right name


def is_same_magnitude(context: ProofContext, candidate: ProofCandidate) -> bool:
    """Return whether the candidate is a right number or date in another form."""
    magnitude = context.engine.facts.parse_magnitude(candidate.text, context.value.type)
    return magnitude in context.accepted.magnitudes


def shares_part(context: ProofContext, candidate: ProofCandidate) -> bool:
    """Return whether a right answer of a bank has a part of the candidate: `rank, order`, `order, rank`."""
    return not context.answer_parts.isdisjoint(_split_parts(candidate.text))


def is_in_sentence(context: ProofContext, candidate: ProofCandidate) -> bool:
    """Return whether the rest of the sentence contains the candidate."""
    if is_within(candidate.folded, context.rest):
        return True
    names = context.names_in_rest
    return bool(names) and context.aliases.canonical(candidate.folded) in names


def contains_other_value(context: ProofContext, candidate: ProofCandidate) -> bool:
    """Return whether the candidate contains another value of the sentence."""
    if not context.other_answers.is_in(candidate.folded):
        return False
    # A date that contains the year in the rest of its sentence has neighbours that contain it too.
    own = fold(context.value.text) if context.value.type in parse.TIME_TYPES else ""
    return any(not is_within(phrase, own) for phrase in context.other_answers.iter_within(candidate.folded))


def is_declared_wrong(context: ProofContext, candidate: ProofCandidate) -> bool:
    """Return whether the author declares the candidate wrong for this value."""
    return candidate.folded in context.declared_wrong


def is_probably_accepted(context: ProofContext, candidate: ProofCandidate) -> bool:
    """Return whether the candidate probably names a right answer, or something else in the sentence."""
    accepted = context.accepted.spellings
    return any(
        not accepted.isdisjoint((twin,)) or (len(twin) >= _MIN_TWIN_LETTERS and is_within(twin, context.rest))
        for twin in candidate.twins
    )


def may_have_members(context: ProofContext) -> bool:
    """Return whether answers or candidates may be groups, such as “Lennon and McCartney”."""
    return context.engine.english and context.value.type not in PARSED_TYPES


def is_member(context: ProofContext, candidate: ProofCandidate) -> bool:
    """Return whether one of the candidate and a right answer is a group with the last name of the other."""
    if context.members:
        return _ends_with_name(candidate.folded, context.members)
    members = _list_members(candidate.text)
    answers = context.value.right_answers if members else ()
    return any(_ends_with_name(fold(answer), members) for answer in answers)


def is_doubtful(context: ProofContext, candidate: ProofCandidate) -> bool:
    """Return whether an unknown cell of the table leaves the candidate open."""
    return context.aliases.canonical(candidate.folded) in context.doubtful_names


def is_related(context: ProofContext, candidate: ProofCandidate) -> bool:
    """Return whether another sentence about the subject leaves the candidate open."""
    return any(map(context.related.overlap, (*candidate.spellings, *candidate.twins)))


def is_mentioned_elsewhere(context: ProofContext, candidate: ProofCandidate) -> bool:
    """Return whether another sentence that shares a name with this one mentions the candidate."""
    return find_mention(context, candidate) is not None


def may_be_mentioned_elsewhere(context: ProofContext) -> bool:
    """Return whether another sentence shares a name with this one.

    An author who declares the value closed has considered it.
    """
    return not context.value.closed and bool(context.mentions)


def find_mention(context: ProofContext, candidate: ProofCandidate) -> Mention | None:
    """Find a fact that mentions the candidate and shares a name with this one."""
    names = (*candidate.spellings, *candidate.twins)
    for mentions in context.mentions:
        fact_id = mentions.find(names, context.value.type)
        if fact_id is not None:
            return Mention(mentions.name, fact_id)
    return None


def is_open(context: ProofContext, _candidate: ProofCandidate) -> bool:
    """Return whether the value may have right answers that the pack does not have."""
    return context.accepted.is_open


def _conclude_nothing(_context: ProofContext, _candidate: ProofCandidate) -> None:
    return None


def _conclude_from_declaration(context: ProofContext, _candidate: ProofCandidate) -> Disproof:
    return Disproof(ProofReason.DECLARED_WRONG, (context.fact.id,))


def _conclude_from_owner(context: ProofContext, candidate: ProofCandidate) -> Disproof | None:
    """Find a row that shows that the candidate belongs to one other subject only.

    Escape in `zoom` belongs to the film in `glee`, if `film` is not open there.
    """
    engine, fact, index, aliases = context.engine, context.fact, context.value_index, context.aliases
    name = aliases.canonical(candidate.folded)
    for row in engine.facts.table_of(fact).rows[:_MAX_INVERSE_ROWS]:
        if index >= len(row.values) or name not in aliases.correct_names(row.values[index]):
            continue
        differing = [
            other_index
            for other_index, value in enumerate(fact.values)
            if other_index != index
            and aliases.canonical_of(value) not in aliases.correct_names(row.values[other_index])
        ]
        if len(differing) != 1 or not row.values[differing[0]].asked:
            continue
        owners = engine.find_context(row, differing[0]).accepted
        if owners.is_open or owners.is_many:
            continue
        if owners.spellings.isdisjoint(fold_spellings(fact.values[differing[0]])):
            return Disproof(ProofReason.INVERSE, (row.id,))
    return None


# The order is the specification. The first five checks precede the author's declaration, because no
# declaration makes a right answer wrong, or hides one that the sentence repeats. The declaration precedes the
# rest, because the author knows more than an unknown cell, another sentence or an open list shows. A doubtful
# or related candidate precedes an open list, because it may be right for the subject even if another subject
# has it too. Among checks with one conclusion the cheap ones come first.
PROOF_CHECKS = (
    ProofCheck(is_accepted, _conclude_nothing),
    ProofCheck(is_same_magnitude, _conclude_nothing, lambda context: context.accepted.magnitudes),
    ProofCheck(shares_part, _conclude_nothing, lambda context: context.answer_parts),
    ProofCheck(is_in_sentence, _conclude_nothing),
    ProofCheck(contains_other_value, _conclude_nothing, lambda context: context.other_answers),
    ProofCheck(is_declared_wrong, _conclude_from_declaration, lambda context: context.declared_wrong),
    ProofCheck(is_probably_accepted, _conclude_nothing, lambda context: context.aliases.has_twins),
    ProofCheck(is_member, _conclude_nothing, may_have_members),
    ProofCheck(is_doubtful, _conclude_nothing, lambda context: context.doubtful_names),
    ProofCheck(is_related, _conclude_nothing, lambda context: context.related),
    ProofCheck(is_mentioned_elsewhere, _conclude_nothing, may_be_mentioned_elsewhere),
    ProofCheck(is_open, _conclude_from_owner, lambda context: context.accepted.is_open),
)


def _split_parts(text: str) -> list[str]:
    return [part for part in map(fold, re.split(_PART_ENDS, text)) if part]


def _list_members(text: str) -> frozenset[str]:
    """Return the names of a group, folded; none if the text is not a group, or joins common words."""
    parts = _GROUP.split(text) if " " in text else ()
    is_group = len(parts) > 1 and all(part[:1].isupper() for part in parts)
    return frozenset(map(fold, parts)) if is_group else frozenset()


def _ends_with_name(text: str, names: Collection[str]) -> bool:
    """Return whether a folded text is a name, or ends with one as its last words."""
    return f" {text}".endswith(tuple(f" {name}" for name in names))


def _overlap(first: str, second: str) -> bool:
    """Return whether either text contains the other."""
    return is_within(first, second) or is_within(second, first)
