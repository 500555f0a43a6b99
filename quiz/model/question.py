"""Questions, with the proofs of their wrong options."""

from enum import StrEnum
from typing import NamedTuple

from quiz.model.pack import Citation, Kind
from quiz.text.safe import Text


class ProofReason(StrEnum):
    """Why a distractor is false."""

    SINGLE_VALUED = "single-valued"
    COMPLETE_LIST = "complete-list"
    DECLARED_WRONG = "declared-wrong"
    INVERSE = "inverse"


class QuestionOrigin(StrEnum):
    """Where a question comes from: a fact, or an author who wrote it by hand."""

    FACT = "fact"
    WRITTEN = "written"


class Proof(NamedTuple):
    """Why one option is not the key, with the ids of the facts that show it."""

    option: int
    reason: ProofReason
    facts: tuple[str, ...]
    value: Text | None = None
    """In a false statement, the value put in ..."""
    correct_value: Text | None = None
    """... and the true one."""


class Question(NamedTuple):
    """What a player is asked."""

    id: str
    """`PACK/FACT[.LABEL]/KIND@SEED`; what stands before `@` is permanent."""
    pack: str
    fact: str
    category: str
    kind: Kind
    stem: Text
    options: tuple[Text, ...]
    key: int
    """Index of the right one in `options`."""
    explanation: Text
    citations: tuple[Citation, ...]
    proofs: tuple[Proof, ...] = ()
    attribution: Text | None = None
    as_of: str | None = None
    difficulty: float = 0.5
    sensitive: bool = False
    origin: QuestionOrigin = QuestionOrigin.FACT
    answer: Text = Text("")
    """The value the question is about: the key of a choice, the true value of a statement."""

    @property
    def target_id(self) -> str:
        """`PACK/FACT[.LABEL]`: what is asked, whatever the kind and the wording."""
        return self.id.partition("@")[0].rpartition("/")[0]
