"""What a player types, as an option."""

from quiz.model.pack import Kind
from quiz.model.question import Question

LETTERS = "abcdef"
_TRUE = frozenset(("1", "a", "t", "true"))
_FALSE = frozenset(("2", "b", "f", "false"))


def parse_option(question: Question, word: str) -> int | None:
    """Give the index of the option that a player means by `2`, `b` or, in true/false, `f`."""
    name = word.strip().casefold()
    if question.kind is Kind.TRUEFALSE:
        return 0 if name in _TRUE else 1 if name in _FALSE else None
    index = LETTERS.find(name) if len(name) == 1 and name.isalpha() else _index(name)
    return index if 0 <= index < len(question.options) else None


def _index(name: str) -> int:
    return int(name) - 1 if name.isascii() and name.isdigit() and len(name) == 1 else -1
