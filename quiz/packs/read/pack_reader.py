"""Reads a pack: all its files into one `Pack`, and all their problems."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from quiz.model.location import Location
from quiz.model.pack import Fact, HandwrittenQuestion, NameGroup, Pack, UnknownCells
from quiz.model.problems import EntryRef, Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.packs.format.fields import FILE
from quiz.packs.format.ids import slug_of_sentence
from quiz.packs.read.builtin_pools import builtin_pools
from quiz.packs.read.checked_mapping import CheckedMapping, check_mapping
from quiz.packs.read.citations import CitationParser
from quiz.packs.read.contradictions import Contradiction, find_contradictions
from quiz.packs.read.copied_questions import (
    CopiedQuestion,
    find_copied_questions,
    remove_questions,
)
from quiz.packs.read.csv_reader import CellGrid
from quiz.packs.read.facts import read_fact
from quiz.packs.read.foreign_formats import find_foreign_fields, find_foreign_format
from quiz.packs.read.handwritten import read_question
from quiz.packs.read.header import read_header
from quiz.packs.read.lists import read_list
from quiz.packs.read.pack_files import list_pack_files
from quiz.packs.read.result import ReadResult, pack_folder
from quiz.packs.read.same_names import find_name_groups, read_declared_names
from quiz.packs.read.shared_causes import LostNames, SharedCauses
from quiz.packs.read.shared_fields import ReadContext, read_citations, unknown_category_finding
from quiz.packs.read.stories import (
    StoryIndex,
    read_stories,
    repeated_story_finding,
    unused_story_finding,
)
from quiz.packs.read.suggestions import did_you_mean
from quiz.packs.read.tables import read_table
from quiz.packs.syntax import parse
from quiz.packs.syntax.files import is_within
from quiz.packs.syntax.nodes import MappingNode, ParsedFile, SequenceNode
from quiz.packs.syntax.text_file import read_text_file

MAX_PACK_BYTES = 256 * 1024 * 1024
MAX_FACTS = 200_000

Entry: TypeAlias = Fact | HandwrittenQuestion


def read_pack(
    path: Path,
    *,
    within: Path | None = None,
    max_facts: int = MAX_FACTS,
    max_bytes: int = MAX_PACK_BYTES,
) -> ReadResult:
    """Read a pack folder, or a pack in one file; with `within`, only if it is in that folder."""
    collector, conclusion = ProblemCollector(), ProblemCollector()
    files = list_pack_files(path, collector, max_bytes, within)
    with parse.gc_disabled():
        builder = _read_files(path, files, collector, max_facts)
        pack = builder.build() if builder is not None and not builder.is_empty else None
    if builder is not None and pack is None:
        advice = "Fix the errors above." if len(collector) else "Add a fact under `facts:`."
        conclusion.report(
            Finding(Rule.NOTHING_TO_ASK, "this pack has no usable fact or question", advice), builder.location
        )
    tables = builder.table_paths if builder is not None else ()
    own_files = tuple(
        file for file in (*files, *tables) if file == path or is_within(file, pack_folder(path))
    )
    return ReadResult(pack, (*collector, *conclusion), own_files)


def _read_files(
    path: Path, files: Sequence[Path], collector: ProblemCollector, max_facts: int
) -> "_PackBuilder | None":
    """Read the entries of all files; return `None` if the header can't be read."""
    if not files:
        return None
    within = path if path.is_dir() else None
    parsed = _read_file(files[0], collector, within)
    if parsed is None:
        return None
    name = path.stem if path.is_file() else path.resolve().name
    header, mapping = read_header(parsed, name, collector)
    if header is None:
        return None
    builder = _PackBuilder(header, mapping, pack_folder(path), collector, max_facts)
    builder.add_file(parsed, mapping)
    for file in files[1:]:
        parsed = _read_file(file, collector, within)
        if parsed is not None:
            builder.add_file(parsed, check_mapping(FILE, parsed.root, parsed.file, collector))
    builder.report_shared_causes()
    return builder


def _read_file(path: Path, collector: ProblemCollector, within: Path | None) -> ParsedFile | None:
    """Read a file of a pack; return `None` if it has another format or nothing of it can be used."""
    document = read_text_file(path, collector, within=within)
    if document is None:
        return None
    finding = find_foreign_format(document)
    parsed = None if finding is not None else parse.parse_yaml(document, collector)
    if parsed is not None:
        finding = find_foreign_fields(parsed)
    if finding is not None:
        collector.report(finding, document.location_of_span(finding.span))
        return None
    return parsed


