"""Notes in Anki’s text export: a front and a back, separated by tabs."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from quiz.importers.bank_file import BankFile
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import Markup, Reason, Record
from quiz.importers.rows import NumberedRow, find_separator, iter_csv_rows

_HEADER = re.compile(
    r"#(separator|html|(?:tags|deck|notetype|guid)(?: column)?|columns|if matches):\s*+(.*)", re.IGNORECASE
)
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_CLOZE = re.compile(r"\{\{c\d{1,3}::")
_FRONTS = ("front", "question", "term")
_BACKS = ("back", "answer", "definition")
_IDS = ("id", "guid", "note id")
_TAGS = ("tags", "tag")


class NoteLayout(NamedTuple):
    """The columns of notes, from 0; `None` for one that is missing."""

    separator: str
    is_html: bool
    skipped_lines: int
    """Number of lines before the first note."""
    front: int
    back: int
    id: int | None = None
    tags: int | None = None
    kind: int | None = None


def is_anki_header(line: str) -> bool:
    """Return whether a first line is one of Anki’s header lines."""
    return _HEADER.fullmatch(line.strip()) is not None


def read_anki_text(file: BankFile, notes: Notes, _options: ReadOptions) -> Iterator[Record]:
    """Yield the notes."""
    notes.info = notes.info._replace(unit="note")
    layout = find_layout(list(islice(file.iter_lines(), 50)))
    notes.not_questions += layout.skipped_lines
    has_tags = layout.tags is not None and all(
        _cell(row.cells, layout.tags) for row in _iter_notes(file, layout)
    )
    place = 0
    for row in _iter_notes(file, layout):
        place += 1
        if row.cells is None:
            yield Record(place, reason=Reason.BROKEN)
            continue
        tags = _cell(row.cells, layout.tags).split()
        yield build_note(
            place,
            _cell(row.cells, layout.front),
            _cell(row.cells, layout.back),
            id_=_cell(row.cells, layout.id),
            category=tags[0] if has_tags and tags else "",
            is_html=layout.is_html,
            is_cloze="cloze" in _cell(row.cells, layout.kind).lower(),
        )


def build_note(
    place: int,
    front: str,
    back: str,
    *,
    id_: str,
    category: str,
    is_html: bool = True,
    is_cloze: bool = False,
) -> Record:
    """Return the record of a note."""
    return Record(
        place,
        front,
        answers=(back,),
        category=category.replace("_", " "),
        id=id_,
        markup=Markup.CARD if is_html else Markup.PLAIN,
        is_card=True,
        reason=Reason.CLOZE if is_cloze or _CLOZE.search(front) or _CLOZE.search(back) else None,
    )


def find_layout(lines: Sequence[str]) -> NoteLayout:
    """Return the layout of notes by the first lines of their file."""
    header: dict[str, str] = {}
    for line in lines:
        match = _HEADER.fullmatch(line.strip())
        if match is None:
            break
        header[match[1].lower()] = match[2]
    count = len(header)
    separator = header.get("separator", "")
    separator = _SEPARATORS.get(separator.strip().lower(), separator.strip()[:1])
    separator = separator or find_separator("\n".join(lines[count:])) or "\t"
    names = [name.strip().lower() for name in header.get("columns", "").split(separator)]
    first = [name.strip().lower() for name in lines[count].split(separator)] if count < len(lines) else []
    if not header and any(name in _FRONTS for name in first) and any(name in _BACKS for name in first):
        names, count = first, 1
    special = {name: _to_index(text) for name, text in header.items() if name.endswith(" column")}
    id_ = special.get("guid column", _find(names, _IDS))
    tags = special.get("tags column", _find(names, _TAGS))
    taken = {id_, tags, *special.values()}
    fields = [index for index in range(max(len(first), len(names), 2)) if index not in taken]
    front, back = _find(names, _FRONTS), _find(names, _BACKS)
    return NoteLayout(
        separator,
        header.get("html", "true").strip().lower() != "false",
        count,
        fields[0] if front is None and fields else front or 0,
        fields[1] if back is None and len(fields) > 1 else back or 1,
        id_,
        tags,
        special.get("notetype column"),
    )


def _iter_notes(file: BankFile, layout: NoteLayout) -> Iterator[NumberedRow]:
    with file.open_text() as text:
        for _ in range(layout.skipped_lines):
            text.readline()
        for row in iter_csv_rows(text, layout.separator):
            if row.cells is None or any(cell.strip() for cell in row.cells):
                yield row


def _cell(cells: Sequence[str] | None, index: int | None) -> str:
    return "" if cells is None or index is None or index >= len(cells) else cells[index]


def _find(names: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((index for index, name in enumerate(names) if name in wanted), None)


def _to_index(text: str) -> int:
    return int(text) - 1 if text.strip().isascii() and text.strip().isdigit() and len(text) < 5 else -1
