"""Typed answers."""

from collections.abc import Sequence
from typing import Protocol

from quiz.game.grading import grade_answer
from quiz.game.outcome import Answer
from quiz.model.pack import GAP, Kind
from quiz.model.question import GuessedNumber, Question
from quiz.text.english import format_number
from quiz.text.normalize import fold_characters
from quiz.text.safe import Text, one_line

LETTERS = "abcdef"
_TRUE = frozenset(("1", "a", "t", "true"))
_FALSE = frozenset(("2", "b", "f", "false"))


class OptionQuestion(Protocol):
    """A question with options, or what a player of a room sees of it."""

    @property
    def kind(self) -> str:
        """The value of its `Kind`."""

    @property
    def options(self) -> Sequence[Text] | None:
        """The options; none if the answer is typed."""


def parse_option(question: OptionQuestion, word: str) -> int | None:
    """Return the index of the option for `2`, `b` or, in true/false, `f`; `None` for other words."""
    name = fold_characters(word.strip())
    if question.kind == Kind.TRUEFALSE:
        return 0 if name in _TRUE else 1 if name in _FALSE else None
    index = LETTERS.find(name) if len(name) == 1 and name.isalpha() else _parse_number(name)
    return index if 0 <= index < len(question.options or ()) else None


def find_letter(question: Question, option: int) -> str:
    """Return the letter that chooses an option: `b`, or `f` in true/false."""
    return "tf"[option] if question.kind is Kind.TRUEFALSE else LETTERS[option]


def _parse_number(name: str) -> int:
    return int(name) - 1 if name.isascii() and name.isdigit() and len(name) == 1 else -1


def format_request(question: Question) -> Text:
    """Format a request for the answer: `Type the answer`, or `Type a year from 1750 to 2010`."""
    guessed = question.guessed
    if guessed is None:
        return Text("Type the answer")
    noun = "year" if guessed.type == "year" else "number"
    low, high = (_format_end(guessed, end) for end in (guessed.low, guessed.high))
    return Text(f"Type a {noun} from {low} to {high}")


def explain_unclear(question: Question, text: str) -> Text | None:
    """Explain why a text does not answer a question, and what to type; return `None` if it does."""
    if grade_answer(question, Answer(text=one_line(text))) is not None:
        return None
    if question.guessed is not None:
        return Text(f"{format_request(question)}.")
    if not any(map(str.isalnum, text)):
        return Text("Type the answer.")
    return Text("Nearly. Check the spelling, and type the whole name.")


def _format_end(guessed: GuessedNumber, number: float) -> str:
    digits = f"{number:.0f}" if guessed.type == "year" else format_number(number)
    return guessed.unit.replace(GAP, digits) if guessed.unit else digits
