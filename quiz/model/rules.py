"""Every problem that can be found: its name, how much it matters, and what it means.

This is the one table of them: `Problems.add` takes the severity from it, and tests hold `docs/packs.md` and
the pages of `quiz rule` to it.
"""

from enum import Enum, StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a problem matters; an error leaves something out."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class RuleGroup(Enum):
    """What a problem is about; the value is its heading."""

    FILES = "Files and YAML"
    FIELDS = "Fields"
    FACTS = "Facts, lists and tables"
    CITATIONS = "Sources and citations"
    DOCUMENTS = "Documents, with --sources"
    QUESTIONS = "Questions"
    PACKS = "The whole pack"


class Rule(NamedTuple):
    """One kind of problem."""

    name: str
    severity: Severity
    meaning: str
    group: RuleGroup


_TABLE = {
    RuleGroup.FILES: """
    anchor-or-alias | error | a text begins with `&` or `*`, YAML’s anchors and aliases
    complex-key | error | the name of a field is not a word, often since a text begins with `?`
    control-character | error | a control character or a change of the direction of writing, raw or escaped
    duplicate-key | error | a field stands twice in one entry
    empty-file | error | a file holds nothing
    merge-key | error | `<<`, YAML’s merge key
    no-pack | error | there is no such file, or a folder has no `pack.yaml`
    not-utf-8 | error | a file is in another encoding; it is not read
    other-suffix | warning | a file ends in `.yml`, and so isn’t read or isn’t found by its name
    outside-pack | error | a file of the pack stands elsewhere, or is a link that leads out of it
    several-documents | error | a file holds a second YAML document, which is not read
    syntax | error | YAML can’t be read at this place; the other entries of the file stay
    tag | error | a text begins with `!`, a YAML tag
    text-cut-by-comment | error | a space and a `#` cut a text short
    too-deep | error | something is nested more than 32 levels deep
    too-large | error | a file or a pack is too large; it is not read
    unreadable-file | error | a file can’t be opened, or is no regular file
    wrong-root | error | a file holds a list or a text where fields should be
    """,
    RuleGroup.FIELDS: """
    bad-date | error | an `as-of` is no date
    bad-id | error | a name or an id has other signs than lower-case letters, digits and hyphens
    duplicate-id | error | two entries have the same id; the first one stays
    empty-text | error | a field has no text
    misplaced-field | error | a field stands where it has no meaning, as `ask` beside several marks
    missing-field | error | a field that is needed is not there
    newer-format | error | the pack is written in a newer version of the format; nothing of it is read
    text-too-long | error | a text has more than 4,000 characters or 200 lines
    unknown-category | error | a category is not listed under `categories`
    unknown-field | error | a thing has no field of that name
    unknown-value | error | a field takes one of a few words, and this is none of them
    wrong-shape | error | a list stands where a text should be, or the other way about
    """,
    RuleGroup.FACTS: """
    bad-mark | error | a mark is empty, or a list or a table has not the marks it needs
    bad-quotes | error | a cell of a CSV file opens with a quotation mark that isn’t closed at its end
    bound | hint | a value says only how much it is at least or at most, so no choice asks for it
    claim-unspoken | warning | the claimant is named neither in the sentence nor in `ask`
    contradiction | error | two facts of one relation differ in one value, and neither allows for the other
    duplicate-label | error | two marks of a sentence, or two columns, have the same name
    duplicate-value | error | a value stands twice in a list
    maybe-many | hint | words such as “among” go with several right answers, and only one is allowed
    missing-type | error | a value has neither a type nor a label
    no-distractors | hint | too few other values can stand beside a value, so no choice asks for it
    row-incomplete | hint | a row has an empty cell that a sentence needs, and makes no fact of it
    several-answers | hint | a table’s question has several right answers by its rows, and is not asked
    too-many-facts | error | a pack has more than 200,000 facts, or a table as many rows; the rest is left out
    too-many-values | error | a list has more than 1,000 values, or a table as many columns
    unclosed-mark | error | a `<` has no `>`
    unknown-column | error | a mark or a field names a column that is not there
    unknown-fact | warning | `not-with` names an id that nothing in the pack has
    unknown-label | error | `values` names a label that no mark has
    wrong-cells | error | a row has more or fewer cells than the table has columns
    wrong-is-right | error | an answer is declared wrong that is right
    """,
    RuleGroup.CITATIONS: """
    bad-citation | error | a citation is not a source’s name and a paragraph
    bad-paragraph | error | paragraphs that can’t be: zero, or the last before the first
    bad-url | error | an address doesn’t begin with http:// or https://
    paragraph-outside-sections | warning | a cited paragraph lies behind the last of the source’s sections
    unknown-source | error | a source is not listed under `sources`
    """,
    RuleGroup.DOCUMENTS: """
    citation-not-held | error | the cited paragraphs don’t hold what they are cited for
    document-changed | error | a document has another SHA-256 than the source records
    document-missing | error | a source’s `file` is not in the folder
    document-unreadable | error | a document is not UTF-8, no regular file, too large, or outside the folder
    no-sha256 | hint | a source names a `file` and no `sha256`, so a change would not show
    no-such-paragraph | error | a document has fewer paragraphs than are cited, or named as holding nothing
    nothing-yet-cited | hint | paragraphs of which `nothing-in` says that they hold nothing are cited
    nothing-to-find | error | a statement by hand has no `find`
    paragraphs-uncited | hint | paragraphs of a document that are neither cited nor named under `nothing-in`
    """,
    RuleGroup.QUESTIONS: """
    all-of-these | warning | an option says “all of these” or the like
    article-at-gap | warning | “a” or “an” before the gap does not fit every option
    double-option | warning | two options are equal but for their spelling
    duplicate-option | error | two options of a question are equal
    empty-option | warning | an option has no words
    empty-stem | hint | a question has no words
    full-stop-at-key | warning | only the right option ends with a full stop
    hedged-option | hint | an option says “often”, “sometimes” or the like
    key-in-stem | hint | a question contains its answer; a fact is not asked so
    letters-as-options | warning | an option speaks of options by letter
    long-stem | hint | a question has more than 50 words
    longest-key | hint | the right option is the longest by far
    missing-media | warning | a question speaks of a picture or a sound that is not there
    negation | hint | a question or a statement turns on “not”, “never” or “except”
    no-end-mark | hint | a question ends with no full stop or question mark
    none-of-these | hint | an option says “none of these” or the like
    odd-key | hint | only the right option has an article, a digit, a capital or the like
    options-by-place | warning | an option speaks of options by their place
    question-as-statement | warning | a statement ends with a question mark
    refers-back | hint | a statement says “it”, “this” or “also” of something that it doesn’t name
    repeated-word | warning | a word stands twice in a row
    shared-word | hint | only the right option repeats a word of the question
    too-many-options | error | a question has more than six options
    true-false-as-options | warning | the options are true and false
    two-questions | hint | a question has two question marks
    unfocused | hint | a question only says “which of these is true?”
    """,
    RuleGroup.PACKS: """
    mixed-forms | hint | the numbers, years or dates of one column are written in several ways
    alike-twice | hint | two facts or questions with one answer say nearly the same
    asked-twice | warning | two questions by hand ask the same
    bad-ignore | warning | a comment for the checker is not understood, or gives no reason
    longest-keys | hint | of the questions by hand, the right option is the longest too often
    middle-keys | hint | of the questions by hand about numbers, the right one is in the middle too often
    mostly-one-verdict | hint | of the statements by hand, far more are true than false, or far fewer
    nothing-to-ask | error | nothing in the pack can be used
    similar-category | warning | two categories have nearly the same name or title
    similar-type | hint | a type with a single value is written nearly like another
    two-spellings | hint | a value of one type is written in two ways
    unused-category | hint | nothing is in a category
    unused-ignore | hint | a comment silences what is not there
    unused-pool | hint | no value has the type of a pool
    unused-source | hint | nothing cites a source, and none depends on it
    """,
}


def _rules(group: RuleGroup, lines: str) -> list[Rule]:
    cells = (line.strip().split(" | ") for line in lines.strip().splitlines())
    return [Rule(name, Severity(severity), meaning, group) for name, severity, meaning in cells]


RULES = {rule.name: rule for group, lines in _TABLE.items() for rule in _rules(group, lines)}
