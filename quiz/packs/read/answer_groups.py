"""The right answers of values, with those that the values of a list or an open column share."""

from collections.abc import Iterable
from functools import lru_cache

from quiz.model.pack import AnswerGroup, Value
from quiz.text.normalize import fold
from quiz.text.safe import Text


def group_answers(texts: Iterable[Text]) -> AnswerGroup | None:
    """Group answers that are right for the same question; return `None` if there is only one."""
    by_name: dict[str, Text] = {}
    for text in texts:
        by_name.setdefault(fold(text), text)
    return AnswerGroup(tuple(by_name.values())) if len(by_name) > 1 else None


def is_right_answer(text: Text, value: Value) -> bool:
    """Return whether a text is the value or another right answer."""
    folded = fold(text)
    return folded in map(fold, (value.text, *value.also)) or folded in _fold_group(value.group)


def share_answer(first: Value, second: Value) -> bool:
    """Return whether an answer, in any spelling, is right for both values."""
    own, other = ({fold(text) for text in (each.text, *each.also, *each.accept)} for each in (first, second))
    groups = _fold_group(first.group), _fold_group(second.group)
    return not (
        own.isdisjoint(other)
        and own.isdisjoint(groups[1])
        and other.isdisjoint(groups[0])
        and groups[0].isdisjoint(groups[1])
    )


@lru_cache(maxsize=64)  # the values of a group follow each other
def _fold_group(group: AnswerGroup | None) -> frozenset[str]:
    return frozenset() if group is None else frozenset(map(fold, group.texts))
