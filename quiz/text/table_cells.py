"""Cells of tables that a spreadsheet may open."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""The start of a formula, or of one that has an apostrophe already, so that one can be taken away again."""
_NUMBER = re.compile(r"[+-]?[\d.,]+")


def protect_cell(text: str) -> str:
    """Add an apostrophe to a text that a spreadsheet would take for a formula."""
    is_formula = _FORMULA.match(text) is not None and _NUMBER.fullmatch(text) is None
    return f"'{text}" if is_formula else text
