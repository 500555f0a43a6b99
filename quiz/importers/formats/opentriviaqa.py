"""OpenTriviaQA’s text: `#Q` before a question, `^` before its answer, `A` to `D` before the options."""

import re
from collections.abc import Iterator, Sequence

from quiz.importers import texts
from quiz.importers.bank_file import BankFile
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import BankInfo, Record

_INFO = BankInfo(title="OpenTriviaQA", url="https://github.com/uberspot/OpenTriviaQA", licence="CC BY-SA 4.0")
_OPTION = re.compile(r"([A-H])(?:\s++(.*))?")
_QUESTION = "#Q"
_RIGHT = "^"


def is_opentriviaqa(head: str) -> bool:
    """Return whether a text has a question and, below it, its answer."""
    lines = head.splitlines()
    return any(line.startswith("#Q ") for line in lines) and any(line.startswith("^ ") for line in lines)


def read_opentriviaqa(file: BankFile, notes: Notes, _options: ReadOptions) -> Iterator[Record]:
    """Yield the questions."""
    notes.info = _INFO
    block: list[str] = []
    place = 0
    for line in file.iter_lines():
        if line.startswith(_QUESTION) and block:
            place += 1
            yield _read_block(place, block)
            block = []
        if line.startswith(_QUESTION) or block:
            block.append(line)
        elif line.strip():
            notes.not_questions += 1
    if block:
        yield _read_block(place + 1, block)


def _read_block(place: int, lines: Sequence[str]) -> Record:
    """Read a question; a line without a sign continues the text above it."""
    question, answer = [lines[0][len(_QUESTION) :]], list[str]()
    options: list[str] = []
    current = question
    for line in lines[1:]:
        option = _OPTION.fullmatch(line.rstrip())
        if line.startswith(_RIGHT):
            answer = current = [line[1:]]
        elif option is not None and current is not question:
            options.append(option[2] or "")
            current = answer
        elif options and line.strip():
            options[-1] += f" {line}"
        elif line.strip():
            current.append(line)
    right = texts.fold_answer(texts.clean_text(" ".join(answer)))
    folded = [texts.fold_answer(texts.clean_text(option)) for option in options]
    return Record(
        place, "\n".join(question), tuple(options), (folded.index(right),) if right in folded else ()
    )
