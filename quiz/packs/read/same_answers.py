"""Answers that count as one although they are written differently."""

from collections.abc import Iterable
from typing import NamedTuple

from quiz.text.normalize import fold
from quiz.text.safe import Text

_IN_WORDS = "If the capitals are the point, describe them, as in `small m, capital W`."


class SameAnswer(NamedTuple):
    """A message about a wrong answer that is right, and advice."""

    message: str
    advice: str


def find_right_answer(wrong: Text, right: Iterable[Text], place: str) -> SameAnswer | None:
    """Return what makes a wrong answer right, or `None` if it is wrong.

    Args:
        wrong: The answer declared wrong.
        right: The right answers.
        place: The clause that ends the message about an answer in both places: `but it is right`.
    """
    folded = fold(wrong)
    equal = [text for text in right if fold(text) == folded]
    if not equal:
        return None
    if wrong in equal:
        return SameAnswer(f"“{wrong}” is under `wrong`, {place}", "Delete it in one place.")
    if has_other_capitals(wrong, equal[0]):
        message = f"“{wrong}” under `wrong` is the right answer “{equal[0]}”, because capitals don’t count"
        return SameAnswer(message, f"Delete it. {_IN_WORDS}")
    message = f"“{wrong}” under `wrong` is another spelling of the right answer “{equal[0]}”"
    return SameAnswer(message, "Delete it in one place.")


def describe_equal_options(option: Text, others: Iterable[Text]) -> SameAnswer:
    """Describe an option that is equal to another."""
    other = next((text for text in others if has_other_capitals(option, text)), None)
    if other is None:
        return SameAnswer(f"the option “{option}” appears twice", "Delete one of the two.")
    message = f"the options “{other}” and “{option}” differ only in capitals, which don’t count"
    return SameAnswer(message, f"Delete one of the two. {_IN_WORDS}")


def has_other_capitals(first: Text, second: Text) -> bool:
    """Return whether two texts differ in capitals only."""
    return first != second and first.casefold() == second.casefold()
