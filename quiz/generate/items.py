"""Make questions of a pack's facts: one right answer each, every distractor proved, or no question."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations
from math import sqrt
from typing import NamedTuple

from quiz.core.chance import Chance
from quiz.core.flaws import has_odd_one, option_flaws, stem_flaws
from quiz.core.model import Fact, Kind, Pack, Proof, Question, Source, Tact, Value, Written
from quiz.generate import forms, wording
from quiz.generate.nearness import Candidate, Nearness
from quiz.generate.truth import Falsity, Truth
from quiz.text.fold import contains, fold
from quiz.text.safe import Text
from quiz.text.words import takes_an

_DISTRACTORS = (3, 2)
"""How many distractors a question has; two where three can't be had."""
_CANDIDATES = (6, 12)
"""How many proved values are looked for; more where no set of the first ones makes a fair question."""
_NEAR = 1.5
"""How near a value counts of which nothing but its falsity is known."""
_TIMES = ("year", "date")
_COUNTS = ("count", "number", "duration")
_HARDER_IF_EXACT = 0.1
_EASIER_IF_STATEMENT = -0.15
_KNOWN_YEAR = 2026
"""No year later than this stands among the options of a pack that names no date of its own."""
_YEAR = re.compile(r"\b(1\d{3}|20\d{2})\b")
TRUE_FALSE = (Text("True"), Text("False"))


class Ask(NamedTuple):
    """Something that could be asked: a value of a fact, or a question written by hand."""

    pack: str
    fact: str
    label: str | None
    category: str
    sensitive: bool

    @property
    def base(self) -> str:
        """`PACK/FACT[.LABEL]`, the permanent part of a question's id."""
        return f"{self.pack}/{self.fact}" + (f".{self.label}" if self.label else "")


class Skip(NamedTuple):
    """Why no question of a kind was made, in a word."""

    ask: Ask
    kind: Kind
    reason: str


class _Distractor(NamedTuple):
    text: Text
    falsity: Falsity
    nearness: float = _NEAR


class _Subject(NamedTuple):
    """The value that is asked for, in its fact, with what is worked out once for each question."""

    ask: Ask
    fact: Fact
    place: int
    """Which of the fact's values it is, from 0."""
    kind: Kind
    seed: int
    stem: Text
    """What the player sees around the value: the question, or the sentence with a gap."""

    @property
    def value(self) -> Value:
        return self.fact.values[self.place]


class _UnmadeError(Exception):
    """The question can't be made, for the reason given."""


