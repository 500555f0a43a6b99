"""Reasons for which no question of a kind is made of a target."""

from enum import StrEnum
from typing import NamedTuple

from quiz.generate.item_flaws import ItemCheck, ItemFlaw
from quiz.generate.targets import QuestionTarget
from quiz.model.pack import Kind, Value


class SkipReason(StrEnum):
    """A reason to make no question; `--json` prints the values."""

    OTHER_KIND = "other-kind"
    NEVER_ASK = "silent"
    NOT_ASKED = "not-asked"
    SENSITIVE = "tact"
    LOPSIDED = "lopsided"
    KEY_IN_CATEGORY = "key-in-category"
    KEY_IN_STEM = "key-in-stem"
    OPEN = "open"
    BOUND = "bound"
    SPELLED_OUT = "spelled-out"
    NO_DISTRACTORS = "no-distractors"
    ITEM_FLAW = "item-flaw"
    HARD_TO_TYPE = "hard-to-type"
    NO_NUMBER = "no-number"


class CannotAskError(Exception):
    """Raised while a question is made if it can't be asked, because of a flaw or another reason."""

    def __init__(self, reason: SkipReason, flaw: ItemFlaw | None = None) -> None:
        super().__init__(reason if flaw is None else flaw.check)
        self.reason = reason
        self.flaw = flaw


class SkippedQuestion(NamedTuple):
    """A question that is not made, with the reason and, for an item flaw, what was found."""

    target: QuestionTarget
    kind: Kind
    reason: SkipReason
    flaw: ItemFlaw | None = None

    @property
    def check(self) -> ItemCheck | None:
        """The check that failed."""
        return None if self.flaw is None else self.flaw.check

    @property
    def code(self) -> str:
        """The name of the failed check, or else of the reason."""
        return (self.check or self.reason).value


def reason_without_distractors(value: Value) -> SkipReason:
    """Return the reason to skip a value that has no distractors."""
    return SkipReason.OPEN if value.open and not value.wrong else SkipReason.NO_DISTRACTORS
