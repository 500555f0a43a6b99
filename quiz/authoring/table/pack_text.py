"""The lines of the pack and of the CSV file that a draft consists of."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from quiz.authoring import scaffold
from quiz.authoring.table.sentences import SubjectWords, propose_type, propose_wording
from quiz.authoring.table.worth_asking import Judgement
from quiz.packs.format.ids import slug
from quiz.text.safe import Text

_MAX_COMMENT = 110
_PLAIN_SCALAR = re.compile(r"[A-Za-z<][\w <>.,'’?()“”/%–-]*[\w>.?)]")
_WORDS_OF_YAML = re.compile(r"(?:true|false|yes|no|on|off|null|y|n)", re.IGNORECASE)

_TABLE = """\
tables:
  # The first column is the subject of a row. Players’ answers are saved by it, so keep its values.
  - id: {id}
    rows: {rows}
    cite: {cite}
    columns:
"""
_COLUMN = """\
      # TODO: a sentence that is true for every row, and a question.
      {name}:
        fact: {fact}
        ask: {ask}
"""


class DraftParts(NamedTuple):
    """The parts of a draft."""

    name: str
    """The name of the pack."""
    rows_file: str
    """The name of its CSV file."""
    source_title: str
    language: str | None
    """`None` if it isn't known."""
    licence: str | None
    subject: SubjectWords
    judgements: Sequence[Judgement]
    notes: Sequence[str]
    """Sentences about the rows and columns that are left out."""
    sources: Mapping[str, str]
    """The titles of the sources by name."""


def format_pack(parts: DraftParts) -> str:
    """Return the text of the pack."""
    lines = [
        *_format_head(parts),
        "",
        *_format_sources(parts),
        "",
        *_TABLE.format(
            id=slug(parts.name),
            rows=to_scalar(parts.rows_file),
            cite=f"{next(iter(parts.sources))} 1",
        ).splitlines(),
    ]
    for judgement in parts.judgements:
        lines += _format_column(judgement, parts)
    return "\n".join(lines) + "\n"


def format_csv(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the text of a CSV file with the headings and rows."""
    return "".join(",".join(map(_quote_cell, row)) + "\n" for row in (names, *rows))


def to_scalar(text: str) -> str:
    """Write a text in YAML, in quotation marks if it needs them."""
    text = Text(text)
    is_plain = _PLAIN_SCALAR.fullmatch(text) and not _WORDS_OF_YAML.fullmatch(text)
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _format_head(parts: DraftParts) -> Iterator[str]:
    about = f"A draft for {parts.source_title}. Do each TODO, and watch the questions as you write:"
    yield "# yaml-language-server: $schema=pack.schema.json"
    yield "# With the line above, an editor with YAML support completes and checks what you write."
    yield "#"
    yield from _comment(about)
    yield f"#   quiz preview {parts.name}.yaml"
    if parts.notes:
        yield "#"
        for note in parts.notes:
            yield from _comment(note)
    yield ""
    yield "format: 1"
    yield f"name: {parts.name}"
    yield f"title: {to_scalar(scaffold.title_of(parts.name))}"
    if parts.language is None:
        yield "# TODO: the language, as a tag such as de; “und” means that it is unknown."
        yield "language: und"
    else:
        yield f"language: {parts.language}"
    if parts.licence is None:
        yield "# TODO: the licence of the table, as in  licence: CC BY 4.0"
    else:
        yield f"licence: {to_scalar(parts.licence)}"
    yield "# TODO: the authors, as in  authors: [Jane Roe]"


def _format_sources(parts: DraftParts) -> Iterator[str]:
    yield "# TODO: the titles, the publisher and the address of the table."
    yield "sources:"
    for name, title in parts.sources.items():
        yield f"  {name}:"
        yield f"    title: {to_scalar(title)}"
        if name == "table":
            yield "    unit: row"
            yield "    note: Row 1 is the first one below the headings. Blank lines don’t count."
            if parts.licence is not None:
                yield f"    licence: {to_scalar(parts.licence)}"


def _format_column(judgement: Judgement, parts: DraftParts) -> Iterator[str]:
    column, reason = judgement.column, judgement.reason
    shown = Text(column.heading.written or column.name)
    if reason is not None and not judgement.is_usable:
        yield from _comment(f"“{shown}” is left out, {reason}.", indent="      ")
        return
    wording = propose_wording(column, parts.subject)
    name = column.name if column.name.isascii() and column.name[:1].isalpha() else to_scalar(column.name)
    lines = _COLUMN.format(name=name, fact=to_scalar(wording.fact), ask=to_scalar(wording.ask)).splitlines()
    type_ = propose_type(column, parts.subject)
    if type_ is not None:
        lines.append(f"        type: {to_scalar(type_)}")
    if column.heading.as_of is not None:
        lines.append(f'        as-of: "{column.heading.as_of}"')
    if reason is not None:
        yield from _comment(f"“{shown}” is left out, {reason}. To ask for it, remove “# ” below.", "      ")
        yield from (f"      # {line[6:]}" for line in lines[1:])
        return
    yield from lines
    if wording.back is not None and column.is_unique and parts.subject.is_english:
        yield "        # Only if each value belongs to one row, in the table and outside it:"
        yield f"        # ask-back: {to_scalar(wording.back)}"


def _comment(text: str, indent: str = "") -> Iterator[str]:
    """Yield the lines of a comment."""
    line = f"{indent}#"
    for word in Text(text).split():
        if len(line) + len(word) >= _MAX_COMMENT and line.strip() != "#":
            yield line
            line = f"{indent}#  "
        line = f"{line} {word}"
    yield line


def _quote_cell(cell: str) -> str:
    """Quote a cell if it has signs of CSV, or begins like a comment or a declaration."""
    is_odd = cell != cell.strip() or cell.startswith(("#", "//", "<!--", "sep="))
    if not is_odd and not any(sign in cell for sign in '",;|\t\n'):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