class Maker:
    """Makes the questions of one pack, each when it is wanted."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._english = wording.is_english(pack)
        self._truth = Truth(pack)
        self._nearness = Nearness(pack)

    def asks(self) -> tuple[Ask, ...]:
        """List everything that could be asked, in the order of the pack."""
        return tuple(ask for ask in self._known if self._reason_not_to_ask(ask) is None)

    def make(self, ask: Ask, kind: Kind, seed: int) -> Question | Skip:
        """Make the question of a kind, or say why not; the same every time."""
        try:
            subject = self._known[ask]
            if isinstance(subject, Written):
                return self._written(ask, subject, kind, seed)
            reason = self._reason_not_to_ask(ask)
            if reason is not None:
                raise _UnmadeError(reason)
            return self._made(ask, *subject, kind, seed)
        except _UnmadeError as unmade:
            return Skip(ask, kind, str(unmade))

    def questions(
        self, seed: int, *, category: str | None = None, kind: Kind | None = None
    ) -> Iterator[Question]:
        """Make one question of each kind, or of the kind wanted, for everything that can be asked."""
        for ask in self.asks():
            if category in (None, ask.category):
                for one in Kind if kind is None else (kind,):
                    made = self.make(ask, one, seed)
                    if isinstance(made, Question):
                        yield made

    def skips(self, seed: int = 0) -> Iterator[Skip]:
        """Say what is not asked, and why."""
        for ask in self._known:
            for kind in Kind:
                made = self.make(ask, kind, seed)
                if isinstance(made, Skip) and made.reason != "other-kind":
                    yield made

    def find(self, question_id: str) -> Question | None:
        """Make the question of an id; without `@SEED` the one of seed 0."""
        path, at, seed = question_id.partition("@")
        base, _, kind = path.rpartition("/")
        ask = self._by_base.get(base)
        if ask is None or kind not in tuple(Kind) or (at and not re.fullmatch(r"-?[0-9]{1,20}", seed)):
            return None
        made = self.make(ask, Kind(kind), int(seed) if at else 0)
        return made if isinstance(made, Question) else None

    def count(self, category: str | None = None) -> int:
        """Count what can be asked in a category; without one, in a round of everything."""
        if category is None:
            return sum(not ask.sensitive for ask in self._playable)
        return sum(ask.category == category for ask in self._playable)

    def answers(self, ask: Ask) -> tuple[str, ...]:
        """Give every spelling of every right answer, folded."""
        subject = self._known[ask]
        if isinstance(subject, Written):
            return (fold(subject.right),) if subject.kind is Kind.CHOICE else ()
        return self._truth.right(*subject).answers

    def weight(self, ask: Ask) -> float:
        """Say how readily a round takes a fact: the rows of a long table share their turns."""
        subject = self._known[ask]
        return 1.0 if isinstance(subject, Written) else 1 / sqrt(self._truth.siblings(subject[0]))

    # What there is

    @cached_property
    def _known(self) -> dict[Ask, tuple[Fact, int] | Written]:
        known: dict[Ask, tuple[Fact, int] | Written] = {}
        for fact in self.pack.facts:
            for index, value in enumerate(fact.values):
                known.setdefault(self._ask(fact, value.label), (fact, index))
        for written in self.pack.questions:
            known.setdefault(self._ask(written, None), written)
        return known

    @cached_property
    def _by_base(self) -> dict[str, Ask]:
        return {ask.base: ask for ask in self._known}

    @cached_property
    def _playable(self) -> tuple[Ask, ...]:
        return tuple(
            ask for ask in self.asks() if any(isinstance(self.make(ask, kind, 0), Question) for kind in Kind)
        )

    def _ask(self, told: Fact | Written, label: str | None) -> Ask:
        return Ask(self.pack.name, told.id, label, told.category, told.tact is not None)

    def _reason_not_to_ask(self, ask: Ask) -> str | None:
        subject = self._known[ask]
        if isinstance(subject, Written):
            return "silent" if subject.tact is Tact.SILENT else None
        fact, index = subject
        if fact.tact is Tact.SILENT:
            return "silent"
        if not fact.values[index].asked:
            return "not-asked"
        return None

    # Questions written by hand

    def _written(self, ask: Ask, written: Written, kind: Kind, seed: int) -> Question:
        if kind is not written.kind:
            raise _UnmadeError("other-kind")
        reason = self._reason_not_to_ask(ask)
        if reason is not None or (kind is Kind.TRUEFALSE and ask.sensitive):
            raise _UnmadeError(reason or "tact")
        options: tuple[Text, ...] = TRUE_FALSE
        if kind is Kind.TRUEFALSE:
            key = 0 if fold(written.right) == "true" else 1
        else:
            shuffled = self._chance(ask, kind, "options", seed).shuffled((written.right, *written.wrong))
            options, key = tuple(shuffled), shuffled.index(written.right)
        return Question(
            id=f"{ask.base}/{kind}@{seed}",
            pack=self.pack.name,
            fact=written.id,
            category=written.category,
            kind=kind,
            stem=written.stem,
            options=options,
            key=key,
            explanation=written.explanation,
            citations=written.citations,
            attribution=written.attribution,
            as_of=written.as_of,
            difficulty=0.5 if written.difficulty is None else written.difficulty,
            sensitive=ask.sensitive,
            origin="written",
            answer=written.right,
        )

    # Questions made of facts

    def _made(self, ask: Ask, fact: Fact, index: int, kind: Kind, seed: int) -> Question:
        if kind is Kind.TRUEFALSE and ask.sensitive:
            raise _UnmadeError("tact")
        if self._truth.is_lopsided(fact, index):
            raise _UnmadeError("lopsided")
        value = fact.values[index]
        if kind is Kind.CHOICE:
            stem = wording.stem(fact, value, english=self._english)
        else:
            stem = wording.statement(fact, value, value.text, english=self._english)
        subject = _Subject(ask, fact, index, kind, seed, stem)
        return self._choice(subject) if kind is Kind.CHOICE else self._statement(subject)

    def _choice(self, subject: _Subject) -> Question:
        value = subject.value
        draft = self._question(subject, subject.stem, (value.text,), 0)
        faults = stem_flaws(draft, english=self._english)
        if faults:
            raise _UnmadeError(faults[0].name)
        if any(
            contains(subject.stem, answer)
            for answer in self._truth.right(subject.fact, subject.place).answers
        ):
            raise _UnmadeError("key-in-stem")
        key = self._nearness.natural(value.type, value.text)
        fault = "open" if value.open and not value.wrong else "no-distractors"
        for enough in _CANDIDATES:
            distractors = self._distractors(subject, enough)
            for chosen in _sets(key, distractors):
                question = self._with_options(subject, draft, key, chosen)
                faults = option_flaws(question, english=self._english)
                if not faults:
                    return question
                fault = faults[0].name
            if len(distractors) < enough:
                break
        raise _UnmadeError(fault)

    def _with_options(
        self, subject: _Subject, draft: Question, key: Text, chosen: Sequence[_Distractor]
    ) -> Question:
        """Put the options in order: numbers ascending, others in an order of their own."""
        falsities = {one.text: one.falsity for one in chosen}
        texts = [key, *falsities]
        sizes = [self._size(text, subject.value.type) for text in texts]
        if all(size is not None for size in sizes):
            order = [
                text for _, text in sorted(zip(sizes, texts, strict=True), key=lambda pair: pair[0] or 0)
            ]
        else:
            order = self._chance(subject.ask, Kind.CHOICE, "options", subject.seed).shuffled(texts)
        proofs = [
            Proof(number, falsities[text].reason, falsities[text].facts)
            for number, text in enumerate(order)
            if text in falsities
        ]
        nearness = sum(one.nearness for one in chosen) / len(chosen)
        return draft._replace(
            options=_capitalised_alike(order),
            key=order.index(key),
            proofs=tuple(proofs),
            difficulty=self._difficulty(subject, nearness),
        )

    def _statement(self, subject: _Subject) -> Question:
        value = subject.value
        distractors = self._distractors(subject, _CANDIDATES[0])
        if not distractors:
            raise _UnmadeError("open" if value.open and not value.wrong else "no-distractors")
        true = self._nearness.natural(value.type, value.text)
        likely = [one for one in distractors if not has_odd_one((true, one.text))] or distractors
        false = self._chance(subject.ask, subject.kind, "false", subject.seed).pick(likely[: _DISTRACTORS[0]])
        is_true = self._chance(subject.ask, subject.kind, "truth", subject.seed).random() < 0.5
        if is_true:
            proof = Proof(1, false.falsity.reason, false.falsity.facts)
            question = self._question(subject, subject.stem, TRUE_FALSE, 0, proof)
        else:
            proof = Proof(0, false.falsity.reason, false.falsity.facts, false.text, value.text)
            stem = wording.statement(subject.fact, value, false.text, english=self._english)
            question = self._question(subject, stem, TRUE_FALSE, 1, proof)
            said = wording.correction(
                subject.fact, value, false.text, true, question.explanation, english=self._english
            )
            question = question._replace(explanation=said)
        faults = stem_flaws(question, english=self._english)
        if faults:
            raise _UnmadeError(faults[0].name)
        return question._replace(difficulty=self._difficulty(subject, false.nearness))

    def _question(
        self, subject: _Subject, stem: Text, options: tuple[Text, ...], key: int, *proofs: Proof
    ) -> Question:
        fact = subject.fact
        return Question(
            id=f"{subject.ask.base}/{subject.kind}@{subject.seed}",
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
            attribution=fact.attribution,
            as_of=fact.as_of,
            sensitive=subject.ask.sensitive,
            answer=subject.value.text,
        )

    # Distractors

    def _distractors(self, subject: _Subject, enough: int) -> list[_Distractor]:
        """List values that are proved false, the first ones to be tried first."""
        value = subject.value
        form = forms.read(value.text, value.type, english=self._english)
        if form is not None and len(value.wrong) >= _DISTRACTORS[-1]:
            return self._declared(subject, form)
        if form is None or value.open:
            return self._named(subject, enough)
        fitted = self._fitted(subject, form)
        chance = self._chance(subject.ask, subject.kind, "distractors", subject.seed)
        texts = fitted and forms.neighbours(
            fitted, chance, lambda text: self._falsity(subject, text) is not None, latest=self._latest
        )
        if texts:
            return [_Distractor(text, falsity) for text in texts if (falsity := self._falsity(subject, text))]
        return self._named_alike(subject, fitted)

    def _declared(self, subject: _Subject, form: forms.Form) -> list[_Distractor]:
        """List the numbers declared wrong; the key's rank among the first of them is drawn."""
        below: list[_Distractor] = []
        above: list[_Distractor] = []
        chance = self._chance(subject.ask, subject.kind, "distractors", subject.seed)
        for text in chance.shuffled(subject.value.wrong):
            falsity = self._falsity(subject, text)
            size = self._size(text, subject.value.type)
            if falsity is not None and size is not None:
                (below if size < form.size else above).append(_Distractor(text, falsity))
        count = min(_DISTRACTORS[0], len(below) + len(above))
        ranks = range(max(0, count - len(above)), min(count, len(below)) + 1)
        rank = chance.pick(ranks)
        first = below[:rank] + above[: count - rank]
        return [*first, *below[rank:], *above[count - rank :]]

    def _fitted(self, subject: _Subject, form: forms.Form) -> forms.Form | None:
        """Fit a value's scale to its sentence; `None` where no other number would fit."""
        fact, value = subject.fact, subject.value
        if value.type in _TIMES:
            form = forms.until(form, self._latest)
        if not self._english:
            return form
        if wording.is_bound(fact, value):
            raise _UnmadeError("bound")
        if wording.is_vague(fact, value):
            form = forms.vague(form)
        return forms.from_two(form) if self._counts_things(subject) else form

    def _counts_things(self, subject: _Subject) -> bool:
        """Say whether the player sees the number before a noun, whose form hangs on it."""
        value = subject.value
        if value.type not in _COUNTS:
            return False
        within = forms.suffix(value.text)
        if within.strip():
            return forms.has_noun(within)
        is_bare = subject.kind is Kind.CHOICE and value.ask is not None
        return not is_bare and forms.has_noun(subject.fact.sentence[value.end :])

    def _named_alike(self, subject: _Subject, form: forms.Form | None) -> list[_Distractor]:
        """List numbers that the pack knows, where a number's own neighbours are not to be had."""
        if form is None:
            return []
        sized = [
            (one, self._size(one.text, subject.value.type)) for one in self._named(subject, _CANDIDATES[0])
        ]
        least = 2 if self._english and self._counts_things(subject) else 0
        return [one for one, size in sized if size is not None and size >= least]

    def _named(self, subject: _Subject, enough: int) -> list[_Distractor]:
        """List proved values of the same type, in the pack, in its pools and declared wrong for the fact."""
        value = subject.value
        chance = self._chance(subject.ask, subject.kind, "distractors", subject.seed)
        candidates: Iterable[Candidate]
        if value.open:
            candidates = self._open_candidates(subject, chance)
        else:
            candidates = self._nearness.candidates(value.type, value.text, value.wrong, chance, subject.seed)
        proved: list[_Distractor] = []
        for candidate in candidates:
            if len(proved) == enough:
                break
            falsity = self._falsity(subject, candidate.text)
            if falsity is not None and not any(self._clash(candidate.text, other.text) for other in proved):
                proved.append(_Distractor(candidate.text, falsity, candidate.nearness))
        return proved

    def _open_candidates(self, subject: _Subject, chance: Chance) -> list[Candidate]:
        """List what may be false although more is right than the pack knows."""
        inverse = self._truth.inverse_candidates(subject.fact, subject.place)
        texts = dict.fromkeys((*subject.value.wrong, *inverse))
        return [Candidate(text, _NEAR) for text in chance.shuffled(texts)]

    def _falsity(self, subject: _Subject, text: str) -> Falsity | None:
        """Prove a candidate false, and see that it can stand where the key stands."""
        if contains(subject.stem, text):
            return None
        if self._english and not self._fits_article(subject, text):
            return None
        return self._truth.proof(subject.fact, subject.place, text)

    def _fits_article(self, subject: _Subject, text: str) -> bool:
        if subject.kind is Kind.CHOICE and subject.value.ask:
            return True
        article = wording.article_before(subject.fact, subject.value)
        return article is None or takes_an(text) == (article == "an")

    def _clash(self, one: Text, other: Text) -> bool:
        return self._truth.same_name(one, other) or contains(one, other) or contains(other, one)

    @cached_property
    def _latest(self) -> int:
        """The last year that the pack knows of."""
        years = [int(fact.as_of[:4]) for fact in self.pack.facts if fact.as_of and _YEAR.match(fact.as_of)]
        for source in self.pack.sources:
            years.extend(int(year) for year in _YEAR.findall(source.date or ""))
        return max(years, default=_KNOWN_YEAR)

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.pack.sources}

    def _size(self, text: str, type_: str) -> float | None:
        return forms.size(text, type_, english=self._english)

    def _difficulty(self, subject: _Subject, nearness: float) -> float:
        """Give the author's word, or a guess: near options are harder, exact numbers and dates too."""
        value = subject.value
        if value.difficulty is not None:
            return value.difficulty
        guess = 0.5 + 0.1 * (min(nearness, 3.0) - _NEAR)
        if self._size(value.text, value.type) is not None:
            guess += _HARDER_IF_EXACT
        if subject.kind is Kind.TRUEFALSE:
            guess += _EASIER_IF_STATEMENT
        return round(min(max(guess, 0.0), 1.0), 2)

    def _chance(self, ask: Ask, kind: Kind, purpose: str, seed: int) -> Chance:
        return Chance(self.pack.name, ask.fact, ask.label or "", kind, purpose, seed)


def _sets(key: Text, distractors: Sequence[_Distractor]) -> Iterator[tuple[_Distractor, ...]]:
    """List sets of distractors to try: first those among which no option has a form of its own."""
    for count in _DISTRACTORS:
        uneven: list[tuple[_Distractor, ...]] = []
        for chosen in combinations(distractors, count):
            options = (key, *(one.text for one in chosen))
            if has_odd_one(options):
                uneven.append(chosen)
            else:
                yield chosen
        yield from uneven


def _capitalised_alike(options: Sequence[Text]) -> tuple[Text, ...]:
    """Begin every option with a capital where some do; a capital by itself says nothing then."""
    if any(option[:1].isupper() for option in options) and any(option[:1].islower() for option in options):
        return tuple(Text(option[:1].upper() + option[1:]) for option in options)
    return tuple(options)
