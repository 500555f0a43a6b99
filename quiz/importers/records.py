"""Records, as the readers of all formats yield them, and the reasons why one is left out."""

from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    """The reasons why a record is left out, in the order in which they are tried."""

    BROKEN = "broken"
    RAGGED_ROW = "ragged-row"
    RUNS_CODE = "runs-code"
    CLOZE = "cloze"
    ESSAY = "essay"
    KIND = "kind"
    MEDIA = "media"
    NO_QUESTION = "no-question"
    NO_ANSWER = "no-answer"
    PLACEHOLDER = "placeholder"
    SEVERAL_RIGHT = "several-right"
    PART_CREDIT = "part-credit"
    FORMULA = "formula"
    CODE = "code"
    FEW_OPTIONS = "few-options"
    FEW_PAIRS = "few-pairs"
    TOO_LONG = "too-long"
    TOO_MANY = "too-many"
    CONTRADICTS = "contradicts"
    DUPLICATE = "duplicate"


class Markup(StrEnum):
    """The markup of the texts of a record."""

    PLAIN = "plain"
    HTML = "html"
    MARKDOWN = "markdown"
    CARD = "card"
    """HTML in which a picture or a sound next to a text may go."""


class Record(NamedTuple):
    """One question of a bank, as its reader found it; texts are not cleaned yet.

    It has options, or answers to type, or a verdict, or a number, or pairs.
    """

    place: int
    """Its number in the file, from 1."""
    question: str = ""
    options: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    """The indices of the right options."""
    partly_right: tuple[int, ...] = ()
    """The indices of options that are worth a part."""
    answers: tuple[str, ...] = ()
    """An answer to type, and other spellings of it."""
    verdict: bool | None = None
    """Whether the question, a statement, is true."""
    number: str | None = None
    tolerance: str | None = None
    """Distance that an answer may have from `number`, or the range for it; such a question is typed."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Texts that belong together; a right side without a left one belongs to nothing."""
    because: str = ""
    category: str = ""
    difficulty: str = ""
    id: str = ""
    source: str = ""
    url: str = ""
    markup: Markup = Markup.PLAIN
    reason: Reason | None = None
    """The reason to leave it out, if the reader knows already."""
    is_card: bool = False
    """Whether it is a note with a front and a back, which need not be a question and its answer."""


class BankInfo(NamedTuple):
    """A bank’s description of itself."""

    title: str = ""
    author: str = ""
    url: str = ""
    licence: str = ""
    note: str = ""
    unit: str = "question"
