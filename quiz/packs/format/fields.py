"""The fields of a pack: one table that the reader checks against and that documents the format."""

from dataclasses import replace

from quiz.model.pack import FORMAT, OPTIONS_AT_MOST
from quiz.packs.format import patterns
from quiz.packs.format.field_types import Field, Shape, thing

VALUES_AT_MOST = 1_000
"""How many values a list has."""
DIFFICULTIES = {"easy": 0.2, "medium": 0.5, "hard": 0.8}

_CATEGORY = Field(
    "category", Shape.TEXT, "The category, by its name in `categories`.", "people", pattern=patterns.ID
)
_CITE = Field(
    "cite",
    Shape.TEXT,
    "Where it is written: a source and its paragraphs, several after commas.",
    "wiki 12, songfacts 10-11",
    required=True,
    pattern=patterns.several(patterns.CITATION),
)
_CLAIM = Field("claim", Shape.TEXT, "Whose claim it is.", "Jennifer Love Hewitt, to Entertainment Tonight")
_AS_OF = Field(
    "as-of",
    Shape.TEXT,
    "When it was true: a day, a month or a year.",
    "31 July 2021",
    pattern=rf"\s*(?:{patterns.DATE})\s*",
)
_TACT = Field(
    "tact",
    Shape.WORD,
    "`plain` asks it only in its category and never as a statement; `silent` never asks it.",
    "plain",
    words=("plain", "silent"),
)
_FIND = Field("find", Shape.TEXTS, "Words that stand in the cited place.", "[Joseph Kahn]")
_NOTE = Field("note", Shape.TEXT, "A remark for other editors, never shown.", "the booklet says 2002")
_NOT_WITH = Field(
    "not-with",
    Shape.TEXTS,
    "The ids of facts and questions that never stand in one round with it.",
    "[palm-springs]",
    pattern=patterns.ID,
)
_DIFFICULTY = Field("difficulty", Shape.WORD, "How hard it is.", "hard", words=tuple(DIFFICULTIES))
_ID = Field(
    "id",
    Shape.TEXT,
    "A name of its own that never changes, of lower-case letters, digits and hyphens.",
    "director",
    pattern=patterns.ID,
)

_OF_A_VALUE = (
    Field("type", Shape.TEXT, "What sort of thing the value is; its label unless given.", "director"),
    Field(
        "ask",
        Shape.TEXTS,
        "The question whose answer it is, in one wording or several; a gap in the sentence unless given.",
        "Who directed the video for “Hero”?",
    ),
    Field("also", Shape.TEXTS, "Other right answers.", "[Joe Kahn]"),
    Field("accept", Shape.TEXTS, "Other spellings of the answer.", "[Joseph Ahn]"),
    Field(
        "wrong",
        Shape.REASONED,
        "Answers that are certainly wrong; or each of them, and why it is.",
        "[Bodie, Rhyolite, Centralia]",
    ),
    Field(
        "wrong-because",
        Shape.TEXT,
        "Why they all are wrong, said of one of them.",
        "it lies outside southern California",
    ),
    Field("open", Shape.FLAG, "Whether more right answers may exist than are written.", "yes"),
    Field("asked", Shape.FLAG, "Whether the value may be the answer.", "no"),
    Field(
        "kind",
        Shape.WORD,
        "The only kind of question that asks for it; both unless given.",
        "choice",
        words=("choice", "truefalse"),
    ),
    _DIFFICULTY,
)

_OF_A_FACT = (
    _CITE,
    _CATEGORY,
    Field("more", Shape.TEXT, "A sentence that the explanation adds.", "He also plays the villain."),
    _CLAIM,
    _AS_OF,
    _TACT,
    _FIND,
    _NOT_WITH,
    _NOTE,
)


def _of_a_value(*names: str) -> tuple[Field, ...]:
    return tuple(field for field in _OF_A_VALUE if field.name in names)


VALUE = thing("value", "What is said of one value of a fact, under its label.", _OF_A_VALUE)

