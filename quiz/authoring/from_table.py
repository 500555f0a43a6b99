"""A draft pack for a table in a file, with a sentence and a question for each column worth asking."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from quiz.authoring import scaffold
from quiz.authoring.table.columns import Column, build_column, name_columns
from quiz.authoring.table.heading_words import is_english, parse_headings
from quiz.authoring.table.pack_text import DraftParts, format_csv, format_pack
from quiz.authoring.table.reader import read_table
from quiz.authoring.table.repeated_rows import (
    find_distinguishing,
    find_repeated_rows,
    fold_items,
    list_repeated,
)
from quiz.authoring.table.sentences import SubjectWords
from quiz.authoring.table.source_table import MAX_NAMED_ROWS, OmittedRow, SourceTable, describe_omitted
from quiz.authoring.table.subjects import Subject, are_located, find_subject, select_subject
from quiz.authoring.table.worth_asking import Judgement, judge_columns
from quiz.model.errors import UsageError
from quiz.packs.format.ids import slug
from quiz.packs.format.patterns import CITATION, comma_separated, matches
from quiz.packs.syntax import files
from quiz.text.english import format_count, join_words, quote
from quiz.text.safe import Text

_MAX_REPEATED_SHARE = 0.3
_MAX_NAMED_IN_PACK = 1_000
"""Maximum number of rows that are named in the comments of a pack for one reason."""
_NOTHING_TO_ASK = "because none of their columns to ask for has a value"
_MAX_LISTED = 6
_ROWS_SUFFIX = "-rows.csv"


@dataclass(frozen=True, slots=True)
class TableOptions:
    """The decisions of an author about a table."""

    subject: str | None = None
    """The columns that name the rows, joined by `+`."""
    headings: tuple[str, ...] = ()
    """The names of the columns, if the first line has none."""
    licence: str | None = None
    language: str | None = None


class Draft(NamedTuple):
    """The texts of a pack and of its CSV file, and a summary for the author."""

    pack: str
    rows: str
    summary: tuple[str, ...]


class DraftFiles(NamedTuple):
    """The files of a draft, and a summary for the author."""

    pack: Path
    rows: Path
    summary: tuple[str, ...]


def read_table_file(table: str) -> bytes:
    """Read the file of a table; raise `UsageError` if that fails."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", table):
        raise UsageError(
            f"“{table}” is an address, and --from needs a file. Download it with your browser first"
        )
    try:
        return files.read_bytes(Path(table))
    except (files.TooLargeError, files.UnreadableError) as error:
        raise UsageError(f"{table}: {error}") from None


def write_pack_from_table(name: str, table: str, data: bytes, options: TableOptions) -> DraftFiles:
    """Write a pack and a CSV file with the rows of a table, which itself stays as it is."""
    pack = scaffold.path_of(name)
    rows = pack.with_suffix(".csv")
    if rows.exists() and Path(table).exists() and rows.samefile(table):
        rows = pack.with_name(f"{pack.stem}{_ROWS_SUFFIX}")
    scaffold.require_new(pack)
    draft = build_draft(
        pack.stem, rows.name, Path(table).name if table != "-" else "the table", data, options
    )
    scaffold.write_new(rows, draft.rows)
    scaffold.write_new(pack, draft.pack)
    return DraftFiles(pack, rows, draft.summary)


def build_draft(pack: str, rows_file: str, table_name: str, data: bytes, options: TableOptions) -> Draft:
    """Build the draft of a pack for the bytes of a table.

    Raises:
        UsageError: The table can't be used; the message says why.
    """
    table = read_table(data, table_name, options.headings)
    total = len(table.rows) + len(table.omitted)
    fold_items(table)
    return _DraftBuilder(pack, rows_file, table_name, table, total, options).build()


