"""Measure what the generator makes of a pack: how much, how sound, and how well guessed without knowledge."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from quiz.audit.attacks import ATTACKS, OptionSet, score_attack
from quiz.audit.intervals import GuessCounter, HitRate, evenness_p_value
from quiz.audit.probe import Observation, cross_validate, encode_options
from quiz.game import draw
from quiz.generate import wording
from quiz.generate.item_flaws import find_flaws
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.values import parse
from quiz.model.location import Location
from quiz.model.pack import Fact, Kind, Pack, Value
from quiz.model.question import ProofReason, Question, QuestionOrigin
from quiz.text.normalize import contains
from quiz.text.safe import Text

PROBE = "learned probe"
MARGIN = 0.05
"""By so much the upper limit of an attack may lie above chance."""
_LENGTH = 10
_PROBED = 20_000
"""The learned probe sees so many questions at most, for it keeps them."""
_BOUNDED = ("position", "percent")


class SkippedValue(NamedTuple):
    """A value that yields nothing."""

    reason: str
    fact: str
    value: Text
    place: Location


class AttackResults(NamedTuple):
    """Some choice questions, and how well each attack guesses their keys."""

    questions: int
    attacks: dict[str, HitRate]


@dataclass(frozen=True, slots=True)
class Audit:
    """What was measured of a pack."""

    pack: str
    title: Text
    seeds: int
    facts: int
    values: int
    questions: int
    """How many were made, with all seeds."""
    skipped_values: tuple[SkippedValue, ...]
    missing_proof_count: int
    """How many wrong options of made questions nothing proves false."""
    flaw_count: int
    leaks: float
    """How often, in 1,000 rounds, something shown before a question holds its answer."""
    main: AttackResults
    """The questions whose options the generator is free to draw."""
    bounded: AttackResults
    """Those whose key lies near an end of its scale, so that its rank can't be even."""
    declared: AttackResults
    """Those whose options people wrote."""
    position_p: float | None
    rank_p: float | None
    uniquely_longest: float | None
    middle_two: float | None
    """The share of keys at the middle ranks of four numbers."""
    statements_true: float | None

    @property
    def yield_rate(self) -> float:
        """The share of values that yield a question."""
        return 1 - len(self.skipped_values) / self.values if self.values else 0.0

    @property
    def skipped_by_reason(self) -> dict[str, int]:
        """How many values yield nothing, by reason, the most frequent one first."""
        return dict(Counter(one.reason for one in self.skipped_values).most_common())

    @property
    def flaws_per_question(self) -> float:
        return self.flaw_count / self.questions

    @property
    def missed_attacks(self) -> tuple[str, ...]:
        """The attacks whose upper limit lies too far above chance."""
        return tuple(name for name, rate in self.main.attacks.items() if not is_within_chance(rate))


def is_within_chance(rate: HitRate) -> bool:
    """Say whether an attack keeps its bound; one that finds nothing to guess at does."""
    return rate.high is None or rate.chance is None or rate.high <= rate.chance + MARGIN


def audit_pack(maker: QuestionMaker, seeds: int, *, drawn: int = 1000) -> Audit | None:
    """Measure what comes of a pack with the seeds from 0 on, and of so many rounds drawn from it.

    `None` where no question comes of it.
    """
    pack = maker.pack
    english = wording.is_english(pack)
    values = index_values(pack)
    seen = _AuditAccumulator(_bounded(maker, values))
    asked: set[str] = set()
    for seed in range(seeds):
        seen.sit_down()
        for question in maker.iter_questions(seed):
            base = _base(question)
            asked.add(base)
            sizes = _sizes(question, values.get(base), english=english)
            seen.see(question, sizes, len(find_flaws(question, english=english)))
    if not seen.questions:
        return None
    return Audit(
        pack=pack.name,
        title=pack.title,
        seeds=seeds,
        facts=len(pack.facts),
        values=len(values),
        questions=seen.questions,
        skipped_values=tuple(_unasked(maker, asked)),
        missing_proof_count=seen.unproved,
        flaw_count=seen.flaws,
        leaks=count_leaks(_drawn(maker, drawn), values) * 1000 / drawn,
        main=seen.main.attacked(),
        bounded=seen.bounded.attacked(),
        declared=seen.declared.attacked(),
        position_p=evenness_p_value(seen.positions.values()),
        rank_p=evenness_p_value(seen.ranks.values()),
        uniquely_longest=_share(seen.longest, seen.main.questions),
        middle_two=_share(sum(seen.ranks.get(4, [])[1:3]), sum(seen.ranks.get(4, []))),
        statements_true=_share(seen.true, seen.statements),
    )


@dataclass(slots=True)
class _GuessGroup:
    """Choice questions that are judged together."""

    questions: int = 0
    sights: list[Observation] = field(default_factory=list)
    guesses: dict[str, GuessCounter] = field(
        default_factory=lambda: {name: GuessCounter() for name in ATTACKS}
    )

    def see(self, question: Question, options: OptionSet) -> None:
        self.questions += 1
        for name, attack in ATTACKS.items():
            share = score_attack(attack, options, question.key)
            if share is not None:
                self.guesses[name].add(question.fact, share, 1 / len(options.texts))
        if len(self.sights) < _PROBED:
            self.sights.append(encode_options(question.fact, options, question.key))

    def attacked(self) -> AttackResults:
        rates = {name: guesses.rate() for name, guesses in self.guesses.items()}
        return AttackResults(self.questions, {**rates, PROBE: cross_validate(self.sights)})


