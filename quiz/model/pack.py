"""The nouns of the game: sources, facts and packs, and the questions that are made of them.

They are named tuples, not frozen dataclasses, for the sake of a quick start: a dataclass takes half a
millisecond to make, a named tuple less than a tenth, and every game makes them all.
"""

from enum import StrEnum
from typing import NamedTuple

from quiz.model.location import Location
from quiz.text.safe import Text

FORMAT = 1
"""The version of the pack format that this program reads."""

OPTIONS_AT_MOST = 6
GAP = "_____"


class Kind(StrEnum):
    """The kinds of question."""

    CHOICE = "choice"
    TRUEFALSE = "truefalse"


class Sensitivity(StrEnum):
    """How a fact about real people's death or grief is treated."""

    CAREFUL = "plain"
    """Asked only where its category was chosen, never as a statement, never with a streak."""
    NEVER_ASK = "silent"
    """Kept, never asked."""


class Trust(StrEnum):
    """How far a source is to be believed."""

    HIGH = "high"
    MIDDLING = "middling"
    LOW = "low"


class Section(NamedTuple):
    """A heading of a source and the paragraphs below it, counted from 1, both ends included."""

    heading: Text
    first: int
    last: int


class FactFreeRange(NamedTuple):
    """Paragraphs of a source that hold nothing to ask, counted from 1, both ends included, and why."""

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
    """Sources that this one copies or retells, or whose witness it shares."""
    file: Text | None = None
    sha256: str | None = None
    sections: tuple[Section, ...] = ()
    location: Location | None = None
    nothing_in: tuple[FactFreeRange, ...] = ()
    unit: Text | None = None
    """What is counted in a citation of it, in the singular: `row`; paragraphs unless given."""


class Citation(NamedTuple):
    """A source and the paragraphs in it, counted from 1, both ends included."""

    source: Source
    first: int
    last: int
    locator: Text
    """The place in words: `Music videos, paragraph 12`."""


class Value(NamedTuple):
    """A part of a fact that can be the answer."""

    label: str | None
    text: Text
    type: str
    start: int
    """Where the value begins in the fact's sentence; it ends at `end`."""
    end: int
    ask: Text | None = None
    """The question whose answer this is, in the author's words ..."""
    ask_also: tuple[Text, ...] = ()
    """... and in others that are as good."""
    also: tuple[Text, ...] = ()
    """Other right answers."""
    accept: tuple[Text, ...] = ()
    """Other spellings of this answer."""
    wrong: tuple[Text, ...] = ()
    """Answers that the author declares wrong."""
    wrong_because: tuple[Text, ...] = ()
    """Why each of them is wrong, in their order, in a clause; empty where the author says nothing."""
    open: bool = False
    """Whether more right answers may exist than the pack knows."""
    asked: bool = True
    difficulty: float | None = None
    """The author's word for how hard it is, from 0 to 1."""
    kind: Kind | None = None
    """The only kind of question that asks for it; `None` for both."""

    @property
    def wordings(self) -> tuple[Text, ...]:
        """Every wording of the question."""
        return () if self.ask is None else (self.ask, *self.ask_also)


class Fact(NamedTuple):
    """One sentence that its citations support, with the values in it that can be asked for."""

    id: str
    category: str
    sentence: Text
    """The sentence as it reads, without marks."""
    values: tuple[Value, ...]
    citations: tuple[Citation, ...]
    location: Location
    relation: str
    """Equal for facts that state one relation of several subjects: the folded sentence, labels for values."""
    more: Text | None = None
    """A sentence or two that the explanation adds."""
    attribution: Text | None = None
    """Whose claim it is, if it is a claim."""
    as_of: str | None = None
    """When it was true, as an ISO year, month or day."""
    tact: Sensitivity | None = None
    find: tuple[Text, ...] = ()
    """Words that must stand in the cited place."""
    note: Text | None = None
    """The author's remark for other editors: a disagreement, a reading."""
    not_with: tuple[str, ...] = ()
    """The ids of facts and questions that must not stand in one round with it."""


class HandwrittenQuestion(NamedTuple):
    """A question written by hand; for a statement, `right` and `wrong` are `True` and `False`."""

    id: str
    category: str
    kind: Kind
    stem: Text
    right: Text
    wrong: tuple[Text, ...]
    explanation: Text
    citations: tuple[Citation, ...]
    location: Location
    attribution: Text | None = None
    as_of: str | None = None
    tact: Sensitivity | None = None
    difficulty: float | None = None
    find: tuple[Text, ...] = ()
    """Words that must stand in the cited place."""
    not_with: tuple[str, ...] = ()
    """The ids of facts and questions that must not stand in one round with it."""


class Pool(NamedTuple):
    """Values of one type that can stand in for one another."""

    type: str
    values: tuple[Text, ...]
    place: Location | None = None


class Category(NamedTuple):
    """A part of a pack that a player chooses by."""

    name: str
    title: Text
    place: Location | None = None


class UnknownCells(NamedTuple):
    """Values of which nobody knows whether they are right in one place of a relation."""

    relation: str
    value_index: int
    """The place of the value among those of the relation's facts."""
    values: tuple[Text, ...]


class Pack(NamedTuple):
    """Everything that an author wrote down."""

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
    doubts: tuple[UnknownCells, ...] = ()
    """What the empty cells of tables leave open."""
