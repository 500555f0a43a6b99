"""Figures of a pack's questions: how many there are, how sound, and how often guesses hit."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from quiz.audit.attacks import ATTACKS, OptionSet, score_attack
from quiz.audit.intervals import GuessCounter, HitRate, evenness_p_value
from quiz.audit.option_sets import OptionSetBuilder, index_values
from quiz.audit.text_figures import TextFigures, measure_texts
from quiz.game import draw
from quiz.generate.item_flaws import find_flaws
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.values import parse
from quiz.generate.withheld import WithheldReason
from quiz.model.location import Location
from quiz.model.pack import ROW_KINDS, Kind, Value
from quiz.model.question import ProofReason, Question, QuestionOrigin
from quiz.text.normalize import contains
from quiz.text.safe import Text

MARGIN = 0.05
"""Maximum distance of an attack's upper limit above chance."""
_ROUND_LENGTH = 10
_BOUNDED_TYPES = ("position", "percent")


class SkippedValue(NamedTuple):
    """A value that yields no question."""

    reason: str
    fact: str
    value: Text
    location: Location


class AttackResults(NamedTuple):
    """The hit rates of the attacks on some choice questions."""

    questions: int
    attacks: dict[str, HitRate]


@dataclass(frozen=True, slots=True)
class Audit:
    """The figures of a pack."""

    pack: str
    title: Text
    seeds: int
    facts: int
    values: int
    questions: int
    """The questions of all seeds together."""
    skipped_values: tuple[SkippedValue, ...]
    missing_proof_count: int
    """Wrong options of generated questions without a proof."""
    flaw_count: int
    leaks: float
    """Texts shown in a round that contain a later answer, per 1,000 rounds."""
    main: AttackResults
    """The questions whose options the generator is free to draw."""
    bounded: AttackResults
    """The questions whose key is near an end of its scale, so that its rank can't be even."""
    declared: AttackResults
    """The questions whose wrong options the author wrote. They are judged too."""
    position_p: float | None
    rank_p: float | None
    uniquely_longest: float | None
    middle_two: float | None
    """Share of keys at the middle ranks of four numbers."""
    statements_true: float | None
    texts: TextFigures
    withheld: dict[str, int]
    """The number of values that are not offered as wrong, although they may be, by reason."""
    without_options: int
    """The number of questions that are typed or guessed."""

    @property
    def yield_rate(self) -> float:
        """The share of values that yield a question."""
        return 1 - len(self.skipped_values) / self.values if self.values else 0.0

    @property
    def skipped_by_reason(self) -> dict[str, int]:
        """The number of values without a question by reason, the most frequent first."""
        return dict(Counter(skipped.reason for skipped in self.skipped_values).most_common())

    @property
    def flaws_per_question(self) -> float:
        """The mean number of wording flaws."""
        return self.flaw_count / self.questions

    @property
    def missed_attacks(self) -> tuple[str, ...]:
        """The attacks that hit more often than chance, and whose upper limit is too high."""
        return self._list_attacks(has_missed)

    @property
    def undecided_attacks(self) -> tuple[str, ...]:
        """The attacks with too few facts for a verdict."""
        return self._list_attacks(is_undecided)

    def _list_attacks(self, has_property: Callable[[HitRate], bool]) -> tuple[str, ...]:
        """List the attacks that have a property in one of the judged groups."""
        judged = (self.main.attacks, self.declared.attacks)
        return tuple(name for name in ATTACKS if any(has_property(attacks[name]) for attacks in judged))


def is_within_chance(rate: HitRate) -> bool:
    """Return whether an attack keeps its limit; one that never applies does."""
    return rate.high is None or rate.chance is None or rate.high <= rate.chance + MARGIN


def has_missed(rate: HitRate) -> bool:
    """Return whether an attack exceeds its limit, and hits significantly more often than chance."""
    if is_within_chance(rate) or rate.low is None or rate.chance is None:
        return False
    return rate.low > rate.chance


def is_undecided(rate: HitRate) -> bool:
    """Return whether an attack has too few facts for a verdict."""
    return not is_within_chance(rate) and not has_missed(rate)


