"""A list of questions in JSON, whose field names say what they mean."""

from collections.abc import Iterator
from typing import Any

from quiz.importers import texts
from quiz.importers.bank_file import BankFile
from quiz.importers.headings import Meaning, read_heading
from quiz.importers.json_stream import BrokenJsonError, iter_json_records
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import Reason, Record

_TEXT_NAMES = ("text", "option", "answer", "label", "value", "content", "title", "name")
_KEY_NAMES = ("id", "key", "letter")
_FLAG_NAMES = ("iscorrect", "correct", "isright", "right", "is_correct", "is_right")
_OPTION_FIELDS = (Meaning.OPTION, Meaning.WRONG)
_PLAIN = (Meaning.DIFFICULTY, Meaning.EXPLANATION, Meaning.SOURCE, Meaning.URL, Meaning.ID)


def read_json_records(file: BankFile, notes: Notes, _options: ReadOptions) -> Iterator[Record]:
    """Yield the records of a list of objects."""
    place = 0
    try:
        with file.open_text() as text:
            for place, item in enumerate(iter_json_records(text, {}), 1):
                yield _read_item(place, item, notes)
    except BrokenJsonError:
        yield Record(place + 1, reason=Reason.BROKEN)


def has_question(item: Any) -> bool:
    """Return whether an item of a list has a field with a question."""
    if not isinstance(item, dict):
        return False
    return any(
        heading is not None and heading.meaning is Meaning.QUESTION for heading in map(read_heading, item)
    )


def _read_item(place: int, item: Any, notes: Notes) -> Record:
    if not isinstance(item, dict):
        return Record(place, reason=Reason.BROKEN)
    values: dict[Meaning, Any] = {}
    listed: dict[Meaning, list[Any]] = {Meaning.OPTION: [], Meaning.WRONG: []}
    for name, value in item.items():
        heading = read_heading(name)
        if heading is None or value in (None, "", []):
            continue
        if heading.meaning in _OPTION_FIELDS:
            listed[heading.meaning] += _to_list(value)
        elif heading.meaning is Meaning.ANSWER and isinstance(value, list) and Meaning.ANSWER in values:
            listed[Meaning.OPTION] += value  # `answer` is the index in `answers`
        elif heading.meaning is Meaning.ANSWER and isinstance(values.get(Meaning.ANSWER), list):
            listed[Meaning.OPTION] += values[Meaning.ANSWER]
            values[Meaning.ANSWER] = value
        else:
            values.setdefault(heading.meaning, value)
    question = values.get(Meaning.QUESTION)
    if isinstance(question, dict):
        question = question.get("text")
    category = _to_text(values.get(Meaning.CATEGORY))
    plain = {meaning: _to_text(values.get(meaning)) for meaning in _PLAIN}
    record = Record(
        place,
        texts.trim_quotes(_to_text(question)),
        category=f"Category {category}" if category.isdigit() else category,
        because=plain[Meaning.EXPLANATION],
        difficulty=plain[Meaning.DIFFICULTY],
        source=plain[Meaning.SOURCE],
        url=plain[Meaning.URL],
        id=plain[Meaning.ID],
    )
    return _add_answers(record, values.get(Meaning.ANSWER), listed, notes)


def _add_answers(record: Record, answer: Any, listed: dict[Meaning, list[Any]], notes: Notes) -> Record:
    options, wrong = listed[Meaning.OPTION], listed[Meaning.WRONG]
    if wrong:
        right = _to_list(answer)
        all_texts = tuple(_option_text(option, notes) for option in (*right, *wrong))
        return record._replace(options=all_texts, right=tuple(range(len(right))))
    if not options and isinstance(answer, list) and any(_is_flagged(option) is not None for option in answer):
        options, answer = answer, None
    if len(options) == 1 and (answer in (0, None) or _option_text(options[0], notes) == _to_text(answer)):
        return record._replace(answers=(_option_text(options[0], notes),))
    if not options:
        return record._replace(answers=tuple(_to_text(each) for each in _to_list(answer)))
    all_texts = tuple(_option_text(option, notes) for option in options)
    return record._replace(options=all_texts, right=_find_right(answer, options, all_texts))


def _find_right(answer: Any, options: list[Any], all_texts: tuple[str, ...]) -> tuple[int, ...]:
    """Return the indices of the right options, by their flags, keys, texts or numbers."""
    flagged = tuple(index for index, option in enumerate(options) if _is_flagged(option))
    if flagged or answer is None:
        return flagged
    keys = [_key_of(option) for option in options]
    right: list[int] = []
    for each in _to_list(answer):
        text = _to_text(each)
        folded = [_fold(option) for option in all_texts]
        if text in keys:
            right.append(keys.index(text))
        elif _fold(text) in folded:
            right.append(folded.index(_fold(text)))
        elif isinstance(each, int) and 0 <= each < len(options):
            right.append(each)
        elif len(text) == 1 and text.isalpha() and ord(text.lower()) - ord("a") < len(options):
            right.append(ord(text.lower()) - ord("a"))
    return tuple(dict.fromkeys(right))


def _fold(text: str) -> str:
    return texts.fold_answer(texts.clean_text(text))


def _to_list(value: Any) -> list[Any]:
    if isinstance(value, dict):
        if any(name.lower() in _TEXT_NAMES for name in value):
            return [value]
        return [each if isinstance(each, dict) else {"key": key, "text": each} for key, each in value.items()]
    return value if isinstance(value, list) else [] if value is None else [value]


def _to_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, dict):
        return next((_to_text(value[name]) for name in (*_TEXT_NAMES,) if name in value), "")
    if isinstance(value, list) and len(value) == 1:
        return _to_text(value[0])
    return ""


def _option_text(option: Any, notes: Notes) -> str:
    if isinstance(option, dict):
        text = next((_to_text(option[name]) for name in option if name.lower() in _TEXT_NAMES), "")
        if text and any("image" in name.lower() or "audio" in name.lower() for name in option):
            notes.changes["files of pictures and sounds next to a text left out"] += 1
        return text
    return _to_text(option)


def _key_of(option: Any) -> str | None:
    if not isinstance(option, dict):
        return None
    return next((_to_text(option[name]) for name in option if name.lower() in _KEY_NAMES), None)


def _is_flagged(option: Any) -> bool | None:
    """Return whether an option says that it is right; `None` if it doesn't say."""
    if not isinstance(option, dict):
        return None
    flags = [value for name, value in option.items() if name.lower() in _FLAG_NAMES]
    return flags[0] is True if flags and isinstance(flags[0], bool) else None
