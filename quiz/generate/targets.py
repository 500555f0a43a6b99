"""Targets: what could be asked of a pack."""

from typing import NamedTuple

from quiz.model.pack import Fact, Kind, Value
from quiz.model.rng import RandomStream
from quiz.text.safe import Text


class QuestionTarget(NamedTuple):
    """Something that could be asked: a value of a fact, or a question written by hand."""

    pack: str
    fact: str
    label: str | None
    category: str
    sensitive: bool

    @property
    def target_id(self) -> str:
        """`PACK/FACT[.LABEL]`, the permanent part of a question's id."""
        return f"{self.pack}/{self.fact}" + (f".{self.label}" if self.label else "")


class TargetContext(NamedTuple):
    """The value that is asked for, in its fact, with what is worked out once for each question."""

    target: QuestionTarget
    fact: Fact
    value_index: int
    """Which of the fact's values it is, from 0."""
    kind: Kind
    seed: int
    stem: Text
    """What the player sees around the value: the question, or the sentence with a gap."""
    article: str | None = None
    """`a` or `an`, where it stays before the value and other values must go with it."""

    @property
    def value(self) -> Value:
        return self.fact.values[self.value_index]

    def random_stream(self, purpose: str) -> RandomStream:
        """Give the question's stream of chance for a purpose."""
        return RandomStream(
            self.target.pack, self.target.fact, self.target.label or "", self.kind, purpose, self.seed
        )