class _DraftBuilder:
    """Builds the draft of a pack for a table that has been read."""

    def __init__(
        self,
        pack: str,
        rows_file: str,
        table_name: str,
        table: SourceTable,
        total: int,
        options: TableOptions,
    ) -> None:
        self._pack = pack
        self._rows_file = rows_file
        self._table_name = Text(table_name)
        self._table = table
        self._total = total
        self._options = options
        headings = parse_headings(table.headings)
        self._language = options.language or ("en" if is_english(headings) else None)
        self._english = self._language is not None and self._language.partition("-")[0].lower() == "en"
        self._cites = self._take_citations()
        self._columns = [
            build_column(heading, name, table.cells_of(index), english=self._english)
            for index, (heading, name) in enumerate(zip(headings, name_columns(headings), strict=True))
            if not (self._cites and table.headings[index] == "cite")
        ]

    def build(self) -> Draft:
        """Build the draft."""
        subject = self._choose_subject()
        subjects = subject.join_cells()
        kept, omitted = find_repeated_rows(self._table.rows, subjects)
        self._check_repeated(subject, subjects, omitted)
        columns = [column.select_rows(kept) for column in self._columns]
        names = {column.name for column in subject.columns}
        parts_of_subject = [column for column in columns if column.name in names]
        subjects = [subjects[index] for index in kept]
        judgements = judge_columns(columns, parts_of_subject, subjects)
        asked = [each.column for each in judgements if each.reason is None]
        if not asked:
            reasons = [
                f"{quote(each.column.heading.written)}: {each.reason}" for each in judgements[:_MAX_LISTED]
            ]
            raise UsageError(f"{self._table_name}: no column is worth asking for. {join_words(reasons)}")
        used = [i for i in range(len(kept)) if any(column.cells[i] for column in asked)]
        unused = sorted(set(range(len(kept))) - set(used))
        omitted += [
            OmittedRow(self._table.rows[kept[i]].number, subjects[i], _NOTHING_TO_ASK) for i in unused
        ]
        self._table.omitted += omitted
        words = SubjectWords(
            self._name_subject(subject),
            subject.noun.removesuffix(" name") or "row",
            are_located(subject, columns),
            self._english,
            self._table.has_headings or bool(self._options.headings),
        )
        rows = [(kept[i], subjects[i]) for i in used]
        judgements = [each._replace(column=each.column.select_rows(used)) for each in judgements]
        summary = self._describe(subject, judgements, len(used), MAX_NAMED_ROWS)
        notes = self._describe(subject, judgements, len(used), _MAX_NAMED_IN_PACK)
        return Draft(
            self._format_pack(words, judgements, notes),
            self._format_rows(words, judgements, rows),
            tuple(summary),
        )

    def _choose_subject(self) -> Subject:
        if self._options.subject is not None:
            return select_subject(self._columns, self._options.subject)
        try:
            return find_subject(self._columns, self._pack)
        except UsageError as error:
            raise UsageError(f"{self._table_name}: {error}") from None

    def _name_subject(self, subject: Subject) -> str:
        """Return the name of the first column, which must differ from those of the others."""
        if len(subject.columns) == 1:
            return subject.columns[0].name
        taken = {column.name for column in self._columns}
        return next(
            name
            for name in ("name", "subject", *(f"subject-{n}" for n in range(2, len(taken) + 3)))
            if name not in taken
        )

    def _check_repeated(
        self, subject: Subject, subjects: Sequence[str], omitted: Sequence[OmittedRow]
    ) -> None:
        """Raise `UsageError` if too many rows are about one subject."""
        repeated = list_repeated(omitted)
        if len(repeated) <= _MAX_REPEATED_SHARE * len(subjects):
            return
        others = [
            (column.heading.written, column.cells)
            for column in self._columns
            if column not in subject.columns
        ]
        better = find_distinguishing(subjects, others)
        advice = "Choose another subject with --subject"
        if better is not None:
            argument = _quote_argument(f"{subject.title}+{better}")
            advice = f"“{better}” distinguishes most of them: --subject {argument}"
        if subject.next_best is not None:
            advice += f". The next best subject is “{subject.next_best.heading.written}”"
        lines = describe_omitted(list(repeated), len(self._table.rows))
        raise UsageError(
            f"{self._table_name}: “{subject.title}” doesn’t distinguish the rows. {lines[0]}. {advice}"
        )

    def _take_citations(self) -> list[str]:
        """Return the citations of the rows, if the table has a column `cite` with such."""
        if "cite" not in self._table.headings:
            return []
        cells = self._table.cells_of(self._table.headings.index("cite"))
        are_citations = all(matches(comma_separated(CITATION), cell) for cell in cells if cell)
        return cells if are_citations and any(cells) else []

    def _list_sources(self) -> dict[str, str]:
        names = [part.split()[0] for text in self._cites for part in text.split(",") if part.strip()]
        sources = {name: name for name in names}
        return {"table": self._table_name, **sources} if not all(self._cites) or not sources else sources

    def _format_pack(self, words: SubjectWords, judgements: Sequence[Judgement], notes: Sequence[str]) -> str:
        return format_pack(
            DraftParts(
                name=self._pack,
                rows_file=self._rows_file,
                source_title=self._table_name,
                language=self._language,
                licence=self._options.licence,
                subject=words,
                judgements=judgements,
                notes=notes,
                sources=self._list_sources(),
            )
        )

    def _format_rows(
        self, words: SubjectWords, judgements: Sequence[Judgement], rows: Sequence[tuple[int, str]]
    ) -> str:
        columns = [each.column for each in judgements if each.is_usable or each.reason is None]
        slugs = [slug(subject) for _, subject in rows]
        has_ids = len(set(slugs)) < len(slugs)
        names = [words.mark, *(column.name for column in columns), *(["id"] if has_ids else []), "cite"]
        lines = []
        for position, (index, subject) in enumerate(rows):
            number = self._table.rows[index].number
            cite = self._cites[index] if self._cites and self._cites[index] else f"table {number}"
            own_id = [f"{slugs[position]}-{number}"] if has_ids else []
            cells = [column.cells[position] for column in columns]
            lines.append([subject.replace(";", r"\;"), *cells, *own_id, cite])
        return format_csv(names, lines)

    def _describe(
        self, subject: Subject, judgements: Sequence[Judgement], used: int, max_named: int
    ) -> list[str]:
        """Describe the rows and columns that are used or left out."""
        heading = f"“{subject.title}”"
        lines = [f"{used:,} of {format_count(self._total, 'row')} used. {heading} is the subject."]
        if subject.next_best is not None:
            next_best = subject.next_best.heading.written or subject.next_best.name
            lines[0] += f" The next best is “{next_best}”: see --subject."
        if not self._table.has_headings:
            names = join_words([quote(heading) for heading in self._table.headings[:_MAX_LISTED]])
            advice = (
                "" if self._options.headings else f" The columns are called {names}. Name them with --header."
            )
            lines.append(
                f"The first line has no headings.{advice}"
                if advice
                else "The first line is a row, not the headings."
            )
        if self._language is None:
            lines.append(
                "The headings don’t seem to be English. Set the language of the pack, and word the questions."
            )
        asked = [each.column.heading.words for each in judgements if each.reason is None]
        lines.append(f"{format_count(len(asked), 'column')} asked for: {join_words(asked)}.")
        if any(each.is_poor for each in judgements):
            lines[-1] += " No column suits a quiz well, so these are asked for all the same."
        lines += _describe_columns(judgements)
        lines += [f"{line}." for line in describe_omitted(self._table.omitted, self._total, max_named)]
        lines += _describe_emptied([each.column for each in judgements if each.reason is None])
        return [*lines, *self._table.remarks]


