"""A round: the questions of one game in order, and what a player asked for to get them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from quiz.game.modes import CLASSIC, Mode
from quiz.game.recorder import UnfinishedRound
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.safe import Text

EVERYTHING = Text("Everything")


class RoundRequest(NamedTuple):
    """What a player asks for."""

    category: str | None = None
    """`video`, `hero/video`, or `None` for everything."""
    kind: Kind | None = None
    length: int = 10
    seed: int | None = None
    """`None` for a fresh one."""
    mode: Mode = CLASSIC
    seconds: float | None = None
    """Seconds for a question, 0 for no clock, where the player said so."""
    players: tuple[Text, ...] = ()
    """Who plays in turns, if several do."""
    day: str | None = None
    """The date of a daily round, in ISO form."""
    excluded_ids: frozenset[str] = frozenset()
    """What the player objected to, as `PACK/FACT[.LABEL]`."""


class Round(NamedTuple):
    """The questions of one game, in order."""

    questions: tuple[Question, ...]
    title: Text
    request: RoundRequest
    """What was asked for, with the seed that was used; without a seed, the round can't be had again."""
    replacements: tuple[Question, ...] = ()
    """Questions of which one may take another's place, the easiest first."""
    resumed_from: UnfinishedRound | None = None
    """What is known of it where it was begun before, and goes on."""
    is_scored: bool = True
    """Whether it counts; a daily round does so once."""
    category_titles: Mapping[str, Text] = MappingProxyType({})
    """The titles of the questions' categories, by `PACK/CATEGORY`."""

    def category_title(self, question: Question) -> Text:
        """Give the title of a question's category, as its pack writes it."""
        return self.category_titles.get(f"{question.pack}/{question.category}", EVERYTHING)

    @property
    def notice(self) -> Text | None:
        """Give a sentence that the player should see first, if there is one."""
        if not self.is_scored:
            return Text(
                "You have played this day’s round before: this time it is for fun and does not count."
            )
        return self.shortfall_notice

    @property
    def shortfall_notice(self) -> Text | None:
        """Give a sentence where there are fewer questions than were asked for."""
        have, wanted = len(self.questions), self.request.length
        if have >= wanted or self.request.mode.length is not None:
            return None
        questions = "question" if have == 1 else "questions"
        return Text(f"Only {have} {questions} can be asked in one round here; {wanted} were wanted.")
