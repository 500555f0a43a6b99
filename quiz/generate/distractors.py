"""Find the values that stand beside a key: each proved false, and fit to stand there."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from quiz.generate import wording
from quiz.generate.candidates import Candidate, CandidateIndex
from quiz.generate.proofs import Disproof, ProofEngine
from quiz.generate.skipped import CannotAskError, SkipReason
from quiz.generate.targets import TargetContext
from quiz.generate.values import column_stats, parse, scale
from quiz.model.pack import Kind, Pack
from quiz.model.rng import RandomStream
from quiz.text.english import takes_an
from quiz.text.normalize import contains
from quiz.text.safe import Text

DISTRACTOR_COUNTS = (3, 2)
"""How many distractors a question has; two where three can't be had."""
USUAL_SIMILARITY = 2.5
"""How near a value counts of which nothing but its falsity is known: as most values of a type are."""
_WIDTHS = (0.6, 1.0, 1.5)
"""How far numbers lie apart in hard, middling and easy questions, beside what is usual."""
_ENOUGH_NUMBERS = 6
"""So many of the numbers that the pack knows stand in for a number's own neighbours."""
_KNOWN_YEAR = 2026
"""No year later than this stands among the options of a pack that names no date of its own."""
_YEAR = r"\b(1\d{3}|20\d{2})\b"


class Distractor(NamedTuple):
    """A value that is false in the key's place, with the reason."""

    text: Text
    disproof: Disproof
    similarity: float = USUAL_SIMILARITY


