"""Fields that facts, lists, tables and questions share."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.pack import Category, Citation, NearCell, Sensitivity
from quiz.model.problems import EntryRef, Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.packs.format.field_types import MappingSchema
from quiz.packs.format.fields import FACT, LIST, QUESTION
from quiz.packs.format.ids import is_id, slug, slug_of_sentence
from quiz.packs.format.iso_dates import to_iso_date
from quiz.packs.format.patterns import DATE, matches
from quiz.packs.read.checked_mapping import CheckedMapping, check_mapping, report_missing_field
from quiz.packs.read.citations import CitationParser
from quiz.packs.read.csv_reader import CellGrid
from quiz.packs.read.shared_causes import SharedCauses
from quiz.packs.read.suggestions import did_you_mean
from quiz.packs.syntax.nodes import MappingNode, ScalarNode, TextFile
from quiz.text.safe import Text


@dataclass(frozen=True, slots=True)
class ReadContext:
    """The file and the pack of the entries that are being read."""

    file: TextFile
    collector: ProblemCollector
    citation_parser: CitationParser
    categories: Mapping[str, Category]
    category: str | None
    """The category of entries without one."""
    is_english: bool
    folder: Path
    """The folder with the pack's files."""
    cell_grids: dict[str, CellGrid | None]
    """The CSV files read so far, by name; `None` for an unreadable one."""
    causes: SharedCauses
    lost_categories: Container[str] = ()
    """Categories that the header lists, but that can't be used."""
    citations: tuple[Citation, ...] | None = ()
    """The citations of entries without their own; `None` if the file's can't be used."""


class SharedFields(NamedTuple):
    """The fields that all entries share."""

    category: str
    citations: tuple[Citation, ...]
    more: Text | None
    claimant: Text | None
    as_of: str | None
    sensitivity: Sensitivity | None
    find: tuple[Text, ...]
    note: Text | None
    not_with: tuple[str, ...]
    known: float | None
    near: tuple[NearCell, ...] = ()


def read_shared_fields(mapping: CheckedMapping, context: ReadContext) -> SharedFields:
    """Read the shared fields of an entry."""
    tact, known = mapping.text("tact"), mapping.text("known")
    return SharedFields(
        category=read_category(mapping, context),
        citations=read_citations(mapping, context),
        more=mapping.text("more"),
        claimant=mapping.text("claim"),
        as_of=read_as_of(mapping),
        sensitivity=None if tact is None else Sensitivity(tact),
        find=mapping.texts("find"),
        note=mapping.text("note"),
        not_with=tuple(map(str, mapping.texts("not-with"))),
        known=None if known is None else parse_known(known),
    )


def parse_known(text: str) -> float | None:
    """Parse a number, which may have commas between its thousands; return `None` for anything else."""
    try:
        known = float(text.replace(",", ""))
    except ValueError:
        return None
    return known if isfinite(known) else None


def read_category(mapping: CheckedMapping, context: ReadContext) -> str:
    """Return the category of the entry, of its file, or the only one of the pack."""
    own = mapping.text("category")
    name = own or context.category
    if name is None:
        if mapping.is_present("category"):
            context.collector.mark_error()  # its name or its text is reported
        elif len(context.categories) > 1:
            message = f"this {mapping.schema.name} has no `category`, and neither has its file"
            advice = f"The categories are {', '.join(context.categories)}."
            mapping.report_at(mapping.location(), Rule.MISSING_FIELD, message, advice)
        return next(iter(context.categories))
    if name not in context.categories:
        if own is None or name in context.lost_categories:
            context.collector.mark_error()  # reported once, for the file or in the header
        else:
            finding = unknown_category_finding(mapping, name, context.categories)
            context.causes.add(finding, mapping.location("category"), mapping.ref, context.collector)
    return str(name)


def unknown_category_finding(mapping: CheckedMapping, name: str, categories: Iterable[str]) -> Finding:
    """Return the finding for a category that is not listed."""
    advice = did_you_mean(name, categories, mapping.collector) or "List it under `categories`."
    return Finding(Rule.UNKNOWN_CATEGORY, f"unknown category “{name}”", advice)


def read_citations(mapping: CheckedMapping, context: ReadContext) -> tuple[Citation, ...]:
    """Read the citations of an entry, or return those of its file."""
    text = mapping.text("cite")
    if text is not None:
        return parse_citations(text, mapping, lambda: mapping.location("cite"), context)
    if mapping.is_present("cite"):
        return ()
    if context.citations is None:
        context.collector.mark_error()  # reported once, for the file
    elif not context.citations and mapping.schema in (FACT, LIST, QUESTION):
        report_missing_field(mapping, mapping.schema.fields["cite"], mapping.schema.name)
    return context.citations or ()


def parse_citations(
    text: str, mapping: CheckedMapping, locate: Callable[[], Location], context: ReadContext
) -> tuple[Citation, ...]:
    """Parse citations, and report what is wrong with them at the location that `locate` finds."""
    parsed = context.citation_parser.parse(text)
    for finding in parsed.findings:
        if finding.rule is Rule.UNKNOWN_SOURCE:
            context.causes.add(finding, locate(), mapping.ref, context.collector)
        else:
            mapping.report(finding, locate())
    if parsed.has_lost_source:
        context.collector.mark_error()
    return parsed.citations


def read_as_of(mapping: CheckedMapping) -> str | None:
    """Read the date on which the entry was true, as ISO text."""
    text = mapping.text("as-of")
    if text is None:
        return None
    date = to_iso_date(text)
    if date is None:
        is_impossible = matches(DATE, " ".join(text.split()))
        message = f"there is no {text}" if is_impossible else f"can’t read “{text}” as a date"
        advice = "Write it as in `31 July 2021`, `July 2021`, `2021` or `2021-07-31`."
        mapping.report_field("as-of", Rule.BAD_DATE, message, advice)
    return date


def check_entry(schema: MappingSchema, node: MappingNode, context: ReadContext) -> CheckedMapping:
    """Check the fields of an entry; its problems refer to the id that it declares, valid or not."""
    id_node = node.values.get("id")
    id_ = id_node.text if isinstance(id_node, ScalarNode) and id_node.text else None
    ref = EntryRef(question=id_) if schema is QUESTION else EntryRef(fact=id_)
    return check_mapping(schema, node, context.file, context.collector, ref=ref)


def resolve_id(mapping: CheckedMapping, sentence: str) -> str:
    """Return the id that an entry declares, or one built from its sentence."""
    own = mapping.text("id")
    if own is None:
        return slug_of_sentence(sentence)
    if not is_id(own):
        mapping.report(bad_id_finding(own, "id"), mapping.location("id"))
    return own


def bad_id_finding(name: str, noun: str = "name") -> Finding:
    """Return the finding for an invalid name or id."""
    advice = f"Use lower-case letters, digits and hyphens, as in `{slug(name)}`."
    return Finding(Rule.BAD_ID, f"invalid {noun} “{name}”", advice)
