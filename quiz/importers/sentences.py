"""Tables of questions whose answer is typed: one sentence that repeats, or the notes of a deck.

What is the capital of Peru?     Lima      the sentence “What is the capital of <subject>?”
What is the capital of Kenya?    Nairobi
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quiz.importers.entries import Entry
from quiz.packs.format.ids import slug_of_sentence
from quiz.text.normalize import fold

_MIN_GROUP = 20
_MIN_NOTES = 8
_SHARE = 0.9
_MAX_SUBJECT_WORDS = 6
_MAX_CHARACTERS = 60
_FIRST_WORDS = 4
_SEVERAL_RIGHT = re.compile(r"\b(?:name an?|name one|one of|give an example)\b", re.IGNORECASE)
_END_MARKS = " .?!…"
_CUT = " “”\"'‘’("
"""Signs at which the common start and end of a sentence may be cut."""


class QuestionRow(NamedTuple):
    """A row: its subject and values, each with other right texts, and the entries that it is made of."""

    subject: str
    values: tuple[tuple[str, ...], ...]
    entries: tuple[Entry, ...]


class QuestionTable(NamedTuple):
    """A table that replaces questions of one sentence, or notes."""

    id: str
    fact: str
    """The sentence, in which `{}` is the name of a column of values."""
    ask: str
    ask_back: str
    subject: str
    """The name of the column of subjects."""
    columns: tuple[str, ...]
    """The names of the columns of values."""
    rows: tuple[QuestionRow, ...]


class DeckWords(NamedTuple):
    """The user's wording of the questions of a deck."""

    ask: str = ""
    ask_back: str = ""


def find_tables(entries: Iterable[Entry], words: DeckWords) -> tuple[list[QuestionTable], list[Entry]]:
    """Return the tables that some typed questions form, and the other questions."""
    tables: list[QuestionTable] = []
    rest: list[Entry] = []
    questions: dict[tuple[str, ...], list[Entry]] = {}
    decks: dict[int, list[Entry]] = {}
    for entry in entries:
        if entry.is_card:
            decks.setdefault(entry.file_index, []).append(entry)
        else:
            key = tuple(_without_end(entry.question).split()[:_FIRST_WORDS])
            questions.setdefault(key, []).append(entry)
    for deck in decks.values():
        if len(deck) < _MIN_NOTES or sum(entry.question.endswith("?") for entry in deck) * 2 > len(deck):
            rest += deck
        else:
            tables.append(_build_deck(deck, words, len(tables)))
    for group in questions.values():
        table, others = _find_sentence(group) if len(group) >= _MIN_GROUP else (None, group)
        rest += others
        if table is not None:
            tables.append(table)
    rest.sort(key=lambda entry: (entry.file_index, entry.place))
    return _with_unique_ids(tables), rest


def _find_sentence(group: Sequence[Entry]) -> tuple[QuestionTable | None, list[Entry]]:
    """Return the table of a group, if most of its questions fit, and the questions that are left."""
    usable = [entry for entry in group if not _SEVERAL_RIGHT.search(entry.question)]
    texts = [_without_end(entry.question) for entry in usable]
    if len(usable) < _MIN_GROUP:
        return None, list(group)
    start, end = _common_parts(texts)
    subjects = [text[len(start) : len(text) - len(end)].strip() for text in texts]
    counts = Counter(map(fold, subjects))
    rows = [
        QuestionRow(subject, ((entry.right, *entry.accept),), (entry,))
        for entry, subject in zip(usable, subjects, strict=True)
        if _fits(subject, entry) and counts[fold(subject)] == 1
    ]
    if len(rows) < _SHARE * len(usable):
        return None, list(group)
    kept = {row.entries[0].place: row.entries[0].file_index for row in rows}
    others = [entry for entry in group if kept.get(entry.place) != entry.file_index]
    marks = Counter(entry.question[len(_without_end(entry.question)) :].strip() for entry in usable)
    mark = marks.most_common(1)[0][0] or "?"
    ask = f"{start}<subject>{end}{mark}"
    fact = f"The answer to “{ask}” is <{{}}>."
    id_ = slug_of_sentence(f"{start} {end}")
    return QuestionTable(id_, fact, ask, "", "subject", ("answer",), tuple(rows)), others


def _common_parts(texts: Sequence[str]) -> tuple[str, str]:
    """Return the common start and the common end of some texts, cut at words or quotation marks."""
    start = _common_start(texts)
    while start and start[-1] not in _CUT:
        start = start[:-1]
    rests = [text[len(start) :] for text in texts]
    end = _common_start([rest[::-1] for rest in rests])[::-1]
    while end and end[0] not in f"{_CUT})":
        end = end[1:]
    return start, end


def _common_start(texts: Sequence[str]) -> str:
    first, last = min(texts), max(texts)
    length = next(
        (index for index, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), None
    )
    return first[: min(len(first), len(last)) if length is None else length]


def _fits(subject: str, entry: Entry) -> bool:
    is_short = 0 < len(subject) <= _MAX_CHARACTERS and len(subject.split()) <= _MAX_SUBJECT_WORDS
    return is_short and len(entry.right) <= _MAX_CHARACTERS


def _build_deck(deck: Sequence[Entry], words: DeckWords, number: int) -> QuestionTable:
    """Return the table of the notes of a deck; notes with one front share a row."""
    counts = Counter(len(entry.lines) for entry in deck)
    usual, count = counts.most_common(1)[0]
    size = usual if usual > 1 and count >= _SHARE * len(deck) else 1
    by_front: dict[str, list[Entry]] = {}
    for entry in deck:
        by_front.setdefault(fold(entry.question), []).append(entry)
    rows = []
    for entries in by_front.values():
        values: list[dict[str, None]] = [{} for _ in range(size)]
        for entry in entries:
            for index, text in enumerate(_split_back(entry, size)):
                values[index].setdefault(text)
            values[0] |= dict.fromkeys(entry.accept)
        rows.append(QuestionRow(entries[0].question, tuple(map(tuple, values)), tuple(entries)))
    columns = ("back",) if size == 1 else tuple(f"back-{index + 1}" for index in range(size))
    ask = words.ask or "Which goes with “<front>”?"
    id_ = "deck" if not number else f"deck-{number + 1}"
    return QuestionTable(
        id_, "“<front>” goes with “<{}>”.", ask, words.ask_back, "front", columns, tuple(rows)
    )


def _split_back(entry: Entry, size: int) -> Sequence[str]:
    if size == 1:
        return (entry.right,)
    return entry.lines if len(entry.lines) == size else (entry.right,)


def _with_unique_ids(tables: Sequence[QuestionTable]) -> list[QuestionTable]:
    seen: Counter[str] = Counter()
    named = []
    for table in tables:
        seen[table.id] += 1
        number = seen[table.id]
        named.append(table if number == 1 else table._replace(id=f"{table.id}-{number}"))
    return named


def _without_end(question: str) -> str:
    return question.rstrip(_END_MARKS)
