"""The fields of the pack format: one table for the reader, the JSON Schema and the manual."""

from dataclasses import replace

from quiz.model.pack import FORMAT, MAX_OPTIONS, RoundRole
from quiz.packs.format import patterns
from quiz.packs.format.common_fields import (
    AS_OF,
    CATEGORY,
    CITE,
    CLAIM,
    DIFFICULTY,
    FACT_FIELDS,
    FIND,
    ID,
    KNOWN,
    MORE,
    NEAR,
    NOT_WITH,
    NOTE,
    ROLE,
    ROW_QUESTIONS,
    STORY_OF_ROW,
    TACT,
    TOLERANCE,
    VALUE_FIELDS,
    select_value_fields,
)
from quiz.packs.format.field_types import Field, FieldType, define_schema

MAX_LIST_VALUES = 1_000

VALUE = define_schema("value", "The fields of one value, under its label.", VALUE_FIELDS)

FACT = define_schema(
    "fact",
    "One sentence that a source supports, with its values marked.",
    (
        ID,
        Field(
            "fact",
            FieldType.TEXT,
            "The sentence, with each value marked as `<value>` or `<label=value>`.",
            "The longest river in Europe is the <Volga>.",
            required=True,
        ),
    ),
    VALUE_FIELDS,
    (
        Field(
            "values",
            FieldType.NAMED,
            "The fields of each value, by label.",
            "{length: {type: number}}",
            item_schema="value",
            names=patterns.LABEL,
        ),
    ),
    FACT_FIELDS,
)

LIST = define_schema(
    "list",
    "One sentence for several values.",
    (
        ID,
        Field(
            "fact",
            FieldType.TEXT,
            "The sentence, with one mark for the values.",
            "A Swiss town on the Rhine is <town>.",
            required=True,
        ),
        Field(
            "each",
            FieldType.TEXTS,
            "The values.",
            "[Basel, Schaffhausen, Chur]",
            required=True,
            max_items=MAX_LIST_VALUES,
        ),
        Field(
            "complete",
            FieldType.FLAG,
            "Whether the list is complete, so that every other value is wrong.",
            "yes",
        ),
    ),
    select_value_fields("type", "ask", "wrong", "wrong-because", "asked", "role", "kind", "difficulty"),
    FACT_FIELDS,
)

COLUMN = define_schema(
    "column",
    "The fields of one column of a table, under its name.",
    select_value_fields("type"),
    (
        Field(
            "fact",
            FieldType.TEXT,
            "A sentence for this column; it marks the column and its subject.",
            "The capital of <country> is <capital>.",
        ),
        select_value_fields("ask")[0],
        Field(
            "ask-back",
            FieldType.TEXTS,
            "A question for the first column, if no two rows have the same value here.",
            "Which country has the capital <capital>?",
        ),
    ),
    ROW_QUESTIONS,
    select_value_fields(
        "wrong", "wrong-because", "trap", "between", "open", "asked", "role", "kind", "difficulty"
    ),
    (
        replace(CITE, help="The citation for this column’s sentence.", example="atlas 3"),
        CATEGORY,
        AS_OF,
        STORY_OF_ROW,
    ),
)

TABLE = define_schema(
    "table",
    "The same sentences for several subjects.",
    (
        ID,
        Field(
            "fact",
            FieldType.TEXT,
            "The sentence, with a mark for each column that it uses; a column can have its own sentence.",
            "The <river> is <length> long.",
        ),
        Field(
            "columns",
            FieldType.NAMED,
            "The fields of each column, by name.",
            "{length: {type: number}}",
            item_schema="column",
            names=patterns.LABEL,
        ),
        Field(
            "rows",
            FieldType.ROWS,
            "Lines of cells separated by `|`, with the column names first; or the name of a CSV file.",
            "|\n  river | length\n  Loire | 1,012 kilometres",
            required=True,
        ),
        replace(CITE, help="The citation for rows without a `cite` cell.", example="atlas 8"),
    ),
    tuple(STORY_OF_ROW if field is MORE else field for field in FACT_FIELDS if field not in (CITE, KNOWN)),
    (
        replace(
            KNOWN,
            help="A column that says how well known each subject is, in numbers.",
            example="<fame>",
            pattern=r"\s*<[^<>]+>\s*",
        ),
        NEAR,
    ),
)

QUESTION = define_schema(
    "question",
    "A hand-written question or statement.",
    (
        ID,
        Field("question", FieldType.TEXT, "The question.", "Why was no bridge built at Coblenz in 1750?"),
        Field("right", FieldType.TEXT, "The right answer.", "The money ran out"),
        Field(
            "wrong",
            FieldType.TEXTS,
            "One to five wrong answers; without them the answer is typed.",
            "[The river froze, The prince forbade it]",
            max_items=MAX_OPTIONS - 1,
        ),
        select_value_fields("accept")[0],
        TOLERANCE,
        Field(
            "statement",
            FieldType.TEXT,
            "A statement, instead of a question.",
            "The Rhine flows through Italy.",
        ),
        Field("true", FieldType.FLAG, "Whether the statement is true.", "no"),
        Field(
            "because",
            FieldType.TEXT,
            "A full sentence that explains the answer; required unless all its sources are question banks.",
            "The works were stopped for want of money.",
        ),
        CITE,
        CATEGORY,
        CLAIM,
        AS_OF,
        TACT,
        DIFFICULTY,
        ROLE,
        Field(
            "asked",
            FieldType.WORD,
            "`seldom`: once in a round, neither first nor last.",
            "seldom",
            choices=(RoundRole.SELDOM,),
        ),
        FIND,
        NOT_WITH,
        NOTE,
    ),
)