def audit_pack(maker: QuestionMaker, seeds: int, *, round_count: int = 1000) -> Audit | None:
    """Measure the questions of a pack with the seeds from 0 on; `None` if it has no questions."""
    pack = maker.pack
    values, builder = index_values(pack), OptionSetBuilder(pack)
    totals = _AuditAccumulator(_list_bounded_targets(maker, values), builder)
    asked_ids: set[str] = set()
    for seed in range(seeds):
        totals.forget_positions()
        for question in maker.iter_questions(seed, is_every_kind=True):
            asked_ids.add(question.target_id)
            totals.add(question, len(find_flaws(question, english=pack.is_english)))
    if not totals.questions:
        return None
    return Audit(
        pack=pack.name,
        title=pack.title,
        seeds=seeds,
        facts=len(pack.facts),
        values=len(values),
        questions=totals.questions,
        skipped_values=tuple(_iter_skipped_values(maker, asked_ids)),
        missing_proof_count=totals.missing_proofs,
        flaw_count=totals.flaws,
        leaks=count_leaks(_draw_rounds(maker, round_count), values) * 1000 / round_count,
        main=totals.main.results(),
        bounded=totals.bounded.results(),
        declared=totals.declared.results(),
        position_p=evenness_p_value(totals.positions.values()),
        rank_p=evenness_p_value(totals.ranks.values()),
        uniquely_longest=_share(totals.longest, totals.main.questions),
        middle_two=_share(sum(totals.ranks.get(4, [])[1:3]), sum(totals.ranks.get(4, []))),
        statements_true=_share(totals.true_statements, totals.statements),
        texts=measure_texts(maker, maker.iter_questions(0, is_every_kind=True)),
        withheld=_count_withheld(maker),
        without_options=totals.without_options,
    )


@dataclass(slots=True)
class _GuessGroup:
    """Choice questions that are judged together."""

    questions: int = 0
    guesses: dict[str, GuessCounter] = field(
        default_factory=lambda: {name: GuessCounter() for name in ATTACKS}
    )

    def add(self, question: Question, options: OptionSet) -> None:
        self.questions += 1
        for name, attack in ATTACKS.items():
            share = score_attack(attack, options, question.key)
            if share is not None:
                self.guesses[name].add(question.fact, share, 1 / len(options.texts))

    def results(self) -> AttackResults:
        return AttackResults(self.questions, {name: guesses.rate() for name, guesses in self.guesses.items()})


@dataclass(slots=True)
class _AuditAccumulator:
    """Running totals. Questions are not stored, because a large pack makes many."""

    bounded_ids: frozenset[str]
    """The targets whose values are near an end of their scales."""
    builder: OptionSetBuilder
    questions: int = 0
    missing_proofs: int = 0
    flaws: int = 0
    longest: int = 0
    without_options: int = 0
    statements: int = 0
    true_statements: int = 0
    main: _GuessGroup = field(default_factory=_GuessGroup)
    bounded: _GuessGroup = field(default_factory=_GuessGroup)
    declared: _GuessGroup = field(default_factory=_GuessGroup)
    positions: dict[int, list[int]] = field(default_factory=dict)
    ranks: dict[int, list[int]] = field(default_factory=dict)
    used: dict[int, list[int]] = field(default_factory=dict)

    def forget_positions(self) -> None:
        """Start a new player, who has not seen any position of a key."""
        self.used.clear()

    def add(self, question: Question, flaw_count: int) -> None:
        self.questions += 1
        self.flaws += flaw_count
        if question.origin is QuestionOrigin.FACT:
            self.missing_proofs += count_unproved_options(question)
        if not question.options:
            self.without_options += 1
        elif question.kind is not Kind.TRUEFALSE:
            self._add_choice(question)
        else:
            self.statements += 1
            self.true_statements += question.key == 0

    def _add_choice(self, question: Question) -> None:
        count = len(question.options)
        used = self.used.setdefault(count, [0] * count)
        group = self._group(question)
        options = self.builder.build(question, tuple(used))
        group.add(question, options)
        used[question.key] += 1
        magnitudes = options.sizes
        if question.origin is QuestionOrigin.WRITTEN or not (magnitudes or _are_ordered(question)):
            self.positions.setdefault(count, [0] * count)[question.key] += 1
        elif magnitudes is not None and group is self.main:
            rank = sorted(magnitudes).index(magnitudes[question.key])
            self.ranks.setdefault(count, [0] * count)[rank] += 1
        if group is self.main:
            lengths = [len(option) for option in question.options]
            self.longest += lengths[question.key] == max(lengths) and lengths.count(max(lengths)) == 1

    def _group(self, question: Question) -> _GuessGroup:
        reasons = {proof.reason for proof in question.proofs} - {ProofReason.OTHER_ROW}
        if reasons <= {ProofReason.DECLARED_WRONG}:
            return self.declared
        return self.bounded if question.target_id in self.bounded_ids else self.main


