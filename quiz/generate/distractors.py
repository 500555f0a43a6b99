"""Distractors: values that are proved false in the place of a key, and that fit there.

<Bath> is in <Somerset>.            for Bath: Wells and Truro, proved by the other sentences
<Wells> has <10,000> people.        for 10,000: 7,000, 12,000 … drawn on the scale of its column
<Truro> has <19,000> people.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from quiz.generate import cloze, wording
from quiz.generate.candidates import CandidateIndex, DistractorCandidate
from quiz.generate.proofs import Disproof, ProofEngine, disprove, is_conflict, list_inverse_candidates
from quiz.generate.similarity_levels import choose_cluster_level, choose_spread_level
from quiz.generate.skipped import CannotAskError, SkipReason
from quiz.generate.spare_values import SpareIndex
from quiz.generate.spelled_columns import SpelledColumns
from quiz.generate.spelling import SpellingRule, can_balance
from quiz.generate.targets import DISTRACTOR_COUNTS, TargetContext
from quiz.generate.traps import order_traps
from quiz.generate.values import column_stats, parse, scale
from quiz.generate.values.limits import ColumnLimits, Limits, clip, draw_held
from quiz.generate.values.number_style import NumberStyle, has_words_of
from quiz.model.pack import Kind, Pack
from quiz.model.rng import RandomStream
from quiz.model.value_types import PARSED_TYPES
from quiz.text.english import is_plural, takes_an
from quiz.text.normalize import contains, fold
from quiz.text.safe import Text

USUAL_SIMILARITY = 2.5
"""Similarity of most values of a type, used if that of a distractor is unknown."""
_SPREAD_FACTORS = (0.6, 1.0, 1.5)
"""Factors of the distance between numbers, by similarity level."""
_MAX_NUMBERS = 6
"""Maximum number of values from the pack that replace numbers drawn on a scale."""
_MAX_SPELLED = 4
"""Maximum number of values of a column of codes that fit better, as well or worse than the key."""
_MAX_LETTERED = 24
"""Maximum number of values that are proved false to find some that share more letters with a question."""
_MIN_BETTER = 3
_MAX_COMPARED = 400
"""Maximum number of values whose letters are compared before any is proved false."""
_DEFAULT_LATEST_YEAR = 2026
"""Latest year among the options of a pack without dates of its own."""
_YEAR = r"\b(1\d{3}|20\d{2})\b"


class Distractor(NamedTuple):
    """A value that is false in the key's place, with the reason."""

    text: Text
    disproof: Disproof
    similarity: float = USUAL_SIMILARITY
    comparison: int = 0
    """1 for a code whose letters fit the question better than the key’s, −1 if worse, else 0."""


class FoundDistractors:
    """Distractors of one value, each proved when it is first needed: most questions need only three."""

    def __init__(self, distractors: Iterable[Distractor]) -> None:
        self._rest = iter(distractors)
        self._found: list[Distractor] = []

    def __iter__(self) -> Iterator[Distractor]:
        yield from self._found
        for distractor in self._rest:
            self._found.append(distractor)
            yield distractor


class _ColumnMeasures(NamedTuple):
    """The spread of the numbers of a column, their limits and how they are written."""

    spread: column_stats.ColumnSpread
    limits: ColumnLimits
    style: NumberStyle


