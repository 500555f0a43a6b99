"""The questions of a round, made one by one."""

from collections.abc import Iterator, Sequence
from typing import overload

from quiz.model.question import Question


class RoundQuestions(Sequence[Question]):
    """The questions of a round in order: the first is made at once, the others when they are needed.

    They are always the same; only the time at which they are made differs. The number of questions is known
    when all are made.
    """

    def __init__(self, stages: Iterator[tuple[Question, ...]], planned_count: int) -> None:
        """Make the first question.

        Args:
            stages: The questions that are made so far, after each one that is added. The first one stays
                the first.
            planned_count: Maximum number of questions.
        """
        self._stages = stages
        self._planned_count = planned_count
        self._made = next(stages, ())
        self._is_complete = not self._made

    @property
    def expected_count(self) -> int:
        """Number of questions; until all are made, their maximum number."""
        return len(self._made) if self._is_complete else self._planned_count

    def make_next(self) -> bool:
        """Make one more question; return whether there may be others to make."""
        if not self._is_complete:
            made = next(self._stages, None)
            self._is_complete = made is None
            self._made = self._made if made is None else made
        return not self._is_complete

    def make_all(self) -> tuple[Question, ...]:
        """Make all questions and return them."""
        while self.make_next():
            pass
        return self._made

    @overload
    def __getitem__(self, index: int) -> Question: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Question, ...]: ...
    def __getitem__(self, index: int | slice) -> Question | tuple[Question, ...]:
        if index == 0 and self._made:
            return self._made[0]
        return self.make_all()[index]

    def __len__(self) -> int:
        return len(self.make_all())

    def __bool__(self) -> bool:
        return bool(self._made)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.make_all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self.make_all())


def count_expected(questions: Sequence[Question]) -> int:
    """Return the number of questions of a round; until all are made, their maximum number."""
    return questions.expected_count if isinstance(questions, RoundQuestions) else len(questions)
