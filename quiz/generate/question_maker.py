"""The questions of one pack: each has one right answer and proved distractors, or isn't made."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import product
from math import sqrt
from typing import Protocol

from quiz.generate.askable_counts import AskableCounts
from quiz.generate.difficulty import estimate_difficulty
from quiz.generate.distractors import USUAL_SIMILARITY
from quiz.generate.kinds import both, choice, closest, compare, odd_one, true_false, typed
from quiz.generate.pack_context import PackContext
from quiz.generate.phrases import PhraseIndex, PhraseUnion
from quiz.generate.proofs import ProofContext
from quiz.generate.skipped import CannotAskError, SkippedQuestion, SkipReason
from quiz.generate.targets import QuestionTarget, TargetContext
from quiz.generate.withheld import (
    WithheldReason,
    WithheldValue,
    explain_withheld,
    find_withheld_reason,
)
from quiz.model.pack import (
    BASIC_KINDS,
    ROW_KINDS,
    Fact,
    HandwrittenQuestion,
    Kind,
    Pack,
    RoundRole,
    Sensitivity,
    Value,
)
from quiz.model.question import Question
from quiz.model.value_types import PARSED_TYPES
from quiz.text.normalize import contains, fold
from quiz.text.safe import Text

_MIN_CERTAIN_COUNT = 12
"""Number of values with distractors from which at least one can surely be asked for."""

_MAX_WITHHELD_TRIED = 100
"""Maximum number of values that are looked at to list the withheld ones."""

PackEntry = Fact | HandwrittenQuestion


class _KindModule(Protocol):
    """The interface of a module in `kinds` for a kind that asks about one fact."""

    MAY_BE_SENSITIVE: bool
    """Whether the kind asks for sensitive facts."""

    def build_question(self, pack: PackContext, context: TargetContext) -> Question:
        """Build a question about a fact; `context` has no stem yet."""

    def check_wording(self, pack: PackContext, context: TargetContext, ask: Text | None) -> None:
        """Raise `CannotAskError` if the question can't be asked in a wording, whatever its options are."""

    def build_handwritten(self, target: QuestionTarget, written: HandwrittenQuestion, seed: int) -> Question:
        """Build a hand-written question."""


_MODULES: dict[Kind, _KindModule] = {
    Kind.CHOICE: choice,
    Kind.TRUEFALSE: true_false,
    Kind.TYPED: typed,
    Kind.CLOSEST: closest,
}
_ROW_BUILDERS: dict[Kind, Callable[[PackContext, TargetContext], Question]] = {
    Kind.COMPARE: compare.build_question,
    Kind.BOTH: both.build_question,
    Kind.ODDONE: odd_one.build_question,
}
"""The functions that build a question about several rows; no such question is hand-written or sensitive."""


