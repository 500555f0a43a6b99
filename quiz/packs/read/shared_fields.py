"""What facts, lists, tables and questions have in common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from quiz.model.pack import Category, Citation, Sensitivity, UnknownCells
from quiz.model.problems import Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.packs.format.ids import is_id, slug, slug_of_sentence
from quiz.packs.format.iso_dates import to_iso_date
from quiz.packs.read.cells import CellGrid
from quiz.packs.read.checked_mapping import CheckedMapping, did_you_mean
from quiz.packs.read.citations import CitationParser
from quiz.packs.syntax.nodes import MappingNode as MappingNode
from quiz.packs.syntax.nodes import ScalarNode, TextFile
from quiz.text.safe import Text


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What an entry is read against: the file it stands in, and the pack."""

    file: TextFile
    collector: ProblemCollector
    citation_parser: CitationParser
    categories: Mapping[str, Category]
    category: str | None
    """The category of entries that name none."""
    is_english: bool
    """Whether the rules of English apply."""
    folder: Path
    """Where the pack's files stand."""
    cell_grids: dict[str, CellGrid | None]
    """The CSV files read so far, by name; `None` for one that can't be read."""
    unknown_cells: list[UnknownCells]
    """What the empty cells of the tables read so far leave open."""


class SharedFields(NamedTuple):
    """What facts, lists, tables and questions have in common."""

    category: str
    citations: tuple[Citation, ...]
    more: Text | None
    claimant: Text | None
    as_of: str | None
    sensitivity: Sensitivity | None
    find: tuple[Text, ...]
    note: Text | None
    not_with: tuple[str, ...]


def read_shared_fields(entry: CheckedMapping, context: ReadContext) -> SharedFields:
    """Read what every entry has."""
    return SharedFields(
        category=read_category(entry, context),
        citations=read_citations(entry, context),
        more=entry.text("more"),
        claimant=entry.text("claim"),
        as_of=read_as_of(entry),
        sensitivity=read_sensitivity(entry),
        find=entry.texts("find"),
        note=entry.text("note"),
        not_with=read_not_with(entry),
    )


def read_category(entry: CheckedMapping, context: ReadContext) -> str:
    """Give the entry's category, the file's, or the only one there is."""
    told = entry.text("category")
    name = told or context.category
    if name is None:
        if len(context.categories) > 1:
            entry.report(
                Finding(
                    Rule.MISSING_FIELD,
                    f"this {entry.schema.name} has no `category`, and neither has its file",
                    f"the pack’s categories are {', '.join(context.categories)}",
                ),
                entry.location(),
            )
        return next(iter(context.categories))
    if name not in context.categories:
        if told is None:
            entry.is_sound = False  # told once, for the file
        else:
            report_unknown_category(entry, name, context.categories)
    return str(name)


def report_unknown_category(entry: CheckedMapping, name: str, categories: Iterable[str]) -> None:
    """Say that a category is not listed."""
    entry.report(
        Finding(
            Rule.UNKNOWN_CATEGORY,
            f"there is no category “{name}”",
            did_you_mean(name, categories) or "list it under `categories`",
        ),
        entry.location("category"),
    )


def read_citations(entry: CheckedMapping, context: ReadContext) -> tuple[Citation, ...]:
    """Read the entry's citations."""
    text = entry.text("cite")
    return () if text is None else context.citation_parser.parse(text, entry, lambda: entry.location("cite"))


def read_as_of(entry: CheckedMapping) -> str | None:
    """Read as of when the entry was true, as ISO text."""
    text = entry.text("as-of")
    if text is None:
        return None
    found = to_iso_date(text)
    if found is None:
        entry.report(
            Finding(
                Rule.BAD_DATE,
                f"“{text}” is no date",
                "for example `31 July 2021`, `July 2021`, `2021` or `2021-07-31`",
            ),
            entry.location("as-of"),
        )
    return found


def read_sensitivity(entry: CheckedMapping) -> Sensitivity | None:
    """Read how tactful to be."""
    text = entry.text("tact")
    return None if text is None else Sensitivity(text)


def read_not_with(entry: CheckedMapping) -> tuple[str, ...]:
    """Read the ids of what must not stand in one round with the entry."""
    return tuple(map(str, entry.texts("not-with")))


def declared_id(node: MappingNode) -> str | None:
    """Give the id that an entry has been given, for its problems."""
    told = node.values.get("id")
    return told.text if isinstance(told, ScalarNode) and told.text else None


def resolve_id(entry: CheckedMapping, text: str) -> str:
    """Give an entry's id, or one made from a text."""
    chosen = entry.text("id")
    if chosen is None:
        return slug_of_sentence(text)
    if not is_id(chosen):
        entry.report(
            Finding(
                Rule.BAD_ID,
                f"“{chosen}” can’t be an id",
                f"ids have lower-case letters, digits and hyphens; for example `{slug(chosen)}`",
            ),
            entry.location("id"),
        )
    return chosen
