"""Packs and their parts: sources, facts, pools and hand-written questions.

They are named tuples, not frozen dataclasses, because every game imports them: defining a dataclass takes
half a millisecond, a named tuple less than a tenth.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from quiz.model.location import Location
from quiz.text.safe import Text

FORMAT = 1
"""The version of the pack format that this program reads."""

MAX_OPTIONS = 6
GAP = "_____"
QUESTION_BANK = "question bank"
"""The only `kind` of a source with a meaning: a list of questions by other people."""
DIFFICULTIES = {"easy": 0.2, "medium": 0.5, "hard": 0.8}
"""The author's words for a difficulty."""


class Kind(StrEnum):
    """The kinds of question."""

    CHOICE = "choice"
    TRUEFALSE = "truefalse"
    COMPARE = "compare"
    BOTH = "both"
    ODDONE = "oddone"
    TYPED = "typed"
    CLOSEST = "closest"


def whole_pack(name: str) -> str:
    """Return the selection of a whole pack, as `hero/*`, next to those of categories, as `hero/video`."""
    return f"{name}/*"


BASIC_KINDS = (Kind.CHOICE, Kind.TRUEFALSE)
"""The kinds that ask about one fact, in the author's wording or without one."""
ROW_KINDS = (Kind.COMPARE, Kind.BOTH, Kind.ODDONE)
"""The kinds that ask about several rows of a relation, always in the author's wording."""
INPUT_KINDS = (Kind.TYPED, Kind.CLOSEST)
"""The kinds that ask about one fact and have no options: the player types the answer or guesses a number."""


class Sensitivity(StrEnum):
    """The treatment of a fact about the death or grief of real people."""

    CAREFUL = "plain"
    """Asked only if its category was chosen, never as a statement, never with a streak."""
    NEVER_ASK = "silent"
    """Never asked."""


class Trust(StrEnum):
    """The reliability of a source."""

    HIGH = "high"
    MIDDLING = "middling"
    LOW = "low"


class Section(NamedTuple):
    """A heading of a source and the paragraphs below it, counted from 1, both ends included."""

    heading: Text
    first: int
    last: int


class FactFreeRange(NamedTuple):
    """Paragraphs of a source without facts, counted from 1, both ends included, with the reason."""

    first: int
    last: int
    reason: Text
    location: Location


class Source(NamedTuple):
    """A document that facts come from."""

    id: str
    title: Text
    publisher: Text | None = None
    author: Text | None = None
    kind: Text | None = None
    date: Text | None = None
    url: Text | None = None
    trust: Trust | None = None
    licence: Text | None = None
    note: Text | None = None
    depends_on: tuple[str, ...] = ()
    """Sources that this one copies or retells, or with which it shares a witness."""
    file: Text | None = None
    sha256: str | None = None
    sections: tuple[Section, ...] = ()
    location: Location | None = None
    nothing_in: tuple[FactFreeRange, ...] = ()
    unit: Text | None = None
    """The unit of its citations in the singular, such as `row`; `None` for paragraphs."""

    @property
    def is_question_bank(self) -> bool:
        """Whether it is a list of questions by other people."""
        return self.kind == QUESTION_BANK


class Citation(NamedTuple):
    """A source and the paragraphs in it, counted from 1, both ends included."""

    source: Source
    first: int
    last: int
    locator: Text
    """The cited part in words: `Music videos, paragraph 12`."""
    heading: Text | None = None
    """The headings of the cited part: `Music videos`."""


def are_from_bank(citations: Iterable[Citation]) -> bool:
    """Return whether there are citations, and all are of question banks, which support no answer."""
    banks = [citation.source.is_question_bank for citation in citations]
    return bool(banks) and all(banks)


class RoundRole(StrEnum):
    """The place of a question in a round, by the author's word."""

    OPENER = "opener"
    FINALE = "finale"
    SELDOM = "seldom"
    """Neither first nor last, and only one of its category."""