class QuestionMaker:
    """Makes the questions of one pack, each on request."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._context = PackContext(pack)

    def iter_entries(self) -> Iterator[PackEntry]:
        """Yield the facts and hand-written questions that may be asked, in the order of the pack."""
        return (entry for entry in self._iter_all() if entry.tact is not Sensitivity.NEVER_ASK)

    def list_targets_of(self, entry: PackEntry) -> tuple[QuestionTarget, ...]:
        """List the targets of a fact, one for each value, or of a hand-written question."""
        if isinstance(entry, HandwrittenQuestion):
            return (self._target(entry, None),)
        return tuple(self._target(entry, value.label) for value in entry.values if value.asked)

    def list_targets(self) -> tuple[QuestionTarget, ...]:
        """List all targets in the order of the pack."""
        return tuple(target for entry in self.iter_entries() for target in self.list_targets_of(entry))

    def make(self, target: QuestionTarget, kind: Kind, seed: int) -> Question | SkippedQuestion:
        """Make the question of a kind, or report why it can't be made."""
        entry = self._entries[target.fact]
        try:
            if entry.tact is Sensitivity.NEVER_ASK:
                raise CannotAskError(SkipReason.NEVER_ASK)
            if isinstance(entry, HandwrittenQuestion):
                return self._make_handwritten(target, entry, kind, seed)
            return self._make_from_fact(target, entry, kind, seed)
        except CannotAskError as error:
            return SkippedQuestion(target, kind, error.reason, error.flaw)

    def check_wordings(self, target: QuestionTarget, kind: Kind) -> tuple[SkippedQuestion | None, ...]:
        """Check the wordings of a question about a fact without its wrong options, which take longer.

        Return for each wording why it can't be asked, or `None` if it can.
        """
        entry = self._entries[target.fact]
        if isinstance(entry, HandwrittenQuestion):
            return ()
        wordings = entry.values[_value_index(entry, target)].wordings if kind is Kind.CHOICE else ()
        return tuple(self._check_wording(target, entry, kind, ask) for ask in wordings or (None,))

    def iter_questions(
        self,
        seed: int,
        *,
        category: str | None = None,
        kind: Kind | None = None,
        is_every_kind: bool = False,
    ) -> Iterator[Question]:
        """Yield questions for each target of a category (default: of all).

        They are of one kind, or of every kind, or else of the basic kinds.
        """
        kinds = (kind,) if kind is not None else tuple(Kind) if is_every_kind else BASIC_KINDS
        for entry in self.iter_entries():
            if category in (None, entry.category):
                for target, each_kind in product(self.list_targets_of(entry), kinds):
                    question = self.make(target, each_kind, seed)
                    if isinstance(question, Question):
                        yield question

    def iter_skipped(self, seed: int = 0) -> Iterator[SkippedQuestion]:
        """Yield the questions that aren't made, except those of a kind that the author left out."""
        for entry in self._entries.values():
            for label, kind in product(_list_labels(entry), BASIC_KINDS):
                skipped = self.make(self._target(entry, label), kind, seed)
                if isinstance(skipped, SkippedQuestion) and skipped.reason is not SkipReason.OTHER_KIND:
                    yield skipped

    def find_question(self, question_id: str) -> Question | None:
        """Make the question with an id, `PACK/FACT[.LABEL]/KIND[@SEED]` (default seed: 0)."""
        path, at, seed = question_id.partition("@")
        target_id, _, kind = path.rpartition("/")
        target = self._find_target(target_id)
        if target is None or kind not in tuple(Kind) or (at and not re.fullmatch(r"-?[0-9]{1,20}", seed)):
            return None
        question = self.make(target, Kind(kind), int(seed) if at else 0)
        return question if isinstance(question, Question) else None

    def count_askable(self, category: str | None = None) -> int:
        """Count the hand-written questions and the values with distractors of a category.

        Without a category, count those of a round of everything, which has no sensitive ones. A category
        counts 0 if no question can be made in it.
        """
        if category is not None:
            return self._count_askable(category)
        return sum(self._count_askable(name, sensitive=False) for name in self._askable_counts.categories)

    def accepted_answers(self, target: QuestionTarget) -> PhraseUnion:
        """Return every spelling of every right answer, folded."""
        entry = self._entries[target.fact]
        if isinstance(entry, HandwrittenQuestion):
            return PhraseUnion(
                [PhraseIndex((fold(entry.right),))] if entry.kind is not Kind.TRUEFALSE else ()
            )
        return self._context.proofs.find_context(entry, _value_index(entry, target)).accepted.spellings

    def find_answers(self, question: Question, target: QuestionTarget) -> PhraseUnion:
        """Return every spelling of the answers that would reveal a question of a target, folded."""
        if question.kind not in ROW_KINDS:
            return self.accepted_answers(target)
        return self._context.proofs.facts.aliases.join_phrases((fold(question.answer),))

    def list_withheld(self, target: QuestionTarget) -> tuple[WithheldValue, ...]:
        """List values that are not offered as wrong for a target, among the first of its type."""
        context, texts = self._find_withheld_candidates(target)
        found = (explain_withheld(context, text) for text in texts if context is not None)
        return tuple(withheld for withheld in found if withheld is not None)

    def count_withheld(self, target: QuestionTarget) -> Counter[WithheldReason]:
        """Count these values by reason, which is faster than to name the facts."""
        context, texts = self._find_withheld_candidates(target)
        found = (find_withheld_reason(context, text) for text in texts if context is not None)
        return Counter(reason for reason in found if reason is not None)

    def _find_withheld_candidates(self, target: QuestionTarget) -> tuple[ProofContext | None, list[Text]]:
        entry = self._entries[target.fact]
        if isinstance(entry, HandwrittenQuestion):
            return None, []
        value_index = _value_index(entry, target)
        value_type = entry.values[value_index].type
        if value_type in PARSED_TYPES:
            return None, []
        texts = self._context.candidates.list_texts(value_type, _MAX_WITHHELD_TRIED)
        return self._context.proofs.find_context(entry, value_index), texts

    def is_near_scale_end(self, target: QuestionTarget) -> bool:
        """Return whether a value is so near an end of its scale that its rank among options is uneven."""
        entry = self._entries[target.fact]
        if isinstance(entry, HandwrittenQuestion):
            return False
        context = TargetContext(target, entry, _value_index(entry, target), Kind.CHOICE, seed=0)
        return self._context.distractors.is_near_scale_end(context)

    def is_spelled(self, target: QuestionTarget) -> bool:
        """Return whether a value is in a column of codes, whose letters may reveal it."""
        entry = self._entries[target.fact]
        if isinstance(entry, HandwrittenQuestion):
            return False
        return self._context.spelling.is_spelled(entry, _value_index(entry, target))

    def draw_weight(self, entry: PackEntry) -> float:
        """Return the weight of an entry in a draw; the rows of a long table share theirs."""
        if isinstance(entry, HandwrittenQuestion):
            return 1.0
        return 1 / sqrt(len(self._context.proofs.facts.table_of(entry).rows))

    def estimate_difficulty(self, target: QuestionTarget, kind: Kind) -> float:
        """Estimate the difficulty of a question, from 0 (easy) to 1, without making it."""
        entry = self._entries[target.fact]
        if isinstance(entry, HandwrittenQuestion):
            return 0.5 if entry.difficulty is None else entry.difficulty
        context = TargetContext(target, entry, _value_index(entry, target), kind, seed=0)
        return estimate_difficulty(self._context, context, USUAL_SIMILARITY)

    def describe_frame(self, target: QuestionTarget, kind: Kind) -> tuple[tuple[str, ...], str]:
        """Return what questions that sound alike have in common, and the text that a target is asked with.

        Two statements from rows of one table have the same frame, and so have two choices from one column.
        """
        entry = self._entries[target.fact]
        if isinstance(entry, HandwrittenQuestion):
            return (entry.id,), entry.stem
        value = entry.values[_value_index(entry, target)]
        if kind is Kind.TRUEFALSE:
            return (entry.relation, kind), entry.sentence
        if kind in ROW_KINDS:
            text = next(_iter_row_stems(value, kind), None)
            return (entry.relation, kind, value.label or ""), text or entry.sentence
        return (entry.relation, Kind.CHOICE, value.label or ""), value.ask or entry.sentence

    def list_kinds(self, target: QuestionTarget) -> tuple[Kind, ...]:
        """List the kinds that the author allows for a target and, if necessary, has worded."""
        entry = self._entries[target.fact]
        if isinstance(entry, HandwrittenQuestion):
            return (entry.kind,)
        value = entry.values[_value_index(entry, target)]
        allowed = value.kinds or tuple(Kind)
        return tuple(kind for kind in allowed if self._may_ask(value, kind))

    def find_role(self, target: QuestionTarget) -> RoundRole | None:
        """Return the place in a round that the author wants for a target."""
        entry = self._entries[target.fact]
        if isinstance(entry, HandwrittenQuestion):
            return entry.role
        return entry.values[_value_index(entry, target)].role

    def has_story(self, target: QuestionTarget) -> bool:
        """Return whether the author explains more than the fact says."""
        entry = self._entries[target.fact]
        return isinstance(entry, HandwrittenQuestion) or entry.more is not None

    def is_table_subject(self, target: QuestionTarget) -> bool:
        """Return whether a target is the first value in one of several facts of a relation."""
        entry = self._entries[target.fact]
        if isinstance(entry, HandwrittenQuestion) or len(entry.values) < 2 or _value_index(entry, target):
            return False
        return len(self._context.proofs.facts.table_of(entry).rows) > 1

    def _may_ask(self, value: Value, kind: Kind) -> bool:
        """Return whether a value may be asked for in a kind, by what takes no time to find out."""
        match kind:
            case Kind.TYPED:
                return typed.may_ask_for(value, english=self._context.is_english)
            case Kind.CLOSEST:
                return closest.may_ask_for(value, english=self._context.is_english)
        return kind in BASIC_KINDS or any(_iter_row_stems(value, kind))

    def _make_handwritten(
        self, target: QuestionTarget, written: HandwrittenQuestion, kind: Kind, seed: int
    ) -> Question:
        if kind is not written.kind:
            raise CannotAskError(SkipReason.OTHER_KIND)
        self._check_sensitivity(target, kind)
        return _MODULES[kind].build_handwritten(target, written, seed)

    def _check_wording(
        self, target: QuestionTarget, fact: Fact, kind: Kind, ask: Text | None
    ) -> SkippedQuestion | None:
        try:
            _MODULES[kind].check_wording(self._context, self._prepare(target, fact, kind, 0), ask)
        except CannotAskError as error:
            return SkippedQuestion(target, kind, error.reason, error.flaw)
        return None

    def _make_from_fact(self, target: QuestionTarget, fact: Fact, kind: Kind, seed: int) -> Question:
        build = _ROW_BUILDERS[kind] if kind in ROW_KINDS else _MODULES[kind].build_question
        return build(self._context, self._prepare(target, fact, kind, seed))

    def _check_sensitivity(self, target: QuestionTarget, kind: Kind) -> None:
        if target.sensitive and (kind in ROW_KINDS or not _MODULES[kind].MAY_BE_SENSITIVE):
            raise CannotAskError(SkipReason.SENSITIVE)

    def _prepare(self, target: QuestionTarget, fact: Fact, kind: Kind, seed: int) -> TargetContext:
        """Return the context of a question that may be asked; raise `CannotAskError` for any other."""
        value_index = _value_index(fact, target)
        value = fact.values[value_index]
        if not value.asked:
            raise CannotAskError(SkipReason.NOT_ASKED)
        self._check_sensitivity(target, kind)
        if self._context.proofs.facts.table_of(fact).column(value_index).is_lopsided:
            raise CannotAskError(SkipReason.LOPSIDED)
        if value.kinds and kind not in value.kinds:
            raise CannotAskError(SkipReason.OTHER_KIND)
        if contains(self._context.category_titles.get(fact.category, ""), value.text):
            raise CannotAskError(SkipReason.KEY_IN_CATEGORY)
        return TargetContext(target, fact, value_index, kind, seed)

    def _count_askable(self, category: str, *, sensitive: bool | None = None) -> int:
        count = self._askable_counts.count(category, sensitive=sensitive)
        if count >= _MIN_CERTAIN_COUNT or any(
            True for _ in self.iter_questions(0, category=category, is_every_kind=True)
        ):
            return count
        return 0

    @cached_property
    def _askable_counts(self) -> AskableCounts:
        return AskableCounts(self.pack, self._context.proofs)

    @cached_property
    def _entries(self) -> dict[str, PackEntry]:
        return {entry.id: entry for entry in self._iter_all()}

    def _iter_all(self) -> Iterator[PackEntry]:
        yield from self.pack.facts
        yield from self.pack.questions

    def _find_target(self, target_id: str) -> QuestionTarget | None:
        pack, _, name = target_id.partition("/")
        fact, _, label = name.partition(".")
        entry = self._entries.get(fact)
        if entry is None or pack != self.pack.name or (label or None) not in _list_labels(entry):
            return None
        return self._target(entry, label or None)

    def _target(self, entry: PackEntry, label: str | None) -> QuestionTarget:
        return QuestionTarget(self.pack.name, entry.id, label, entry.category, entry.tact is not None)


def _iter_row_stems(value: Value, kind: Kind) -> Iterator[Text]:
    """Yield the author's wordings of a question about several rows, without the values of a second row."""
    asks = value.row_questions
    if asks is None:
        return
    both = None if asks.both is None else Text(" ".join(asks.both.texts))
    wordings = {Kind.COMPARE: (asks.most, asks.least), Kind.BOTH: (both,), Kind.ODDONE: (asks.outside,)}
    yield from filter(None, wordings.get(kind, ()))


def _list_labels(entry: PackEntry) -> list[str | None]:
    return [None] if isinstance(entry, HandwrittenQuestion) else [value.label for value in entry.values]


def _value_index(fact: Fact, target: QuestionTarget) -> int:
    labels = [value.label for value in fact.values]
    return labels.index(target.label)
