"""Quizzes in Markdown between `<quiz>` and `</quiz>`, as mkdocs-quiz has them."""

import re
from collections.abc import Iterator, Sequence

from quiz.importers.bank_file import BankFile
from quiz.importers.markdown_blocks import MarkdownLine, iter_markdown_lines, join_prose
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import Markup, Reason, Record
from quiz.model.pack import GAP

_START = re.compile(r"\s*<quiz\b[^<>]{0,200}>\s*")
_END = re.compile(r"\s*</quiz\s*>\s*")
OPTION = re.compile(r"\s{0,3}[-*+] \[([ xX])\]\s++(.*)")
_TYPED = re.compile(r"\[\[([^\[\]]{1,500})\]\]")
_MAX_BLOCK = 1 << 20


def is_mkdocs_quiz(head: str) -> bool:
    """Return whether a text has a quiz outside of code."""
    return any(
        not line.is_code and _START.fullmatch(line.text) for line in iter_markdown_lines(head.splitlines())
    )


def read_mkdocs_quiz(file: BankFile, notes: Notes, _options: ReadOptions) -> Iterator[Record]:
    """Yield the quizzes; those inside blocks of code are none."""
    block: list[MarkdownLine] | None = None
    place = size = 0
    for line in iter_markdown_lines(file.iter_lines()):
        if block is None:
            if not line.is_code and _START.fullmatch(line.text):
                block, size = [], 0
            elif line.text.strip():
                notes.not_questions += 1
        elif not line.is_code and _END.fullmatch(line.text):
            place += 1
            yield _read_block(place, block)
            block = None
        elif size <= _MAX_BLOCK:
            block.append(line)
            size += len(line.text)
    if block is not None:
        yield Record(place + 1, reason=Reason.BROKEN)


def _read_block(place: int, block: Sequence[MarkdownLine]) -> Record:
    matches = [None if line.is_code else OPTION.fullmatch(line.text) for line in block]
    indices = [index for index, match in enumerate(matches) if match is not None]
    if not indices:
        return _read_typed(place, "\n".join(line.text for line in block))
    marks = [match for match in matches if match is not None]
    return Record(
        place,
        "\n".join(line.text for line in block[: indices[0]]),
        tuple(match[2] for match in marks),
        tuple(number for number, match in enumerate(marks) if match[1] != " "),
        because=join_prose(line.text for line in block[indices[-1] + 1 :] if not line.is_code),
        markup=Markup.MARKDOWN,
    )


def _read_typed(place: int, text: str) -> Record:
    """Read a text whose gap has its answer between square brackets."""
    text, _, rest = text.partition("\n---\n")
    gaps = _TYPED.findall(text)
    record = Record(
        place, _TYPED.sub(GAP, text), markup=Markup.MARKDOWN, because=join_prose(rest.splitlines())
    )
    if len(gaps) > 1:
        return record._replace(reason=Reason.CLOZE)
    return record._replace(answers=tuple(gaps))
