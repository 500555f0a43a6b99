"""Questions in GIFT, Moodle’s text format: `Who wrote Emma?{=Jane Austen ~George Eliot}`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quiz.importers import texts
from quiz.importers.bank_file import BankFile
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import Markup, Reason, Record
from quiz.model.pack import GAP

_CATEGORY = "$CATEGORY:"
_MAX_BLOCK = 1 << 20
"""Maximum characters of a question."""
_TITLE = re.compile(r"\s*::((?:\\.|[^\\]){0,500}?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_MARKUPS = {"html": Markup.HTML, "markdown": Markup.MARKDOWN}
_ESCAPED = re.compile(r"\\([:=#{}~\\n])")
_SIGN = re.compile(r"\s*(=~|~=|=|~)\s*(?:%(-?\d{1,3}(?:\.\d{1,7})?)%)?")
_VERDICT = re.compile(r"\s*(t|true|f|false)\s*(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_SOURCE_MARK = "[Source: "
_PART_OF_CLOZE = re.compile(r"\s*\d{0,3}:[A-Z_]{2,20}:|\s*[=~#]", re.IGNORECASE)
_NUMBER = r"-?\d+(?:\.\d+)?"
_EXACT = re.compile(rf"\s*({_NUMBER})\s*(?::\s*({_NUMBER})\s*)?")
_RANGE = re.compile(rf"\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*")
_GROUP_START = re.compile(
    r"(?<!\\)\{\s*(?://[^\n]{0,500}\n\s*)?(?:[=~#}]|t\b|f\b|true\b|false\b)", re.IGNORECASE
)
_LINE_START = re.compile(r"^(?:::|\$CATEGORY:)", re.MULTILINE)
_FULL = 100.0


class GiftAnswer(NamedTuple):
    """One answer between the braces of a question."""

    text: str
    weight: float
    """The share of the credit, in percent."""
    feedback: str
    is_choice: bool
    """Whether it is one of several options, because it begins with `~`."""


def is_gift(head: str) -> bool:
    """Return whether a text has signs of GIFT."""
    return _LINE_START.search(head) is not None or _GROUP_START.search(head) is not None


def read_gift(file: BankFile, notes: Notes, _options: ReadOptions) -> Iterator[Record]:
    """Yield the questions; blank lines separate them."""
    category, place = "", 0
    for block in _iter_blocks(file.iter_lines()):
        if block.startswith(_CATEGORY):
            notes.not_questions += 1
            category = block[len(_CATEGORY) :].strip().rpartition("/")[2]
            continue
        record = _read_block(place + 1, block)
        if record is None:
            notes.not_questions += 1
            continue
        place += 1
        yield record._replace(category=category)


def _iter_blocks(lines: Iterable[str]) -> Iterator[str]:
    """Yield questions and categories without comments."""
    block: list[str] = []
    size = 0
    for line in lines:
        stripped = line.strip()
        if stripped.startswith("//"):
            continue
        is_next = stripped.startswith("::") and block and block[-1].rstrip().endswith("}")
        if not stripped or stripped.startswith(_CATEGORY) or is_next:
            if block:
                yield "\n".join(block)
            block, size = [], 0
            if stripped.startswith(_CATEGORY):
                yield stripped
                continue
        if stripped and size <= _MAX_BLOCK:
            block.append(line)
            size += len(line)
    if block:
        yield "\n".join(block)


def _read_block(place: int, block: str) -> Record | None:
    """Read a question; return `None` for a text without answers."""
    title = _TITLE.match(block)
    name = _unescape(title[1]).strip() if title is not None else ""
    rest = block[title.end() :] if title is not None else block
    format_ = _FORMAT.match(rest)
    markup = _MARKUPS.get(format_[1].lower(), Markup.PLAIN) if format_ is not None else Markup.PLAIN
    rest = rest[format_.end() :] if format_ is not None else rest
    start = _find(rest, "{")
    record = Record(place, id=name, markup=markup)
    if start < 0:
        return None if _find(rest, "}") < 0 else record._replace(reason=Reason.BROKEN)
    end = _find_end(rest, start)
    if len(block) > _MAX_BLOCK or end is None:
        return record._replace(reason=Reason.BROKEN)
    before, answers, after = rest[:start], rest[start + 1 : end], rest[end + 1 :]
    next_group = _find(after, "{")
    is_cloze = next_group >= 0 and _PART_OF_CLOZE.match(after, next_group + 1) is not None
    if is_cloze or re.match(r"\s*\d{0,3}:[A-Z_]{2,20}:", answers) is not None:
        return record._replace(reason=Reason.CLOZE)
    stem = f"{before.rstrip()} {GAP}{after}" if texts.html_to_text(after).strip() else before
    return _take_source(_read_answers(record._replace(question=_unescape(stem)), answers))


def _take_source(record: Record) -> Record:
    """Move the source that `quiz export` writes after an explanation to its field: `[Source: Atlas: 3]`."""
    because, mark, source = record.because.rpartition(_SOURCE_MARK)
    if not mark or not source.endswith("]"):
        return record
    parts = source[:-1].split("; ")
    urls = [part for part in parts if part.startswith("https://")]
    titles = dict.fromkeys(part.partition(": ")[0] for part in parts if part not in urls)
    return record._replace(because=because.rstrip(), source="; ".join(titles), url=next(iter(urls), ""))


def _read_answers(record: Record, group: str) -> Record:
    if not group.strip():
        return record._replace(reason=Reason.ESSAY)
    group, _, general = _partition(group, "####")
    verdict = _VERDICT.fullmatch(group.strip())
    if verdict is not None:
        feedback = _split(verdict[2], "#") if verdict[2] else [""]
        because = _read_text(general or feedback[1 if len(feedback) > 1 else 0], record.markup)
        return record._replace(verdict=verdict[1].lower().startswith("t"), because=because)
    if group.lstrip().startswith("#"):
        return _read_number(record._replace(because=_unescape(general).strip()), group.lstrip()[1:])
    answers = _split_answers(group)
    because = general or next((answer.feedback for answer in answers if answer.weight >= _FULL), "")
    record = record._replace(because=_read_text(because, record.markup))
    if any(answer.is_choice for answer in answers):
        return _read_choice(record, answers)
    if any(_find(answer.text, "->") >= 0 for answer in answers):
        halves = [_partition(answer.text, "->") for answer in answers]
        pairs = [
            (_read_text(left, record.markup), _read_text(right, record.markup)) for left, _, right in halves
        ]
        return record._replace(pairs=tuple(pairs))
    right = [answer for answer in answers if answer.weight >= _FULL]
    if answers and not right:
        return record._replace(reason=Reason.PART_CREDIT)
    spellings = [part for answer in right for part in _split(answer.text, "|")]
    return record._replace(answers=tuple(_read_text(text, record.markup) for text in spellings))


def _read_choice(record: Record, answers: Sequence[GiftAnswer]) -> Record:
    full = tuple(index for index, answer in enumerate(answers) if answer.weight >= _FULL)
    partly = tuple(index for index, answer in enumerate(answers) if 0 < answer.weight < _FULL)
    if not full and len(partly) > 1:  # parts of the credit that add up
        full, partly = partly, ()
    options = tuple(_read_text(answer.text, record.markup) for answer in answers)
    if not full and partly:
        return record._replace(reason=Reason.PART_CREDIT)
    return record._replace(options=options, right=full, partly_right=partly)


def _read_number(record: Record, group: str) -> Record:
    """Read a number with its tolerance: `3`, `3:1`, `1..5`, or several after `=`."""
    answers = _split_answers(group) if _SIGN.match(group) else [GiftAnswer(group, _FULL, "", is_choice=False)]
    for answer in answers:
        text = _partition(answer.text, "#")[0]
        exact, range_ = _EXACT.fullmatch(text), _RANGE.fullmatch(text)
        if answer.weight < _FULL or answer.is_choice or (exact is None and range_ is None):
            continue
        if range_ is not None:
            return record._replace(number=range_[1], tolerance=f"{range_[1]} to {range_[2]}")
        assert exact is not None
        tolerance = exact[2] if exact[2] and float(exact[2]) else None
        return record._replace(number=exact[1], tolerance=tolerance)
    return record._replace(reason=Reason.BROKEN)


def _split_answers(group: str) -> list[GiftAnswer]:
    """Split the answers at their signs; an equals sign in a word counts only if nothing else is right."""
    answers = _split_at(group, _list_signs(group, is_strict=False))
    if not any(answer.weight > 0 for answer in answers):
        answers = _split_at(group, _list_signs(group, is_strict=True))
    return answers


def _list_signs(group: str, *, is_strict: bool) -> list[int]:
    """List the offsets at which an answer begins."""
    signs: list[int] = []
    index = 0
    while index < len(group):
        character = group[index]
        if character == "\\":
            index += 1
        elif character in "~=" and not (signs and signs[-1] == index - 1):
            before = group[index - 1 : index]
            if character == "~" or is_strict or not before.strip(" \t\n~"):
                signs.append(index)
        index += 1
    return signs


def _split_at(group: str, signs: Sequence[int]) -> list[GiftAnswer]:
    answers = []
    for start, end in pairwise((*signs, len(group))):
        match = _SIGN.match(group, start)
        assert match is not None
        text, _, feedback = _partition(group[match.end() : end], "#")
        is_right = "=" in match[1]
        weight = float(match[2]) if match[2] else _FULL if is_right else 0.0
        answers.append(GiftAnswer(text.strip(), weight, feedback.strip(), "~" in match[1]))
    return answers


def _read_text(raw: str, markup: Markup) -> str:
    """Return a text with its own format, as one of the format of its question."""
    format_ = _FORMAT.match(raw)
    if format_ is None:
        return _unescape(raw).strip()
    own = _MARKUPS.get(format_[1].lower(), Markup.PLAIN)
    text = _unescape(raw[format_.end() :]).strip()
    return text if own is markup else texts.clean_text(text, own)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] == "n" else match[1], text) if "\\" in text else text


def _find(text: str, sign: str, start: int = 0) -> int:
    """Return the offset of a sign that is not after a backslash, or -1."""
    index = text.find(sign, start)
    while index > 0 and _is_escaped(text, index):
        index = text.find(sign, index + 1)
    return index


def _is_escaped(text: str, index: int) -> bool:
    count = 0
    while index - count > 0 and text[index - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def _find_end(text: str, start: int) -> int | None:
    """Return the offset of the brace that closes the one at `start`; braces inside are in pairs."""
    depth, index, last = 0, start, None
    while index < len(text):
        character = text[index]
        if character == "\\":
            index += 1
        elif character == "{":
            depth += 1
        elif character == "}":
            depth, last = depth - 1, index
            if not depth:
                return index
        index += 1
    return last


def _partition(text: str, sign: str) -> tuple[str, str, str]:
    index = _find(text, sign)
    return (text, "", "") if index < 0 else (text[:index], sign, text[index + len(sign) :])


def _split(text: str, sign: str) -> list[str]:
    parts = []
    while True:
        part, found, text = _partition(text, sign)
        parts.append(part)
        if not found:
            return parts
