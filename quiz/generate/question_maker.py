"""Make questions of a pack's facts: one right answer each, every distractor proved, or no question."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations, product
from math import log2, sqrt

from quiz.generate import cloze, wording
from quiz.generate.askable_counts import AskableCounts
from quiz.generate.candidates import ARTICLES, CandidateIndex
from quiz.generate.distractors import DISTRACTOR_COUNTS, NEAR, Distractor, DistractorFinder
from quiz.generate.item_flaws import find_option_flaws, find_stem_flaws, has_odd_option
from quiz.generate.proofs import ProofEngine
from quiz.generate.skipped import CannotAskError, SkippedQuestion, SkipReason
from quiz.generate.targets import QuestionTarget, TargetContext
from quiz.generate.values import parse
from quiz.model.pack import GAP, Fact, HandwrittenQuestion, Kind, Pack, Sensitivity, Source, Value
from quiz.model.question import Proof, Question, QuestionOrigin
from quiz.model.rng import RandomStream, uniform
from quiz.text import english
from quiz.text.normalize import contains, fold
from quiz.text.safe import Text

_GAP_INSIDE = rf"\w[^\w.?!]+{GAP}"
_CANDIDATES = (6, 12)
"""How many proved values are looked for; more where no set of the first ones makes a fair question."""
_PLENTY = 12
"""Of so many values that have distractors at least one can be asked for."""
_HARDER_IF_EXACT = 0.1
_EASIER_IF_STATEMENT = -0.15
_HARDER_BY_NEARNESS = 0.2
_EASIER_BY_TELLING = -0.1
_TELLINGS_AT_MOST = 8
TRUE_FALSE = (Text("True"), Text("False"))

PackEntry = Fact | HandwrittenQuestion
"""What a pack tells: a fact, or a question by hand."""


class QuestionMaker:
    """Makes the questions of one pack, each when it is wanted."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._english = wording.is_english(pack)
        self._truth = ProofEngine(pack, english=self._english)
        self._nearness = CandidateIndex(pack)
        self._distractors = DistractorFinder(pack, self._truth, self._nearness)
        self._stock = AskableCounts(pack, self._truth)

    def iter_entries(self) -> Iterator[PackEntry]:
        """Give the facts and the questions by hand that may be asked about, in the order of the pack."""
        return (told for told in self._all() if told.tact is not Sensitivity.NEVER_ASK)

    def list_targets_of(self, told: PackEntry) -> tuple[QuestionTarget, ...]:
        """List what could be asked of a fact, value by value, or of a question by hand."""
        if isinstance(told, HandwrittenQuestion):
            return (self._ask(told, None),)
        return tuple(self._ask(told, value.label) for value in told.values if value.asked)

    def list_targets(self) -> tuple[QuestionTarget, ...]:
        """List everything that could be asked, in the order of the pack."""
        return tuple(ask for told in self.iter_entries() for ask in self.list_targets_of(told))

    def make(self, ask: QuestionTarget, kind: Kind, seed: int) -> Question | SkippedQuestion:
        """Make the question of a kind, or say why not; the same every time."""
        try:
            told = self._by_id[ask.fact]
            reason = _reason_not_to_ask(told, ask)
            if reason is not None:
                raise CannotAskError(reason)
            if isinstance(told, HandwrittenQuestion):
                return self._written(ask, told, kind, seed)
            return self._made(ask, told, _place(told, ask), kind, seed)
        except CannotAskError as unmade:
            return SkippedQuestion(ask, kind, unmade.reason, unmade.check)

    def iter_questions(
        self, seed: int, *, category: str | None = None, kind: Kind | None = None
    ) -> Iterator[Question]:
        """Make one question of each kind, or of the kind wanted, for everything that can be asked."""
        kinds = tuple(Kind) if kind is None else (kind,)
        for told in self.iter_entries():
            for ask in self.list_targets_of(told) if category in (None, told.category) else ():
                for one in kinds:
                    made = self.make(ask, one, seed)
                    if isinstance(made, Question):
                        yield made

    def iter_skipped(self, seed: int = 0) -> Iterator[SkippedQuestion]:
        """Say what is not asked, and why."""
        for told in self._by_id.values():
            for label, kind in product(_labels(told), Kind):
                made = self.make(self._ask(told, label), kind, seed)
                if isinstance(made, SkippedQuestion) and made.reason != SkipReason.OTHER_KIND:
                    yield made

    def find_question(self, question_id: str) -> Question | None:
        """Make the question of an id; without `@SEED` the one of seed 0."""
        path, at, seed = question_id.partition("@")
        base, _, kind = path.rpartition("/")
        ask = self._find(base)
        if ask is None or kind not in tuple(Kind) or (at and not re.fullmatch(r"-?[0-9]{1,20}", seed)):
            return None
        made = self.make(ask, Kind(kind), int(seed) if at else 0)
        return made if isinstance(made, Question) else None

    def count_askable(self, category: str | None = None) -> int:
        """Count the values that have distractors, and the questions by hand, of a category.

        Without one, of a round of everything. None are counted where nothing can be asked after all.
        """
        if category is not None:
            return self._count(category)
        return sum(self._count(one, sensitive=False) for one in self._stock.categories)

    def _count(self, category: str, *, sensitive: bool | None = None) -> int:
        count = self._stock.count(category, sensitive=sensitive)
        is_sure = count >= _PLENTY or next(self.iter_questions(0, category=category), None) is not None
        return count if is_sure else 0

    def accepted_answers(self, ask: QuestionTarget) -> tuple[str, ...]:
        """Give every spelling of every right answer, folded."""
        told = self._by_id[ask.fact]
        if isinstance(told, HandwrittenQuestion):
            return (fold(told.right),) if told.kind is Kind.CHOICE else ()
        return self._truth.accepted_answers(told, _place(told, ask)).spellings

    def is_near_scale_end(self, ask: QuestionTarget) -> bool:
        """Say whether a value lies so near an end of its scale that its rank among others can't be even."""
        told = self._by_id[ask.fact]
        if isinstance(told, HandwrittenQuestion):
            return False
        subject = TargetContext(ask, told, _place(told, ask), Kind.CHOICE, 0, Text())
        return self._distractors.is_near_scale_end(subject)

    def draw_weight(self, told: PackEntry) -> float:
        """Say how readily a round takes a fact: the rows of a long table share their turns."""
        return 1.0 if isinstance(told, HandwrittenQuestion) else 1 / sqrt(self._truth.count_siblings(told))

    # What there is

    def _all(self) -> Iterator[PackEntry]:
        yield from self.pack.facts
        yield from self.pack.questions

    @cached_property
    def _by_id(self) -> dict[str, PackEntry]:
        """Everything that the pack tells, by its id."""
        return {told.id: told for told in self._all()}

    def _find(self, base: str) -> QuestionTarget | None:
        """Find what could be asked under the permanent part of a question's id."""
        pack, _, name = base.partition("/")
        fact, _, label = name.partition(".")
        told = self._by_id.get(fact)
        if told is None or pack != self.pack.name or (label or None) not in _labels(told):
            return None
        return self._ask(told, label or None)

    def _ask(self, told: PackEntry, label: str | None) -> QuestionTarget:
        return QuestionTarget(self.pack.name, told.id, label, told.category, told.tact is not None)

    # Questions written by hand

    def _written(self, ask: QuestionTarget, written: HandwrittenQuestion, kind: Kind, seed: int) -> Question:
        if kind is not written.kind:
            raise CannotAskError(SkipReason.OTHER_KIND)
        if kind is Kind.TRUEFALSE and ask.sensitive:
            raise CannotAskError(SkipReason.SENSITIVE)
        options: tuple[Text, ...] = TRUE_FALSE
        if kind is Kind.TRUEFALSE:
            key = 0 if fold(written.right) == "true" else 1
        else:
            shuffled = RandomStream(ask.pack, ask.fact, "", kind, "options", seed).shuffled(
                (written.right, *written.wrong)
            )
            options, key = tuple(shuffled), shuffled.index(written.right)
        return Question(
            id=f"{ask.target_id}/{kind}@{seed}",
            pack=self.pack.name,
            fact=written.id,
            category=written.category,
            kind=kind,
            stem=written.stem,
            options=options,
            key=key,
            explanation=written.explanation,
            citations=written.citations,
            attribution=wording.claimant_name(written.attribution),
            as_of=written.as_of,
            difficulty=0.5 if written.difficulty is None else written.difficulty,
            sensitive=ask.sensitive,
            origin=QuestionOrigin.WRITTEN,
            answer=written.right,
        )

    # Questions made of facts

    def _made(self, ask: QuestionTarget, fact: Fact, index: int, kind: Kind, seed: int) -> Question:
        if kind is Kind.TRUEFALSE and ask.sensitive:
            raise CannotAskError(SkipReason.SENSITIVE)
        if self._truth.is_lopsided(fact, index):
            raise CannotAskError(SkipReason.LOPSIDED)
        value = fact.values[index]
        if value.kind not in (None, kind):
            raise CannotAskError(SkipReason.OTHER_KIND)
        if contains(self._titles.get(fact.category, ""), value.text):
            raise CannotAskError(SkipReason.KEY_IN_CATEGORY)
        if kind is Kind.CHOICE:
            stem = wording.stem(fact, value, english=self._english, ask=_asked(ask, value, seed))
        else:
            stem = wording.statement(fact, value, value.text, english=self._english)
        article = cloze.fixed_article(fact, value, kind) if self._english else None
        subject = TargetContext(ask, fact, index, kind, seed, stem, article)
        return self._choice(subject) if kind is Kind.CHOICE else self._statement(subject)

    def _choice(self, subject: TargetContext) -> Question:
        value = subject.value
        draft = self._question(subject, subject.stem, (self._option(subject, value.text),), 0)
        faults = find_stem_flaws(draft, english=self._english)
        if faults:
            raise CannotAskError(SkipReason.ITEM_FLAW, faults[0].check)
        right = self._truth.accepted_answers(subject.fact, subject.value_index)
        if any(contains(subject.stem, answer) for answer in right.spellings):
            raise CannotAskError(SkipReason.KEY_IN_STEM)
        key = self._nearness.sentence_case(value.type, value.text)
        reason = _reason_without_distractors(value)
        check = None
        for enough in _CANDIDATES:
            distractors = self._distractors.find(subject, enough)
            for chosen in _sets(key, distractors):
                question = self._with_options(subject, draft, key, chosen)
                faults = find_option_flaws(question, english=self._english)
                if not faults:
                    return question
                reason, check = SkipReason.ITEM_FLAW, faults[0].check
            if len(distractors) < enough:
                break
        raise CannotAskError(reason, check)

    def _with_options(
        self, subject: TargetContext, draft: Question, key: Text, chosen: Sequence[Distractor]
    ) -> Question:
        """Put the options in order: numbers ascending, others in an order of their own."""
        falsities = {one.text: one.disproof for one in chosen}
        texts = [key, *falsities]
        order = parse.sort_ascending(texts, subject.value.type, english=self._english)
        if order is None:
            order = subject.random_stream("options").shuffled(texts)
        proofs = [
            Proof(number, falsities[text].reason, falsities[text].fact_ids)
            for number, text in enumerate(order)
            if text in falsities
        ]
        nearness = sum(one.similarity for one in chosen) / len(chosen)
        return draft._replace(
            options=_capitalised_alike(draft.stem, [self._option(subject, text) for text in order]),
            key=order.index(key),
            proofs=tuple(proofs),
            difficulty=self._difficulty(subject, nearness),
        )

    def _statement(self, subject: TargetContext) -> Question:
        value = subject.value
        if wording.is_repeated_in_sentence(subject.fact, value):
            raise CannotAskError(SkipReason.KEY_IN_STEM)
        distractors = self._distractors.find(subject, _CANDIDATES[0])
        if not distractors:
            raise CannotAskError(
                SkipReason.OPEN if value.open and not value.wrong else SkipReason.NO_DISTRACTORS
            )
        true = self._nearness.sentence_case(value.type, value.text)
        likely = [one for one in distractors if not has_odd_option((true, one.text))] or distractors
        false = subject.random_stream("false").choice(likely[: DISTRACTOR_COUNTS[0]])
        is_true = subject.random_stream("truth").random() < 0.5
        if is_true:
            proof = Proof(1, false.disproof.reason, false.disproof.fact_ids)
            question = self._question(subject, subject.stem, TRUE_FALSE, 0, proof)
        else:
            proof = Proof(0, false.disproof.reason, false.disproof.fact_ids, false.text, value.text)
            stem = wording.statement(subject.fact, value, false.text, english=self._english)
            question = self._question(subject, stem, TRUE_FALSE, 1, proof)
            said = wording.correction(
                subject.fact, value, false.text, true, question.explanation, english=self._english
            )
            question = question._replace(explanation=said)
        faults = find_stem_flaws(question, english=self._english)
        if faults:
            raise CannotAskError(SkipReason.ITEM_FLAW, faults[0].check)
        return question._replace(difficulty=self._difficulty(subject, false.similarity))

    def _question(
        self, subject: TargetContext, stem: Text, options: tuple[Text, ...], key: int, *proofs: Proof
    ) -> Question:
        fact = subject.fact
        return Question(
            id=f"{subject.target.target_id}/{subject.kind}@{subject.seed}",
            pack=self.pack.name,
            fact=fact.id,
            category=fact.category,
            kind=subject.kind,
            stem=stem,
            options=options,
            key=key,
            explanation=wording.explanation(fact, self._sources, english=self._english),
            citations=fact.citations,
            proofs=proofs,
            attribution=wording.claimant_name(fact.attribution),
            as_of=fact.as_of,
            sensitive=subject.target.sensitive,
            answer=subject.value.text,
        )

    def _option(self, subject: TargetContext, text: Text) -> Text:
        return wording.option(subject.fact, subject.value, text, english=self._english)

    @cached_property
    def _titles(self) -> dict[str, Text]:
        """What stands over a category's questions while they are asked."""
        return {category.name: category.title for category in self.pack.categories}

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.pack.sources}

    def _difficulty(self, subject: TargetContext, nearness: float) -> float:
        """Give the author's word, or a guess from 0 to 1.

        The nearer the wrong options, the harder it is; exact numbers and dates are harder too. A value that
        the pack tells of in many places is better known, and a statement is half guessed.
        """
        value = subject.value
        if value.difficulty is not None:
            return value.difficulty
        guess = 0.5 + _HARDER_BY_NEARNESS * (min(nearness, 4.0) - NEAR)
        if parse.parse_magnitude(value.text, value.type, english=self._english) is not None:
            guess += _HARDER_IF_EXACT
        else:
            told = self._nearness.count_occurrences(value.type, value.text)
            guess += _EASIER_BY_TELLING * log2(min(max(told, 1), _TELLINGS_AT_MOST))
        if subject.kind is Kind.TRUEFALSE:
            guess += _EASIER_IF_STATEMENT
        return round(min(max(guess, 0.0), 1.0), 2)


