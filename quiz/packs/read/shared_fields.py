"""What facts, lists, tables and questions have in common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from quiz.model.pack import Category, Citation, Sensitivity, UnknownCells
from quiz.model.problems import ProblemCollector
from quiz.packs.format.ids import is_id, slug, slug_of_sentence
from quiz.packs.format.iso_dates import iso
from quiz.packs.read.cells import Sheet
from quiz.packs.read.checked_mapping import Entry, did_you_mean
from quiz.packs.read.citations import Citations
from quiz.packs.syntax.nodes import Document, Scalar
from quiz.packs.syntax.nodes import Mapping as MappingNode
from quiz.text.safe import Text


@dataclass(frozen=True, slots=True)
class Context:
    """What an entry is read against: the file it stands in, and the pack."""

    document: Document
    problems: ProblemCollector
    citations: Citations
    categories: Mapping[str, Category]
    category: str | None
    """The category of entries that name none."""
    is_english: bool
    """Whether the rules of English apply."""
    folder: Path
    """Where the pack's files stand."""
    sheets: dict[str, Sheet | None]
    """The CSV files read so far, by name; `None` for one that can't be read."""
    doubts: list[UnknownCells]
    """What the empty cells of the tables read so far leave open."""


class Common(NamedTuple):
    """What facts, lists, tables and questions have in common."""

    category: str
    citations: tuple[Citation, ...]
    more: Text | None
    attribution: Text | None
    as_of: str | None
    tact: Sensitivity | None
    find: tuple[Text, ...]
    note: Text | None
    not_with: tuple[str, ...]


def common(entry: Entry, context: Context) -> Common:
    """Read what every entry has."""
    return Common(
        category=category(entry, context),
        citations=citations(entry, context),
        more=entry.text("more"),
        attribution=entry.text("claim"),
        as_of=as_of(entry),
        tact=tact(entry),
        find=entry.texts("find"),
        note=entry.text("note"),
        not_with=not_with(entry),
    )


def category(entry: Entry, context: Context) -> str:
    """Give the entry's category, the file's, or the only one there is."""
    told = entry.text("category")
    name = told or context.category
    if name is None:
        if len(context.categories) > 1:
            entry.problem(
                "missing-field",
                entry.place(),
                f"this {entry.thing.name} has no `category`, and neither has its file",
                help=f"the pack’s categories are {', '.join(context.categories)}",
            )
        return next(iter(context.categories))
    if name not in context.categories:
        if told is None:
            entry.sound = False  # told once, for the file
        else:
            unknown_category(entry, name, context.categories)
    return str(name)


def unknown_category(entry: Entry, name: str, categories: Iterable[str]) -> None:
    """Say that a category is not listed."""
    entry.problem(
        "unknown-category",
        entry.place("category"),
        f"there is no category “{name}”",
        help=did_you_mean(name, categories) or "list it under `categories`",
    )


def citations(entry: Entry, context: Context) -> tuple[Citation, ...]:
    """Read the entry's citations."""
    text = entry.text("cite")
    return () if text is None else context.citations.read(text, entry, lambda: entry.place("cite"))


def as_of(entry: Entry) -> str | None:
    """Read as of when the entry was true, as ISO text."""
    text = entry.text("as-of")
    if text is None:
        return None
    found = iso(text)
    if found is None:
        entry.problem(
            "bad-date",
            entry.place("as-of"),
            f"“{text}” is no date",
            help="for example `31 July 2021`, `July 2021`, `2021` or `2021-07-31`",
        )
    return found


def tact(entry: Entry) -> Sensitivity | None:
    """Read how tactful to be."""
    text = entry.text("tact")
    return None if text is None else Sensitivity(text)


def not_with(entry: Entry) -> tuple[str, ...]:
    """Read the ids of what must not stand in one round with the entry."""
    return tuple(map(str, entry.texts("not-with")))


def told_id(node: MappingNode) -> str | None:
    """Give the id that an entry has been given, for its problems."""
    told = node.values.get("id")
    return told.text if isinstance(told, Scalar) and told.text else None


def own_id(entry: Entry, text: str) -> str:
    """Give an entry's id, or one made from a text."""
    chosen = entry.text("id")
    if chosen is None:
        return slug_of_sentence(text)
    if not is_id(chosen):
        entry.problem(
            "bad-id",
            entry.place("id"),
            f"“{chosen}” can’t be an id",
            help=f"ids have lower-case letters, digits and hyphens; for example `{slug(chosen)}`",
        )
    return chosen