SOURCE = define_schema(
    "source",
    "A document that facts come from.",
    (
        Field("title", FieldType.TEXT, "The title.", "Atlas of the Rivers", required=True),
        Field("publisher", FieldType.TEXT, "The publisher.", "Example Press"),
        Field("author", FieldType.TEXT, "The author.", "Jane Roe"),
        Field(
            "kind",
            FieldType.TEXT,
            "The kind of document; `question bank` means unchecked questions.",
            "atlas",
        ),
        Field("date", FieldType.TEXT, "The date of publication.", "July 2021"),
        Field(
            "url",
            FieldType.TEXT,
            "The address, beginning with http:// or https://.",
            "https://example.org/atlas",
            pattern=patterns.URL,
        ),
        Field("licence", FieldType.TEXT, "The licence of the text.", "CC BY-SA 4.0"),
        Field("note", FieldType.TEXT, "A remark about the source.", "uses the figures of the almanac"),
        Field(
            "trust",
            FieldType.WORD,
            "How reliable it is: `high`, `middling` or `low`.",
            "middling",
            choices=("high", "middling", "low"),
        ),
        Field(
            "depends-on",
            FieldType.TEXTS,
            "Sources that it copies, or with which it shares its evidence.",
            "[almanac]",
            pattern=patterns.ID,
        ),
        Field("file", FieldType.TEXT, "The file with the text, for checking citations.", "atlas.txt"),
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
            "The headings, each with its paragraphs.",
            "{Asia: 1-3, Europe: 4-9}",
            pattern=rf"\s*{patterns.PARAGRAPHS}\s*",
        ),
        Field(
            "unit",
            FieldType.TEXT,
            "The unit that citations count, in the singular (default: paragraph).",
            "row",
        ),
        Field(
            "nothing-in",
            FieldType.NAMED_TEXT,
            "Paragraphs without anything to ask, each with the reason.",
            "{1: a headline, 11-35: opinions}",
            names=patterns.comma_separated(patterns.PARAGRAPHS),
        ),
    ),
)

ABOUT = define_schema(
    "about",
    "Stories about subjects, one for all facts about each.",
    (
        Field(
            "of",
            FieldType.TEXT,
            "What the subjects are: the name of a column in tables, or the label of a value.",
            "river",
            required=True,
        ),
        Field(
            "rows",
            FieldType.ROWS,
            "Lines of cells separated by bars: the subject, `more` and `cite`; or the name of a CSV file.",
            "|\n  river | more | cite\n  Loire | It has no dams to speak of. | atlas 8",
            required=True,
        ),
        replace(CITE, help="The citation for rows without a `cite` cell.", example="atlas 8"),
    ),
)

_ENTRY_FIELDS = (
    replace(CATEGORY, help="The category of entries without one.", example="lakes"),
    replace(CITE, help="The citation of entries without one.", example="atlas 8"),
    Field(
        "names",
        FieldType.NAME_GROUPS,
        "Names of one thing, by type; a question never shows two of them.",
        "{city: {Kyiv: [Kiev], The Hague: [Den Haag]}}",
    ),
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
        "[{fact: It is in <town>., each: [A, B]}]",
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
    Field(
        "about",
        FieldType.ENTRIES,
        "Stories about subjects.",
        "[{of: river, rows: ...}]",
        item_schema="about",
    ),
)

FILE = define_schema("file", "A further file of a pack.", _ENTRY_FIELDS)

PACK = define_schema(
    "pack",
    "The file `pack.yaml`, or a pack in one file.",
    (
        Field(
            "format", FieldType.TEXT, "The version of the format.", "1", required=True, choices=(str(FORMAT),)
        ),
        Field(
            "name",
            FieldType.TEXT,
            "The name of the pack; ids begin with it.",
            "rivers",
            required=True,
            pattern=patterns.ID,
        ),
        Field("title", FieldType.TEXT, "The title of the pack.", "Rivers", required=True),
        Field(
            "language",
            FieldType.TEXT,
            "The language, as a tag (default: `en`).",
            "en",
            pattern=patterns.LANGUAGE,
        ),
        Field("version", FieldType.TEXT, "The version of the pack.", "2026.11"),
        Field("licence", FieldType.TEXT, "The licence of the pack.", "CC0-1.0"),
        Field("authors", FieldType.TEXTS, "The authors.", "[Jane Roe]"),
        Field(
            "categories",
            FieldType.NAMED_TEXT,
            "The names and titles of the categories.",
            "{lakes: Lakes}",
            names=patterns.ID,
        ),
        Field(
            "sources",
            FieldType.NAMED,
            "The sources, by name.",
            "{atlas: {title: Atlas of the Rivers}}",
            item_schema="source",
            names=patterns.ID,
        ),
        Field(
            "pools",
            FieldType.NAMED_TEXTS,
            "Further values of a type, for wrong answers.",
            "{river: [Rhine, Elbe, Oder]}",
        ),
    ),
    _ENTRY_FIELDS,
)

_ALL_SCHEMAS = (PACK, FILE, SOURCE, FACT, VALUE, LIST, TABLE, COLUMN, QUESTION, ABOUT)
SCHEMAS = {schema.name: schema for schema in _ALL_SCHEMAS}