class AnswerGroup(NamedTuple):
    """Two or more right answers that values share, as those of a list; so a list of n values has n texts."""

    texts: tuple[Text, ...]

    def __hash__(self) -> int:
        """Return a hash that takes no longer for a large group than for a small one."""
        return hash((len(self.texts), self.texts[:1]))


class PairQuestion(NamedTuple):
    """A question about two rows, filled for the first: each label is between two texts."""

    texts: tuple[Text, ...]
    labels: tuple[str, ...]
    """The labels of the values of the second row that belong between the texts."""


class RowQuestions(NamedTuple):
    """The author's questions about several rows, as they read for the value of one row."""

    most: Text | None = None
    """The question whose answer is the row with the largest number or the latest date."""
    least: Text | None = None
    """The question whose answer is the row with the smallest number or the earliest date."""
    both: PairQuestion | None = None
    """The question whose answer is the only value that two rows share."""
    outside: Text | None = None
    """The question whose answer is not a value of such a row."""


class Trap(NamedTuple):
    """A wrong answer that people often choose, with a clause that says why it is wrong."""

    text: Text
    reason: Text | None = None


class NearCell(NamedTuple):
    """A value next to a subject that makes it easy to confuse with others that have it too."""

    column: str
    text: Text


class Value(NamedTuple):
    """A part of a fact that can be the answer."""

    label: str | None
    text: Text
    type: str
    start: int
    """The start of the value in the fact's sentence; `end` is exclusive."""
    end: int
    ask: Text | None = None
    """The author's wording of the question whose answer this is."""
    ask_also: tuple[Text, ...] = ()
    """Other wordings of the same question."""
    also: tuple[Text, ...] = ()
    """Other right answers."""
    group: AnswerGroup | None = None
    """A group of right answers, the value among them."""
    accept: tuple[Text, ...] = ()
    """Other spellings of this answer."""
    wrong: tuple[Text, ...] = ()
    """Answers that the author declares wrong."""
    wrong_because: tuple[Text, ...] = ()
    """A clause for each wrong answer with the reason why it is wrong; empty if the author wrote none."""
    open: bool = False
    """Whether the pack may lack some right answers."""
    closed: bool = False
    """Whether the author says that nothing else of its type fits."""
    assumed_open: bool = False
    """Whether it is open only because of its sentence, not by the author's word."""
    asked: bool = True
    difficulty: float | None = None
    """The author's estimate of the difficulty, from 0 to 1."""
    kinds: tuple[Kind, ...] = ()
    """The only kinds of question that ask for it; none for all."""
    between: tuple[Text, ...] = ()
    """The least and the greatest number or date that an answer can be, if the author set them."""
    row_questions: RowQuestions | None = None
    """The questions about its row and others; without one, no such question is made."""
    role: RoundRole | None = None

    traps: tuple[Trap, ...] = ()
    """Those of the wrong answers that people often choose."""

    @property
    def wordings(self) -> tuple[Text, ...]:
        """Every wording of the question."""
        return () if self.ask is None else (self.ask, *self.ask_also)

    @property
    def has_other_answers(self) -> bool:
        """Whether other answers are right too."""
        return bool(self.also or self.group)

    @property
    def right_answers(self) -> tuple[Text, ...]:
        """The value, and all other right answers in one spelling each."""
        others = self.also if self.group is None else (*self.also, *self.group.texts)
        return tuple(dict.fromkeys((self.text, *others)))


