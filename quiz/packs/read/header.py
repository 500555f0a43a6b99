"""What stands at the top of a pack: its name and title, categories, sources and pools."""

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.model.location import Location
from quiz.model.pack import FORMAT, Category, FactFreeRange, Pool, Section, Source, Trust
from quiz.model.problems import Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.packs.format.fields import PACK, SOURCE
from quiz.packs.format.ids import is_id, slug
from quiz.packs.format.patterns import LANGUAGE, SHA256, URL, matches
from quiz.packs.read.checked_mapping import CheckedMapping, did_you_mean
from quiz.packs.read.citations import parse_range, parse_ranges
from quiz.packs.syntax.nodes import MappingNode as MappingNode
from quiz.packs.syntax.nodes import ParsedFile, ScalarNode, SequenceNode
from quiz.text.safe import Text


@dataclass(frozen=True, slots=True)
class PackHeader:
    """A pack without its entries."""

    name: str
    title: Text
    language: str
    version: Text | None
    licence: Text | None
    authors: tuple[Text, ...]
    categories: Mapping[str, Category]
    sources: Mapping[str, Source]
    pools: tuple[Pool, ...]


def read_header(
    tree: ParsedFile, stem: str, problems: ProblemCollector
) -> tuple[PackHeader | None, CheckedMapping]:
    """Read the head of a pack; `None` where the pack is of a newer format.

    A pack without a name takes that of its file, so that its other problems can still be told.
    """
    entry = CheckedMapping(PACK, tree.root, tree.file, problems, lost=tree.lost_keys)
    if not _has_our_format(entry):
        return None, entry
    name = entry.text("name")
    if name is not None and not is_id(name):
        _bad_name(entry, "name", name)
        name = None
    title = entry.text("title")
    known = str(name or slug(stem))
    head = PackHeader(
        name=known,
        title=title or Text(known),
        language=_language(entry),
        version=entry.text("version"),
        licence=entry.text("licence"),
        authors=entry.texts("authors"),
        categories=_categories(entry) or {known: Category(known, title or Text(known))},
        sources=_sources(entry),
        pools=_pools(entry),
    )
    return head, entry


def _has_our_format(entry: CheckedMapping) -> bool:
    """Say whether this program knows the pack's format; a pack that names none is taken for ours."""
    text = entry.text("format")
    if text is None or text == str(FORMAT):
        return True
    if text.isascii() and text.isdigit() and len(text) < 10 and int(text) > FORMAT:
        entry.report(
            Finding(
                Rule.NEWER_FORMAT,
                f"this pack is written in format {text}, and this program reads format {FORMAT}",
                "a newer version of the program reads it",
            ),
            entry.location("format"),
        )
        return False
    entry.report(Finding(Rule.UNKNOWN_VALUE, f"`format` is {FORMAT}, not “{text}”"), entry.location("format"))
    return True


def _language(entry: CheckedMapping) -> str:
    text = entry.text("language") or Text("en")
    if matches(LANGUAGE, text):
        return text
    entry.report(
        Finding(Rule.UNKNOWN_VALUE, f"“{text}” is no language’s tag", "for example `en`, `de` or `pt-BR`"),
        entry.location("language"),
    )
    return "en"


def _categories(entry: CheckedMapping) -> dict[str, Category]:
    categories: dict[str, Category] = {}
    for name, node in entry.iter_named("categories"):
        if not is_id(name):
            _bad_key(entry, "categories", name)
        elif isinstance(node, ScalarNode):
            title = Text(node.text)
            if not title.strip():
                title = Text(name)
            categories[name] = Category(name, title, _place_of_key(entry, "categories", name))
    return categories


def _pools(entry: CheckedMapping) -> tuple[Pool, ...]:
    pools: list[Pool] = []
    for name, node in entry.iter_named("pools"):
        items = node.items if isinstance(node, SequenceNode) else (node,)
        texts = (Text(item.text) for item in items if isinstance(item, ScalarNode))
        values = tuple(text for text in texts if text.strip())
        pools.append(Pool(Text(name), values, _place_of_key(entry, "pools", name)))
    return tuple(pools)


def _sources(entry: CheckedMapping) -> dict[str, Source]:
    nodes = {name: node for name, node in entry.iter_named("sources") if isinstance(node, MappingNode)}
    sources: dict[str, Source] = {}
    for name, node in nodes.items():
        if is_id(name):
            sources[name] = _source(name, CheckedMapping(SOURCE, node, entry.file, entry.problems), nodes)
        else:
            _bad_key(entry, "sources", name)
    return sources


