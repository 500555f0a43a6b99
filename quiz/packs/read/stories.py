"""Stories about subjects, which the explanations of all facts about them share.

about:
- of: river
rows: |
river | more                                      | cite
Loire | It has three hundred castles.             | atlas 8
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.pack import Citation, Fact
from quiz.model.problems import Finding
from quiz.model.rules import Rule
from quiz.packs.format.fields import ABOUT
from quiz.packs.read.checked_mapping import CheckedMapping, check_mapping
from quiz.packs.read.csv_reader import to_column_name
from quiz.packs.read.rows import TableRow, read_cell_grid, read_rows
from quiz.packs.read.shared_fields import ReadContext, parse_citations, read_citations
from quiz.packs.syntax.nodes import MappingNode
from quiz.text.english import capitalize_start
from quiz.text.normalize import contains, fold
from quiz.text.safe import Text

_STORY = "more"
"""The column with the stories."""


class Story(NamedTuple):
    """A story about one subject."""

    heading: str
    """The label of the subject in facts, such as `river`."""
    subject: Text
    text: Text
    citations: tuple[Citation, ...]
    location: Location


class StoryIndex:
    """The stories of a pack by their subjects."""

    def __init__(self) -> None:
        self._stories: dict[tuple[str, str], Story] = {}
        self._used: set[tuple[str, str]] = set()

    def add(self, story: Story) -> Story | None:
        """Add a story; return the earlier one if the subject has one already."""
        first = self._stories.setdefault((story.heading, fold(story.subject)), story)
        return None if first is story else first

    def attach_story(self, fact: Fact) -> Fact:
        """Return a fact with the story about its subject, unless it has its own or is about grief."""
        if not self._stories or fact.more is not None or fact.tact is not None:
            return fact
        for value in fact.values:
            key = (value.label or value.type, fold(value.text))
            if key in self._stories:
                self._used.add(key)
                story = self._stories[key]
                return fact._replace(more=story.text, more_citations=story.citations)
        return fact

    def iter_unused(self) -> Iterator[Story]:
        """Yield the stories whose subject is in no fact."""
        return (story for key, story in self._stories.items() if key not in self._used)


def read_stories(node: MappingNode, context: ReadContext) -> Iterable[Story]:
    """Read the stories of one entry; a row with an error is left out."""
    mapping = check_mapping(ABOUT, node, context.file, context.collector)
    heading = mapping.text("of")
    grid = read_cell_grid(mapping, context)
    if heading is None or grid is None:
        return ()
    subject_column = next(iter(grid.columns))
    if _STORY not in grid.columns or subject_column == _STORY:
        message = f"stories need the columns `{subject_column}` and `{_STORY}`"
        mapping.report_field("rows", Rule.UNKNOWN_COLUMN, message, f"Add a column `{_STORY}`.")
        return ()
    common = read_citations(mapping, context)
    rows = read_rows(grid, (subject_column, _STORY), context.collector)
    label = to_column_name(heading) or heading
    stories = (_read_story(mapping, row, (label, subject_column), common, context) for row in rows)
    return [story for story in stories if story is not None]


def _read_story(
    mapping: CheckedMapping,
    row: TableRow,
    names: tuple[str, str],
    common: tuple[Citation, ...],
    context: ReadContext,
) -> Story | None:
    """Read the story of a row; return `None` if it has none, no subject or no citation."""
    heading, subject_column = names
    subject, text = row.cell(subject_column), row.cell(_STORY)
    if not subject or not text:
        return None
    cell = row.cell("cite")
    citations = common
    if cell:
        with context.collector.scope() as scope:
            citations = parse_citations(", ".join(cell), mapping, lambda: row.location_of("cite"), context)
        if scope.has_errors:
            return None
    if not citations:
        message, advice = "this story has no citation", "Add `cite` to the row, or above the rows."
        mapping.report_at(row.location, Rule.MISSING_FIELD, message, advice)
        return None
    story = _name_subject(subject[0], "; ".join(text), is_english=context.is_english)
    return Story(heading, subject[0], story, citations, row.location_of(_STORY))


def _name_subject(subject: str, story: str, *, is_english: bool) -> Text:
    """Write the subject before a story that has no name for it: `Peru: it has …`.

    The story may follow sentences about another subject.
    """
    if contains(story, subject):
        return Text(story)
    first, space, rest = story.partition(" ")
    begins = first.lower() if is_english and first in ("It", "Its", "Their", "They") else first
    return Text(f"{capitalize_start(subject)}: {begins}{space}{rest}")


def unused_story_finding(story: Story) -> Finding:
    """Return the finding for a story whose subject is in no fact."""
    message = f"no fact without a story of its own has the {story.heading} “{story.subject}”"
    return Finding(Rule.UNUSED_STORY, message, "Spell it as the facts do, or delete the story.")


def repeated_story_finding(story: Story, first: Story) -> Finding:
    """Return the finding for a second story about a subject."""
    message = f"“{story.subject}” already has a story in {first.location.describe_from(story.location)}"
    return Finding(Rule.DUPLICATE_ID, message, "Delete one of them.")
