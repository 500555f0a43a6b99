"""Numbers, ordinals, lists and dates in English."""

import re
from collections.abc import Sequence

from quiz.text.safe import Text, one_line

_MAX_QUOTED = 40
MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
_SMALL = tuple(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen".split()
)
_TENS = ("", "", *"twenty thirty forty fifty sixty seventy eighty ninety".split())
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_SOUNDS_LIKE_YOU = r"(?:uni(?!n|m)|us[aeu]|ut[ei]|eu|ewe|one\b|once\b|ub[io]|uk\b|us\b)"
_SINGULAR_ENDING = r"(?:ss|us|is|as|os|[’']s|lens|series|species|means|corps|summons|news|chaos)$"
_SILENT_H = r"(?:hour|honest|honou?r|heir)"
_SPELLED_WITH_VOWEL = r"(?:[AEFHILMNORSX](?:[A-Z0-9]|\b[^’'])|[AEFHILMNORSX]$)"


def to_sentence(clause: str) -> Text:
    """Return a clause with a capital and a full stop."""
    return Text(f"{clause[:1].upper()}{clause[1:]}.")


def cardinal(number: int) -> Text:
    """Return a number from 0 to 99 in words, or a larger one in digits."""
    if number < 0 or number > 99:
        return Text(str(number))
    if number < 20:
        return Text(_SMALL[number])
    tens, ones = divmod(number, 10)
    return Text(_TENS[tens] + (f"-{_SMALL[ones]}" if ones else ""))


def ordinal(number: int) -> Text:
    """Return an ordinal in digits: `1st`, `22nd`, `113th`."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return Text(f"{number}{ending}")


def ordinal_word(number: int) -> Text:
    """Return an ordinal from 1 to 99 in words, or a larger one in digits."""
    if number < 1 or number > 99:
        return ordinal(number)
    head, hyphen, last = cardinal(number).rpartition("-")
    if last.endswith("y"):
        return Text(f"{last[:-1]}ieth")
    return Text(head + hyphen + _ORDINALS.get(last, f"{last}th"))


def plural(noun: str) -> Text:
    """Return the regular plural of a noun: `rows`, `entries`, `boxes`."""
    if re.search(r"[^aeiou]y$", noun):
        return Text(f"{noun[:-1]}ies")
    return Text(f"{noun}es" if re.search(r"(?:s|x|ch|sh)$", noun) else f"{noun}s")


def format_number(number: float) -> Text:
    """Return a number for players, with a comma from 1,000 on: `999`, `1,000`, `2.5`."""
    return Text(f"{number:,}" if isinstance(number, int) else f"{number:,g}")


def quote(raw: str) -> Text:
    """Return what a user typed in quotation marks, in one line and cut after some characters."""
    return Text(f"“{shorten(raw)}”")


def shorten(raw: str) -> Text:
    """Return what a user typed, in one line and cut after some characters."""
    text = one_line(raw[: 2 * _MAX_QUOTED])
    return text if len(text) <= _MAX_QUOTED else Text(f"{text[: _MAX_QUOTED - 1].rstrip()}…")


def format_count(number: int, singular: str, plural: str | None = None) -> Text:
    """Return a count with its noun: `1 question`, `3 questions`."""
    noun = singular if number == 1 else plural or f"{singular}s"
    return Text(f"{format_number(number)} {noun}")


def join_words(items: Sequence[str], last: str = "and") -> Text:
    """Join items as `a`, `a and b` or `a, b and c`; with semicolons if an item contains a comma."""
    if len(items) < 2:
        return Text("".join(items))
    if len(items) > 2 and any("," in item for item in items):
        return Text(f"{'; '.join(items[:-1])}; {last} {items[-1]}")
    return Text(f"{', '.join(items[:-1])} {last} {items[-1]}")


def format_date(iso: str) -> Text:
    """Format an ISO date as `2021`, `July 2021` or `31 July 2021`; return other texts unchanged."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", iso)
    if match is None:
        return Text(iso)
    year, month, day = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return Text(iso)
    return Text(f"{int(day)} {MONTHS[int(month) - 1]} {year}" if day else f"{MONTHS[int(month) - 1]} {year}")


def capitalize_start(text: str) -> str:
    """Capitalize a text for the start of a sentence, except names and signs like `iPhone` and `e`."""
    first = re.match(r"([^\W\d_]+)(-\w)?", text)
    if first is None or first[1] != first[1].lower() or (len(first[0]) == 1 and first[0] != "a"):
        return text
    capital = text[0].upper()
    return capital + text[1:] if len(capital) == 1 else text


def is_plural(text: str) -> bool:
    """Return whether a text is probably a plural noun: `shrouds`, but neither `lens` nor `Mars`."""
    return text.islower() and text.endswith("s") and re.search(_SINGULAR_ENDING, text) is None


def with_article(text: str) -> Text:
    """Return a text with its indefinite article: `a river`, `an hour`."""
    return Text(f"{'an' if takes_an(text) else 'a'} {text}")


def takes_an(text: str) -> bool:
    """Return whether the indefinite article before the text is `an`, judged by its sound."""
    spoken = text.lstrip("“‘\"'([")
    if not spoken:
        return False
    if spoken[0].isdigit():
        return bool(re.match(r"8|1[18](?:,\d{3})*(?!\d)", spoken))
    if re.match(_SPELLED_WITH_VOWEL, spoken) and spoken.split()[0].isupper():
        return True
    lower = spoken.casefold()
    if re.match(_SOUNDS_LIKE_YOU, lower):
        return False
    return lower[0] in "aeiouáàâäéèêëíîïóôöúü" or bool(re.match(_SILENT_H, lower))