def count_leaks(rounds: Iterator[tuple[Question, ...]], values: dict[str, Value]) -> int:
    """Count the pairs in which a question shows the answer to a later one of its round, as whole words."""
    return sum(
        any(contains(text, answer) for text in _shown_texts(earlier) for answer in _answers(later, values))
        for questions in rounds
        for number, later in enumerate(questions)
        for earlier in questions[:number]
    )


def _draw_rounds(maker: QuestionMaker, count: int) -> Iterator[tuple[Question, ...]]:
    length = min(_ROUND_LENGTH, len(maker.pack.facts) + len(maker.pack.questions))
    for seed in range(count):
        yield tuple(draw.draw_questions([maker], draw.DrawRequest(length=length, seed=seed)))


def _shown_texts(question: Question) -> tuple[Text, ...]:
    options = () if question.kind is Kind.TRUEFALSE else question.options or (question.answer,)
    return (question.stem, *options, question.explanation)


def _answers(question: Question, values: dict[str, Value]) -> frozenset[Text]:
    """Return all right answers. A hand-written statement has none but its truth."""
    if question.kind is Kind.TRUEFALSE and question.origin is QuestionOrigin.WRITTEN:
        return frozenset()
    value = None if question.kind in ROW_KINDS else values.get(question.target_id)
    others = () if value is None else (*value.right_answers, *value.accept)
    has_key = question.kind is not Kind.TRUEFALSE and question.options
    key = (question.options[question.key],) if has_key else ()
    return frozenset((question.answer, *key, *others))


def count_unproved_options(question: Question) -> int:
    """Count the wrong options that have no proof."""
    proved = {proof.option for proof in question.proofs}
    if question.kind is Kind.TRUEFALSE:
        return int(not proved)
    return len(set(range(len(question.options))) - proved - {question.key})


def _are_ordered(question: Question) -> bool:
    """Return whether the options are in ascending order, as versions are, and not at drawn positions."""
    return parse.sort_ascending(question.options, "") is not None


def _iter_skipped_values(maker: QuestionMaker, asked_ids: set[str]) -> Iterator[SkippedValue]:
    """List the values without a question, with the reason why a choice is missing."""
    facts = {fact.id: fact for fact in maker.pack.facts}
    for skip in maker.iter_skipped():
        fact = facts.get(skip.target.fact)
        if fact is not None and skip.kind is Kind.CHOICE and skip.target.target_id not in asked_ids:
            value = next(value for value in fact.values if value.label == skip.target.label)
            yield SkippedValue(skip.code, fact.id, value.text, fact.location)


def _count_withheld(maker: QuestionMaker) -> dict[str, int]:
    """Count the withheld values of all targets by reason."""
    counts = dict.fromkeys((reason.value for reason in WithheldReason), 0)
    for target in maker.list_targets():
        for reason, count in maker.count_withheld(target).items():
            counts[reason.value] += count
    return counts


def _list_bounded_targets(maker: QuestionMaker, values: dict[str, Value]) -> frozenset[str]:
    """List the targets so near to an end of their scale that other values can't be on both sides."""
    return frozenset(
        target.target_id
        for target in maker.list_targets()
        if target.target_id in values
        and (values[target.target_id].type in _BOUNDED_TYPES or maker.is_near_scale_end(target))
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