class _PackBuilder:
    """Collects the entries of a pack's files."""

    def __init__(
        self,
        header: Pack,
        mapping: CheckedMapping,
        folder: Path,
        collector: ProblemCollector,
        max_facts: int,
    ) -> None:
        self.location = Location(mapping.file.path)
        self._header = header
        self._folder = folder
        self._collector = collector
        self._max_facts = max_facts
        self._categories = {category.name: category for category in header.categories}
        self._lost_categories = LostNames(mapping, "categories", self._categories)
        sources = {source.id: source for source in header.sources}
        self._citation_parser = CitationParser(sources, collector, LostNames(mapping, "sources", sources))
        self._causes = SharedCauses()
        self._cell_grids: dict[str, CellGrid | None] = {}
        self._facts: list[Fact] = []
        self._questions: list[HandwrittenQuestion] = []
        self._stories = StoryIndex()
        self._unknown_cells: list[UnknownCells] = []
        self._declared_names: list[NameGroup] = []
        self._entries: dict[str, Entry] = {}
        """The first entry with each id."""
        self._namesakes: list[Fact] = []
        """Facts without an own id whose first words are those of an earlier fact; they may contradict it."""
        self._groups: dict[str, int] = {}
        """The number of the list or table of a fact, by the fact's id."""
        self._is_full = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to build a pack of."""
        return not self._facts and not self._questions

    @property
    def table_paths(self) -> tuple[Path, ...]:
        """The CSV files that were read."""
        return tuple(self._folder / name for name in self._cell_grids)

    def add_file(self, parsed: ParsedFile, mapping: CheckedMapping) -> None:
        """Read the entries of a file."""
        self._declared_names += read_declared_names(mapping)
        context = ReadContext(
            file=parsed.file,
            collector=self._collector,
            citation_parser=self._citation_parser,
            categories=self._categories,
            category=self._read_category(mapping),
            is_english=self._header.is_english,
            folder=self._folder,
            cell_grids=self._cell_grids,
            causes=self._causes,
            lost_categories=self._lost_categories,
        )
        if mapping.is_present("cite"):
            with self._collector.scope() as scope:
                citations = read_citations(mapping, context)
            usable = not (scope.has_errors or mapping.is_lost("cite"))
            context = replace(context, citations=citations if usable else None)
        for node in _iter_undamaged(parsed, mapping, "facts"):
            fact = read_fact(node, context)
            if fact is not None:
                self._add_facts((fact,))
        for node in _iter_undamaged(parsed, mapping, "lists"):
            self._add_facts(read_list(node, context), is_group=True)
        for node in _iter_undamaged(parsed, mapping, "tables"):
            facts, unknown_cells = read_table(node, context)
            self._unknown_cells += unknown_cells
            self._add_facts(facts, is_group=True)
        for node in _iter_undamaged(parsed, mapping, "questions"):
            question = read_question(node, context)
            if question is not None and self._register(question):
                self._questions.append(question)
        for node in _iter_undamaged(parsed, mapping, "about"):
            for story in read_stories(node, context):
                first = self._stories.add(story)
                if first is not None:
                    self._collector.report(repeated_story_finding(story, first), story.location)

    def report_shared_causes(self) -> None:
        """Report the causes of errors that entries of all files share."""
        self._causes.report(self._collector)

    def build(self) -> Pack:
        """Build the pack without contradictory facts, and report problems between entries."""
        pools = self._header.pools
        contradictions = find_contradictions((*self._facts, *self._namesakes), self._groups)
        for contradiction in contradictions:
            self._report_contradiction(contradiction)
        refuted = [fact for pair in contradictions for fact in (pair.first, pair.second)]
        refuted_locations = {fact.location for fact in refuted}
        for namesake in self._namesakes:
            if namesake.location not in refuted_locations:
                self._report_duplicate(namesake, self._entries[namesake.id])
        self._report_unknown_ids()
        refuted_ids = {fact.id for fact in refuted}
        kept = (self._stories.attach_story(fact) for fact in self._facts if fact.id not in refuted_ids)
        facts = self._without_copied_questions(kept)
        for story in self._stories.iter_unused():
            self._collector.report(unused_story_finding(story), story.location)
        all_pools = (*pools, *(builtin_pools(facts, pools) if self._header.is_english else ()))
        return self._header._replace(
            facts=facts,
            pools=all_pools,
            names=find_name_groups(facts, all_pools, self._declared_names, english=self._header.is_english),
            questions=tuple(self._questions),
            unknown_cells=tuple(self._unknown_cells),
        )

    def _without_copied_questions(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """Return the facts without questions that are about another fact, and report those."""
        all_facts = tuple(facts)
        copied = find_copied_questions(all_facts, english=self._header.is_english)
        if not copied:
            return all_facts
        by_id: dict[str, list[CopiedQuestion]] = {}
        for each in copied:
            by_id.setdefault(each.fact.id, []).append(each)
            origin = each.origin.location.describe_from(each.fact.location)
            finding = Finding(
                Rule.ASK_OF_ANOTHER,
                f"“{each.question}” asks about {origin}, not about this sentence, so it is not asked here",
                "Reword `ask`, or delete it.",
            )
            self._collector.report(finding, each.fact.location, EntryRef(fact=each.fact.id))
        return tuple(
            remove_questions(fact, by_id[fact.id]) if fact.id in by_id else fact for fact in all_facts
        )

    def _read_category(self, mapping: CheckedMapping) -> str | None:
        name = mapping.text("category")
        if name is not None and name not in self._categories:
            if name in self._lost_categories:
                return name
            finding = unknown_category_finding(mapping, name, self._categories)
            mapping.report(finding, mapping.location("category"))
        return name

    def _add_facts(self, facts: Iterable[Fact], *, is_group: bool = False) -> None:
        group = len(self._entries)
        for fact in facts:
            if not is_group and fact.id in self._entries and _has_generated_id(fact):
                self._namesakes.append(fact)
                continue
            if len(self._facts) >= self._max_facts:
                if not self._is_full:
                    message = f"a pack has at most {self._max_facts:,} facts; the rest is left out"
                    self._collector.report(Finding(Rule.TOO_MANY_FACTS, message), fact.location)
                self._is_full = True
                return
            if self._register(fact):
                self._facts.append(fact)
                if is_group:
                    self._groups[fact.id] = group

    def _register(self, entry: Entry) -> bool:
        """Register the id of an entry; report it and return `False` if it is already used."""
        first = self._entries.setdefault(entry.id, entry)
        if first is not entry:
            self._report_duplicate(entry, first)
        return first is entry

    def _report_duplicate(self, entry: Entry, first: Entry) -> None:
        place = first.location.describe_from(entry.location)
        if _text_of(entry) == _text_of(first):
            message = f"this is the same as {place}"
            advice = "Delete one, or give each an `id`."
        else:
            message = f"the id “{entry.id}” is already used in {place}"
            advice = "Give one of them another `id`; in a table, add a column `id`."
            if isinstance(entry, Fact) and _has_generated_id(entry):
                advice = "Give each an `id`; without one, it is made of the first words."
        self._collector.report(Finding(Rule.DUPLICATE_ID, message, advice), entry.location, _ref(entry))

    def _report_unknown_ids(self) -> None:
        entries: list[Entry] = [*self._facts, *self._questions]
        for entry in entries:
            for id_ in entry.not_with:
                if id_ not in self._entries:
                    advice = did_you_mean(id_, self._entries, self._collector)
                    finding = Finding(Rule.UNKNOWN_FACT, f"`not-with` has the unknown id “{id_}”", advice)
                    self._collector.report(finding, entry.location, _ref(entry))

    def _report_contradiction(self, contradiction: Contradiction) -> None:
        first, second, index = contradiction
        place = first.location.describe_from(second.location)
        finding = Finding(
            Rule.CONTRADICTION,
            f"this says “{second.values[index].text}”, but {place} says “{first.values[index].text}”",
            "Correct one of them, or add `also` or `open: yes` if both are right.",
        )
        self._collector.report(finding, second.location, EntryRef(fact=second.id))


def _iter_undamaged(parsed: ParsedFile, mapping: CheckedMapping, field: str) -> Iterator[MappingNode]:
    """Yield the entries without parse errors, and empty each when the next one is requested.

    The nodes of a large pack take more memory than the pack. Problems of a damaged entry may follow from the
    parse error, so the entry is not read.
    """
    entries = mapping.node_of(field)
    for node in entries.items if isinstance(entries, SequenceNode) else ():
        if isinstance(node, MappingNode):
            if not parsed.is_damaged(node):
                yield node
            node.values.clear()
            node.keys.clear()


def _has_generated_id(fact: Fact) -> bool:
    return fact.id == slug_of_sentence(fact.sentence)


def _text_of(entry: Entry) -> str:
    return entry.sentence if isinstance(entry, Fact) else entry.stem


def _ref(entry: Entry) -> EntryRef:
    return EntryRef(fact=entry.id) if isinstance(entry, Fact) else EntryRef(question=entry.id)
