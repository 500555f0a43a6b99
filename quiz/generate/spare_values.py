"""Spare values: those that no question has as its right answer.

A player who has seen one in two questions knows that it is always wrong. So each is kept for the questions of
one sentence.

    The Rhine rises in <Switzerland>.       wrong: [Austria, Italy]     Austria stays here,
    The Loire rises in <France>.            wrong: [Austria, Spain]     and is not offered here
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from quiz.generate.fact_index import FactIndex
from quiz.generate.spelled_columns import SharedTexts, SpelledColumns, share_texts
from quiz.generate.targets import DISTRACTOR_COUNTS, Occurrence, TargetContext
from quiz.model.pack import Fact, Kind, Pack, Sensitivity, Value
from quiz.model.rng import uniform_many
from quiz.model.value_types import PARSED_TYPES
from quiz.text.safe import Text


class SpareIndex:
    """The values of a pack that are never right, each with the sentence that may show it."""

    def __init__(self, pack: Pack, facts: FactIndex, spelled: SpelledColumns) -> None:
        self._pack = pack
        self._facts = facts
        self._spelled = spelled
        self._owners: dict[str, dict[str, str] | None] = {}

    def is_offered(self, context: TargetContext, text: str) -> bool:
        """Return whether a text may be a wrong option: it is right elsewhere, or kept for this sentence."""
        value = context.value
        if value.type in PARSED_TYPES or context.kind is Kind.ODDONE:  # whose key is an outsider
            return True
        name = text.casefold()
        if name in self._keys:
            return True
        column = self._shared_columns.get((context.fact.relation, context.value_index))
        if column is not None and name in column.owners:
            return column.owners[name] == context.fact.id
        frame = _frame(context.fact, value)
        if name in self._declared.owners:
            return self._declared.owners[name] == frame or (
                frame in self._declared.exempt and text in value.wrong
            )
        if value.type not in self._owners:
            self._owners[value.type] = self._assign(value.type)
        owners = self._owners[value.type]
        return owners is None or owners.get(name) == frame

    @cached_property
    def _keys(self) -> frozenset[str]:
        """The texts that are right in some question, in lower case."""
        keys = set(self._plain_keys)
        for (_, index), shared in self._shared_columns.items():
            keys.update(
                self._facts_by_id[id_].values[index].text.casefold() for id_ in sorted(shared.askable)
            )
        return frozenset(keys)

    @cached_property
    def _shared_columns(self) -> dict[tuple[str, int], SharedTexts]:
        """The columns of codes, by relation and index."""
        columns: dict[tuple[str, int], SharedTexts] = {}
        for fact in self._pack.facts:
            for index, value in enumerate(fact.values):
                key = (fact.relation, index)
                if value.asked and key not in columns and self._spelled.is_spelled(fact, index):
                    rows = [row for row in self._facts.table_of(fact).rows if row.values[index].asked]
                    columns[key] = share_texts(rows, index, self._plain_keys)
        return columns

    @cached_property
    def _facts_by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self._pack.facts}

    @cached_property
    def _plain_keys(self) -> frozenset[str]:
        """The texts that are right in questions about columns whose letters reveal nothing."""
        keys = {written.right.casefold() for written in self._pack.questions}
        for fact in self._pack.facts:
            if fact.tact is not Sensitivity.NEVER_ASK:
                for index, value in enumerate(fact.values):
                    if value.asked:
                        keys.update(text.casefold() for text in self._list_keys(fact, index))
        return frozenset(keys)

    def _list_keys(self, fact: Fact, index: int) -> Iterator[Text]:
        """List the texts that are right in the questions about a value."""
        value = fact.values[index]
        if self._is_chosen(fact, index):
            yield value.text
        asks = value.row_questions
        if asks is not None:
            if asks.most or asks.least:
                yield from (other.text for other in fact.values if other is not value)
            if asks.both:
                yield from value.right_answers
            if asks.outside:
                yield from (value.text, *value.wrong)

    def _is_chosen(self, fact: Fact, index: int) -> bool:
        """Return whether a value may be the key of a choice."""
        value = fact.values[index]
        if value.kinds and Kind.CHOICE not in value.kinds:
            return False
        table = self._facts.table_of(fact)
        if value.open and not value.wrong and len(table.rows) == 1:
            return False
        return not table.column(index).is_lopsided and not self._spelled.is_spelled(fact, index)

    @cached_property
    def _occurrences(self) -> dict[str, list[Occurrence]]:
        """The values that may be asked for, by type."""
        occurrences: dict[str, list[Occurrence]] = {}
        for fact in self._pack.facts:
            if fact.tact is not Sensitivity.NEVER_ASK:
                for index, value in enumerate(fact.values):
                    occurrences.setdefault(value.type, []).append((fact, index))
        return occurrences

    def _assign(self, type_: str) -> dict[str, str] | None:
        """Return the frame that each spare value of a type is kept for, by the text in lower case.

        Return `None` if they are too few for that.
        """
        occurrences = self._occurrences.get(type_, [])
        frames = dict.fromkeys(
            _frame(fact, fact.values[index]) for fact, index in occurrences if fact.values[index].asked
        )
        texts = [fact.values[index].text for fact, index in occurrences]
        texts += [text for pool in self._pack.pools if pool.type == type_ for text in pool.values]
        names = dict.fromkeys(text.casefold() for text in texts)
        spares = [name for name in names if name not in self._keys and name not in self._declared.owners]
        key_count = sum(name in self._keys for name in names)
        if frames and key_count - 1 + len(spares) // len(frames) < DISTRACTOR_COUNTS[0]:
            return None
        return dict(_share_out(spares, frames))

    @cached_property
    def _declared(self) -> "_DeclaredTexts":
        """The texts that authors declare wrong and that are never right."""
        declarers: dict[str, dict[str, None]] = {}
        texts_by_frame: dict[str, dict[str, None]] = {}
        for fact, index in chain.from_iterable(self._occurrences.values()):
            value = fact.values[index]
            if value.asked and value.wrong and value.type not in PARSED_TYPES:
                for text in value.wrong:
                    declarers.setdefault(text.casefold(), {})[_frame(fact, value)] = None
                    texts_by_frame.setdefault(_frame(fact, value), {})[text.casefold()] = None
        counts: Counter[str] = Counter()
        owners: dict[str, str] = {}
        for name in sorted(declarers, key=lambda name: (len(declarers[name]), name)):
            if name not in self._keys:
                owners[name] = min(declarers[name], key=counts.__getitem__)
                counts[owners[name]] += 1
        exempt = [
            frame
            for frame, names in texts_by_frame.items()
            if sum(owners.get(name, frame) == frame for name in names) < DISTRACTOR_COUNTS[0]
        ]
        return _DeclaredTexts(owners, frozenset(exempt), declarers)


class _DeclaredTexts(NamedTuple):
    """Texts that are declared wrong and never right, in lower case."""

    owners: dict[str, str]
    """The frame that each is kept for."""
    exempt: frozenset[str]
    """The frames that would have too few wrong options, so that they keep all of theirs."""
    declarers: dict[str, dict[str, None]]
    """The frames that declare each text wrong."""


def _share_out(names: Sequence[str], frames: Mapping[str, None]) -> Iterator[tuple[str, str]]:
    """Yield a frame for each name; each frame gets nearly as many."""
    drawn = sorted(frames, key=dict(zip(frames, uniform_many(frames, ("spare",)), strict=True)).__getitem__)
    for number, name in enumerate(names) if drawn else ():
        yield name, drawn[number % len(drawn)]


def _frame(fact: Fact, value: Value) -> str:
    """Return what the facts of one list have in common: their sentence without the value."""
    return f"{fact.sentence[: value.start]}\n{fact.sentence[value.end :]}"
