"""Entries: records that can be asked, with clean texts, and the rules by which a record becomes one."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

from quiz.importers import texts
from quiz.importers.records import Markup, Reason, Record
from quiz.model.pack import DIFFICULTIES, MAX_OPTIONS
from quiz.packs.read.field_validator import MAX_CHARACTERS
from quiz.text.answers import parse_typed_number

_MAX_RAW_CHARACTERS = 40_000
"""Maximum length of a text with its markup."""
_MAX_TITLE = 200
"""Maximum characters of the title of a category or a source."""
_MIN_PAIRS = 3
_NUMBER = re.compile(r"[-+−]?\d{1,15}(?:\.\d{1,9})?")
_RANGE = re.compile(r"(-?\d{1,15}(?:\.\d{1,9})?) to (-?\d{1,15}(?:\.\d{1,9})?)")
_PLACEHOLDERS = frozenset(
    (
        "correct answer",
        "right answer",
        "the correct answer",
        "the right answer",
        "correct answer here",
        "answer here",
        "answer text goes here",
        "question text goes here",
        "question text",
        "question here",
        "your question here",
        "your question",
        "todo",
        "tbd",
        "lorem ipsum",
    )
)
_MAX_PLACEHOLDER = 40
"""Maximum characters of a placeholder."""
_PLACEHOLDER_STARTS = ("todo:", "lorem ipsum dolor", "question text goes here")
_VERDICTS = frozenset(("true", "false"))
_EXPLANATION_SHORT = "remarks of under four words left out"
DROPPED_OPTIONS = "options that were the same as another or blank"
CUT_OPTIONS = "wrong answers after the fifth"


class EntryKind(StrEnum):
    """The kinds of entries that are imported."""

    CHOICE = "choice"
    STATEMENT = "truefalse"
    TYPED = "typed"
    NUMBER = "number"
    TABLE = "table"


_CHOICE = EntryKind.CHOICE  # Python 3.11 looks up a member of an enumeration slowly


class Entry(NamedTuple):
    """A record that can be asked, with clean texts."""

    kind: EntryKind
    place: int
    file_index: int
    question: str
    right: str
    """The right answer; `true` or `false` for a statement."""
    digest: bytes
    """The SHA-256 of the folded question and answer, for the id."""
    question_key: int
    """Equal for questions that are equal when folded; only in this process."""
    wrong: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    because: str = ""
    category: str = ""
    difficulty: str = ""
    id: str = ""
    source: str = ""
    url: str = ""
    lines: tuple[str, ...] = ()
    """The lines of the back of a card."""
    is_card: bool = False
    tolerance: str = ""
    """The greatest difference of a right number; empty without one."""


class MapOptions(NamedTuple):
    """The user's choices about records."""

    keep_formulas: bool = False
    split: bool = False