def _labels(told: PackEntry) -> list[str | None]:
    return [None] if isinstance(told, HandwrittenQuestion) else [value.label for value in told.values]


def _place(fact: Fact, ask: QuestionTarget) -> int:
    """Give the index of the value that is asked for."""
    return next(place for place, value in enumerate(fact.values) if value.label == ask.label)


def _reason_not_to_ask(told: PackEntry, ask: QuestionTarget) -> SkipReason | None:
    if told.tact is Sensitivity.NEVER_ASK:
        return SkipReason.NEVER_ASK
    is_asked = isinstance(told, HandwrittenQuestion) or told.values[_place(told, ask)].asked
    return None if is_asked else SkipReason.NOT_ASKED


def _reason_without_distractors(value: Value) -> SkipReason:
    return SkipReason.OPEN if value.open and not value.wrong else SkipReason.NO_DISTRACTORS


def _sets(key: Text, distractors: Sequence[Distractor]) -> Iterator[tuple[Distractor, ...]]:
    """List sets of distractors to try: first those among which no option has a form of its own."""
    for count in DISTRACTOR_COUNTS:
        uneven: list[tuple[Distractor, ...]] = []
        for chosen in combinations(distractors, count):
            options = (key, *(one.text for one in chosen))
            if has_odd_option(options):
                uneven.append(chosen)
            else:
                yield chosen
        yield from uneven


def _capitalised_alike(stem: Text, options: Sequence[Text]) -> tuple[Text, ...]:
    """Begin every option with a capital where some do; a capital by itself says nothing then.

    Single words of both sorts are names (`Git`, `npm`), and stay as they were typed. So do articles beside
    names where they fill a gap inside a sentence.
    """
    small = [option for option in options if option[:1].islower()]
    large = [option for option in options if option[:1].isupper()]
    are_names = any(" " not in option for option in small) and any(" " not in option for option in large)
    are_inside = re.search(_GAP_INSIDE, stem) and all(option.startswith(ARTICLES) for option in small)
    if not small or not large or are_names or are_inside:
        return tuple(options)
    return tuple(Text(english.capitalize_start(option)) for option in options)


def _asked(ask: QuestionTarget, value: Value, seed: int) -> Text | None:
    """Pick one of the author's wordings, if there are any."""
    if not value.ask_also:
        return value.ask
    return value.wordings[
        int(uniform(ask.pack, ask.fact, ask.label or "", "wording", seed) * len(value.wordings))
    ]
