"""Take out of a text, at the terminal's door, what a terminal obeys.

Everything shown is `quiz.text.safe.Text`, of which no character acts. This is the second line of defence: for
what somebody forgets to make one, and for messages of the system and of libraries. It knows nothing of the
first line, and judges each character alone, so that no sequence slips through in parts.
"""

from functools import cache

_MARK = "\ufffd"
_HALVES = range(0xD800, 0xE000)
_ACTING = (
    *(range(0x20), range(0x7F, 0xA0)),  # control characters
    *(range(0x2028, 0x202F), range(0x2066, 0x206A)),  # other line ends, changes of the writing’s direction
    *(range(0x061C, 0x061D), range(0x200E, 0x2010)),  # marks of direction
)


@cache  # made when it is first needed, for few games need it
def _of_lines() -> dict[int, str]:
    return {code: _MARK for codes in (*_ACTING, _HALVES) for code in codes if code not in (0x09, 0x0A)}


@cache
def _of_cells() -> dict[int, str | None]:
    return {code: None for codes in _ACTING for code in codes} | dict.fromkeys(_HALVES, _MARK)


def escape_text(text: str) -> str:
    """Put a mark for each character that acts; tabs and ends of lines stay."""
    return text if text.isprintable() else text.translate(_of_lines())


def escape_cells(text: str) -> str:
    """Take such characters out of a text within a line of a screen, whose width stays."""
    return text if text.isprintable() else text.translate(_of_cells())
