"""Read a pack: its files into one `Pack`, with every problem and its place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path

from quiz.model.location import Location
from quiz.model.pack import Fact, HandwrittenQuestion, Pack, UnknownCells, Value
from quiz.model.problems import EntryRef, Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.packs.format.fields import FILE
from quiz.packs.format.ids import slug_of_sentence
from quiz.packs.read import header
from quiz.packs.read.builtin_pools import builtin_pools
from quiz.packs.read.cells import CellGrid
from quiz.packs.read.checked_mapping import CheckedMapping, did_you_mean
from quiz.packs.read.citations import CitationParser
from quiz.packs.read.facts import read_fact
from quiz.packs.read.handwritten import read_question
from quiz.packs.read.header import PackHeader
from quiz.packs.read.lists import read_list
from quiz.packs.read.result import PACK_FILE as PACK_FILE
from quiz.packs.read.result import TABLE_SUFFIXES, pack_folder
from quiz.packs.read.result import ReadResult as ReadResult
from quiz.packs.read.shared_fields import ReadContext, report_unknown_category
from quiz.packs.read.tables import read_table
from quiz.packs.syntax import parse
from quiz.packs.syntax.nodes import MappingNode, ParsedFile
from quiz.text.normalize import fold
from quiz.text.safe import Text

BYTES_AT_MOST = 256 * 1024 * 1024
FACTS_AT_MOST = 200_000


def read_pack(path: Path) -> ReadResult:
    """Read a pack folder, or a pack that is a single file."""
    problems, upshot = ProblemCollector(), ProblemCollector()
    files = _files(path, problems)
    with parse.gc_disabled():
        sheets: dict[str, CellGrid | None] = {}
        pack = _pack(path, files, sheets, problems, upshot)
    tables = (pack_folder(path) / name for name in sheets)
    return ReadResult(pack, (*problems, *upshot), (*files, *tables))


def _pack(
    path: Path,
    files: Sequence[Path],
    sheets: dict[str, CellGrid | None],
    problems: ProblemCollector,
    upshot: ProblemCollector,
) -> Pack | None:
    """Read a pack, and into `sheets` its tables in files; what follows from its problems goes to `upshot`.

    That is told last.
    """
    first, *others = files or (None,)
    top = (
        None
        if first is None
        else parse.read_yaml_file(first, problems, within=path if path.is_dir() else None)
    )
    if top is None:
        return None
    head, entry = header.read_header(top, path.stem if path.is_file() else path.resolve().name, problems)
    if head is None:
        return None
    gathered = _PackBuilder(head, pack_folder(path), sheets, problems)
    gathered.add(top, entry)
    for other in others:
        further = None if other is None else parse.read_yaml_file(other, problems, within=path)
        if further is not None:
            gathered.add(further, CheckedMapping(FILE, further.root, further.file, problems))
    if not gathered.facts and not gathered.questions:
        upshot.report(
            Finding(
                Rule.NOTHING_TO_ASK,
                "nothing in this pack can be used",
                "mend the problems above" if len(problems) else "write a fact under `facts:`",
            ),
            Location(top.file.path),
        )
        return None
    return gathered.pack()


def _files(path: Path, problems: ProblemCollector) -> tuple[Path, ...]:
    """Give the files of a pack, the one with its head first; none where it can't be read."""
    shown = Location(Text(str(path)))
    if not path.is_dir():
        if not path.exists():
            problems.report(Finding(Rule.NO_PACK, "there is no such file or folder"), shown)
            return ()
        if _has_other_suffix(path):
            _tell_other_suffix(path, "this pack can’t be found by its name", problems)
        return (path,)
    try:
        inside = sorted(file for file in path.iterdir() if file.name[0] != ".")
        files = [file for file in inside if file.suffix == ".yaml"]
        counted = [file for file in inside if file.suffix in (".yaml", *TABLE_SUFFIXES)]
        size = sum(file.stat().st_size for file in counted if file.is_file())
    except OSError as error:
        reason = (error.strerror or "an unknown fault").lower()
        problems.report(Finding(Rule.UNREADABLE_FILE, f"this folder can’t be read: {reason}"), shown)
        return ()
    for file in inside:
        if _has_other_suffix(file):
            _tell_other_suffix(file, "this file is not read", problems)
    head = path / PACK_FILE
    if head not in files:
        advice = f"call the file with the pack’s name and sources {PACK_FILE}"
        problems.report(Finding(Rule.NO_PACK, f"this folder has no {PACK_FILE}", advice), shown)
        return ()
    if size > BYTES_AT_MOST:
        problems.report(
            Finding(Rule.TOO_LARGE, "the files of this pack are larger than 256 MiB together"), shown
        )
        return ()
    return (head, *(file for file in files if file != head))


