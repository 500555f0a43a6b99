"""Fields that several kinds of mappings share."""

from dataclasses import replace

from quiz.model.pack import DIFFICULTIES, Kind, RoundRole
from quiz.packs.format import patterns
from quiz.packs.format.field_types import Field, FieldType

CATEGORY = Field(
    "category", FieldType.TEXT, "The name of a category in `categories`.", "lakes", pattern=patterns.ID
)
CITE = Field(
    "cite",
    FieldType.TEXT,
    "The source and its paragraphs; separate several with commas.",
    "atlas 5-6, almanac 2",
    pattern=patterns.comma_separated(patterns.CITATION),
)
CLAIM = Field(
    "claim", FieldType.TEXT, "The person or paper that claims it.", "Jane Roe, in The River Almanac"
)
AS_OF = Field(
    "as-of",
    FieldType.TEXT,
    "The date on which it was true: a day, a month or a year.",
    "31 July 2021",
    pattern=rf"\s*(?:{patterns.DATE})\s*",
)
TACT = Field(
    "tact",
    FieldType.WORD,
    "`plain`: asked only in its own category, never as a statement. `silent`: never asked.",
    "plain",
    choices=("plain", "silent"),
)
FIND = Field("find", FieldType.TEXTS, "Words that the cited paragraphs contain.", "[Volga]")
NOTE = Field(
    "note",
    FieldType.TEXT,
    "A remark for other authors, never shown to players.",
    "the almanac says 3,530 kilometres",
)
NOT_WITH = Field(
    "not-with",
    FieldType.TEXTS,
    "Ids of facts and questions that are never in the same round.",
    "[rhine-source]",
    pattern=patterns.ID,
)
DIFFICULTY = Field(
    "difficulty",
    FieldType.WORD,
    "How hard it is: `easy`, `medium` or `hard` (default: estimated).",
    "hard",
    choices=tuple(DIFFICULTIES),
)
ROLE = Field(
    "role",
    FieldType.WORD,
    "The place in a round that it is good for: first (`opener`) or last (`finale`).",
    "finale",
    choices=(RoundRole.OPENER, RoundRole.FINALE),
)
ID = Field(
    "id",
    FieldType.TEXT,
    "A unique name that never changes: lower-case letters, digits and hyphens.",
    "longest-in-europe",
    pattern=patterns.ID,
)

VALUE_FIELDS = (
    Field("type", FieldType.TEXT, "The sort of thing that the value is (default: its label).", "river"),
    Field(
        "ask",
        FieldType.TEXTS,
        "The question, in one or several wordings (default: the sentence with a gap).",
        "Which is the longest river in Europe?",
    ),
    Field("also", FieldType.TEXTS, "Other right answers.", "[Budapest, Bratislava]"),
    Field("accept", FieldType.TEXTS, "Other spellings of the answer.", "[the river Ilz]"),
    Field(
        "wrong",
        FieldType.REASONED,
        "Answers that are certainly wrong, with or without a reason each.",
        "[Rhine, Elbe, Oder]",
    ),
    Field(
        "wrong-because",
        FieldType.TEXT,
        "The reason why each of them is wrong, worded for one of them.",
        "it flows into the North Sea",
    ),
    Field(
        "trap",
        FieldType.REASONED,
        "Wrong answers that people often choose, with or without a reason each.",
        "[Rhine]",
    ),
    Field(
        "between",
        FieldType.TEXT,
        "The least and the greatest number or date that can be.",
        "1 to 118",
        pattern=patterns.BOUNDS,
    ),
    Field(
        "open",
        FieldType.FLAG,
        "Whether there may be more right answers than you list; `no` if nothing else of its type fits.",
        "yes",
    ),
    Field(
        "asked",
        FieldType.FLAG,
        "Whether the value can be the answer; `seldom`: once in a round, neither first nor last.",
        "no",
        choices=(RoundRole.SELDOM,),
    ),
    ROLE,
    Field(
        "kind",
        FieldType.WORDS,
        "The only kinds of question to make (default: all).",
        "choice",
        choices=tuple(Kind),
    ),
    DIFFICULTY,
)

MORE = Field("more", FieldType.TEXT, "A story for the explanation.", "The Volga flows into the Caspian Sea.")
STORY_OF_ROW = replace(
    MORE, help="A story for the explanation; `<column>` is the cell of the row.", example="<story>"
)
KNOWN = Field(
    "known",
    FieldType.TEXT,
    "How many people know the subject, from 1 for few to 5 for nearly all.",
    "4",
    pattern=r"\s*[1-5]\s*",
)

TOLERANCE = Field(
    "tolerance",
    FieldType.TEXT,
    "The greatest difference of a right number from the answer that is typed.",
    "1",
    pattern=r"\s*\d{1,15}(?:\.\d{1,9})?\s*",
)

NEAR = Field(
    "near",
    FieldType.TEXTS,
    "Columns whose cells make two subjects easy to confuse, such as their neighbours.",
    "[neighbour]",
)

ROW_QUESTIONS = (
    Field(
        "ask-most",
        FieldType.TEXT,
        "A question for the row with the largest number or the latest date of several rows.",
        "Which of these rivers is the longest?",
    ),
    Field(
        "ask-least",
        FieldType.TEXT,
        "A question for the row with the smallest number or the earliest date of several rows.",
        "Which of these rivers is the shortest?",
    ),
    Field(
        "ask-both",
        FieldType.TEXT,
        "A question for the only value that two rows share; `<river-2>` is the second row.",
        "Which country do both the <river> and the <river-2> flow through?",
    ),
    Field(
        "ask-not",
        FieldType.TEXT,
        "A question for the only one of several values that the sentence is not true of, with NOT in it.",
        "Which of these rivers does NOT flow into the <sea>?",
    ),
)
"""The questions of a column about several rows."""

FACT_FIELDS = (
    CITE,
    CATEGORY,
    MORE,
    KNOWN,
    CLAIM,
    AS_OF,
    TACT,
    FIND,
    NOT_WITH,
    NOTE,
)


def select_value_fields(*names: str) -> tuple[Field, ...]:
    """Return the named fields of a value, in the order of the table."""
    return tuple(field for field in VALUE_FIELDS if field.name in names)
