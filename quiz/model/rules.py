"""The rules of the checker: one for each kind of finding, with severity, group and meaning.

The tables in `docs/packs.md` and the pages of `quiz rule` are tested against this enum.
"""

from enum import Enum, StrEnum, unique
from typing import NamedTuple


class Severity(StrEnum):
    """The importance of a finding; with an error, something is left out of the pack."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class RuleGroup(Enum):
    """The subject of a rule; the value is its heading."""

    FILES = "Files and YAML"
    FIELDS = "Fields"
    FACTS = "Facts, lists and tables"
    CITATIONS = "Sources and citations"
    DOCUMENTS = "Documents, with --sources"
    QUESTIONS = "Questions"
    STYLE = "Style of English questions"
    PACKS = "The whole pack"


class RuleInfo(NamedTuple):
    """The description of a rule."""

    severity: Severity
    group: RuleGroup
    meaning: str


_ERROR, _WARNING, _HINT = Severity
_FILES, _FIELDS, _FACTS, _CITATIONS, _DOCUMENTS, _QUESTIONS, _STYLE, _PACKS = RuleGroup


@unique
class Rule(Enum):
    """A kind of finding."""

    def __init__(self, severity: Severity, group: RuleGroup, meaning: str) -> None:
        self.severity = severity
        self.group = group
        self.meaning = meaning

    @property
    def code(self) -> str:
        """The published name, which authors write in comments and options: `bad-date`."""
        return self.name.lower().replace("_", "-")

    ANCHOR_OR_ALIAS = RuleInfo(_ERROR, _FILES, "a text begins with `&` or `*`, YAML’s anchors and aliases")
    COMPLEX_KEY = RuleInfo(
        _ERROR, _FILES, "a field name is not a single word, often because a text begins with `?`"
    )
    CONTROL_CHARACTER = RuleInfo(
        _ERROR, _FILES, "a control character or a change of writing direction, raw or escaped"
    )
    DUPLICATE_KEY = RuleInfo(_ERROR, _FILES, "a field appears twice in one entry")
    EMPTY_FILE = RuleInfo(_ERROR, _FILES, "a file is empty")
    MERGE_KEY = RuleInfo(_ERROR, _FILES, "`<<`, YAML’s merge key")
    NO_PACK = RuleInfo(_ERROR, _FILES, "there is no such file, or a folder has no `pack.yaml`")
    NOT_UTF_8 = RuleInfo(_ERROR, _FILES, "a file is not UTF-8 and is not read")
    OTHER_SUFFIX = RuleInfo(
        _WARNING, _FILES, "a file ends in `.yml`, so it is not read or can’t be found by name"
    )
    OUTSIDE_PACK = RuleInfo(
        _ERROR, _FILES, "a file of the pack is in another folder, or is a link that leads out of the pack"
    )
    SEVERAL_DOCUMENTS = RuleInfo(_ERROR, _FILES, "a file has a second YAML document, which is not read")
    SYNTAX = RuleInfo(_ERROR, _FILES, "YAML can’t be read here; the other entries of the file are kept")
    TAG = RuleInfo(_ERROR, _FILES, "a text begins with `!`, a YAML tag")
    TEXT_CUT_BY_COMMENT = RuleInfo(_ERROR, _FILES, "a space and a `#` cut a text short")
    TOO_DEEP = RuleInfo(_ERROR, _FILES, "something is nested more than 32 levels deep")
    TOO_LARGE = RuleInfo(_ERROR, _FILES, "a file or a pack is too large and is not read")
    UNREADABLE_FILE = RuleInfo(_ERROR, _FILES, "a file can’t be opened or is not a regular file")
    WRONG_ROOT = RuleInfo(
        _ERROR, _FILES, "a file is not a pack: it has a list, a text or another program’s format"
    )

    BAD_DATE = RuleInfo(_ERROR, _FIELDS, "an `as-of` is not a date")
    BAD_ID = RuleInfo(
        _ERROR, _FIELDS, "a name or an id has characters other than lower-case letters, digits and hyphens"
    )
    DUPLICATE_ID = RuleInfo(_ERROR, _FIELDS, "two entries have the same id; the first is kept")
    EMPTY_TEXT = RuleInfo(_ERROR, _FIELDS, "a field is empty")
    MISPLACED_FIELD = RuleInfo(
        _ERROR, _FIELDS, "a field has no meaning here, such as `ask` in a sentence with several marks"
    )
    MISSING_FIELD = RuleInfo(_ERROR, _FIELDS, "a required field is missing")
    NEWER_FORMAT = RuleInfo(_ERROR, _FIELDS, "the pack uses a newer version of the format; nothing is read")
    TEXT_TOO_LONG = RuleInfo(
        _ERROR, _FIELDS, "a text has more than 4,000 characters, or a cell more than 200 lines"
    )
    UNKNOWN_CATEGORY = RuleInfo(_ERROR, _FIELDS, "a category is not listed under `categories`")
    UNKNOWN_FIELD = RuleInfo(_ERROR, _FIELDS, "an entry has an unknown field")
    UNKNOWN_VALUE = RuleInfo(
        _ERROR, _FIELDS, "a field accepts only certain words, and this is not one of them"
    )
    WRONG_SHAPE = RuleInfo(_ERROR, _FIELDS, "a field has a list where it needs a text, or the reverse")

    ANSWER_DECLARED_WRONG = RuleInfo(_ERROR, _FACTS, "a right answer is declared wrong")
    BAD_MARK = RuleInfo(
        _ERROR,
        _FACTS,
        "a mark is empty or is none, as in `x < 5`, or a list or a table lacks a mark that it needs",
    )
    ASK_OF_ANOTHER = RuleInfo(_HINT, _FACTS, "a question has a name that its sentence lacks, and the reverse")
    BAD_QUOTES = RuleInfo(
        _ERROR, _FACTS, "the quotation mark that opens a CSV cell is not closed at the cell’s end"
    )
    BOUND = RuleInfo(_HINT, _FACTS, "a value is only an upper or lower limit, so no choice asks for it")
    CLAIMANT_NOT_NAMED = RuleInfo(_WARNING, _FACTS, "neither the sentence nor `ask` names the claimant")
    CONTRADICTION = RuleInfo(
        _ERROR,
        _FACTS,
        "two facts of one relation contradict each other in one value, and neither allows several",
    )
    DOUBTFUL_DATE = RuleInfo(_WARNING, _FACTS, "a date does not exist, or can be read in two ways")
    DUPLICATE_LABEL = RuleInfo(_ERROR, _FACTS, "two marks of a sentence, or two columns, have the same name")
    DUPLICATE_VALUE = RuleInfo(_ERROR, _FACTS, "a list contains a value twice")
    FOOTNOTE_MARK = RuleInfo(
        _WARNING, _FACTS, "a cell ends with a footnote mark such as `[1]`, so it is left out"
    )
    HTML_ENTITY = RuleInfo(
        _WARNING, _FACTS, "a text contains HTML such as `&amp;`; a cell with it is left out"
    )
    KEY_IN_CATEGORY = RuleInfo(
        _HINT, _FACTS, "the title of a category contains the answer, so it is not asked for there"
    )
    LOPSIDED = RuleInfo(
        _HINT, _FACTS, "one value fills more than half of a column, so the column is not asked for"
    )
    MAY_RECUR = RuleInfo(
        _HINT, _FACTS, "an event such as a won cup may have several years, but the pack has one"
    )
    MISSING_TYPE = RuleInfo(_ERROR, _FACTS, "a value has neither a type nor a label")
    NEVER_ASKED = RuleInfo(_WARNING, _FACTS, "the fields of an entry exclude every question about it")
    NO_DISTRACTORS = RuleInfo(
        _HINT, _FACTS, "a value has too few other values to choose from, so no choice asks for it"
    )
    NOT_A_ROW = RuleInfo(
        _WARNING, _FACTS, "a line of a table is a title, a comment or a repeated heading, so it is not read"
    )
    OUT_OF_RANGE = RuleInfo(_ERROR, _FACTS, "a value is not within its `between`")
    PLACEHOLDER_CELL = RuleInfo(
        _WARNING, _FACTS, "a cell contains a sign for an unknown value, such as `N/A`, so it is left out"
    )
    ROW_INCOMPLETE = RuleInfo(
        _HINT, _FACTS, "a row has an empty cell that a sentence needs, so it makes no fact"
    )
    SEVERAL_ANSWERS = RuleInfo(
        _HINT, _FACTS, "a table’s rows give a question several right answers, so it is not asked"
    )
    SEVERAL_ANSWERS_POSSIBLE = RuleInfo(
        _HINT, _FACTS, "others may fit a sentence too, so only the answers under `wrong` are offered"
    )
    SPELLED_OUT = RuleInfo(
        _HINT, _FACTS, "the letters of a code give it away, as `.pe` for Peru, so no choice asks for it"
    )
    TOLD_ELSEWHERE = RuleInfo(
        _HINT, _FACTS, "other facts with the same name mention too many of the wrong answers"
    )
    TOO_MANY_FACTS = RuleInfo(
        _ERROR, _FACTS, "a pack has more than 200,000 facts, or a table has more rows; the rest is left out"
    )
    TOO_MANY_VALUES = RuleInfo(
        _ERROR, _FACTS, "a list has more than 1,000 values, or a table has more columns"
    )
    UNCLOSED_MARK = RuleInfo(_ERROR, _FACTS, "a `<` has no `>`")
    UNKNOWN_COLUMN = RuleInfo(_ERROR, _FACTS, "a mark or a field names a column that does not exist")
    UNKNOWN_FACT = RuleInfo(_WARNING, _FACTS, "`not-with` names an id that does not exist in the pack")
    UNKNOWN_LABEL = RuleInfo(_ERROR, _FACTS, "`values` names a label that no mark has")
    WRONG_CELLS = RuleInfo(_ERROR, _FACTS, "a row has more or fewer cells than the table has columns")

    BAD_CITATION = RuleInfo(_ERROR, _CITATIONS, "a citation is not the name of a source and a paragraph")
    BAD_PARAGRAPH = RuleInfo(
        _ERROR, _CITATIONS, "paragraph numbers are impossible: zero, or the last before the first"
    )
    BAD_URL = RuleInfo(
        _ERROR, _CITATIONS, "an address is not that of a web page, or hides the host that it leads to"
    )
    NO_LICENCE = RuleInfo(_HINT, _CITATIONS, "a question bank has no licence")
    PARAGRAPH_OUTSIDE_SECTIONS = RuleInfo(
        _WARNING, _CITATIONS, "a cited paragraph comes after the last section of the source"
    )
    UNKNOWN_SOURCE = RuleInfo(_ERROR, _CITATIONS, "a source is not listed under `sources`")

    CITATION_NOT_HELD = RuleInfo(
        _ERROR, _DOCUMENTS, "the cited paragraphs don’t contain what they are cited for"
    )
    CITED_DESPITE_NOTHING_IN = RuleInfo(
        _HINT, _DOCUMENTS, "a citation names paragraphs that `nothing-in` lists as containing no facts"
    )
    DOCUMENT_CHANGED = RuleInfo(
        _ERROR, _DOCUMENTS, "a document’s SHA-256 differs from the one recorded for the source"
    )
    DOCUMENT_MISSING = RuleInfo(_ERROR, _DOCUMENTS, "a source’s `file` is not in the folder")
    DOCUMENT_UNREADABLE = RuleInfo(
        _ERROR, _DOCUMENTS, "a document is not UTF-8, not a regular file, too large, or outside the folder"
    )
    MISSING_SHA256 = RuleInfo(
        _HINT, _DOCUMENTS, "a source has a `file` but no `sha256`, so a change would go unnoticed"
    )
    NO_SUCH_PARAGRAPH = RuleInfo(
        _ERROR, _DOCUMENTS, "a citation or `nothing-in` names paragraphs that the document doesn’t have"
    )
    NOTHING_TO_FIND = RuleInfo(_ERROR, _DOCUMENTS, "a hand-written statement has no `find`")
    UNCITED_PARAGRAPHS = RuleInfo(
        _HINT, _DOCUMENTS, "some paragraphs of a document are neither cited nor listed under `nothing-in`"
    )

    ALL_OF_THESE = RuleInfo(_WARNING, _QUESTIONS, "an option says “all of these” or similar")
    ARTICLE_AT_GAP = RuleInfo(_WARNING, _QUESTIONS, "“a” or “an” before the gap does not fit every option")
    DOUBLE_OPTION = RuleInfo(_WARNING, _QUESTIONS, "two options differ only in spelling")
    DOUBLE_END_MARK = RuleInfo(_WARNING, _QUESTIONS, "a sentence ends with two marks")
    DUPLICATE_OPTION = RuleInfo(_ERROR, _QUESTIONS, "two options of a question are equal")
    EMPTY_OPTION = RuleInfo(_WARNING, _QUESTIONS, "an option has no words")
    EMPTY_STEM = RuleInfo(_HINT, _QUESTIONS, "a question has no words")
    FULL_STOP_AT_KEY = RuleInfo(_WARNING, _QUESTIONS, "only the right option ends with a full stop")
    HEDGED_OPTION = RuleInfo(_HINT, _QUESTIONS, "an option says “often”, “sometimes” or similar")
    KEY_IN_STEM = RuleInfo(
        _HINT, _QUESTIONS, "a question contains its answer, so the fact is not asked this way"
    )
    HARD_TO_TYPE = RuleInfo(_HINT, _QUESTIONS, "players can’t type the answer of a question without `wrong`")
    LETTERS_AS_OPTIONS = RuleInfo(_WARNING, _QUESTIONS, "an option refers to other options by letter")
    LONG_STEM = RuleInfo(_HINT, _QUESTIONS, "a question has more than 50 words")
    LONGEST_KEY = RuleInfo(_HINT, _QUESTIONS, "the right option is the longest by far")
    MISSING_MEDIA = RuleInfo(
        _WARNING, _QUESTIONS, "a question refers to a picture or a sound that is not there"
    )
    NEGATION = RuleInfo(_HINT, _QUESTIONS, "a question or a statement depends on “not”, “never” or “except”")
    NO_END_MARK = RuleInfo(_HINT, _QUESTIONS, "a question does not end with a full stop or a question mark")
    NONE_OF_THESE = RuleInfo(_HINT, _QUESTIONS, "an option says “none of these” or similar")
    ODD_KEY = RuleInfo(
        _HINT, _QUESTIONS, "only the right option has an article, a digit, a capital or a similar feature"
    )
    OPTIONS_BY_PLACE = RuleInfo(_WARNING, _QUESTIONS, "an option refers to other options by position")
    PASTED_LABEL = RuleInfo(
        _WARNING, _QUESTIONS, "a text has a letter, a number or a label of the document that it comes from"
    )
    QUESTION_AS_STATEMENT = RuleInfo(_WARNING, _QUESTIONS, "a statement ends with a question mark")
    QUOTED_SENTENCE = RuleInfo(_WARNING, _QUESTIONS, "quotation marks enclose a whole sentence")
    REFERS_BACK = RuleInfo(
        _HINT, _QUESTIONS, "a statement uses “it”, “this” or “also” for something that it doesn’t name"
    )
    REPEATED_WORD = RuleInfo(_WARNING, _QUESTIONS, "a word appears twice in a row")
    SHARED_WORD = RuleInfo(_HINT, _QUESTIONS, "only the right option repeats a word of the question")
    TOO_MANY_OPTIONS = RuleInfo(_ERROR, _QUESTIONS, "a question has more than six options")
    TRUE_FALSE_AS_OPTIONS = RuleInfo(_WARNING, _QUESTIONS, "the options are true and false")
    TWO_QUESTIONS = RuleInfo(_HINT, _QUESTIONS, "a question has two question marks")
    UNFOCUSED = RuleInfo(_HINT, _QUESTIONS, "a question only asks “which of these is true?”")

    AS_OF_IN_STEM = RuleInfo(_HINT, _STYLE, "a sentence has a date in brackets, “(as of 2026)”")
    BARE_NAME = RuleInfo(_HINT, _STYLE, "a noun before a name has no article, as in “by group Example”")
    COMMON_WORDS = RuleInfo(_HINT, _STYLE, "all options of a question begin with the same two words")
    ENDS_WITH_WHAT = RuleInfo(_HINT, _STYLE, "a question ends with “what?” or “who?”")
    EQUATIVE = RuleInfo(
        _HINT, _STYLE, "a sentence has nine words or more before “is”, or “the one with”, or “It is … that”"
    )
    EXPLAINS_NOTHING = RuleInfo(
        _HINT, _STYLE, "most explanations of a category only repeat the question and its answer"
    )
    FRONTED = RuleInfo(_HINT, _STYLE, "a question begins with a preposition, as in “With what …?”")
    HEDGE = RuleInfo(_HINT, _STYLE, "a sentence names a list or a page that players don’t see")
    INSERTED_CLAIM = RuleInfo(_HINT, _STYLE, "a clause such as “as Roe tells it” interrupts a question")
    NOT_WORTH_ASKING = RuleInfo(
        _HINT, _STYLE, "a table asks for the numbers of subjects without `known` and without a story"
    )
    ODD_FRAME = RuleInfo(_HINT, _STYLE, "a phrase that quiz questions don’t use, such as “by origin”")
    SCENARIO = RuleInfo(_HINT, _STYLE, "a question begins with a scene: “You are in the capital of Peru.”")
    TWO_TESTED = RuleInfo(_HINT, _STYLE, "a sentence has two numbers that are asked for")
    VEIL = RuleInfo(_HINT, _STYLE, "a description such as “the singer whose …” replaces a name")

    ALIKE_TWICE = RuleInfo(_HINT, _PACKS, "two facts or questions with the same answer say nearly the same")
    ASKED_TWICE = RuleInfo(_WARNING, _PACKS, "two hand-written questions ask the same")
    ASKS_NOTHING = RuleInfo(_WARNING, _PACKS, "no question can be made of the pack")
    BAD_IGNORE = RuleInfo(_WARNING, _PACKS, "a `quiz: ignore` comment is not understood or has no reason")
    LONGEST_KEYS = RuleInfo(
        _HINT, _PACKS, "the right option of a hand-written question is too often the longest"
    )
    MIDDLE_KEYS = RuleInfo(
        _HINT, _PACKS, "the right option of a hand-written question about numbers is too often in the middle"
    )
    MIXED_FORMS = RuleInfo(
        _HINT, _PACKS, "the numbers, years or dates of one column are written in several ways"
    )
    MOSTLY_ONE_VERDICT = RuleInfo(
        _HINT, _PACKS, "the hand-written statements are mostly true, or mostly false"
    )
    NEAR_EQUAL = RuleInfo(
        _HINT, _PACKS, "a value that appears once is nearly equal to a frequent one of its type"
    )
    NOTHING_TO_ASK = RuleInfo(_ERROR, _PACKS, "nothing in the pack can be used")
    OLD_RULE_NAME = RuleInfo(_HINT, _PACKS, "a `quiz: ignore` comment uses a rule’s old name")
    SIMILAR_CATEGORY = RuleInfo(_WARNING, _PACKS, "two categories have nearly the same name or title")
    SIMILAR_TYPE = RuleInfo(_HINT, _PACKS, "a type with a single value is spelled nearly like another")
    TWO_NAMES = RuleInfo(_WARNING, _PACKS, "two values of one type name the same thing")
    TWO_SPELLINGS = RuleInfo(_HINT, _PACKS, "a value of one type is spelled in two ways")
    UNUSED_CATEGORY = RuleInfo(_HINT, _PACKS, "a category is empty")
    UNUSED_IGNORE = RuleInfo(_HINT, _PACKS, "a `quiz: ignore` comment hides nothing")
    UNUSED_POOL = RuleInfo(_HINT, _PACKS, "no value has the type of a pool")
    UNUSED_STORY = RuleInfo(_HINT, _PACKS, "no fact is about the subject of a story")
    UNUSED_SOURCE = RuleInfo(_HINT, _PACKS, "no entry cites a source, and no other source depends on it")


RENAMED_RULES = {
    "claim-unspoken": Rule.CLAIMANT_NOT_NAMED,
    "maybe-many": Rule.SEVERAL_ANSWERS_POSSIBLE,
    "no-sha256": Rule.MISSING_SHA256,
    "nothing-yet-cited": Rule.CITED_DESPITE_NOTHING_IN,
    "paragraphs-uncited": Rule.UNCITED_PARAGRAPHS,
    "wrong-is-right": Rule.ANSWER_DECLARED_WRONG,
}
"""The rules that had another code, by that code. It still works in comments and options."""

RULES = {rule.code: rule for rule in Rule}


def rules_in_group(group: RuleGroup) -> list[Rule]:
    """Return the rules of a group in the order of their codes."""
    return sorted((rule for rule in Rule if rule.group is group), key=lambda rule: rule.code)


def find_rule(code: str) -> Rule | None:
    """Return the rule with a code, which may be an old one."""
    return RULES.get(code) or RENAMED_RULES.get(code)