class DistractorFinder:
    """The distractors of a pack's values."""

    def __init__(
        self, pack: Pack, proofs: ProofEngine, candidates: CandidateIndex, spelling: SpelledColumns
    ) -> None:
        self._pack = pack
        self._english = pack.is_english
        self._proofs = proofs
        self._candidates = candidates
        self._spelling = spelling
        self._spares = SpareIndex(pack, proofs.facts, spelling)
        self._columns: dict[tuple[str, int], _ColumnMeasures] = {}

    def find(self, context: TargetContext, limit: int) -> FoundDistractors:
        """Find distractors, the best first; `limit` bounds those that are found in the pack."""
        if self._english:
            article = cloze.find_fixed_article(context.fact, context.value, context.kind)
            context = context._replace(article=article)
        return FoundDistractors(self._find(context, limit))

    def _find(self, context: TargetContext, limit: int) -> Iterable[Distractor]:
        value = context.value
        form = parse.parse_value(value.text, value.type, english=self._english)
        if form is not None and len(value.wrong) >= DISTRACTOR_COUNTS[-1]:
            return self._find_declared(context, form)
        if value.open:
            return self._find_named(context, limit)
        if form is None:
            return (
                distractor
                for distractor in self._find_named(context, limit)
                if self._is_unparsed(context, distractor.text)
            )
        fitted = self._fit(context, form)
        similarity = USUAL_SIMILARITY
        if isinstance(fitted, scale.Scale):
            factor = _SPREAD_FACTORS[choose_spread_level(context)]
            fitted = fitted._replace(spread_factor=factor * fitted.spread_factor)
            similarity = USUAL_SIMILARITY + 1 - factor
        if fitted is None:
            return []
        drawn = self._draw(context, fitted)
        if not drawn:
            return self._find_numbers(context)
        return [Distractor(text, disproof, similarity) for text, disproof in drawn if disproof is not None]

    def _draw(self, context: TargetContext, form: "parse.ValueForm") -> list[tuple[Text, Disproof | None]]:
        """Draw other values within the limits of the column: for a date, first those of the column itself."""
        limits = self._limits(context)
        disproofs: dict[str, Disproof | None] = {}

        def find_disproof(text: str) -> Disproof | None:
            if text not in disproofs:
                disproofs[text] = self._disprove(context, text)
            return disproofs[text]

        def is_allowed(text: str) -> bool:
            return self._is_possible(context, limits, text) and find_disproof(text) is not None

        stream = context.random_stream("distractors")
        drawn: tuple[Text, ...] | None = None
        if not isinstance(form, scale.Scale):
            held = form.select_neighbours(self._column(context).limits.list_held(context.value.text))
            if held:
                drawn = draw_held(form.magnitude, held, stream, is_allowed, DISTRACTOR_COUNTS[0])
        if not drawn:
            drawn = parse.draw_nearby_values(form, stream, is_allowed, latest=self.latest_year)
        return [(text, find_disproof(text)) for text in drawn or ()]

    def _limits(self, context: TargetContext) -> Limits:
        """Return the limits of the wrong numbers for a value."""
        value = context.value
        text = " ".join((context.fact.sentence, *value.wordings))
        return self._column(context).limits.find(value, text)

    def _is_possible(self, context: TargetContext, limits: Limits, text: str) -> bool:
        """Return whether a number is within the limits and written like the others."""
        value = context.value
        if value.type not in parse.TIME_TYPES and not self._column(context).style.matches(value.text, text):
            return False
        form = parse.parse_value(text, value.type, english=self._english)
        return form is not None and all(map(limits.includes, form.ends))

    def is_near_scale_end(self, context: TargetContext) -> bool:
        """Return whether a number is among the last of its scale, which then are its neighbours."""
        form = parse.parse_value(context.value.text, context.value.type, english=self._english)
        try:
            fitted = None if form is None or context.value.open else self._fit(context, form)
        except CannotAskError:
            return False
        return isinstance(fitted, scale.Scale) and scale.is_near_end(fitted, DISTRACTOR_COUNTS[0])

    def _find_declared(self, context: TargetContext, form: "parse.ValueForm") -> list[Distractor]:
        """List the numbers declared wrong; the rank of the key among the first of them is random."""
        below: list[Distractor] = []
        above: list[Distractor] = []
        stream = context.random_stream("distractors")
        for text in stream.shuffled(context.value.wrong):
            disproof = self._disprove(context, text)
            magnitude = self._parse_magnitude(text, context.value.type)
            if disproof is not None and magnitude is not None:
                (below if magnitude < form.magnitude else above).append(Distractor(text, disproof))
        count = min(DISTRACTOR_COUNTS[0], len(below) + len(above))
        ranks = range(max(0, count - len(above)), min(count, len(below)) + 1)
        rank = stream.choice(ranks)
        first = below[:rank] + above[: count - rank]
        return [*first, *below[rank:], *above[count - rank :]]

    def _fit(self, context: TargetContext, form: "parse.ValueForm") -> "parse.ValueForm | None":
        """Fit a value's scale to its sentence; return `None` if no other number would fit."""
        fact, value = context.fact, context.value
        if value.type in parse.TIME_TYPES:
            form = parse.keep_in_year(parse.cap_year(form, self.latest_year), _visible_text(context))
        elif isinstance(form, scale.Scale):
            stream = context.random_stream("column")
            form = column_stats.fit_to_column(form, self._column(context).spread, stream)
        if isinstance(form, scale.Scale):
            form = self._column(context).style.fit(clip(form, self._limits(context)), value)
        if not self._english:
            return form
        if wording.is_bound(fact, value):
            raise CannotAskError(SkipReason.BOUND)
        if wording.is_vague(fact, value):
            form = parse.spread_apart(form, value.type)
        return parse.exclude_one(form) if self._counts_things(context) else form

    def _column(self, context: TargetContext) -> "_ColumnMeasures":
        """Measure the numbers in the value's column, once."""
        column = (context.fact.relation, context.value_index)
        if column not in self._columns:
            values = self._proofs.facts.table_of(context.fact).column(context.value_index).values
            limits = ColumnLimits(values, english=self._english)
            self._columns[column] = _ColumnMeasures(
                column_stats.measure_column(values, english=self._english),
                limits,
                NumberStyle(limits.texts, english=self._english),
            )
        return self._columns[column]

    def _counts_things(self, context: TargetContext) -> bool:
        """Return whether the player sees the number before a noun, whose form depends on it."""
        value = context.value
        unit = parse.find_suffix(value.text) if value.type in (*parse.COUNT_TYPES, "money") else ""
        if unit.strip():
            return parse.has_noun(unit)
        if value.type not in parse.COUNT_TYPES:
            return False
        is_bare = context.kind is Kind.CHOICE and value.ask is not None
        return not is_bare and parse.has_noun(context.fact.sentence[value.end :])

    def _find_numbers(self, context: TargetContext) -> list[Distractor]:
        """List numbers from the pack."""
        minimum = 2 if self._english and self._counts_things(context) else 0
        limits = self._limits(context)
        numbers: list[Distractor] = []
        for distractor in self._find_named(context, _MAX_NUMBERS):
            text, key = distractor.text, context.value.text
            magnitude = self._parse_magnitude(text, context.value.type)
            is_declared = text in context.value.wrong
            is_fitting = is_declared or (has_words_of(key, text) and self._is_possible(context, limits, text))
            if magnitude is not None and magnitude >= minimum and is_fitting:
                numbers.append(distractor)
        return numbers

    def _is_unparsed(self, context: TargetContext, text: Text) -> bool:
        """Return whether a value can't be parsed, just as the key, or is declared wrong."""
        value = context.value
        return text in value.wrong or parse.parse_value(text, value.type, english=self._english) is None

    def _find_named(self, context: TargetContext, limit: int) -> Iterable[Distractor]:
        """Find disproved values of the same type: from the pack, its pools, and declared wrong."""
        rule = self._spelling.find_rule(context)
        if rule is not None and rule.has_codes:
            return self._find_spelled(context, rule)
        disproved = self._iter_disproved(context, self._iter_candidates(context))
        return islice(disproved, limit) if rule is None else _list_compared(disproved, rule, limit)

    def _find_spelled(self, context: TargetContext, rule: SpellingRule) -> list[Distractor]:
        """List values that fit the names in the question better than the key, as well, and a bit worse."""
        if not self._may_balance(context, rule):
            return []
        candidates = list(self._iter_candidates(context, is_whole_type=True))
        fits = [rule.measure(candidate.text) for candidate in candidates]
        ranked = sorted(zip(fits, candidates, strict=True), key=lambda pair: -min(pair[0], rule.key_fit))
        found: dict[int, list[Distractor]] = {1: [], 0: [], -1: []}
        fitting = (each for fit, each in ranked if len(found[rule.compare(fit)]) < _MAX_SPELLED)
        for distractor in self._iter_disproved(context, fitting):
            comparison = rule.compare(rule.measure(distractor.text))
            found[comparison].append(distractor._replace(comparison=comparison))
        return [distractor for each in found.values() for distractor in each]

    def _may_balance(self, context: TargetContext, rule: SpellingRule) -> bool:
        """Return whether values that need no proof here can hide how well the key fits.

        This takes much less time than the proofs, and most values of a column of codes fail it.
        """
        value, aliases = context.value, self._proofs.facts.aliases
        texts = self._candidates.list_texts(value.type, _MAX_COMPARED + 1)
        if value.open or len(texts) > _MAX_COMPARED:
            return True
        shown = dict.fromkeys((*(aliases.shown_name(text, value.type) for text in texts), *value.wrong))
        excesses = [
            rule.measure(text) - rule.key_fit
            for text in shown
            if fold(text) != fold(value.text) and self._spares.is_offered(context, text)
        ]
        return can_balance(excesses) if context.kind is Kind.CHOICE else max(excesses, default=-1) >= 0

    def _iter_candidates(
        self, context: TargetContext, *, is_whole_type: bool = False
    ) -> Iterable[DistractorCandidate]:
        """Yield candidates, with a drawn trap before all others."""
        candidates = self._iter_untrapped(context, is_whole_type=is_whole_type)
        return order_traps(candidates, context) if context.value.traps else candidates

    def _iter_untrapped(
        self, context: TargetContext, *, is_whole_type: bool
    ) -> Iterable[DistractorCandidate]:
        stream = context.random_stream("distractors")
        if context.value.open:
            return self._list_open_candidates(context, stream)
        return self._candidates.iter_candidates(
            context.fact,
            context.value_index,
            stream,
            context.seed,
            choose_cluster_level(context),
            is_whole_type=is_whole_type,
        )

    def _iter_disproved(
        self, context: TargetContext, candidates: Iterable[DistractorCandidate]
    ) -> Iterator[Distractor]:
        """Yield the candidates that are proved false and don’t conflict with an earlier one."""
        distractors: list[Distractor] = []
        for candidate in candidates:
            text = candidate.text
            if text not in context.value.wrong:
                text = self._proofs.facts.aliases.shown_name(text, context.value.type)
            if not self._spares.is_offered(context, text):
                continue
            disproof = self._disprove(context, text)
            if disproof is not None and not any(
                is_conflict(text, earlier.text, self._proofs.facts.aliases) for earlier in distractors
            ):
                distractors.append(Distractor(text, disproof, candidate.similarity))
                yield distractors[-1]

    def _list_open_candidates(
        self, context: TargetContext, stream: RandomStream
    ) -> list[DistractorCandidate]:
        """List values that may be disproved although the pack doesn't know all right answers."""
        inverse = list_inverse_candidates(self._proofs.find_context(context.fact, context.value_index))
        texts = dict.fromkeys((*context.value.wrong, *inverse))
        return [DistractorCandidate(text, USUAL_SIMILARITY) for text in stream.shuffled(texts)]

    def _disprove(self, context: TargetContext, text: str) -> Disproof | None:
        """Disprove a candidate; return `None` too if it doesn't fit in the key's place."""
        if contains(context.stem, text):
            return None
        if not self._is_apart(context, text):
            return None
        if context.article is not None and takes_an(text) != (context.article == "an"):
            return None
        if self._english and is_plural(text) and self._takes_singular(context):
            return None
        return disprove(self._proofs.find_context(context.fact, context.value_index), text)

    def _is_apart(self, context: TargetContext, text: str) -> bool:
        """Return whether a number is far enough from an approximate one, or declared wrong."""
        value = context.value
        is_exact = value.type not in PARSED_TYPES or text in value.wrong or not self._english
        if is_exact or not self._proofs.find_context(context.fact, context.value_index).is_vague:
            return True
        return parse.is_apart(text, value.text, value.type, english=self._english)

    def _takes_singular(self, context: TargetContext) -> bool:
        """Return whether the player sees each value after an `a` or `an` of its own."""
        value = context.value
        is_shown = context.kind is Kind.TRUEFALSE or value.ask is None
        return is_shown and not is_plural(value.text) and cloze.takes_article(context.fact, value)

    @cached_property
    def latest_year(self) -> int:
        """The latest year in the dates of the pack's facts and sources."""
        return _find_latest_year(self._pack)

    def _parse_magnitude(self, text: str, type_: str) -> float | None:
        return parse.parse_magnitude(text, type_, english=self._english)


def _find_latest_year(pack: Pack) -> int:
    """Return the latest year in the dates of a pack's facts and sources."""
    years = [int(fact.as_of[:4]) for fact in pack.facts if fact.as_of and re.match(_YEAR, fact.as_of)]
    for source in pack.sources:
        years.extend(int(year) for year in re.findall(_YEAR, source.date or ""))
    return max(years, default=_DEFAULT_LATEST_YEAR)


def _list_compared(disproved: Iterable[Distractor], rule: SpellingRule, limit: int) -> list[Distractor]:
    """List the first values, and a few more that share more letters with the question than the key does."""
    found: list[Distractor] = []
    for distractor in islice(disproved, _MAX_LETTERED):
        comparison = rule.compare(rule.measure(distractor.text))
        better = sum(each.comparison > 0 for each in found)
        if len(found) < limit or (comparison > 0 and better < _MIN_BETTER):
            found.append(distractor._replace(comparison=comparison))
    return found


def _visible_text(context: TargetContext) -> str:
    """Return the text around the value that the player sees."""
    fact, value = context.fact, context.value
    rest = fact.sentence_with(" ", value)
    return rest if context.kind is Kind.TRUEFALSE else f"{rest} {context.stem}"
