"""The plan of a round, and its questions.

Three steps, all determined by the seed:

1. Categories get turns. Each turn collects a few candidates of its category.
2. Each place of the round goes to the candidate that fits it best. No question is made yet.
3. The questions are made in order. A candidate whose question can't be made, or that clashes with an earlier
   question, is replaced.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from quiz.game.placement import (
    QuestionShape,
    RoundLayout,
    difficulty_curve,
    is_good_opener,
    list_phrases,
    order_places,
)
from quiz.game.recorder import ReviewQueue
from quiz.game.round_questions import RoundQuestions
from quiz.game.turns import EntryQueue, build_queues, iter_turns, merge_by_review, rank_targets
from quiz.generate.phrases import PhraseUnion
from quiz.generate.question_maker import PackEntry, QuestionMaker
from quiz.generate.spoilers import RevealedText, is_revealed_by_pair
from quiz.generate.targets import QuestionTarget
from quiz.model.pack import BASIC_KINDS, INPUT_KINDS, ROW_KINDS, Kind
from quiz.model.question import Question
from quiz.model.rng import RandomStream, uniform

_SURPLUS_AT_ONCE = 20
"""Number of surplus variants that are compared at once: all would take a time that grows with the square."""
_CANDIDATES_PER_TURN = 3
_OPENINGS_COMPARED = 3
_ROW_KIND_SHARE = 0.35
"""Share of the candidates with a question about several rows that are first tried with it."""
_INPUT_KIND_SHARE = 0.15
"""Share of the candidates that may be typed or guessed that are first tried so."""
_MIN_LENGTH_WITH_INPUT = 5
"""Number of questions from which a round has one that is typed or guessed, if it could have another kind."""
_STATEMENT_SHARE = 0.5
"""Share of the candidates with a story that are first tried as a statement, if the kinds are mixed."""


class DrawRequest(NamedTuple):
    """The questions to draw."""

    length: int
    seed: int
    categories: Sequence[str] = ()
    """Each `video` or `hero/video`; none for everything except sensitive entries."""
    kind: Kind | None = None
    allows_sensitive: bool = True
    """Whether sensitive entries may be asked if their category is requested."""
    allows_input: bool = True
    """Whether questions without options may be asked."""
    is_any_order: bool = False
    """Whether the questions will be reordered, so that none may reveal any other."""
    excluded_ids: Collection[str] = ()
    """Targets to leave out, as `PACK/FACT[.LABEL]`."""
    review_queue: ReviewQueue | None = None
    """Targets of earlier rounds: due ones are asked first, then new ones, then the rest."""
    packs_without_banks: Collection[str] = ()
    """Packs whose entries of question banks are left out."""


class Candidate(NamedTuple):
    """An entry that could get a place in the round."""

    maker: QuestionMaker
    entry: PackEntry
    variants: tuple[tuple[QuestionTarget, Kind], ...]
    """The targets and kinds to try, in order."""
    shape: QuestionShape
    """The properties of the first variant."""
    queue: EntryQueue

    def answers(self) -> PhraseUnion:
        """Return the accepted answers of the first variant, folded."""
        return self.maker.accepted_answers(self.variants[0][0])


class RoundPlan:
    """The candidates of a round in order, and others to replace them."""

    def __init__(self, makers: Sequence[QuestionMaker], request: DrawRequest) -> None:
        """Choose the candidates; no question is made."""
        self._request = request
        review = request.review_queue
        self._ranks = {} if review is None else rank_targets(review)
        queues = build_queues(
            makers,
            request.categories,
            request.seed,
            allows_sensitive=request.allows_sensitive,
            packs_without_banks=request.packs_without_banks,
        )
        if review is not None:
            queues = [merge_by_review(queues, self._ranks)]
        self._turns = iter_turns(queues)
        turns = list(islice(self._turns, request.length))
        laps = 1 if review is not None else _CANDIDATES_PER_TURN  # practice follows its queue strictly
        self._spares = [candidate for _ in range(laps) for queue in turns for candidate in self._draw(queue)]
        self._surplus: list[Candidate] = []
        """Variants of kinds that had no place left, for when nothing else is left."""
        levels = [candidate.shape.difficulty for candidate in self._spares]
        curve = difficulty_curve(levels, min(len(turns), len(levels)))
        self._layout = RoundLayout(curve, mixes_kinds=request.kind is None and review is None)
        self._made: dict[tuple[QuestionTarget, Kind], RevealedText | None] = {}
        self.candidates = self._fill_places(turns)

    def count_planned(self, target_ids: Collection[str]) -> int:
        """Count the planned targets that are in `target_ids`."""
        return sum(candidate.variants[0][0].target_id in target_ids for candidate in self.candidates)

    def draw_questions(self) -> RoundQuestions:
        """Return the questions; the first is made now, the others when they are needed."""
        return RoundQuestions(self._make_in_order(), len(self.candidates))

    def _make_in_order(self) -> Iterator[tuple[Question, ...]]:
        """Make the questions, and yield those made so far after each; the first one stays the first."""
        asked: list[RevealedText] = []
        for place, planned in enumerate(self._with_safe_opening()):
            candidate: Candidate | None = planned
            while candidate is not None:
                revealed = self._make(candidate)
                position = None if revealed is None else self._find_position(revealed, asked)
                if revealed is not None and position is not None:
                    asked.insert(position, revealed)
                    yield tuple(one.question for one in asked)
                    break
                candidate = self._replace(candidate, place)

    def _with_safe_opening(self) -> list[Candidate]:
        """Move the candidate to the front whose question contains the fewest answers of the others.

        Only a few are compared, because the first question should be ready soon: the planned one, the best
        other one to begin with, and the next ones. A good one may contain one answer more, if another
        candidate can replace that one. A question without options never goes first, if there is another one.
        """
        costs: dict[int, tuple[bool, int, bool]] = {}
        openers = sorted(range(len(self.candidates)), key=self._rank_opener)[:2]
        first = range(min(_OPENINGS_COMPARED, len(self.candidates)))
        for index in dict.fromkeys((*openers, *first)):
            candidate = self.candidates[index]
            revealed = self._make(candidate)
            if revealed is not None:
                kind = candidate.shape.kind
                count = self._count_revealed(revealed, candidate)
                is_bad_opener = not is_good_opener(candidate.shape)
                cost = count + (is_bad_opener and bool(self._spares))
                costs[index] = kind in INPUT_KINDS, cost, kind is Kind.TRUEFALSE
                if not count and kind is not Kind.TRUEFALSE and kind not in INPUT_KINDS:
                    break
        best = min(costs, key=costs.__getitem__, default=0)
        order = [*self.candidates[best : best + 1], *self.candidates[:best], *self.candidates[best + 1 :]]
        for place, candidate in enumerate(order):
            self._layout.place_question(candidate.shape, place)
        return order

    def _rank_opener(self, index: int) -> tuple[bool, bool, bool, float]:
        """Return a key that sorts candidates: the planned opener, then good ones, then easy choices."""
        shape = self.candidates[index].shape
        return index > 0, not is_good_opener(shape), shape.kind is Kind.TRUEFALSE, shape.difficulty

    def _count_revealed(self, revealed: RevealedText, candidate: Candidate) -> int:
        """Count the other candidates whose answer is in a question."""
        return sum(
            other.answers().is_in(revealed.text) for other in self.candidates if other is not candidate
        )

    def _fill_places(self, turns: Sequence[EntryQueue]) -> list[Candidate]:
        """Move the best candidate for each place from the spares; a category keeps its turns if possible."""
        turns_left = Counter(turns)
        chosen: dict[int, Candidate] = {}
        for place in order_places(min(len(turns), len(self._spares))):
            available = [candidate for candidate in self._spares if turns_left[candidate.queue] > 0]
            available = (
                self._leave_out_surplus(available) or self._leave_out_surplus(self._spares) or available
            )
            if not available:
                break
            chosen[place] = self._take(available, place)
            turns_left[chosen[place].queue] -= 1
        return [chosen[place] for place in sorted(chosen)]

    def _take(self, available: Sequence[Candidate], place: int) -> Candidate:
        """Remove the best candidate for a place from the spares; of equals, the one drawn first."""
        best = min(available, key=lambda candidate: self._layout.cost(candidate.shape, place))
        self._spares.remove(best)
        self._layout.place_question(best.shape, place)
        return best

    def _replace(self, failed: Candidate, place: int) -> Candidate | None:
        """Return the next variant of an entry, or else another candidate, if possible of its category."""
        if len(failed.variants) > 1:
            candidate = self._build_candidate(failed.maker, failed.entry, failed.variants[1:], failed.queue)
            kind = candidate.shape.kind
            is_odd_opening = place == 0 and kind in INPUT_KINDS and self._layout.mixes_kinds
            if not self._layout.is_kind_too_many(kind) and not is_odd_opening:
                self._layout.place_question(candidate.shape, place)
                return candidate
            self._surplus.append(candidate)
        self._spares += self._draw(failed.queue)
        available = self._leave_out_surplus(
            [candidate for candidate in self._spares if candidate.queue is failed.queue]
        )
        while not available and not self._spares:
            queue = next(self._turns, None)
            if queue is None:
                self._spares, self._surplus = (
                    self._surplus[:_SURPLUS_AT_ONCE],
                    self._surplus[_SURPLUS_AT_ONCE:],
                )
                break
            self._spares += self._draw(queue)
        return self._take(available or self._spares, place) if self._spares else None

    def _leave_out_surplus(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Leave out the candidates whose kind fills all its places already."""
        return [one for one in candidates if not self._layout.is_kind_too_many(one.shape.kind)]

    def _draw(self, queue: EntryQueue) -> list[Candidate]:
        """Draw the next entry of a queue that has something to ask; none if the queue is empty."""
        for maker, entry in queue.entries:
            variants = tuple(self._iter_variants(maker, entry))
            if variants:
                return [self._build_candidate(maker, entry, variants, queue)]
        return []

    def _iter_variants(self, maker: QuestionMaker, entry: PackEntry) -> Iterator[tuple[QuestionTarget, Kind]]:
        seed = self._request.seed
        targets = maker.list_targets_of(entry)
        if len(targets) > 1:
            targets = tuple(sorted(targets, key=lambda target: uniform(target.target_id, "target", seed)))
        for target in sorted(targets, key=lambda target: self._ranks.get(target.target_id, 0)):
            if target.target_id not in self._request.excluded_ids:
                yield from ((target, kind) for kind in self._list_kinds(maker, target))

    def _list_kinds(self, maker: QuestionMaker, target: QuestionTarget) -> Sequence[Kind]:
        """Return the kinds to try in order: the requested one, or all that the author allows."""
        if self._request.kind is not None:
            return (self._request.kind,)
        listed = maker.list_kinds(target)
        has_basic = not set(BASIC_KINDS).isdisjoint(listed)
        kinds = self._list_basic_kinds(maker, target) if has_basic else ()
        row_kinds = [kind for kind in ROW_KINDS if kind in listed]
        kinds = self._mix(kinds, row_kinds, _ROW_KIND_SHARE, (target.target_id, "row kind"))
        input_kinds = [kind for kind in INPUT_KINDS if kind in listed and self._request.allows_input]
        share = _INPUT_KIND_SHARE if self._request.length >= _MIN_LENGTH_WITH_INPUT else 0.0
        return self._mix(kinds, input_kinds, share, (target.target_id, "input kind"))

    def _mix(
        self, kinds: Sequence[Kind], others: Sequence[Kind], share: float, key: tuple[str, str]
    ) -> Sequence[Kind]:
        """Return some kinds with others, in random order: before them in a share of the draws, or behind."""
        if not others:
            return kinds
        stream = RandomStream(*key, self._request.seed)
        is_first = stream.random() < share
        others = stream.shuffled(others)
        return (*others, *kinds) if is_first else (*kinds, *others)

    def _list_basic_kinds(self, maker: QuestionMaker, target: QuestionTarget) -> Sequence[Kind]:
        """Return the basic kinds to try in order.

        A statement comes first only if it has a story: otherwise a true one teaches nothing. The subject of a
        table is not tested by a statement, which would read like a choice without its options.
        """
        if maker.is_table_subject(target):
            return (Kind.CHOICE,)
        draw = uniform(target.target_id, "kind", self._request.seed)
        is_statement_first = draw < _STATEMENT_SHARE and maker.has_story(target)
        return (Kind.TRUEFALSE, Kind.CHOICE) if is_statement_first else (Kind.CHOICE, Kind.TRUEFALSE)

    def _build_candidate(
        self,
        maker: QuestionMaker,
        entry: PackEntry,
        variants: tuple[tuple[QuestionTarget, Kind], ...],
        queue: EntryQueue,
    ) -> Candidate:
        target, kind = variants[0]
        frame, text = maker.describe_frame(target, kind)
        shape = QuestionShape(
            f"{target.pack}/{target.category}",
            kind,
            (target.pack, *frame),
            list_phrases(text),
            maker.estimate_difficulty(target, kind),
            maker.find_role(target),
            maker.has_story(target),
        )
        return Candidate(maker, entry, variants, shape, queue)

    def _make(self, candidate: Candidate) -> RevealedText | None:
        """Make the question of a candidate's first variant, once; return `None` if it can't be made."""
        variant = candidate.variants[0]
        if variant not in self._made:
            question = candidate.maker.make(*variant, self._request.seed)
            self._made[variant] = (
                RevealedText(question, candidate.maker.find_answers(question, variant[0]), candidate.entry)
                if isinstance(question, Question)
                else None
            )
        return self._made[variant]

    def _find_position(self, new: RevealedText, asked: Sequence[RevealedText]) -> int | None:
        """Return the last position in the round where no question reveals the answer of a later one.

        Returns `None` if there is none. The first question keeps its place.
        """
        if any(other.conflicts_with(new) for other in asked):
            return None
        position = next((index for index, other in enumerate(asked) if other.reveals(new)), len(asked))
        if position < len(asked) and (position == 0 or self._request.is_any_order):
            return None
        later = asked if self._request.is_any_order else asked[position:]
        if any(new.reveals(other) for other in later) or is_revealed_by_pair(new, asked):
            return None
        return position


def draw_questions(makers: Sequence[QuestionMaker], request: DrawRequest) -> RoundQuestions:
    """Plan a round and return its questions in order; the first is ready before the others are made.

    The round has at most one question for each entry, and no question reveals the answer of a later one.
    """
    return RoundPlan(makers, request).draw_questions()
