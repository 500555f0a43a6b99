"""Dates that are not read: what they probably mean, and how to write them."""

import re
from calendar import isleap, monthrange
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from quiz.generate.values.dates import parse_date
from quiz.model.pack import Pack
from quiz.model.problems import EntryRef, Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.text.english import MONTHS, join_words
from quiz.text.normalize import strip_accents

_FOREIGN_MONTHS = """
januar jan janvier enero ene gennaio janeiro januari januar stycznia январь января
februar fevrier fev febrero febbraio fevereiro februari lutego февраль февраля
marz mars marzo marco maart marca март марта
april avril abril aprile kwietnia апрель апреля
mai mayo maggio maio mei maj maja май мая
juni juin junio giugno junho czerwca июнь июня
juli juillet julio luglio julho lipca июль июля
august aout agosto augustus augusti sierpnia август августа
septembre septiembre settembre setembro wrzesnia сентябрь сентября
oktober octobre octubre ottobre outubro pazdziernika октябрь октября
novembre noviembre novembro listopada ноябрь ноября
dezember decembre diciembre dicembre dezembro grudnia декабрь декабря
"""
"""The names of each month in other languages, without accents, one line a month."""
_MONTH_NUMBERS = {
    name: number for number, line in enumerate(_FOREIGN_MONTHS.split("\n")[1:-1], 1) for name in line.split()
}
_WORD = r"(?P<word>[^\W\d_]+)"
_DAY = r"(?:the )?(?P<d>\d{1,2})(?:st|nd|rd|th|er|[.ºª])?"
_YEAR = r"(?P<y>\d{4})"
_NAMED_FORMS = (
    rf"{_DAY} ?(?:of |de |di )?{_WORD}\.?(?:,? (?:del? |of )?{_YEAR})?",
    rf"{_WORD}\.? {_DAY}(?:,? {_YEAR})?",
    rf"{_DAY}[-–]{_WORD}[-–]{_YEAR}",
    rf"{_YEAR},? {_WORD} {_DAY}",
)
_NUMBERED_FORMS = (
    r"(?P<y>\d{4}) ?[-./年년] ?(?P<m>\d{1,2}) ?[-./月월] ?(?P<d>\d{1,2}) ?[日일.]?",
    r"(?P<y>\d{4})-(?P<m>\d\d)",
)
_DAY_OR_MONTH_FIRST = r"(\d{1,2}) ?[-./] ?(\d{1,2}) ?[-./] ?(\d{4}|\d\d)"
_WEEKDAY = r"(?i)^(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?"


class DateReading(NamedTuple):
    """The fault of a date, and advice."""

    reason: str
    advice: str
    is_doubtful: bool
    """Whether the date does not exist, or may be one of two."""


class _Date(NamedTuple):
    year: int | None
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.day} {MONTHS[self.month - 1]}" + ("" if self.year is None else f" {self.year}")


def check_dates(pack: Pack, problems: ProblemCollector) -> None:
    """Report dates that don't exist, and dates that can be read in two ways."""
    for fact in pack.facts:
        for value in fact.values:
            if value.type != "date" or len(value.wrong) > 1:
                continue  # the author decides what is wrong
            reading = read_date(value.text)
            if reading is not None and reading.is_doubtful:
                message = f"“{value.text}” is not a date: {reading.reason}"
                cause = f"{fact.relation}\n{value.label}\n{reading.advice}"
                finding = Finding(Rule.DOUBTFUL_DATE, message, reading.advice, cause=cause)
                problems.report(finding, fact.location, EntryRef(fact=fact.id))


def read_date(text: str) -> DateReading | None:
    """Explain why a text is not read as a date; return `None` if it is read, or doesn't look like a date."""
    if parse_date(text) is not None:
        return None
    bare = re.sub(_WEEKDAY, "", text.strip().rstrip("."))
    numbers = re.fullmatch(_DAY_OR_MONTH_FIRST, bare)
    if numbers is not None:
        return _read_numbers(*numbers.groups())
    for pattern in _NUMBERED_FORMS:
        match = re.fullmatch(pattern, bare)
        if match is not None:
            parts = match.groupdict()
            return _describe(int(parts["y"]), int(parts["m"]), int(parts.get("d") or 1))
    return next(_read_names(bare), None)


def _read_names(text: str) -> Iterator[DateReading]:
    for pattern in _NAMED_FORMS:
        match = re.fullmatch(pattern, text, re.IGNORECASE)
        month = None if match is None else _find_month(match["word"])
        if match is not None and month is not None:
            year = int(match["y"]) if match["y"] else None
            reading = _describe(year, month, int(match["d"]))
            if _is_typo(match["word"]):
                reason = f"there is no month “{match['word']}”"
                reading = reading if reading.is_doubtful else reading._replace(reason=reason)
            yield reading


def _read_numbers(first: str, second: str, year_text: str) -> DateReading:
    year = int(year_text) if len(year_text) == 4 else None
    possible = [
        _Date(year, month, day)
        for day, month in ((int(first), int(second)), (int(second), int(first)))
        if _find_fault(year, month, day) is None
    ]
    if not possible:
        return _describe(year, int(second), int(first))
    if len(set(possible)) == 1:
        return _describe(*possible[0])
    names = join_words([str(date) for date in possible], "or")
    forms = join_words([f"`{date}`" for date in possible], "or")
    advice = f"Write {forms}." if year is not None else "Write it as in `9 November 1989`."
    return DateReading(f"it may be {names}", advice, is_doubtful=True)


def _describe(year: int | None, month: int, day: int) -> DateReading:
    """Describe a date whose parts are known but which is not read."""
    fault = _find_fault(year, month, day)
    if fault is not None:
        advice = "Correct it. If another calendar has it, add wrong answers under `wrong`."
        return DateReading(fault, advice, is_doubtful=True)
    date = _Date(year, month, day)
    forms = f"`{date}`" if year is None else f"`{date}` or `{year:04}-{month:02}-{day:02}`"
    return DateReading("it can’t be read as a date", f"Write {forms}.", is_doubtful=False)


def _find_fault(year: int | None, month: int, day: int) -> str | None:
    """Return why a date does not exist, or `None` if it does."""
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    date = _Date(year, month, day)
    if (month, day) == (2, 29) and year is not None and not isleap(year):
        return f"there is no {date}, because {year} was not a leap year"
    last = monthrange(2000 if year is None else max(year, 1), month)[1]
    if not 1 <= day <= last:
        return f"there is no {date}, because {MONTHS[month - 1]} has {last} days"
    return None


def _find_month(word: str) -> int | None:
    """Return the number of the month with a name in some language, cut short or misspelled in English."""
    plain = strip_accents(word.casefold())
    if plain in _MONTH_NUMBERS:
        return _MONTH_NUMBERS[plain]
    names = [month.casefold() for month in MONTHS]
    starts = [number for number, name in enumerate(names, 1) if len(plain) > 2 and name.startswith(plain)]
    if len(starts) == 1 or plain == "sept":
        return 9 if plain == "sept" else starts[0]
    near = get_close_matches(plain, names, n=1, cutoff=0.8)
    return names.index(near[0]) + 1 if near else None


def _is_typo(word: str) -> bool:
    plain = word.casefold()
    is_start = any(month.casefold().startswith(plain) for month in MONTHS)
    return not is_start and plain not in _MONTH_NUMBERS and plain.isascii() and plain != "sept"