@dataclass(slots=True)
class _AuditAccumulator:
    """What was seen so far; questions themselves are not kept, for a large pack makes many."""

    ends: frozenset[str]
    """The values that lie near an end of their scales."""
    questions: int = 0
    unproved: int = 0
    flaws: int = 0
    longest: int = 0
    statements: int = 0
    true: int = 0
    main: _GuessGroup = field(default_factory=_GuessGroup)
    bounded: _GuessGroup = field(default_factory=_GuessGroup)
    declared: _GuessGroup = field(default_factory=_GuessGroup)
    positions: dict[int, list[int]] = field(default_factory=dict)
    ranks: dict[int, list[int]] = field(default_factory=dict)
    used: dict[int, list[int]] = field(default_factory=dict)

    def sit_down(self) -> None:
        """Begin anew, as a player does who remembers no place of a key."""
        self.used.clear()

    def see(self, question: Question, sizes: tuple[float, ...] | None, faults: int) -> None:
        self.questions += 1
        self.flaws += faults
        if question.origin is QuestionOrigin.FACT:
            self.unproved += count_unproved_options(question)
        if question.kind is Kind.CHOICE:
            self._see_choice(question, sizes)
        else:
            self.statements += 1
            self.true += question.key == 0

    def _see_choice(self, question: Question, sizes: tuple[float, ...] | None) -> None:
        count = len(question.options)
        used = self.used.setdefault(count, [0] * count)
        group = self._group(question)
        group.see(question, OptionSet(question.options, sizes, tuple(used)))
        used[question.key] += 1
        if question.origin is QuestionOrigin.WRITTEN or not (sizes or _are_numbered(question)):
            self.positions.setdefault(count, [0] * count)[question.key] += 1
        elif sizes is not None and group is self.main:
            self.ranks.setdefault(count, [0] * count)[sorted(sizes).index(sizes[question.key])] += 1
        if group is self.main:
            lengths = [len(option) for option in question.options]
            self.longest += lengths[question.key] == max(lengths) and lengths.count(max(lengths)) == 1

    def _group(self, question: Question) -> _GuessGroup:
        if all(proof.reason is ProofReason.DECLARED_WRONG for proof in question.proofs):
            return self.declared
        return self.bounded if _base(question) in self.ends else self.main


def count_leaks(drawn: Iterator[tuple[Question, ...]], values: dict[str, Value]) -> int:
    """Count how often a question of a round shows the answer to a later one, as whole words."""
    return sum(
        any(contains(text, answer) for text in _shown(earlier) for answer in _answers(later, values))
        for questions in drawn
        for number, later in enumerate(questions)
        for earlier in questions[:number]
    )


def _drawn(maker: QuestionMaker, count: int) -> Iterator[tuple[Question, ...]]:
    length = min(_LENGTH, len(maker.pack.facts) + len(maker.pack.questions))
    for seed in range(count):
        yield tuple(draw.draw_questions([maker], draw.DrawRequest(length=length, seed=seed)))


def _shown(question: Question) -> tuple[Text, ...]:
    options = question.options if question.kind is Kind.CHOICE else ()
    return (question.stem, *options, question.explanation)


def _answers(question: Question, values: dict[str, Value]) -> frozenset[Text]:
    """Give all right answers; of a statement by hand there is none but its truth."""
    if question.kind is Kind.TRUEFALSE and question.origin is QuestionOrigin.WRITTEN:
        return frozenset()
    value = values.get(_base(question))
    others = () if value is None else (*value.also, *value.accept)
    key = (question.options[question.key],) if question.kind is Kind.CHOICE else ()
    return frozenset((question.answer, *key, *others))


def count_unproved_options(question: Question) -> int:
    """Count the wrong options of a question that are without a proof."""
    proved = {proof.option for proof in question.proofs}
    if question.kind is Kind.TRUEFALSE:
        return int(not proved)
    return len(set(range(len(question.options))) - proved - {question.key})


def _sizes(question: Question, value: Value | None, *, english: bool) -> tuple[float, ...] | None:
    """Give what the options are worth, if all are numbers or dates."""
    if question.kind is not Kind.CHOICE:
        return None
    type_ = "number" if value is None else value.type
    sizes = [parse.parse_magnitude(option, type_, english=english) for option in question.options]
    known = tuple(size for size in sizes if size is not None)
    return known if len(known) == len(sizes) else None


def _are_numbered(question: Question) -> bool:
    """Say whether the options stand in order, as versions do, so that their places are not drawn."""
    return parse.sort_ascending(question.options, "") is not None


def _unasked(maker: QuestionMaker, asked: set[str]) -> Iterator[SkippedValue]:
    """List the values that yield nothing; what keeps a choice from being made says best why."""
    facts = {fact.id: fact for fact in maker.pack.facts}
    for skip in maker.iter_skipped():
        fact = facts.get(skip.target.fact)
        if fact is not None and skip.kind is Kind.CHOICE and skip.target.target_id not in asked:
            value = next(value for value in fact.values if value.label == skip.target.label)
            yield SkippedValue(skip.code, fact.id, value.text, fact.location)


def index_values(pack: Pack) -> dict[str, Value]:
    """Give a pack's values by the permanent parts of their questions' ids, without the kind."""
    return {_base_of(pack, fact, value): value for fact in pack.facts for value in fact.values}


def _bounded(maker: QuestionMaker, values: dict[str, Value]) -> frozenset[str]:
    """Name the values so near to an end of their scales that others can't lie evenly around them."""
    return frozenset(
        ask.target_id
        for ask in maker.list_targets()
        if ask.target_id in values
        and (values[ask.target_id].type in _BOUNDED or maker.is_near_scale_end(ask))
    )


def _base(question: Question) -> str:
    return question.id.partition("@")[0].rpartition("/")[0]


def _base_of(pack: Pack, fact: Fact, value: Value) -> str:
    return f"{pack.name}/{fact.id}" + (f".{value.label}" if value.label else "")


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
