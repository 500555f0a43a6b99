"""Questions as a player without knowledge sees them: its options, their sizes, names and fame."""

import re

from quiz.audit.attacks import OptionSet
from quiz.generate.fame import FameIndex
from quiz.generate.values import parse
from quiz.model.pack import Fact, Kind, Pack, Value
from quiz.model.question import Question
from quiz.text.normalize import contains, fold
from quiz.text.safe import Text

_NAME = r"(?<!^)(?<![.?!] )\b[A-Z]\w+(?: [A-Z]\w+)*"
"""Words with capitals, except the first one of a sentence."""


class OptionSetBuilder:
    """Describes the options of a pack's questions."""

    def __init__(self, pack: Pack) -> None:
        self._english = pack.is_english
        self._values = index_values(pack)
        self._facts = {fact.id: fact for fact in pack.facts}
        self._ranks: dict[str, float] = {}
        """The rank of fame of each text, from 0 for the best known subject that it belongs to."""
        fame = FameIndex(pack)
        for fact in pack.facts:
            rank = fame.rank(fact)
            for value in fact.values if rank is not None else ():
                folded = fold(value.text)
                self._ranks[folded] = min(rank or 0.0, self._ranks.get(folded, 1.0))

    def build(self, question: Question, used: tuple[int, ...] = ()) -> OptionSet:
        """Describe the options of a question; `used` counts the earlier keys at each position."""
        ranks = [self._ranks.get(fold(option)) for option in question.options]
        known = [rank for rank in ranks if rank is not None]
        usual = sum(known) / len(known) if known else 0.0
        return OptionSet(
            texts=question.options,
            sizes=option_magnitudes(question, self._values.get(question.target_id), english=self._english),
            used=used,
            names=self.list_names(question),
            fame=tuple(-(usual if rank is None else rank) for rank in ranks) if known else None,
        )

    def list_names(self, question: Question) -> tuple[Text, ...]:
        """List the other values of a question's fact that it shows, or else its words with a capital."""
        fact = self._facts.get(question.fact)
        if question.kind is Kind.CHOICE and fact is not None:
            own = self._values.get(question.target_id)
            shown = [
                value.text
                for value in fact.values
                if value.text != (own and own.text) and contains(question.stem, value.text)
            ]
            if shown:
                return tuple(shown)
        return tuple(Text(match[0]) for match in re.finditer(_NAME, question.stem))


def index_values(pack: Pack) -> dict[str, Value]:
    """Map target ids to the values of a pack."""
    return {_target_id(pack, fact, value): value for fact in pack.facts for value in fact.values}


def option_magnitudes(question: Question, value: Value | None, *, english: bool) -> tuple[float, ...] | None:
    """Return the sizes of the options if all are numbers or dates."""
    if question.kind is not Kind.CHOICE:
        return None
    type_ = "number" if value is None else value.type
    magnitudes = [parse.parse_magnitude(option, type_, english=english) for option in question.options]
    parsed = tuple(magnitude for magnitude in magnitudes if magnitude is not None)
    return parsed if len(parsed) == len(magnitudes) else None


def _target_id(pack: Pack, fact: Fact, value: Value) -> str:
    return f"{pack.name}/{fact.id}" + (f".{value.label}" if value.label else "")