def _describe_columns(judgements: Sequence[Judgement]) -> list[str]:
    """Describe the columns that are left out, one line for each reason."""
    by_reason: dict[str, list[str]] = {}
    for each in judgements:
        if each.reason is not None:
            by_reason.setdefault(each.reason, []).append(each.column.heading.written or each.column.name)
    lines = []
    for reason, headings in by_reason.items():
        shown = [quote(heading) for heading in headings[:_MAX_LISTED]]
        rest = len(headings) - len(shown)
        named = join_words([*shown, f"{rest} more"] if rest else shown)
        lines.append(f"{format_count(len(headings), 'column')} left out, {reason}: {named}.")
    return lines


def _describe_emptied(columns: Sequence[Column]) -> list[str]:
    """Describe the cells that count as empty because of what they contain."""
    lines = []
    for column in columns:
        if column.emptied:
            texts = [f"{quote(text)} ({count:,})" for text, count in column.emptied.most_common(3)]
            rest = len(column.emptied) - len(texts)
            shown = join_words([*texts, f"{rest:,} more"] if rest > 0 else texts)
            cells = format_count(column.emptied.total(), "cell")
            lines.append(f"{cells} of “{column.heading.written}” left empty: {shown}.")
    return lines


def _quote_argument(text: str) -> str:
    return f'"{text}"' if " " in text else text