class Mapper:
    """Makes entries of the records of one file, and counts what it changes in them."""

    def __init__(self, file_index: int, options: MapOptions, changes: Counter[str]) -> None:
        self._file_index = file_index
        self._options = options
        self._changes = changes
        self._categories: dict[str, str] = {}

    def map_record(self, record: Record) -> list[Entry] | Reason:
        """Return the entries of a record, one unless it is split, or the first reason to leave it out."""
        if record.reason is not None:
            return record.reason
        raws: Sequence[str] = (record.question, *record.options, *record.answers)
        if record.pairs:
            raws = (*raws, *chain.from_iterable(record.pairs))
        together = texts.SEPARATOR.join(raws)
        if len(together) > _MAX_RAW_CHARACTERS:
            return Reason.TOO_LONG
        is_short = len(together) < MAX_CHARACTERS
        is_clean = record.markup is texts.PLAIN and is_short and texts.are_clean(together)
        if not texts.may_have_more_than_text(together, record.markup):
            raws = ()  # neither media nor formulas nor code
        elif any(texts.has_media(raw, record.markup) for raw in raws):
            record = self._without_media(record)
            if record.reason is not None:
                return record.reason
            raws = (record.question, *record.answers)
        question = record.question if is_clean else self._clean(record.question, record.markup)
        if not question:
            return Reason.NO_QUESTION
        has_answer = record.answers or record.pairs or record.number or record.verdict is not None
        if record.options or not has_answer:
            return self._map_options(record, question, raws, is_clean=is_clean)
        return self._map_answer(record, question, raws)

    def _map_options(
        self, record: Record, question: str, raws: Sequence[str], *, is_clean: bool
    ) -> list[Entry] | Reason:
        right, partly, wrong = self._sort_options(record, is_clean=is_clean)
        if not right:
            return Reason.NO_ANSWER
        if any(map(_is_placeholder, (question, *right))):
            return Reason.PLACEHOLDER
        is_split = len(right) > 1 and self._options.split and not partly
        if len(right) > 1 and not is_split:
            return Reason.SEVERAL_RIGHT
        if partly:
            return Reason.PART_CREDIT
        reason = self._find_unreadable(raws, record.markup) if raws else None
        if reason is not None:
            return reason
        if not wrong:
            return Reason.FEW_OPTIONS
        if not is_clean and _is_too_long(question, *right, *wrong):
            return Reason.TOO_LONG
        if len(wrong) == 1 and {right[0].lower(), wrong[0].lower()} == _VERDICTS:
            return [self._build(record, EntryKind.STATEMENT, question, right[0].lower())]
        if len(wrong) >= MAX_OPTIONS:
            self._changes[CUT_OPTIONS] += len(wrong) - MAX_OPTIONS + 1
        if is_split:
            self._changes["questions with several right answers, split"] += 1
        kept = tuple(wrong[: MAX_OPTIONS - 1])
        return [self._build(record, _CHOICE, question, text, wrong=kept) for text in right]

    def _map_answer(self, record: Record, question: str, raws: Sequence[str]) -> list[Entry] | Reason:
        """Map a statement, a number, pairs or an answer to type."""
        answers = [self._clean(text, record.markup) for text in (record.answers or (record.number or "",))]
        answers = list({texts.fold_answer(text): text for text in reversed(answers) if text}.values())[::-1]
        if not (answers or record.pairs or record.verdict is not None):
            return Reason.NO_ANSWER
        if _is_placeholder(question) or any(map(_is_placeholder, answers[:1])):
            return Reason.PLACEHOLDER
        reason = self._find_unreadable(raws, record.markup)
        if reason is not None:
            return reason
        if record.pairs:
            return self._map_pairs(record, question)
        if _is_too_long(question, *answers):
            return Reason.TOO_LONG
        if record.verdict is not None:
            return [self._build(record, EntryKind.STATEMENT, question, "true" if record.verdict else "false")]
        if record.number is not None and record.tolerance is None and _NUMBER.fullmatch(answers[0]):
            return [self._build(record, EntryKind.NUMBER, question, answers[0])]
        tolerance = ""
        if record.tolerance is not None:
            answers[0], tolerance = self._read_tolerance(answers[0], record.tolerance)
        lines = self._split_lines(record) if record.is_card else ()
        return [
            self._build(
                record,
                EntryKind.TYPED,
                question,
                answers[0],
                accept=tuple(answers[1:]),
                lines=lines,
                tolerance=tolerance,
            )
        ]

    def _read_tolerance(self, number: str, tolerance: str) -> tuple[str, str]:
        """Return the number and its tolerance; a range is its middle and half its width."""
        range_ = _RANGE.fullmatch(tolerance)
        if range_ is not None:
            low, high = sorted((Decimal(range_[1]), Decimal(range_[2])))
            return _write_decimal((low + high) / 2), _write_decimal((high - low) / 2)
        if _NUMBER.fullmatch(tolerance.strip()) and parse_typed_number(number) is not None:
            return number, tolerance.strip().lstrip("+-−")
        self._changes["tolerances of numbers left out"] += 1
        return number, ""

    def _map_pairs(self, record: Record, question: str) -> list[Entry] | Reason:
        markup = record.markup
        cleaned = [(self._clean(left, markup), self._clean(right, markup)) for left, right in record.pairs]
        pairs = tuple(dict.fromkeys((left, right) for left, right in cleaned if right))
        if len({left for left, _ in pairs if left}) < _MIN_PAIRS:
            return Reason.FEW_PAIRS
        if _is_too_long(question, *(text for pair in pairs for text in pair)):
            return Reason.TOO_LONG
        answer = "\n".join(sorted(f"{left}\n{right}" for left, right in pairs))
        return [self._build(record, EntryKind.TABLE, question, answer, pairs=pairs)]

    def _sort_options(self, record: Record, *, is_clean: bool) -> tuple[list[str], list[str], list[str]]:
        """Return the right, the partly right and the wrong options, without blank and repeated ones."""
        markup, right, partly = record.markup, frozenset(record.right), frozenset(record.partly_right)
        options = record.options if is_clean else [self._clean(text, markup) for text in record.options]
        cleaned = texts.remove_letters(options)
        folded = [option.lower() if option.isascii() else texts.fold_answer(option) for option in cleaned]
        seen = set(folded)
        if len(seen) == len(folded) and seen.isdisjoint(texts.NOT_AN_OPTION):
            kept: Sequence[int] = range(len(cleaned))
        else:
            kept = self._list_distinct(folded, record.right)
        sorted_options: tuple[list[str], list[str], list[str]] = ([], [], [])
        for index in kept:
            sorted_options[0 if index in right else 1 if index in partly else 2].append(cleaned[index])
        return sorted_options

    def _list_distinct(self, folded: Sequence[str], right: Sequence[int]) -> Sequence[int]:
        """List the options that are not blank and not repeated; a wrong one that equals a right one goes."""
        kept: list[int] = []
        seen = set(texts.NOT_AN_OPTION)
        for index in dict.fromkeys((*right, *range(len(folded)))):
            if folded[index] not in seen:
                seen.add(folded[index])
                kept.append(index)
            elif folded[index]:
                self._changes[DROPPED_OPTIONS] += 1
        return sorted(kept)

    def _find_unreadable(self, raws: Iterable[str], markup: Markup) -> Reason | None:
        has_code = False
        for raw in raws:
            if not self._options.keep_formulas and texts.has_formula(raw, markup):
                return Reason.FORMULA
            has_code = has_code or texts.has_code_block(raw, markup)
        return Reason.CODE if has_code else None

    def _without_media(self, record: Record) -> Record:
        """Return a card without its pictures and sounds, or a record with the reason to leave it out."""
        if record.markup is not Markup.CARD:
            return record._replace(reason=Reason.MEDIA)
        question = texts.remove_media(record.question)
        answers = tuple(map(texts.remove_media, record.answers))
        for before, after in ((record.question, question), *zip(record.answers, answers, strict=True)):
            rest = texts.html_to_text(after).strip()
            if before.strip() and (not rest or rest.endswith(":")):  # a colon announces what is gone
                return record._replace(reason=Reason.MEDIA)
        self._changes["pictures and sounds next to a text left out"] += 1
        return record._replace(question=question, answers=answers)

    def _split_lines(self, record: Record) -> tuple[str, ...]:
        raw_lines = texts.html_to_text(record.answers[0]).split("\n")
        lines = (self._clean(line, Markup.PLAIN) for line in raw_lines)
        return tuple(line for line in lines if line)

    def _clean(self, raw: str, markup: Markup) -> str:
        return texts.clean_text(raw, markup, self._changes)

    def _clean_category(self, record: Record) -> str:
        """Return the title of a category, cleaned once."""
        title = self._categories.get(record.category)
        if title is None:
            title = self._clean(record.category, record.markup)
            if len(title) > _MAX_TITLE:
                self._changes["titles of categories that are too long"] += 1
                title = ""
            self._categories[record.category] = title
        return title

    def _build(
        self,
        record: Record,
        kind: EntryKind,
        question: str,
        right: str,
        *,
        wrong: tuple[str, ...] = (),
        accept: tuple[str, ...] = (),
        pairs: tuple[tuple[str, str], ...] = (),
        lines: tuple[str, ...] = (),
        tolerance: str = "",
    ) -> Entry:
        folded = texts.fold_question(question) or question  # before its gap is written as packs do
        because = self._clean(record.because, record.markup) if record.because else ""
        if because and not texts.is_explanation(because):
            self._changes[_EXPLANATION_SHORT] += 1
            because = ""
        difficulty = record.difficulty.strip().lower() if record.difficulty else ""
        return Entry(
            kind,
            record.place,
            self._file_index,
            texts.fill_gap(question),
            right,
            sha256(f"{folded}\n{texts.fold_answer(right)}".encode()).digest(),
            hash(folded),
            wrong,
            accept,
            pairs,
            because if len(because) <= MAX_CHARACTERS else "",
            self._clean_category(record) if record.category else "",
            difficulty if difficulty in DIFFICULTIES else "",
            record.id.strip() if record.id else "",
            self._clean(record.source, Markup.PLAIN)[:_MAX_TITLE] if record.source else "",
            record.url.strip()[:MAX_CHARACTERS] if record.url else "",
            lines,
            record.is_card,
            tolerance,
        )


def _write_decimal(number: Decimal) -> str:
    """Write a number in digits, without zeros at the end."""
    return f"{number.normalize():f}"


def _is_placeholder(text: str) -> bool:
    start = text[:_MAX_PLACEHOLDER].lower()
    if start.startswith(_PLACEHOLDER_STARTS):
        return True
    return len(text) < _MAX_PLACEHOLDER and start.rstrip(".?!…: ") in _PLACEHOLDERS


def _is_too_long(*all_texts: str) -> bool:
    return any(len(text) > MAX_CHARACTERS for text in all_texts)
