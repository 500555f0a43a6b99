"""Questions, with the proofs of their wrong options."""

from enum import StrEnum
from typing import NamedTuple

from quiz.model.pack import Citation, Kind, are_from_bank
from quiz.text.safe import Text


class ProofReason(StrEnum):
    """The reason why a distractor is false."""

    SINGLE_VALUED = "single-valued"
    COMPLETE_LIST = "complete-list"
    DECLARED_WRONG = "declared-wrong"
    DECLARED_CLOSED = "declared-closed"
    INVERSE = "inverse"
    COMPARED = "compared"
    OTHER_ROW = "other-row"


class QuestionOrigin(StrEnum):
    """The origin of a question: a fact, or an author who wrote it."""

    FACT = "fact"
    WRITTEN = "written"


class Proof(NamedTuple):
    """The reason why an option is not the key, with the ids of the facts that prove it."""

    option: int
    reason: ProofReason
    facts: tuple[str, ...]
    value: Text | None = None
    """The false value in a false statement."""
    correct_value: Text | None = None
    """The true value that it replaces."""


class AcceptedTexts(NamedTuple):
    """The answers to a typed question."""

    texts: tuple[Text, ...]
    """Every spelling of every right answer; the first is shown."""
    rivals: tuple[Text, ...] | None = None
    """The other values of the answer's type, which no slip may lead to. `None` if they are too few or too
    many to distinguish a slip from a name: then a text that is nearly right has to be typed again."""
    tolerance: float = 0.0
    """The greatest difference of a right number from the answer."""


class GuessedNumber(NamedTuple):
    """The answer to a question that is answered by guessing a number."""

    type: str
    """`year`, or another type of numbers."""
    value: float
    low: float
    high: float
    """The ends of the scale that the player sees."""
    full: float
    """The greatest distance at which a guess counts as right."""
    none: float
    """The distance from which a guess earns nothing."""
    is_ratio: bool
    """Whether distances are natural logarithms of ratios, not differences."""
    unit: Text
    """The answer with a gap in the place of its number; empty if it is the bare number."""


class Question(NamedTuple):
    """A question with its key, explanation and proofs."""

    id: str
    """`PACK/FACT[.LABEL]/KIND@SEED`; the part before `@` is permanent."""
    pack: str
    fact: str
    category: str
    kind: Kind
    stem: Text
    options: tuple[Text, ...]
    key: int
    """The index of the right option; -1 for a question without options."""
    explanation: Text
    """Empty if the question bank that it is from has none."""
    citations: tuple[Citation, ...]
    proofs: tuple[Proof, ...] = ()
    attribution: Text | None = None
    as_of: str | None = None
    difficulty: float = 0.5
    sensitive: bool = False
    origin: QuestionOrigin = QuestionOrigin.FACT
    answer: Text = Text("")
    """The value that the question is about: the key of a choice, the true value of a statement."""
    more: Text | None = None
    """The author's addition to the fact, which the explanation contains."""
    remarks: Text | None = None
    """The sentences on its evidence: the claimant, and whether several sources confirm it."""
    repeats: bool = False
    """Whether the explanation only repeats the question and its answer, apart from the remarks."""
    why_wrong: tuple[Text | None, ...] = ()
    """The reason why each option is wrong, if the pack says; empty if it says nothing of any."""
    row_ids: tuple[str, ...] = ()
    """The ids of the other facts that it is made of."""
    accepted: AcceptedTexts | None = None
    """The answers, if the player types one."""
    guessed: GuessedNumber | None = None
    """The answer, if the player guesses a number."""

    @property
    def is_checked(self) -> bool:
        """Whether a source supports the answer; a question bank only repeats it."""
        return not are_from_bank(self.citations)

    @property
    def target_id(self) -> str:
        """The target of the question, regardless of its kind and wording: `PACK/FACT[.LABEL]`."""
        return self.id.partition("@")[0].rpartition("/")[0]
