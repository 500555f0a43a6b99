"""Questions in Markdown with headings and `- [x]`, as quizdown has them."""

import re
from collections.abc import Iterator, Sequence

from quiz.importers.bank_file import BankFile
from quiz.importers.formats.mkdocs_quiz import OPTION
from quiz.importers.markdown_blocks import MarkdownLine, iter_markdown_lines
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import Markup, Reason, Record

_HEADING = re.compile(r" {0,3}#{1,6}\s++(.*)")
_ORDERED = re.compile(r"\s{0,3}1[.)]\s+\S.*")
_MAX_BLOCK = 1 << 20


def is_quizdown(head: str) -> bool:
    """Return whether a text has a heading and, below it, a right option."""
    lines = [line.text for line in iter_markdown_lines(head.splitlines()) if not line.is_code]
    matches = [match for line in lines if (match := OPTION.fullmatch(line)) is not None]
    return any(match[1] != " " for match in matches) and any(map(_HEADING.fullmatch, lines))


def read_quizdown(file: BankFile, notes: Notes, _options: ReadOptions) -> Iterator[Record]:
    """Yield the questions, each from its heading to the next."""
    block: list[MarkdownLine] = []
    place = size = 0
    for line in iter_markdown_lines(file.iter_lines()):
        if not line.is_code and _HEADING.fullmatch(line.text):
            record = _read_block(place + 1, block)
            place += record is not None
            if record is not None:
                yield record
            block, size = [line], 0
        elif block and size <= _MAX_BLOCK:
            block.append(line)
            size += len(line.text)
        elif line.text.strip():
            notes.not_questions += 1
    record = _read_block(place + 1, block)
    if record is not None:
        yield record


def _read_block(place: int, block: Sequence[MarkdownLine]) -> Record | None:
    """Read a heading with its options; return `None` if it has none."""
    matches = [None if line.is_code else OPTION.fullmatch(line.text) for line in block]
    indices = [index for index, match in enumerate(matches) if match is not None]
    if not indices:
        is_ordering = any(not line.is_code and _ORDERED.fullmatch(line.text) for line in block)
        return Record(place, reason=Reason.KIND) if is_ordering else None
    heading = _HEADING.fullmatch(block[0].text)
    stem = [line for line in block[1 : indices[0]] if line.is_code or not line.text.lstrip().startswith(">")]
    marks = [match for match in matches if match is not None]
    return Record(
        place,
        "\n".join(
            (
                heading[1].rstrip().rstrip("#").rstrip() if heading is not None else "",
                *(line.text for line in stem),
            )
        ),
        tuple(match[2] for match in marks),
        tuple(number for number, match in enumerate(marks) if match[1] != " "),
        markup=Markup.MARKDOWN,
    )
