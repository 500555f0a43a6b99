"""Questions in Markdown with headings and lines `Answer: 2`, as quizmd has them."""

import re
from collections.abc import Iterator, Sequence

from quiz.importers.bank_file import BankFile
from quiz.importers.markdown_blocks import MarkdownLine, iter_markdown_lines
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import Markup, Record

_HEADING = re.compile(r"##\s+\S.*")
_OPTION = re.compile(r"\s{0,3}[-*+]\s++(.*)")
_FIELD = re.compile(r"(Answer|Type|Time|Explanation|Points|Hint)\s*+:\s*+(.*)", re.IGNORECASE)
_NUMBERS = re.compile(r"\d{1,2}(?:\s*,\s*\d{1,2})*")
_MAX_BLOCK = 1 << 20


def is_quizmd(head: str) -> bool:
    """Return whether a text has headings and lines with the numbers of answers."""
    fields = [match for line in head.splitlines() if (match := _FIELD.fullmatch(line.strip())) is not None]
    has_answer = any(
        field[1].lower() == "answer" and _NUMBERS.fullmatch(field[2].strip()) for field in fields
    )
    return has_answer and any(map(_HEADING.fullmatch, head.splitlines()))


def read_quizmd(file: BankFile, notes: Notes, _options: ReadOptions) -> Iterator[Record]:
    """Yield the questions, each from its heading to the next."""
    block: list[MarkdownLine] = []
    place = size = 0
    is_question = False
    for line in iter_markdown_lines(file.iter_lines()):
        if not line.is_code and _HEADING.fullmatch(line.text):
            if is_question:
                place += 1
                yield _read_block(place, block)
            block, size, is_question = [], 0, True
        elif is_question and size <= _MAX_BLOCK:
            block.append(line)
            size += len(line.text)
        elif line.text.strip():
            notes.not_questions += 1
    if is_question:
        yield _read_block(place + 1, block)


def _read_block(place: int, block: Sequence[MarkdownLine]) -> Record:
    stem: list[str] = []
    options: list[str] = []
    fields: dict[str, str] = {}
    last = ""
    for line in block:
        field = None if line.is_code else _FIELD.fullmatch(line.text.strip())
        option = None if line.is_code else _OPTION.fullmatch(line.text)
        if field is not None:
            last = field[1].lower()
            fields[last] = field[2]
        elif option is not None and not fields:
            options.append(option[1])
        elif fields and line.text.strip():
            fields[last] += f" {line.text}"
        elif not fields and not options:
            stem.append(line.text)
    numbers = fields.get("answer", "").strip()
    right = [int(part) - 1 for part in numbers.split(",")] if _NUMBERS.fullmatch(numbers) else []
    return Record(
        place,
        "\n".join(stem),
        tuple(options),
        tuple(index for index in right if 0 <= index < len(options)),
        because=fields.get("explanation", ""),
        markup=Markup.MARKDOWN,
    )
