"""Columns whose numbers, years or dates are written in several ways, so that the form reveals the answer."""

import re
from collections import Counter, defaultdict

from quiz.generate.values import parse
from quiz.model.location import Location
from quiz.model.pack import Pack, Value
from quiz.model.problems import Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.model.value_types import PARSED_TYPES
from quiz.text.english import MONTHS, cardinal, ordinal_word

_MIN_VALUES = 3
"""Minimum number of values for a usual form."""
_NUMBER = re.compile(r"\d+(?:[,\u00a0\u202f ]\d{3}(?!\d))*(?:[.:]\d+)*")
_GROUPED = re.compile(r"\d[,\u00a0\u202f ]\d{3}(?!\d)")
_ERA = re.compile(r" ?\b(?:AD|CE|BCE?)\b ?")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
_WORDS = {str(spell(number)) for spell in (cardinal, ordinal_word) for number in range(1, 100)}
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[A-Za-z]+(?:-[a-z]+)?")


def check_mixed_formats(pack: Pack, problems: ProblemCollector) -> None:
    """Report the first value of each column that is not written like most others."""
    english = pack.is_english
    columns: dict[tuple[str, int], list[tuple[Location, Value]]] = defaultdict(list)
    for fact in pack.facts:
        for index, value in enumerate(fact.values):
            if value.asked and value.type in PARSED_TYPES:
                columns[fact.relation, index].append((fact.location, value))
    for column in columns.values():
        if len(column) >= _MIN_VALUES:
            _check_column(column, problems, english=english)


def _check_column(column: list[tuple[Location, Value]], problems: ProblemCollector, *, english: bool) -> None:
    grouped = any(_GROUPED.search(value.text) for _, value in column)
    cache: dict[tuple[str, str], str] = {}
    forms = [
        _form(value, cache, grouped=grouped) if _is_readable(value, english=english) else None
        for _, value in column
    ]
    most_common = Counter(form for form in forms if form is not None).most_common(1)
    if not most_common or most_common[0][1] == len(column):
        return
    ((usual_form, count),) = most_common
    usual = column[forms.index(usual_form)][1].text
    location, other = next(pair for pair, form in zip(column, forms, strict=True) if form != usual_form)
    problems.report(
        Finding(
            Rule.MIXED_FORMS,
            f"“{other.text}” is not written like “{usual}”, as {count} of {len(column)} values here are",
            "Write all values in one form, with the same unit; leave an unknown cell empty.",
        ),
        location,
    )


def _is_readable(value: Value, *, english: bool) -> bool:
    return parse.parse_value(value.text, value.type, english=english) is not None


def _form(value: Value, cache: dict[tuple[str, str], str], *, grouped: bool) -> str:
    """Return a text that is equal for values of one form; texts with the same letters share a cache entry."""
    outline = (value.type, _DIGIT.sub("0", value.text))
    if outline not in cache:
        cache[outline] = _form_of_outline(*outline, grouped=grouped)
    return cache[outline]


def _form_of_outline(type_: str, outline: str, *, grouped: bool) -> str:
    text = _ERA.sub("", outline) if type_ in parse.TIME_TYPES else outline.replace("−", "-")
    # A column may mix positive and negative numbers, and different numbers of decimals.
    text = _NUMBER.sub(
        lambda match: _form_of_number(match[0], grouped=grouped), _MONTH.sub("M", text)
    ).lstrip("-")
    return _WORD.sub(lambda match: _form_of_word(match[0]), text)


def _form_of_number(number: str, *, grouped: bool) -> str:
    """Distinguish numbers with a colon, and long ones without separators in a `grouped` column."""
    if ":" in number:
        return "#:#"
    return "####" if grouped and re.match(r"\d{4}", number) else "#"


def _form_of_word(word: str) -> str:
    """Treat all number words alike, all ordinal endings alike, and singular and plural alike."""
    if word.casefold() in _WORDS:
        return "one"
    return "th" if word in ("st", "nd", "rd", "th") else word.removesuffix("s")