class Fact(NamedTuple):
    """A sentence that its citations support, with the values that questions can ask for."""

    id: str
    category: str
    sentence: Text
    """The sentence without marks."""
    values: tuple[Value, ...]
    citations: tuple[Citation, ...]
    location: Location
    relation: str
    """The folded sentence with labels instead of values, which is equal for facts of one relation."""
    more: Text | None = None
    """A sentence or two that are added to the explanation."""
    attribution: Text | None = None
    """The claimant, if it is a claim."""
    as_of: str | None = None
    """The time at which it was true, as an ISO year, month or day."""
    tact: Sensitivity | None = None
    find: tuple[Text, ...] = ()
    """Words that the cited paragraphs must contain."""
    note: Text | None = None
    """A remark for other editors."""
    not_with: tuple[str, ...] = ()
    """The ids of facts and questions that must not be in one round with it."""
    more_citations: tuple[Citation, ...] = ()
    """The citations of a story that all facts about its subject share."""
    known: float | None = None
    """The fame of its subject: a larger number is better known, and single facts have 1 to 5."""
    near: tuple[NearCell, ...] = ()
    """Values of its subject that make it easy to confuse."""

    def sentence_with(self, text: str, value: Value) -> str:
        """Return the sentence with a text in the place of a value."""
        return self.sentence[: value.start] + text + self.sentence[value.end :]


class HandwrittenQuestion(NamedTuple):
    """A hand-written question; for a statement, `right` and `wrong` are `True` and `False`."""

    id: str
    category: str
    kind: Kind
    stem: Text
    right: Text
    wrong: tuple[Text, ...]
    explanation: Text
    """Empty if it is from a question bank without explanations."""
    citations: tuple[Citation, ...]
    location: Location
    attribution: Text | None = None
    as_of: str | None = None
    tact: Sensitivity | None = None
    difficulty: float | None = None
    find: tuple[Text, ...] = ()
    """Words that the cited paragraphs must contain."""
    not_with: tuple[str, ...] = ()
    """The ids of facts and questions that must not be in one round with it."""
    role: RoundRole | None = None
    accept: tuple[Text, ...] = ()
    """Other spellings of the answer to a typed question."""
    tolerance: float = 0.0
    """The greatest difference of a right number from the answer to a typed question."""


class Pool(NamedTuple):
    """More values of one type, which have no facts."""

    type: str
    values: tuple[Text, ...]
    location: Location | None = None


class NameOrigin(StrEnum):
    """The reason why several texts count as names of one thing."""

    DECLARED = "declared"
    """The author lists them under `names`."""
    KNOWN = "known"
    """A built-in list has them."""
    SPELLING = "spelling"
    """They are ways to write one name."""
    TYPO = "typo"
    """One of them is rare and nearly equal to the other."""


class NameGroup(NamedTuple):
    """Texts that name one thing; of those that its type has, the first is shown as a wrong answer."""

    names: tuple[Text, ...]
    origin: NameOrigin
    type: str = ""
    """The type of declared and known names."""
    former: tuple[Text, ...] = ()
    """Those of the names that are not used today."""


class Category(NamedTuple):
    """A part of a pack that a player can choose."""

    name: str
    title: Text
    location: Location | None = None


class UnknownCells(NamedTuple):
    """Values that may or may not be right for one value of a relation."""

    relation: str
    value_index: int
    """The index of the value in the relation's facts."""
    values: tuple[Text, ...]


class Pack(NamedTuple):
    """The content of a pack."""

    name: str
    title: Text
    categories: tuple[Category, ...]
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    pools: tuple[Pool, ...] = ()
    questions: tuple[HandwrittenQuestion, ...] = ()
    language: str = "en"
    licence: Text | None = None
    authors: tuple[Text, ...] = ()
    version: Text | None = None
    unknown_cells: tuple[UnknownCells, ...] = ()
    """Values that the empty cells of tables leave open."""
    names: tuple[NameGroup, ...] = ()
    """Groups of names that are never options of one question."""

    @property
    def has_question_bank(self) -> bool:
        """Whether one of its sources is a question bank."""
        return any(source.is_question_bank for source in self.sources)

    @property
    def is_english(self) -> bool:
        """Whether it is in English."""
        return self.language.casefold().split("-")[0] == "en"
