"""The fields of a pack: one table that the reader checks against and that documents the format."""

from dataclasses import replace

from quiz.model.pack import FORMAT, OPTIONS_AT_MOST
from quiz.packs.format import patterns
from quiz.packs.format.field_types import Field, FieldType, define_schema

VALUES_AT_MOST = 1_000
"""How many values a list has."""
DIFFICULTIES = {"easy": 0.2, "medium": 0.5, "hard": 0.8}

_CATEGORY = Field(
    "category", FieldType.TEXT, "The category, by its name in `categories`.", "people", pattern=patterns.ID
)
_CITE = Field(
    "cite",
    FieldType.TEXT,
    "Where it is written: a source and its paragraphs, several after commas.",
    "wiki 12, songfacts 10-11",
    required=True,
    pattern=patterns.comma_separated(patterns.CITATION),
)
_CLAIM = Field(
    "claim", FieldType.TEXT, "Whose claim it is.", "Jennifer Love Hewitt, to Entertainment Tonight"
)
_AS_OF = Field(
    "as-of",
    FieldType.TEXT,
    "When it was true: a day, a month or a year.",
    "31 July 2021",
    pattern=rf"\s*(?:{patterns.DATE})\s*",
)
_TACT = Field(
    "tact",
    FieldType.WORD,
    "`plain` asks it only in its category and never as a statement; `silent` never asks it.",
    "plain",
    choices=("plain", "silent"),
)
_FIND = Field("find", FieldType.TEXTS, "Words that stand in the cited place.", "[Joseph Kahn]")
_NOTE = Field("note", FieldType.TEXT, "A remark for other editors, never shown.", "the booklet says 2002")
_NOT_WITH = Field(
    "not-with",
    FieldType.TEXTS,
    "The ids of facts and questions that never stand in one round with it.",
    "[palm-springs]",
    pattern=patterns.ID,
)
_DIFFICULTY = Field("difficulty", FieldType.WORD, "How hard it is.", "hard", choices=tuple(DIFFICULTIES))
_ID = Field(
    "id",
    FieldType.TEXT,
    "A name of its own that never changes, of lower-case letters, digits and hyphens.",
    "director",
    pattern=patterns.ID,
)

_OF_A_VALUE = (
    Field("type", FieldType.TEXT, "What sort of thing the value is; its label unless given.", "director"),
    Field(
        "ask",
        FieldType.TEXTS,
        "The question whose answer it is, in one wording or several; a gap in the sentence unless given.",
        "Who directed the video for “Hero”?",
    ),
    Field("also", FieldType.TEXTS, "Other right answers.", "[Joe Kahn]"),
    Field("accept", FieldType.TEXTS, "Other spellings of the answer.", "[Joseph Ahn]"),
    Field(
        "wrong",
        FieldType.REASONED,
        "Answers that are certainly wrong; or each of them, and why it is.",
        "[Bodie, Rhyolite, Centralia]",
    ),
    Field(
        "wrong-because",
        FieldType.TEXT,
        "Why they all are wrong, said of one of them.",
        "it lies outside southern California",
    ),
    Field("open", FieldType.FLAG, "Whether more right answers may exist than are written.", "yes"),
    Field("asked", FieldType.FLAG, "Whether the value may be the answer.", "no"),
    Field(
        "kind",
        FieldType.WORD,
        "The only kind of question that asks for it; both unless given.",
        "choice",
        choices=("choice", "truefalse"),
    ),
    _DIFFICULTY,
)

_OF_A_FACT = (
    _CITE,
    _CATEGORY,
    Field("more", FieldType.TEXT, "A sentence that the explanation adds.", "He also plays the villain."),
    _CLAIM,
    _AS_OF,
    _TACT,
    _FIND,
    _NOT_WITH,
    _NOTE,
)


def _of_a_value(*names: str) -> tuple[Field, ...]:
    return tuple(field for field in _OF_A_VALUE if field.name in names)