def _source(name: str, entry: CheckedMapping, known: Mapping[str, object]) -> Source:
    trust = entry.text("trust")
    return Source(
        id=name,
        title=entry.text("title") or Text(name),
        publisher=entry.text("publisher"),
        author=entry.text("author"),
        kind=entry.text("kind"),
        date=entry.text("date"),
        url=_matching(entry, "url", URL, "an address begins with http:// or https://"),
        trust=None if trust is None else Trust(trust),
        licence=entry.text("licence"),
        note=entry.text("note"),
        depends_on=_depends_on(name, entry, known),
        file=entry.text("file"),
        sha256=_matching(entry, "sha256", SHA256, "it has 64 digits from 0 to f, in lower case"),
        sections=_sections(entry),
        location=entry.location("file"),
        nothing_in=_nothing_in(entry),
        unit=entry.text("unit"),
    )


def _matching(entry: CheckedMapping, field: str, pattern: str, advice: str) -> Text | None:
    text = entry.text(field)
    if text is None or matches(pattern, text):
        return text
    rule = Rule.BAD_URL if field == "url" else Rule.UNKNOWN_VALUE
    entry.report(Finding(rule, f"“{text}” can’t be a `{field}`", advice), entry.location(field))
    return None


def _depends_on(name: str, entry: CheckedMapping, known: Mapping[str, object]) -> tuple[str, ...]:
    others: list[str] = []
    for scalar in entry.scalars("depends-on"):
        if scalar.text in known and scalar.text != name:
            others.append(scalar.text)
            continue
        own = scalar.text == name
        entry.report(
            Finding(
                Rule.UNKNOWN_SOURCE,
                "a source can’t depend on itself" if own else f"there is no source “{scalar.text}”",
                None if own else did_you_mean(scalar.text, known) or "list it under `sources`",
            ),
            entry.file.location_of(scalar),
        )
    return tuple(others)


def _sections(entry: CheckedMapping) -> tuple[Section, ...]:
    sections: list[Section] = []
    for heading, node in entry.iter_named("sections"):
        if not isinstance(node, ScalarNode) or not node.text:
            continue
        found = parse_range(node.text)
        if found is None:
            entry.report(
                Finding(
                    Rule.BAD_PARAGRAPH,
                    f"“{node.text}” names no paragraphs",
                    "write the first and the last, as in `11-14`",
                ),
                entry.file.location_of(node),
            )
        else:
            sections.append(Section(Text(heading), *found))
    return tuple(sections)


def _nothing_in(entry: CheckedMapping) -> tuple[FactFreeRange, ...]:
    """Read `1, 11-35: why` for each stretch; a line in which one can’t be read is left out."""
    empty: list[FactFreeRange] = []
    field = entry.node_of("nothing-in")
    for paragraphs, node in entry.iter_named("nothing-in"):
        if not isinstance(field, MappingNode) or not isinstance(node, ScalarNode) or not node.text:
            continue
        place = entry.file.location_of_key(field, paragraphs)
        found = parse_ranges(paragraphs)
        if found is None:
            entry.report(
                Finding(
                    Rule.BAD_PARAGRAPH,
                    f"“{paragraphs}” names no paragraphs",
                    "write them before the reason, as in `1, 11-14: opinions`",
                ),
                place,
            )
            continue
        empty.extend(FactFreeRange(*one, Text(node.text), place) for one in found)
    return tuple(empty)


def _place_of_key(entry: CheckedMapping, field: str, name: str) -> Location | None:
    node = entry.node_of(field)
    return entry.file.location_of_key(node, name) if isinstance(node, MappingNode) else None


def _bad_key(entry: CheckedMapping, field: str, name: str) -> None:
    node = entry.node_of(field)
    if isinstance(node, MappingNode):
        entry.report(
            Finding(
                Rule.BAD_ID,
                f"“{name}” can’t be a name",
                f"names have lower-case letters, digits and hyphens; for example `{slug(name)}`",
            ),
            entry.file.location_of_key(node, name),
        )


def _bad_name(entry: CheckedMapping, field: str, text: str) -> None:
    entry.report(
        Finding(
            Rule.BAD_ID,
            f"“{text}” can’t be a name",
            f"names have lower-case letters, digits and hyphens; for example `{slug(text)}`",
        ),
        entry.location(field),
    )
