"""Targets: the values and hand-written questions of a pack that a question can ask for."""

from typing import NamedTuple

from quiz.model.pack import Fact, Kind, Value
from quiz.model.rng import RandomStream
from quiz.text.safe import Text

DISTRACTOR_COUNTS = (3, 2)
"""Number of distractors in a question: three, or else two."""

Occurrence = tuple[Fact, int]
"""A fact, and the index of a value in it."""


class QuestionTarget(NamedTuple):
    """A value of a fact, or a hand-written question."""

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
    """A target in its fact, with everything that one question about it depends on."""

    target: QuestionTarget
    fact: Fact
    value_index: int
    kind: Kind
    seed: int
    stem: Text = Text("")
    """The question, or the sentence around the value."""
    article: str | None = None
    """`a` or `an` if it is fixed before the value, so that all options must agree with it."""

    @property
    def value(self) -> Value:
        """The value that is asked for."""
        return self.fact.values[self.value_index]

    def random_stream(self, purpose: str) -> RandomStream:
        """Return the question's random stream for a purpose."""
        target = self.target
        return RandomStream(target.pack, target.fact, target.label or "", self.kind, purpose, self.seed)
