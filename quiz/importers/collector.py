"""Collects the entries of banks, and leaves out what is there already or contradicts itself."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from quiz.importers.entries import Entry, EntryKind
from quiz.importers.pack_text import format_entry, format_pairs, format_table
from quiz.importers.pack_writer import FIXED, EntryStore
from quiz.importers.records import BankInfo, Reason
from quiz.importers.sentences import DeckWords, QuestionTable, find_tables
from quiz.packs.format.ids import slug
from quiz.text.web_address import AddressError, parse_web_address

MAX_ENTRIES = 200_000
# Python 3.11 looks up a member of an enumeration slowly, and these are compared for every entry.
_CHOICE, _STATEMENT, _TYPED = EntryKind.CHOICE, EntryKind.STATEMENT, EntryKind.TYPED
_NUMBER, _TABLE = EntryKind.NUMBER, EntryKind.TABLE
_HEADINGS = {_NUMBER: "facts", _TABLE: "tables"}


class BankSource(NamedTuple):
    """A source of the pack: a file, or what a file names as the source of some questions."""

    name: str
    info: BankInfo
    file_name: str
    sha256: str = ""


@dataclass(slots=True)
class _Statement:
    """The places at which a statement was read."""

    verdict: str
    index: int
    """The index of its entry in the store."""
    place: int
    category: str
    has_no_explanation: bool
    repeated: list[int] = field(default_factory=list)
    """The places that are left out as duplicates."""
    is_refuted: bool = False


class Collector:
    """The entries of an import, and the counts of its summary."""

    def __init__(self, *, makes_tables: bool, words: DeckWords, category: str = "") -> None:
        self.store = EntryStore()
        self.imported: Counter[str] = Counter()
        self.row_count = 0
        self.table_count = 0
        """Number of tables of questions, whose rows are counted one by one."""
        self.left_out: dict[Reason, list[int]] = {}
        self.conflicting: list[int] = []
        """The places of questions that are there already with another answer."""
        self.category_titles: dict[str, str] = {}
        self._category_uses: Counter[str] = Counter()
        self.sources: dict[tuple[int, str, str], BankSource] = {}
        """Sources by the index of the file, the title and the address; both are empty for the file itself."""
        self.without_explanation = 0
        self.without_category = 0
        self.answers: Counter[str] = Counter()
        """The right answers that are the commonest; only for choices."""
        self._makes_tables = makes_tables
        self._words = words
        self._category = category
        self._seen: set[int] = set()
        self._questions: set[int] = set()
        self._statements: dict[int, _Statement] = {}
        self._typed: list[Entry] = []
        self._category_names: dict[str, str] = {}

    def leave_out(self, reason: Reason, place: int) -> None:
        """Count a record that is left out."""
        self.left_out.setdefault(reason, []).append(place)

    def add(self, entry: Entry, *, is_part: bool = False) -> None:
        """Add an entry; `is_part` if it is one of several of the same record."""
        digest = int.from_bytes(entry.digest[:8])
        if len(self._seen) >= MAX_ENTRIES and digest not in self._seen:
            self.leave_out(Reason.TOO_MANY, entry.place)
            return
        if entry.kind is _STATEMENT:
            self._add_statement(entry, digest)
            return
        if digest in self._seen:
            self.leave_out(Reason.DUPLICATE, entry.place)
            return
        self._seen.add(digest)
        if entry.question_key in self._questions and not is_part:
            self.conflicting.append(entry.place)
            if entry.kind is _NUMBER:  # two facts of one sentence would contradict each other
                entry = entry._replace(kind=_TYPED)
        self._questions.add(entry.question_key)
        if entry.kind is _TYPED:
            self._typed.append(entry)
        else:
            self._write(entry, digest)

    def finish(self) -> None:
        """Write the questions whose answer is typed: as tables where one sentence repeats."""
        tables, rest = find_tables(self._typed, self._words) if self._makes_tables else ([], self._typed)
        self._typed = []
        for table in tables:
            self._write_table(table)
        for entry in rest:
            self._write(entry, int.from_bytes(entry.digest[:8]))

    def _add_statement(self, entry: Entry, digest: int) -> None:
        known = self._statements.get(entry.question_key)
        if known is None:
            self._seen.add(digest)
            index = self._write(entry, digest)
            self._statements[entry.question_key] = _Statement(
                entry.right, index, entry.place, self._find_category(entry), not entry.because
            )
        elif known.is_refuted:
            self.leave_out(Reason.CONTRADICTS, entry.place)
        elif known.verdict == entry.right:
            known.repeated.append(entry.place)
            self.leave_out(Reason.DUPLICATE, entry.place)
        else:
            known.is_refuted = True
            self.store.remove("questions", known.index)
            self.imported[_STATEMENT] -= 1
            self.without_explanation -= known.has_no_explanation
            self._category_uses[known.category] -= 1
            for place in known.repeated:
                self.left_out[Reason.DUPLICATE].remove(place)
            for place in (known.place, *known.repeated, entry.place):
                self.leave_out(Reason.CONTRADICTS, place)

    def _write(self, entry: Entry, digest: int) -> int:
        self.imported[entry.kind] += 1
        cite, category = self._cite(entry), self._name_category(entry)
        if entry.kind is _TABLE:
            text = format_pairs(entry, cite, category)
        else:
            self.without_explanation += not entry.because
            text = format_entry(entry, cite, category)
        if entry.kind is _CHOICE and len(self.answers) < 1_000:
            self.answers[entry.right] += 1
        return self.store.add(_HEADINGS.get(entry.kind, "questions"), digest, entry.id, text)

    def _write_table(self, table: QuestionTable) -> None:
        entries = [entry for row in table.rows for entry in row.entries]
        self.imported[_TABLE] += 1
        self.table_count += 1
        self.row_count += len(entries)
        names = [self._name_category(entry) for entry in entries]
        categories = set(names)
        if len(categories) > 1:  # then the table is in the category of entries without one
            self.without_category += 1
            self._category_uses.subtract(names)
        row_ids = _choose_row_ids(table)
        text = format_table(table, self._cite, categories.pop() if len(categories) == 1 else "", row_ids)
        self.store.add("tables", 0, f"{FIXED}{table.id}", text)

    def _cite(self, entry: Entry) -> str:
        key = (entry.file_index, entry.source, entry.url if entry.url and is_web_address(entry.url) else "")
        source = self.sources.get(key)
        if source is None:
            bank = self.sources[entry.file_index, "", ""]
            name = f"{bank.name}-{len(self.sources) + 1}"
            info = bank.info._replace(title=entry.source or key[2], url=key[2])
            source = self.sources[key] = BankSource(name, info, bank.file_name)
        return f"{source.name} {entry.place}"

    @property
    def categories(self) -> dict[str, str]:
        """The titles of the categories that have entries, by name."""
        return {name: title for name, title in self.category_titles.items() if self._category_uses[name] > 0}

    def _name_category(self, entry: Entry) -> str:
        """Return the name of an entry’s category, and count its use."""
        name = self._find_category(entry)
        self._category_uses[name] += 1
        self.without_category += not name
        return name

    def _find_category(self, entry: Entry) -> str:
        title = self._category or entry.category
        name = self._category_names.get(title) if title else ""
        if name is None:
            name = self._category_names[title] = slug(title)[:60].strip("-")
            self.category_titles.setdefault(name, title)
        return name


def is_web_address(text: str) -> bool:
    """Return whether a source can have a text as its address."""
    try:
        parse_web_address(text)
    except AddressError:
        return False
    return True


def _choose_row_ids(table: QuestionTable) -> list[str]:
    """Return an id for each row: the bank's own if all are unique, else digits of the digest."""
    own = [slug(row.entries[0].id) if row.entries[0].id else "" for row in table.rows]
    is_numbering = all(id_.isdigit() for id_ in own)
    if all(own) and len(set(own)) == len(own) and not is_numbering:
        return own
    return [f"q{row.entries[0].digest.hex()[:12]}" for row in table.rows]