VALUE = define_schema("value", "What is said of one value of a fact, under its label.", _OF_A_VALUE)

FACT = define_schema(
    "fact",
    "One sentence that a source supports, with its values marked.",
    (
        _ID,
        Field(
            "fact",
            FieldType.TEXT,
            "The sentence, with `<value>` or `<label=value>` where a value stands.",
            "<Joseph Kahn> directed the video for “Hero”.",
            required=True,
        ),
    ),
    _OF_A_VALUE,
    (
        Field(
            "values",
            FieldType.NAMED,
            "The fields of each value by its label.",
            "{place: {open: yes}}",
            item_schema="value",
            names=patterns.LABEL,
        ),
    ),
    _OF_A_FACT,
)

LIST = define_schema(
    "list",
    "The same sentence for several values.",
    (
        _ID,
        Field(
            "fact",
            FieldType.TEXT,
            "The sentence, with one mark where each value goes.",
            "“Hero” is heard in the film <film>.",
            required=True,
        ),
        Field(
            "each",
            FieldType.TEXTS,
            "The values.",
            "[Hot Tub Time Machine, Zoom]",
            required=True,
            max_items=VALUES_AT_MOST,
        ),
        Field("complete", FieldType.FLAG, "Whether the list is whole: then all else is wrong.", "yes"),
    ),
    _of_a_value("type", "ask", "wrong", "wrong-because", "asked", "kind", "difficulty"),
    _OF_A_FACT,
)

