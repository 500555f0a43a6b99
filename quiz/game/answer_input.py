"""Typed answers."""

from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.normalize import fold_characters

LETTERS = "abcdef"
_TRUE = frozenset(("1", "a", "t", "true"))
_FALSE = frozenset(("2", "b", "f", "false"))


def parse_option(question: Question, word: str) -> int | None:
    """Return the index of the option for `2`, `b` or, in true/false, `f`; `None` for other words."""
    name = fold_characters(word.strip())
    if question.kind is Kind.TRUEFALSE:
        return 0 if name in _TRUE else 1 if name in _FALSE else None
    index = LETTERS.find(name) if len(name) == 1 and name.isalpha() else _parse_number(name)
    return index if 0 <= index < len(question.options) else None


def _parse_number(name: str) -> int:
    return int(name) - 1 if name.isascii() and name.isdigit() and len(name) == 1 else -1
