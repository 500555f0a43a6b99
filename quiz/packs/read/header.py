"""The header of a pack: its name, title, categories, sources and pools."""

from collections.abc import Mapping

from quiz.model.pack import FORMAT, Category, FactFreeRange, Pack, Pool, Section, Source, Trust
from quiz.model.problems import Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.packs.format.fields import PACK, SOURCE
from quiz.packs.format.ids import is_file_name, is_id, slug
from quiz.packs.format.languages import is_language_tag, suggest_language_tag
from quiz.packs.format.patterns import SHA256, matches
from quiz.packs.read.checked_mapping import CheckedMapping, check_mapping
from quiz.packs.read.citations import parse_range, parse_ranges
from quiz.packs.read.field_validator import find_pool_fault
from quiz.packs.read.pasted_texts import find_option_label, option_label_finding
from quiz.packs.read.shared_fields import bad_id_finding
from quiz.packs.read.suggestions import did_you_mean
from quiz.packs.syntax.nodes import ParsedFile, ScalarNode, SequenceNode
from quiz.text.english import quote
from quiz.text.safe import Text
from quiz.text.web_address import AddressError, parse_web_address

_MAX_FALLBACK_CHARACTERS = 60


def read_header(
    parsed: ParsedFile, fallback_name: str, collector: ProblemCollector
) -> tuple[Pack | None, CheckedMapping]:
    """Return a pack without its entries, and the mapping with its header and entries.

    The pack is `None` if its format is newer. A pack without a valid name gets `fallback_name`.
    """
    mapping = check_mapping(PACK, parsed.root, parsed.file, collector, lost_keys=parsed.lost_keys)
    if not _has_known_format(mapping):
        return None, mapping
    name = mapping.text("name")
    if name is not None and not is_id(name):
        mapping.report(bad_id_finding(name), mapping.location("name"))
        name = None
    elif name is not None and not is_file_name(name):
        message = f"a file can’t have the name {quote(name)} on every system"
        advice = "Choose another name of at most 100 characters: Windows reserves con, nul and a few others."
        mapping.report_field("name", Rule.BAD_ID, message, advice)
        name = None
    pack_name = str(name or _fallback(fallback_name))
    title = mapping.text("title") or Text(pack_name)
    header = Pack(
        name=pack_name,
        title=title,
        language=_read_language(mapping),
        version=mapping.text("version"),
        licence=mapping.text("licence"),
        authors=mapping.texts("authors"),
        categories=_read_categories(mapping) or (Category(pack_name, title),),
        sources=_read_sources(mapping),
        pools=_read_pools(mapping),
    )
    return header, mapping


def _fallback(file_name: str) -> str:
    """Return a name for a pack with an invalid one."""
    name = slug(file_name)[:_MAX_FALLBACK_CHARACTERS]
    return name if is_file_name(name) else f"{name}-pack"


def _has_known_format(mapping: CheckedMapping) -> bool:
    """Return whether the pack can be read; one with a missing or invalid format can."""
    text = mapping.text("format")
    if text is None or text == str(FORMAT):
        return True
    if text.isascii() and text.isdigit() and len(text) < 10 and int(text) > FORMAT:
        message = f"this pack has format {text}, and this version of quiz reads format {FORMAT}"
        mapping.report_field("format", Rule.NEWER_FORMAT, message, "Install a newer version of quiz.")
        return False
    mapping.report_field(
        "format", Rule.UNKNOWN_VALUE, f"`format` can’t be “{text}”", f"Write `format: {FORMAT}`."
    )
    return True


def _read_language(mapping: CheckedMapping) -> str:
    """Read the language; without a valid tag, the one that was probably meant, or an undetermined one."""
    text = mapping.text("language")
    if text is None:
        return "en"
    if is_language_tag(text):
        return text
    meant = suggest_language_tag(text)
    advice = f"Write `language: {meant}`." if meant else "Write its tag, as in `en`, `de` or `pt-BR`."
    mapping.report_field("language", Rule.UNKNOWN_VALUE, f"“{text}” is not a language tag", advice)
    return meant or "und"


def _read_categories(mapping: CheckedMapping) -> tuple[Category, ...]:
    categories: list[Category] = []
    for name, node in mapping.iter_named("categories"):
        location = mapping.location_of_name("categories", name)
        if not is_id(name):
            mapping.report(bad_id_finding(name), location)
        elif isinstance(node, ScalarNode):
            title = Text(node.text)
            categories.append(Category(name, title if title.strip() else Text(name), location))
    return tuple(categories)


