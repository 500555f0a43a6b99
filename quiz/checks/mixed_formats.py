"""Find columns whose numbers, years or dates are written in several ways, so that form tells them apart."""

import re
from collections import Counter, defaultdict

from quiz.generate import wording
from quiz.generate.values import parse
from quiz.model.location import Location
from quiz.model.pack import Pack, Value
from quiz.model.problems import Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.text.english import MONTHS, cardinal, ordinal_word

_FEWEST = 3
"""Of so few values nobody can say how they are mostly written."""
_NUMBER = re.compile(r"\d+(?:[,\u00a0\u202f ]\d{3}(?!\d))*(?:[.:]\d+)*")
_GROUPED = re.compile(r"\d[,\u00a0\u202f ]\d{3}(?!\d)")
_ERA = re.compile(r" ?\b(?:AD|CE|BCE?)\b ?")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
_WORDS = {str(spell(number)) for spell in (cardinal, ordinal_word) for number in range(1, 100)}
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[A-Za-z]+(?:-[a-z]+)?")


def check_mixed_formats(pack: Pack, problems: ProblemCollector) -> None:
    """Note, once for each place in a relation, the first value that is written otherwise than most."""
    english = wording.is_english(pack)
    columns: dict[tuple[str, int], list[tuple[Location, Value]]] = defaultdict(list)
    for fact in pack.facts:
        for index, value in enumerate(fact.values):
            if value.asked and value.type in parse.PARSED_TYPES:
                columns[fact.relation, index].append((fact.location, value))
    for column in columns.values():
        if len(column) >= _FEWEST:
            _note_column(column, problems, english=english)


def _note_column(column: list[tuple[Location, Value]], problems: ProblemCollector, *, english: bool) -> None:
    grouped = any(_GROUPED.search(value.text) for _, value in column)
    ways_of: dict[tuple[str, str], str] = {}
    written = [
        _way(value, ways_of, grouped=grouped) if _is_read(value, english=english) else None
        for _, value in column
    ]
    ways = Counter(way for way in written if way is not None).most_common(1)
    if not ways or ways[0][1] == len(column):
        return
    ((common, count),) = ways
    usual = column[written.index(common)][1].text
    at, other = next(pair for pair, way in zip(column, written, strict=True) if way != common)
    problems.report(
        Finding(
            Rule.MIXED_FORMS,
            f"“{other.text}” is not written like “{usual}”, as {count} of {len(column)} values here are",
            "write all of them in one form, with the same unit",
        ),
        at,
    )


def _is_read(value: Value, *, english: bool) -> bool:
    return parse.parse_value(value.text, value.type, english=english) is not None


def _way(value: Value, known: dict[tuple[str, str], str], *, grouped: bool) -> str:
    """Give a text that is equal for values written in one way; it is `known` where only digits differ."""
    outline = (value.type, _DIGIT.sub("0", value.text))
    if outline not in known:
        known[outline] = _written(*outline, grouped=grouped)
    return known[outline]


def _written(type_: str, outline: str, *, grouped: bool) -> str:
    text = _ERA.sub("", outline) if type_ in parse.TIME_TYPES else outline.replace("−", "-")
    # What is above and below zero, and written to more or fewer places, may stand in one column.
    text = _NUMBER.sub(lambda match: _number(match[0], grouped=grouped), _MONTH.sub("M", text)).lstrip("-")
    return _WORD.sub(lambda match: _word(match[0]), text)


def _number(number: str, *, grouped: bool) -> str:
    """Tell a number by its colon, and by a missing mark where other numbers have one between their digits."""
    if ":" in number:
        return "#:#"
    return "####" if grouped and re.match(r"\d{4}", number) else "#"


def _word(word: str) -> str:
    """Tell numbers in words from those in digits; one and several of a thing are alike."""
    if word.casefold() in _WORDS:
        return "one"
    return "th" if word in ("st", "nd", "rd", "th") else word.removesuffix("s")