FACT = thing(
    "fact",
    "One sentence that a source supports, with its values marked.",
    (
        _ID,
        Field(
            "fact",
            Shape.TEXT,
            "The sentence, with `<value>` or `<label=value>` where a value stands.",
            "<Joseph Kahn> directed the video for “Hero”.",
            required=True,
        ),
    ),
    _OF_A_VALUE,
    (
        Field(
            "values",
            Shape.NAMED,
            "The fields of each value by its label.",
            "{place: {open: yes}}",
            of="value",
            names=patterns.LABEL,
        ),
    ),
    _OF_A_FACT,
)

LIST = thing(
    "list",
    "The same sentence for several values.",
    (
        _ID,
        Field(
            "fact",
            Shape.TEXT,
            "The sentence, with one mark where each value goes.",
            "“Hero” is heard in the film <film>.",
            required=True,
        ),
        Field(
            "each",
            Shape.TEXTS,
            "The values.",
            "[Hot Tub Time Machine, Zoom]",
            required=True,
            at_most=VALUES_AT_MOST,
        ),
        Field("complete", Shape.FLAG, "Whether the list is whole: then all else is wrong.", "yes"),
    ),
    _of_a_value("type", "ask", "wrong", "wrong-because", "asked", "kind", "difficulty"),
    _OF_A_FACT,
)

COLUMN = thing(
    "column",
    "What is said of the values of one column of a table.",
    _of_a_value("type"),
    (
        Field(
            "fact",
            Shape.TEXT,
            "A sentence of its own, which marks the column and what it is told of.",
            "The capital of <country> is <capital>.",
        ),
        _of_a_value("ask")[0],
        Field(
            "ask-back",
            Shape.TEXTS,
            "The question whose answer is the first column’s value, where no other has this column’s.",
            "Which country has the capital <capital>?",
        ),
    ),
    _of_a_value("wrong", "wrong-because", "open", "asked", "kind", "difficulty"),
    (
        replace(_CITE, required=False, help="Where the column’s own sentence is written.", example="atlas 3"),
        _CATEGORY,
        _AS_OF,
    ),
)

TABLE = thing(
    "table",
    "The same sentences for several subjects.",
    (
        _ID,
        Field(
            "fact",
            Shape.TEXT,
            "The sentence, with a mark for each column that it uses; columns may have their own.",
            "In <country>, “Hero” led <chart> for <weeks> weeks.",
        ),
        Field(
            "columns",
            Shape.NAMED,
            "The fields of each column by its name.",
            "{weeks: {type: count}}",
            of="column",
            names=patterns.LABEL,
        ),
        Field(
            "rows",
            Shape.ROWS,
            "Lines of cells between `|`, the names of the columns first; or the name of a CSV file.",
            "|\n  country | weeks\n  the US  | 15",
            required=True,
        ),
        replace(
            _CITE, required=False, help="Where the rows without a cell `cite` are written.", example="wiki 8"
        ),
    ),
    tuple(field for field in _OF_A_FACT if field.name != "cite"),
)

QUESTION = thing(
    "question",
    "A question or a statement written by hand.",
    (
        _ID,
        Field("question", Shape.TEXT, "The question.", "What becomes of the hero at the end?"),
        Field("right", Shape.TEXT, "The right answer.", "He dies"),
        Field(
            "wrong",
            Shape.TEXTS,
            "One to five wrong answers.",
            "[He is arrested, He drives away]",
            at_most=OPTIONS_AT_MOST - 1,
        ),
        Field("statement", Shape.TEXT, "A statement, in place of a question.", "The hero wakes up."),
        Field("true", Shape.FLAG, "Whether the statement is true.", "no"),
        Field(
            "because",
            Shape.TEXT,
            "The explanation, a full sentence.",
            "The first cut ends on his death.",
            required=True,
        ),
        _CITE,
        _CATEGORY,
        _CLAIM,
        _AS_OF,
        _TACT,
        _DIFFICULTY,
        _FIND,
        _NOT_WITH,
        _NOTE,
    ),
)