COLUMN = define_schema(
    "column",
    "What is said of the values of one column of a table.",
    _of_a_value("type"),
    (
        Field(
            "fact",
            FieldType.TEXT,
            "A sentence of its own, which marks the column and what it is told of.",
            "The capital of <country> is <capital>.",
        ),
        _of_a_value("ask")[0],
        Field(
            "ask-back",
            FieldType.TEXTS,
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

TABLE = define_schema(
    "table",
    "The same sentences for several subjects.",
    (
        _ID,
        Field(
            "fact",
            FieldType.TEXT,
            "The sentence, with a mark for each column that it uses; columns may have their own.",
            "In <country>, “Hero” led <chart> for <weeks> weeks.",
        ),
        Field(
            "columns",
            FieldType.NAMED,
            "The fields of each column by its name.",
            "{weeks: {type: count}}",
            item_schema="column",
            names=patterns.LABEL,
        ),
        Field(
            "rows",
            FieldType.ROWS,
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

QUESTION = define_schema(
    "question",
    "A question or a statement written by hand.",
    (
        _ID,
        Field("question", FieldType.TEXT, "The question.", "What becomes of the hero at the end?"),
        Field("right", FieldType.TEXT, "The right answer.", "He dies"),
        Field(
            "wrong",
            FieldType.TEXTS,
            "One to five wrong answers.",
            "[He is arrested, He drives away]",
            max_items=OPTIONS_AT_MOST - 1,
        ),
        Field("statement", FieldType.TEXT, "A statement, in place of a question.", "The hero wakes up."),
        Field("true", FieldType.FLAG, "Whether the statement is true.", "no"),
        Field(
            "because",
            FieldType.TEXT,
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

SOURCE = define_schema(
    "source",
    "A document that facts come from.",
    (
        Field("title", FieldType.TEXT, "Its title.", "Hero (Enrique Iglesias song)", required=True),
        Field("publisher", FieldType.TEXT, "Who published it.", "Wikipedia"),
        Field("author", FieldType.TEXT, "Who wrote it.", "Jane Roe"),
        Field("kind", FieldType.TEXT, "What it is.", "encyclopaedia"),
        Field("date", FieldType.TEXT, "Of when it is.", "July 2021"),
        Field(
            "url",
            FieldType.TEXT,
            "Its address, beginning with http:// or https://.",
            "https://example.org/hero",
            pattern=patterns.URL,
        ),
        Field("licence", FieldType.TEXT, "The licence of its text.", "CC BY-SA 4.0"),
        Field("note", FieldType.TEXT, "A remark on it.", "quotes the fan magazine"),
        Field(
            "trust", FieldType.WORD, "How far to believe it.", "middling", choices=("high", "middling", "low")
        ),
        Field(
            "depends-on",
            FieldType.TEXTS,
            "Sources that it copies or retells, or whose witness it shares.",
            "[wiki]",
            pattern=patterns.ID,
        ),
        Field("file", FieldType.TEXT, "The file with its text, for checking citations.", "wiki.txt"),
        Field(
            "sha256",
            FieldType.TEXT,
            "The SHA-256 of that file, in hexadecimal digits.",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            pattern=patterns.SHA256,
        ),
        Field(
            "sections",
            FieldType.NAMED_TEXT,
            "Its headings, each with its paragraphs.",
            "{Lead: 1-3, Chart: 4-9}",
            pattern=rf"\s*{patterns.PARAGRAPHS}\s*",
        ),
        Field(
            "unit",
            FieldType.TEXT,
            "What a citation counts, in the singular, where that is no paragraph.",
            "row",
        ),
        Field(
            "nothing-in",
            FieldType.NAMED_TEXT,
            "Paragraphs that hold nothing to ask, each with the reason.",
            "{1: a headline, 11-35: opinions}",
            names=patterns.comma_separated(patterns.PARAGRAPHS),
        ),
    ),
)

_IN_ANY_FILE = (
    replace(_CATEGORY, help="The category of the file’s entries that name none.", example="video"),
    Field(
        "facts",
        FieldType.ENTRIES,
        "The facts.",
        "[{fact: <Paris> is in France., cite: a 1}]",
        item_schema="fact",
    ),
    Field(
        "lists",
        FieldType.ENTRIES,
        "The lists.",
        "[{fact: It is in <film>., each: [A, B]}]",
        item_schema="list",
    ),
    Field(
        "tables", FieldType.ENTRIES, "The tables.", "[{fact: <a> is <b>., rows: ...}]", item_schema="table"
    ),
    Field(
        "questions",
        FieldType.ENTRIES,
        "The questions.",
        "[{statement: So., true: yes}]",
        item_schema="question",
    ),
)

FILE = define_schema("file", "A further file of a pack.", _IN_ANY_FILE)

PACK = define_schema(
    "pack",
    "The file `pack.yaml`, or a pack that is one file.",
    (
        Field(
            "format", FieldType.TEXT, "The version of the format.", "1", required=True, choices=(str(FORMAT),)
        ),
        Field(
            "name",
            FieldType.TEXT,
            "The pack’s name, as ids begin with it.",
            "hero",
            required=True,
            pattern=patterns.ID,
        ),
        Field("title", FieldType.TEXT, "The pack’s title.", "“Hero” by Enrique Iglesias", required=True),
        Field(
            "language",
            FieldType.TEXT,
            "The language, as a tag; `en` unless given.",
            "en",
            pattern=patterns.LANGUAGE,
        ),
        Field("version", FieldType.TEXT, "The pack’s version.", "2026.11"),
        Field("licence", FieldType.TEXT, "The pack’s licence.", "CC0-1.0"),
        Field("authors", FieldType.TEXTS, "Who wrote it.", "[Jane Roe]"),
        Field(
            "categories",
            FieldType.NAMED_TEXT,
            "The categories’ names and titles.",
            "{video: The video}",
            names=patterns.ID,
        ),
        Field(
            "sources",
            FieldType.NAMED,
            "The sources by name.",
            "{wiki: {title: Hero}}",
            item_schema="source",
            names=patterns.ID,
        ),
        Field(
            "pools",
            FieldType.NAMED_TEXTS,
            "Values of a type that can stand in for one another.",
            "{building: [church, motel, diner]}",
        ),
    ),
    _IN_ANY_FILE,
)

SCHEMAS = {one.name: one for one in (PACK, FILE, SOURCE, FACT, VALUE, LIST, TABLE, COLUMN, QUESTION)}