def _has_other_suffix(path: Path) -> bool:
    return path.suffix.casefold() in (".yml", ".yaml") and path.suffix != ".yaml"


def _tell_other_suffix(path: Path, message: str, problems: ProblemCollector) -> None:
    problems.report(
        Finding(
            Rule.OTHER_SUFFIX, f"{message}, since it ends in {path.suffix}", f"rename it to {path.stem}.yaml"
        ),
        Location(Text(str(path))),
    )


class _PackBuilder:
    """What the files of a pack hold, as it comes together."""

    def __init__(
        self, head: PackHeader, folder: Path, sheets: dict[str, CellGrid | None], problems: ProblemCollector
    ) -> None:
        self.facts: list[Fact] = []
        self.questions: list[HandwrittenQuestion] = []
        self._doubts: list[UnknownCells] = []
        self._head = head
        self._is_english = head.language.partition("-")[0].lower() == "en"
        self._folder = folder
        self._sheets = sheets
        self._problems = problems
        self._citations = CitationParser(head.sources)
        self._places: dict[str, Location] = {}
        self._namesakes: list[Fact] = []
        """Facts that are left out since others have the same id, made like theirs of the first words."""
        self._groups: dict[str, int] = {}
        """The list or table that a fact's relation comes from, by the fact's id."""
        self._full = False

    def add(self, file: ParsedFile, entry: CheckedMapping) -> None:
        """Take in the entries of a file."""
        context = ReadContext(
            file=file.file,
            collector=self._problems,
            citation_parser=self._citations,
            categories=self._head.categories,
            category=self._category(entry),
            is_english=self._is_english,
            folder=self._folder,
            cell_grids=self._sheets,
            unknown_cells=self._doubts,
        )
        for node in self._sound(file, entry, "facts"):
            found = read_fact(node, context)
            self._take((found,) if found is not None else ())
        for name, read in (("lists", read_list), ("tables", read_table)):
            for node in self._sound(file, entry, name):
                self._take(read(node, context), grouped=True)
        for node in self._sound(file, entry, "questions"):
            written = read_question(node, context)
            if written is not None and self._is_new(written):
                self.questions.append(written)

    @staticmethod
    def _sound(file: ParsedFile, entry: CheckedMapping, name: str) -> Iterator[MappingNode]:
        """Give the entries that say what was typed; what the others lack may follow from that.

        Each is emptied when it has been read, for the nodes of a large pack hold more than the pack itself.
        """
        for node in entry.iter_mappings(name):
            if not file.is_damaged(node):
                yield node
            node.values.clear()
            node.keys.clear()

    def pack(self) -> Pack:
        """Give the pack of what was taken in."""
        head = self._head
        refuted = self._refuted()
        self._tell_namesakes({fact.location for fact in refuted})
        out = {fact.id for fact in refuted}
        self._tell_unknown()
        facts = tuple(fact for fact in self.facts if fact.id not in out)
        return Pack(
            name=head.name,
            title=head.title,
            categories=tuple(head.categories.values()),
            sources=tuple(head.sources.values()),
            facts=facts,
            pools=(*head.pools, *(builtin_pools(facts, head.pools) if self._is_english else ())),
            questions=tuple(self.questions),
            language=head.language,
            licence=head.licence,
            authors=head.authors,
            version=head.version,
            doubts=tuple(self._doubts),
        )

    def _category(self, entry: CheckedMapping) -> str | None:
        name = entry.text("category")
        if name is not None and name not in self._head.categories:
            report_unknown_category(entry, name, self._head.categories)
        return name

    def _take(self, facts: Iterable[Fact], *, grouped: bool = False) -> None:
        group = len(self._places)
        for found in facts:
            if self._is_namesake(found, grouped=grouped):
                self._namesakes.append(found)
                continue
            if len(self.facts) >= FACTS_AT_MOST:
                self._tell_full(found.location)
                return
            if self._is_new(found):
                self.facts.append(found)
                if grouped:
                    self._groups[found.id] = group

    def _tell_full(self, place: Location) -> None:
        if not self._full:
            message = f"a pack holds {FACTS_AT_MOST:,} facts at most; from here on they are left out"
            self._problems.report(Finding(Rule.TOO_MANY_FACTS, message), place)
        self._full = True

    def _is_new(self, found: Fact | HandwrittenQuestion) -> bool:
        """Say whether an id is used for the first time."""
        first = self._places.setdefault(found.id, found.location)
        if first is found.location:
            return True
        self._tell_duplicate(found, first)
        return False

    def _is_namesake(self, found: Fact, *, grouped: bool) -> bool:
        """Say whether a fact has its id, which is taken, from its sentence; such a fact may contradict."""
        is_taken = found.id in self._places
        return is_taken and not grouped and found.id == slug_of_sentence(found.sentence)

    def _tell_duplicate(self, found: Fact | HandwrittenQuestion, first: Location) -> None:
        is_fact = isinstance(found, Fact)
        advice = "in a table a column `id` does it"
        if isinstance(found, Fact) and found.id == slug_of_sentence(found.sentence):
            advice = "without one it is made of the first words"
        self._problems.report(
            Finding(
                Rule.DUPLICATE_ID,
                f"the id “{found.id}” is used twice; the first is at {first.path}:{first.line}",
                f"give each an `id` of its own; {advice}",
            ),
            found.location,
            EntryRef(fact=found.id if is_fact else None, question=None if is_fact else found.id),
        )

    def _tell_unknown(self) -> None:
        """Say which ids under `not-with` nothing has."""
        everything: list[Fact | HandwrittenQuestion] = [*self.facts, *self.questions]
        for told in everything:
            for name in told.not_with:
                if name not in self._places:
                    is_fact = isinstance(told, Fact)
                    self._problems.report(
                        Finding(
                            Rule.UNKNOWN_FACT,
                            f"`not-with` names “{name}”, and nothing in the pack has that id",
                            did_you_mean(name, self._places),
                        ),
                        told.location,
                        EntryRef(fact=told.id if is_fact else None, question=None if is_fact else told.id),
                    )

    def _tell_namesakes(self, refuted: Set[Location]) -> None:
        for found in self._namesakes:
            if found.location not in refuted:
                self._tell_duplicate(found, self._places[found.id])

    def _refuted(self) -> list[Fact]:
        """Give the facts that contradict each other, and say so."""
        related: dict[str, list[Fact]] = defaultdict(list)
        for found in (*self.facts, *self._namesakes):
            if found.values:
                related[found.relation].append(found)
        refuted: list[Fact] = []
        for facts in related.values():
            if len(facts) > 1:
                for one, other, index in self._contradictions(facts):
                    refuted += (one, other)
                    self._tell_contradiction(one, other, index)
        return refuted

    def _contradictions(self, facts: list[Fact]) -> Iterator[tuple[Fact, Fact, int]]:
        groups = {self._groups.get(found.id) for found in facts}
        if len(groups) == 1 and None not in groups:
            return  # a list has many values by nature, and a table has looked at its rows
        for index in range(len(facts[0].values)):
            alike: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
            for found in facts:
                if index < len(found.values):
                    others = (v for number, v in enumerate(found.values) if number != index)
                    alike[tuple(fold(value.text) for value in others)].append(found)
            for first, *rest in alike.values():
                for found in rest:
                    if self._contradict(first, found, index):
                        yield first, found, index

    def _contradict(self, one: Fact, other: Fact, index: int) -> bool:
        if self._groups.get(one.id, -1) == self._groups.get(other.id, -2):
            return False
        if one.as_of != other.as_of or one.attribution != other.attribution:
            return False  # both may be so, each at its time or in the mouth of its claimant
        return _disagree(one.values[index], other.values[index])

    def _tell_contradiction(self, one: Fact, other: Fact, index: int) -> None:
        self._problems.report(
            Finding(
                Rule.CONTRADICTION,
                f"this says “{other.values[index].text}” where {one.location.path}:{one.location.line} says "
                f"“{one.values[index].text}”",
                "correct one of them, or write `also` or `open: yes` if both are right",
            ),
            other.location,
            EntryRef(fact=other.id),
        )


def _disagree(one: Value, other: Value) -> bool:
    """Say whether two values of one relation can’t both be right."""
    if one.open or other.open or not (one.asked or other.asked):
        return False
    first = {fold(text) for text in (one.text, *one.also, *one.accept)}
    second = {fold(text) for text in (other.text, *other.also, *other.accept)}
    return not first & second