SOURCE = thing(
    "source",
    "A document that facts come from.",
    (
        Field("title", Shape.TEXT, "Its title.", "Hero (Enrique Iglesias song)", required=True),
        Field("publisher", Shape.TEXT, "Who published it.", "Wikipedia"),
        Field("author", Shape.TEXT, "Who wrote it.", "Jane Roe"),
        Field("kind", Shape.TEXT, "What it is.", "encyclopaedia"),
        Field("date", Shape.TEXT, "Of when it is.", "July 2021"),
        Field(
            "url",
            Shape.TEXT,
            "Its address, beginning with http:// or https://.",
            "https://example.org/hero",
            pattern=patterns.URL,
        ),
        Field("licence", Shape.TEXT, "The licence of its text.", "CC BY-SA 4.0"),
        Field("note", Shape.TEXT, "A remark on it.", "quotes the fan magazine"),
        Field("trust", Shape.WORD, "How far to believe it.", "middling", words=("high", "middling", "low")),
        Field(
            "depends-on",
            Shape.TEXTS,
            "Sources that it copies or retells, or whose witness it shares.",
            "[wiki]",
            pattern=patterns.ID,
        ),
        Field("file", Shape.TEXT, "The file with its text, for checking citations.", "wiki.txt"),
        Field(
            "sha256",
            Shape.TEXT,
            "The SHA-256 of that file, in hexadecimal digits.",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            pattern=patterns.SHA256,
        ),
        Field(
            "sections",
            Shape.NAMED_TEXT,
            "Its headings, each with its paragraphs.",
            "{Lead: 1-3, Chart: 4-9}",
            pattern=rf"\s*{patterns.PARAGRAPHS}\s*",
        ),
        Field(
            "unit",
            Shape.TEXT,
            "What a citation counts, in the singular, where that is no paragraph.",
            "row",
        ),
        Field(
            "nothing-in",
            Shape.NAMED_TEXT,
            "Paragraphs that hold nothing to ask, each with the reason.",
            "{1: a headline, 11-35: opinions}",
            names=patterns.several(patterns.PARAGRAPHS),
        ),
    ),
)

_IN_ANY_FILE = (
    replace(_CATEGORY, help="The category of the file’s entries that name none.", example="video"),
    Field("facts", Shape.ENTRIES, "The facts.", "[{fact: <Paris> is in France., cite: a 1}]", of="fact"),
    Field("lists", Shape.ENTRIES, "The lists.", "[{fact: It is in <film>., each: [A, B]}]", of="list"),
    Field("tables", Shape.ENTRIES, "The tables.", "[{fact: <a> is <b>., rows: ...}]", of="table"),
    Field("questions", Shape.ENTRIES, "The questions.", "[{statement: So., true: yes}]", of="question"),
)

FILE = thing("file", "A further file of a pack.", _IN_ANY_FILE)

PACK = thing(
    "pack",
    "The file `pack.yaml`, or a pack that is one file.",
    (
        Field("format", Shape.TEXT, "The version of the format.", "1", required=True, words=(str(FORMAT),)),
        Field(
            "name",
            Shape.TEXT,
            "The pack’s name, as ids begin with it.",
            "hero",
            required=True,
            pattern=patterns.ID,
        ),
        Field("title", Shape.TEXT, "The pack’s title.", "“Hero” by Enrique Iglesias", required=True),
        Field(
            "language",
            Shape.TEXT,
            "The language, as a tag; `en` unless given.",
            "en",
            pattern=patterns.LANGUAGE,
        ),
        Field("version", Shape.TEXT, "The pack’s version.", "2026.11"),
        Field("licence", Shape.TEXT, "The pack’s licence.", "CC0-1.0"),
        Field("authors", Shape.TEXTS, "Who wrote it.", "[Jane Roe]"),
        Field(
            "categories",
            Shape.NAMED_TEXT,
            "The categories’ names and titles.",
            "{video: The video}",
            names=patterns.ID,
        ),
        Field(
            "sources",
            Shape.NAMED,
            "The sources by name.",
            "{wiki: {title: Hero}}",
            of="source",
            names=patterns.ID,
        ),
        Field(
            "pools",
            Shape.NAMED_TEXTS,
            "Values of a type that can stand in for one another.",
            "{building: [church, motel, diner]}",
        ),
    ),
    _IN_ANY_FILE,
)

THINGS = {one.name: one for one in (PACK, FILE, SOURCE, FACT, VALUE, LIST, TABLE, COLUMN, QUESTION)}
