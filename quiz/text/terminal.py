"""The filter in front of the terminal, which removes characters that control it.

Texts on a screen are `quiz.text.safe.Text`, which contains none. This second, independent filter catches
strings that were not made a `Text`, and messages of the system and of libraries. It judges each character
alone, so that no sequence gets through in parts.
"""

from functools import cache

_MARK = "\ufffd"
_HALVES = range(0xD800, 0xE000)
_ACTING = (
    *(range(0x20), range(0x7F, 0xA0)),  # control characters
    *(range(0x2028, 0x202F), range(0x2066, 0x206A)),  # other line ends, changes of writing direction
    *(range(0x061C, 0x061D), range(0x200E, 0x2010)),  # direction marks
)


@cache  # few games need it
def _line_table() -> dict[int, str]:
    return {code: _MARK for codes in (*_ACTING, _HALVES) for code in codes if code not in (0x09, 0x0A)}


@cache
def _cell_table() -> dict[int, str | None]:
    return {code: None for codes in _ACTING for code in codes} | dict.fromkeys(_HALVES, _MARK)


def escape_text(text: str) -> str:
    """Replace each control character by U+FFFD; keep tabs and line ends."""
    return text if text.isprintable() else text.translate(_line_table())


def escape_cells(text: str) -> str:
    """Remove control characters from a part of a line on the screen."""
    return text if text.isprintable() else text.translate(_cell_table())
