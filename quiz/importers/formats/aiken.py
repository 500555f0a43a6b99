"""Questions in Aiken: a stem, lettered options and `ANSWER: B`."""

import re
from collections.abc import Iterator
from itertools import pairwise

from quiz.importers.bank_file import BankFile
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import Record

_OPTION = re.compile(r"\s*([A-Za-z])[.)]\s*+(.*)")
_ANSWER = re.compile(r"\s*+ANSWER\s*+:\s*+([A-Za-z])?\s*+", re.IGNORECASE)


def is_aiken(head: str) -> bool:
    """Return whether a text has lettered options and a line `ANSWER:`."""
    lines = head.splitlines()
    return _has_options(lines) and any(map(_ANSWER.fullmatch, lines))


def looks_like_aiken(head: str) -> bool:
    """Return whether a text has lettered options, so that it lacks only the line `ANSWER:`."""
    return _has_options(head.splitlines())


def read_aiken(file: BankFile, _notes: Notes, _options: ReadOptions) -> Iterator[Record]:
    """Yield the questions; one without a line `ANSWER:` has no right answer."""
    stem: list[str] = []
    letters: list[str] = []
    options: list[str] = []
    place = 0
    for line in file.iter_lines():
        answer = _ANSWER.fullmatch(line)
        option = _OPTION.fullmatch(line)
        if answer is not None:
            place += 1
            yield _build_record(place, stem, letters, options, (answer[1] or "").upper())
            stem, letters, options = [], [], []
        elif option is not None and stem and option[1].upper() == chr(ord("A") + len(options)):
            letters.append(option[1].upper())
            options.append(option[2])
        elif line.strip() and options:  # the next stem, after a question without an answer
            place += 1
            yield _build_record(place, stem, letters, options, "")
            stem, letters, options = [line], [], []
        elif line.strip():
            stem.append(line)
    if stem or options:
        yield _build_record(place + 1, stem, letters, options, "")


def _has_options(lines: list[str]) -> bool:
    found = [match[1].upper() for line in lines if (match := _OPTION.fullmatch(line)) is not None]
    return any(pair == ("A", "B") for pair in pairwise(found))


def _build_record(place: int, stem: list[str], letters: list[str], options: list[str], answer: str) -> Record:
    right = (letters.index(answer),) if answer in letters else ()
    return Record(place, "\n".join(stem), tuple(options), right)
