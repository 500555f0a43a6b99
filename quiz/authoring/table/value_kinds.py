"""The kinds of texts that cells have: numbers, dates, years, addresses, codes, names."""

import re

from quiz.text.english import MONTHS

NUMBER = re.compile(
    r"[-−+]?\s?[$€£¥₹]?\s?[-−]?(?:\d[\d.,'’\u00a0\u202f ]*|\.\d+)(?:[eE][-+]?\d+)?"
    r"\s?(?:[%°]|[^\W\d_]{1,3}[²³]?)?"
    r"|[-−]?\d[\d.,]*\s?(?:thousand|million|billion|trillion|per ?cent|euros?|dollars?)"
    r"|[-−]?\d[\d.,]*\s?(?:miles|met(?:re|er)s|kilomet(?:re|er)s|feet|years?)"
)
_MONTH = rf"(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]*\.?"
_DATED = re.compile(
    r"\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2}(?:[T ]\d\d:\d\d\S*)?)?|\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d){1,2}"
    rf"|(?:\d{{1,2}}[- ])?{_MONTH}[- ,]*\d{{2,4}}"
    rf"|{_MONTH} \d{{1,2}},? \d{{4}}|\d{{4}}[- ]{_MONTH}[- ]\d{{1,2}}",
    re.IGNORECASE,
)
_TIMED = re.compile(r"[-+]?\d{1,3}:\d\d(?::\d\d)?(?:\.\d+)?")
_YEAR = re.compile(r"(?:1\d|20)\d\d|2100")
_ADDRESS = re.compile(
    r"\S+://\S+|//\S+|www\.\S+|[^\s@]+@[^\s@]+\.\w+|/?(?:[\w.-]+/)+[\w-]+\.\w{2,4}|\S+\.(?:png|jpe?g|svg|gif|html?|pdf)"
)
_CODE = re.compile(
    r"(?=.*[A-Z\d])[A-Z\d][A-Z\d_./-]{0,3}|[A-Z]{2,3}[-_][A-Z\d]{1,4}|#[0-9a-fA-F]{6}|[0-9a-f]{6,}|Q\d+"
)
_BRACKETED = re.compile(r"[\[{].*[\]}]")
_TAG = re.compile(
    r"</?(?:a|b|br|div|em|i|img|li|p|ref|small|span|strong|su[bp]|svg|td|ul)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_CLUTTERED = re.compile(r"\w\(|\)\w|[|_=^~#@\\]|(?:^|\s)[^\w\s&–—-]+(?:\s|$)")
_FLAG = re.compile(
    r"yes|no|true|false|y|n|t|f|x|✓|✔|✗|0|1|0\.0|1\.0|ja|nein|oui|non|sí|si|да|нет", re.IGNORECASE
)


def is_numeric(text: str) -> bool:
    """Return whether a text is a number, with a sign of money or a unit perhaps."""
    return NUMBER.fullmatch(text) is not None


def is_dated(text: str) -> bool:
    """Return whether a text looks like a date or a time, in any form."""
    return _DATED.fullmatch(text) is not None or _TIMED.fullmatch(text) is not None


def is_year(text: str) -> bool:
    """Return whether a text is a year from 1000 to 2100."""
    return _YEAR.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Return whether a text is an address on the web, an e-mail address or the path of a file."""
    return _ADDRESS.fullmatch(text) is not None


def is_code(text: str) -> bool:
    """Return whether a text is a code of up to four capitals and digits, or of another usual form."""
    return _CODE.fullmatch(text) is not None


def is_bracketed(text: str) -> bool:
    """Return whether a text is a list or a record in brackets."""
    return _BRACKETED.fullmatch(text) is not None


def has_markup(text: str) -> bool:
    """Return whether a text contains a tag of HTML."""
    return _TAG.search(text) is not None


def is_flag(text: str) -> bool:
    """Return whether a text says yes or no."""
    return _FLAG.fullmatch(text) is not None


def is_shouted(text: str) -> bool:
    """Return whether a text of several letters is all in capitals."""
    return text.isupper() and sum(map(str.isalpha, text)) > 3


def is_cluttered(text: str) -> bool:
    """Return whether a text has signs that no name has: `1(x63)`, `a_b`, `x = y`."""
    return _CLUTTERED.search(text) is not None


def is_name(text: str) -> bool:
    """Return whether a text may be a name: it has letters, a capital if its script has any, and is short."""
    letters = [character for character in text if character.isalpha()]
    if not letters or len(text) > 80 or is_address(text) or is_bracketed(text):
        return False
    has_case = any(letter.lower() != letter.upper() for letter in letters)
    return not has_case or any(letter.isupper() for letter in letters) or text[0].isdigit()
