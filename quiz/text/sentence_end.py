"""The end of a sentence in any script."""

import re

_TERMINALS = (
    "!.?\u0589\u061d\u061e\u061f\u06d4\u0700\u0701\u0702\u07f9\u0837\u0839\u083d\u083e\u0964\u0965\u104a"
    "\u104b\u1362\u1367\u1368\u166e\u1735\u1736\u17d4\u17d5\u1803\u1809\u1944\u1945\u1aa8\u1aa9\u1aaa"
    "\u1aab\u1b4e\u1b4f\u1b5a\u1b5b\u1b5e\u1b5f\u1b7d\u1b7e\u1b7f\u1c3b\u1c3c\u1c7e\u1c7f\u2024\u203c"
    "\u203d\u2047\u2048\u2049\u2cf9\u2cfa\u2cfb\u2e2e\u2e3c\u2e53\u2e54\u3002\ua4ff\ua60e\ua60f\ua6f3"
    "\ua6f7\ua876\ua877\ua8ce\ua8cf\ua92f\ua9c8\ua9c9\uaa5d\uaa5e\uaa5f\uaaf0\uaaf1\uabeb\ufe12\ufe15"
    "\ufe16\ufe52\ufe56\ufe57\uff01\uff0e\uff1f\uff61\U00010a56\U00010a57\U00010f55\U00010f56\U00010f57"
    "\U00010f58\U00010f59\U00010f86\U00010f87\U00010f88\U00010f89\U00011047\U00011048\U000110be\U000110bf"
    "\U000110c0\U000110c1\U00011141\U00011142\U00011143\U000111c5\U000111c6\U000111cd\U000111de\U000111df"
    "\U00011238\U00011239\U0001123b\U0001123c\U000112a9\U0001144b\U0001144c\U000115c2\U000115c3\U000115c9"
    "\U000115ca\U000115cb\U000115cc\U000115cd\U000115ce\U000115cf\U000115d0\U000115d1\U000115d2\U000115d3"
    "\U000115d4\U000115d5\U000115d6\U000115d7\U00011641\U00011642\U0001173c\U0001173d\U0001173e\U00011944"
    "\U00011946\U00011a42\U00011a43\U00011a9b\U00011a9c\U00011c41\U00011c42\U00011ef7\U00011ef8\U00011f43"
    "\U00011f44\U00016a6e\U00016a6f\U00016af5\U00016b37\U00016b38\U00016b44\U00016e98\U0001bc9f\U0001da88"
)
"""The characters with the property `Sentence_Terminal` in `PropList.txt` of Unicode 16.0.

They are listed here because Python's Unicode tables lack the property.
"""
_QUESTION_MARKS = (
    "?\u055e\u061f\u1367\u203d\u2047\u2048\u2cfa\u2cfb\u2e2e\u2e54\ua60f\ua6f7\ufe16\ufe56\uff1f"
)
_MARKS = f"{_TERMINALS}{_QUESTION_MARKS}…⋯:：\u0f0d\u0f0e"
"""Marks that may end a question: also dots, colons and Tibetan marks, which lack the property."""
_CLOSERS = (
    " \"'”’“‘»«›‹)]}\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u3019\u301b\u301d\u301e\u301f"
    "\ufe5a\ufe5c\ufe5e\uff02\uff07\uff09\uff3d\uff5d\uff63"
)
"""Quotation marks and brackets that may follow the end mark."""
_END_MARKS = frozenset(_MARKS)
_END_QUESTION_MARKS = frozenset(_QUESTION_MARKS)
_GREEK_QUESTION_MARKS = (";", "\u037e")
_GREEK = r"[\u0370-\u03ff\u1f00-\u1fff]"
_UNMARKED = r"[\u0e00-\u0eff]"
"""The letters of Thai and Lao, which end sentences without a mark."""


def strip_closers(text: str) -> str:
    """Remove quotation marks, brackets and blanks from the end of a text."""
    return text.rstrip(_CLOSERS)


def find_end(sentence: str) -> int:
    """Return the offset of the marks, quotation marks and brackets that end a sentence."""
    return len(strip_closers(sentence).rstrip(_MARKS))


def has_end_mark(sentence: str) -> bool:
    """Return whether a sentence ends with a mark, or is in a script that needs none."""
    bare = strip_closers(sentence)
    return bare[-1:] in _END_MARKS or _is_greek_question(bare) or bool(re.match(_UNMARKED, bare[-1:]))


def is_question(sentence: str) -> bool:
    """Return whether a sentence ends with a question mark."""
    bare = strip_closers(sentence)
    return bare[-1:] in _END_QUESTION_MARKS or _is_greek_question(bare)


def count_question_marks(text: str) -> int:
    """Count the question marks in a text without its code; several in a row count as one."""
    plain = re.sub("`[^`]*`", "", text) if "`" in text else text
    if plain.isascii() and plain.count("?") < 2:  # as in most texts
        return plain.count("?")
    return len(re.findall(f"[{_QUESTION_MARKS}]+", plain))


def _is_greek_question(bare: str) -> bool:
    """Return whether a text ends with the Greek question mark, which looks like a semicolon."""
    return bare.endswith(_GREEK_QUESTION_MARKS) and re.search(_GREEK, bare) is not None