class DistractorFinder:
    """The distractors of a pack's values."""

    def __init__(self, pack: Pack, truth: ProofEngine, nearness: CandidateIndex) -> None:
        self._pack = pack
        self._english = wording.is_english(pack)
        self._truth = truth
        self._nearness = nearness
        self._columns: dict[tuple[str, int], column_stats.ColumnSpread] = {}

    def find(self, subject: TargetContext, enough: int) -> list[Distractor]:
        """List values that are proved false, the first ones to be tried first."""
        value = subject.value
        form = parse.parse_value(value.text, value.type, english=self._english)
        if form is not None and len(value.wrong) >= DISTRACTOR_COUNTS[-1]:
            return self._declared(subject, form)
        if value.open:
            return self._named(subject, enough)
        if form is None:
            return [one for one in self._named(subject, enough) if self._is_unread(subject, one.text)]
        fitted = self._fitted(subject, form)
        nearness = USUAL_SIMILARITY
        if isinstance(fitted, scale.Scale):
            width = _WIDTHS[_tightness(subject)]
            fitted, nearness = (
                fitted._replace(spread_factor=width * fitted.spread_factor),
                USUAL_SIMILARITY + 1 - width,
            )
        chance = subject.random_stream("distractors")
        texts = fitted and parse.draw_nearby_values(
            fitted, chance, lambda text: self._falsity(subject, text) is not None, latest=self._latest
        )
        if texts:
            falsities = [(text, self._falsity(subject, text)) for text in texts]
            return [Distractor(text, falsity, nearness) for text, falsity in falsities if falsity is not None]
        return self._named_alike(subject, fitted)

    def is_near_scale_end(self, subject: TargetContext) -> bool:
        """Say whether a number's neighbours are the last ones of its scale, for it lies among them itself."""
        form = parse.parse_value(subject.value.text, subject.value.type, english=self._english)
        try:
            fitted = None if form is None or subject.value.open else self._fitted(subject, form)
        except CannotAskError:
            return False
        return isinstance(fitted, scale.Scale) and scale.is_near_end(fitted, DISTRACTOR_COUNTS[0])

    def _declared(self, subject: TargetContext, form: "parse.ValueForm") -> list[Distractor]:
        """List the numbers declared wrong; the key's rank among the first of them is drawn."""
        below: list[Distractor] = []
        above: list[Distractor] = []
        chance = subject.random_stream("distractors")
        for text in chance.shuffled(subject.value.wrong):
            falsity = self._falsity(subject, text)
            size = self._size(text, subject.value.type)
            if falsity is not None and size is not None:
                (below if size < form.magnitude else above).append(Distractor(text, falsity))
        count = min(DISTRACTOR_COUNTS[0], len(below) + len(above))
        ranks = range(max(0, count - len(above)), min(count, len(below)) + 1)
        rank = chance.choice(ranks)
        first = below[:rank] + above[: count - rank]
        return [*first, *below[rank:], *above[count - rank :]]

    def _fitted(self, subject: TargetContext, form: "parse.ValueForm") -> "parse.ValueForm | None":
        """Fit a value's scale to its sentence; `None` where no other number would fit."""
        fact, value = subject.fact, subject.value
        if value.type in parse.TIME_TYPES:
            form = parse.keep_in_year(parse.cap_year(form, self._latest), _told_beside(subject))
        elif isinstance(form, scale.Scale):
            form = column_stats.fit_to_column(form, self._column(subject), subject.random_stream("column"))
        if not self._english:
            return form
        if wording.is_bound(fact, value):
            raise CannotAskError(SkipReason.BOUND)
        if wording.is_vague(fact, value):
            form = parse.spread_apart(form)
        return parse.exclude_one(form) if self._counts_things(subject) else form

    def _column(self, subject: TargetContext) -> column_stats.ColumnSpread:
        """Look, once, at the numbers that the relation tells in the value's place."""
        place = (subject.fact.relation, subject.value_index)
        if place not in self._columns:
            values = self._truth.column_values(subject.fact, subject.value_index)
            self._columns[place] = column_stats.measure_column(values, english=self._english)
        return self._columns[place]

    def _counts_things(self, subject: TargetContext) -> bool:
        """Say whether the player sees the number before a noun, whose form hangs on it."""
        value = subject.value
        within = parse.find_suffix(value.text) if value.type in (*parse.COUNT_TYPES, "money") else ""
        if within.strip():
            return parse.has_noun(within)
        if value.type not in parse.COUNT_TYPES:
            return False
        is_bare = subject.kind is Kind.CHOICE and value.ask is not None
        return not is_bare and parse.has_noun(subject.fact.sentence[value.end :])

    def _named_alike(self, subject: TargetContext, form: "parse.ValueForm | None") -> list[Distractor]:
        """List numbers that the pack knows, where a number's own neighbours are not to be had."""
        if form is None:
            return []
        sized = [
            (one, self._size(one.text, subject.value.type)) for one in self._named(subject, _ENOUGH_NUMBERS)
        ]
        least = 2 if self._english and self._counts_things(subject) else 0
        return [one for one, size in sized if size is not None and size >= least]

    def _is_unread(self, subject: TargetContext, text: Text) -> bool:
        """Say whether a value is such as can’t be read, as the key is, or was declared wrong beside it."""
        value = subject.value
        return text in value.wrong or parse.parse_value(text, value.type, english=self._english) is None

    def _named(self, subject: TargetContext, enough: int) -> list[Distractor]:
        """List proved values of the same type, in the pack, in its pools and declared wrong for the fact."""
        value = subject.value
        chance = subject.random_stream("distractors")
        candidates: Iterable[Candidate]
        if value.open:
            candidates = self._open_candidates(subject, chance)
        else:
            candidates = self._nearness.iter_candidates(
                subject.fact, subject.value_index, chance, subject.seed, _tightness(subject)
            )
        proved: list[Distractor] = []
        for candidate in candidates:
            if len(proved) == enough:
                break
            falsity = self._falsity(subject, candidate.text)
            if falsity is not None and not any(
                self._truth.is_conflict(candidate.text, other.text) for other in proved
            ):
                proved.append(Distractor(candidate.text, falsity, candidate.similarity))
        return proved

    def _open_candidates(self, subject: TargetContext, chance: RandomStream) -> list[Candidate]:
        """List what may be false although more is right than the pack knows."""
        inverse = self._truth.list_inverse_candidates(subject.fact, subject.value_index)
        texts = dict.fromkeys((*subject.value.wrong, *inverse))
        return [Candidate(text, USUAL_SIMILARITY) for text in chance.shuffled(texts)]

    def _falsity(self, subject: TargetContext, text: str) -> Disproof | None:
        """Prove a candidate false, and see that it can stand where the key stands."""
        if contains(subject.stem, text):
            return None
        if subject.article is not None and takes_an(text) != (subject.article == "an"):
            return None
        return self._truth.disprove(subject.fact, subject.value_index, text)

    @cached_property
    def _latest(self) -> int:
        return find_latest_year(self._pack)

    def _size(self, text: str, type_: str) -> float | None:
        return parse.parse_magnitude(text, type_, english=self._english)


def _told_beside(subject: TargetContext) -> str:
    """Give what the player reads beside the value."""
    fact, value = subject.fact, subject.value
    rest = f"{fact.sentence[: value.start]} {fact.sentence[value.end :]}"
    return rest if subject.kind is Kind.TRUEFALSE else f"{rest} {subject.stem}"


def _tightness(subject: TargetContext) -> int:
    """Say how like the key its distractors are: by the author's word for how hard it is, or by chance.

    0 is for the hardest questions, 2 for the easiest.
    """
    difficulty = subject.value.difficulty
    return (
        subject.random_stream("tightness").randbelow(3) if difficulty is None else round(2 * (1 - difficulty))
    )


def find_latest_year(pack: Pack) -> int:
    """Give the last year that a pack knows of."""
    years = [int(fact.as_of[:4]) for fact in pack.facts if fact.as_of and re.match(_YEAR, fact.as_of)]
    for source in pack.sources:
        years.extend(int(year) for year in re.findall(_YEAR, source.date or ""))
    return max(years, default=_KNOWN_YEAR)