def _read_pools(mapping: CheckedMapping) -> tuple[Pool, ...]:
    pools: list[Pool] = []
    for name, node in mapping.iter_named("pools"):
        items = node.items if isinstance(node, SequenceNode) else (node,)
        if find_pool_fault(mapping.file, name, node) is not None:
            items = ()
        texts = (Text(item.text) for item in items if isinstance(item, ScalarNode))
        values = tuple(filter(str.strip, texts))
        if found := find_option_label(values):
            mapping.report(option_label_finding(found[1]), mapping.location_of_name("pools", name))
        pools.append(Pool(Text(name), values, mapping.location_of_name("pools", name)))
    return tuple(pools)


def _read_sources(mapping: CheckedMapping) -> tuple[Source, ...]:
    nodes = dict(mapping.iter_named_mappings("sources"))
    sources: list[Source] = []
    for name, node in nodes.items():
        if is_id(name):
            sources.append(_read_source(name, mapping.check_part(SOURCE, node), nodes))
        else:
            mapping.report(bad_id_finding(name), mapping.location_of_name("sources", name))
    return tuple(sources)


def _read_source(name: str, mapping: CheckedMapping, sources: Mapping[str, object]) -> Source:
    trust = mapping.text("trust")
    return Source(
        id=name,
        title=mapping.text("title") or Text(name),
        publisher=mapping.text("publisher"),
        author=mapping.text("author"),
        kind=mapping.text("kind"),
        date=mapping.text("date"),
        url=_read_url(mapping),
        trust=None if trust is None else Trust(trust),
        licence=mapping.text("licence"),
        note=mapping.text("note"),
        depends_on=_read_dependencies(name, mapping, sources),
        file=mapping.text("file"),
        sha256=_read_sha256(mapping),
        sections=_read_sections(mapping),
        location=mapping.location("file"),
        nothing_in=_read_fact_free_ranges(mapping),
        unit=mapping.text("unit"),
    )


def _read_sha256(mapping: CheckedMapping) -> Text | None:
    text = mapping.text("sha256")
    if text is None or matches(SHA256, text):
        return text
    advice = "Write 64 digits from 0 to f, in lower case."
    mapping.report_field("sha256", Rule.UNKNOWN_VALUE, f"`sha256` can’t be “{text}”", advice)
    return None


def _read_url(mapping: CheckedMapping) -> Text | None:
    text = mapping.text("url")
    if text is None:
        return None
    try:
        parse_web_address(text)
    except AddressError as error:
        mapping.report_field("url", Rule.BAD_URL, str(error), error.advice)
        return None
    return text


def _read_dependencies(name: str, mapping: CheckedMapping, sources: Mapping[str, object]) -> tuple[str, ...]:
    dependencies: list[str] = []
    for scalar in mapping.scalars("depends-on"):
        if scalar.text == name:
            finding = Finding(Rule.UNKNOWN_SOURCE, "a source can’t depend on itself")
        elif scalar.text not in sources:
            advice = did_you_mean(scalar.text, sources, mapping.collector) or "List it under `sources`."
            finding = Finding(Rule.UNKNOWN_SOURCE, f"unknown source “{scalar.text}”", advice)
        else:
            dependencies.append(scalar.text)
            continue
        mapping.report(finding, mapping.file.location_of(scalar))
    return tuple(dependencies)


def _read_sections(mapping: CheckedMapping) -> tuple[Section, ...]:
    sections: list[Section] = []
    for heading, node in mapping.iter_named("sections"):
        if not isinstance(node, ScalarNode) or not node.text:
            continue
        if (bounds := parse_range(node.text)) is None:
            mapping.report_at(
                mapping.file.location_of(node),
                Rule.BAD_PARAGRAPH,
                f"can’t read “{node.text}” as paragraphs",
                "Write the first and the last, as in `11-14`.",
            )
        else:
            sections.append(Section(Text(heading), *bounds))
    return tuple(sections)


def _read_fact_free_ranges(mapping: CheckedMapping) -> tuple[FactFreeRange, ...]:
    """Read lines of the form `1, 11-35: reason`; skip a line with an invalid range."""
    ranges: list[FactFreeRange] = []
    for paragraphs, node in mapping.iter_named("nothing-in"):
        if not isinstance(node, ScalarNode) or not node.text:
            continue
        location = mapping.location_of_name("nothing-in", paragraphs)
        bounds = parse_ranges(paragraphs)
        if bounds is None:
            advice = "Write them before the reason, as in `1, 11-14: opinions`."
            mapping.report_at(
                location, Rule.BAD_PARAGRAPH, f"can’t read “{paragraphs}” as paragraphs", advice
            )
        else:
            ranges += [FactFreeRange(*pair, Text(node.text), location) for pair in bounds]
    return tuple(ranges)
