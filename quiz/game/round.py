"""A round: the questions of one game in order, and what a player asked for to get them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from quiz.game.modes import CLASSIC, Mode
from quiz.game.recorder import Left
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.safe import Text

EVERYTHING = Text("Everything")


class Order(NamedTuple):
    """What a player asks for."""

    category: str | None = None
    """`video`, `hero/video`, or `None` for everything."""
    kind: Kind | None = None
    length: int = 10
    seed: int | None = None
    """`None` for a fresh one."""
    mode: Mode = CLASSIC
    time: float | None = None
    """Seconds for a question, 0 for no clock, where the player said so."""
    players: tuple[Text, ...] = ()
    """Who plays in turns, if several do."""
    day: str | None = None
    """The date of a daily round, in ISO form."""
    without: frozenset[str] = frozenset()
    """What the player objected to, as `PACK/FACT[.LABEL]`."""


class Round(NamedTuple):
    """The questions of one game, in order."""

    questions: tuple[Question, ...]
    title: Text
    order: Order
    """What was asked for, with the seed that was used; without a seed, the round can't be had again."""
    spares: tuple[Question, ...] = ()
    """Questions of which one may take another's place, the easiest first."""
    left: Left | None = None
    """What is known of it where it was begun before, and goes on."""
    counts: bool = True
    """Whether it counts; a daily round does so once."""
    titles: Mapping[str, Text] = MappingProxyType({})
    """The titles of the questions' categories, by `PACK/CATEGORY`."""

    def title_of(self, question: Question) -> Text:
        """Give the title of a question's category, as its pack writes it."""
        return self.titles.get(f"{question.pack}/{question.category}", EVERYTHING)

    @property
    def notice(self) -> Text | None:
        """Give a sentence that the player should see first, if there is one."""
        if not self.counts:
            return Text(
                "You have played this day’s round before: this time it is for fun and does not count."
            )
        return self.shortfall

    @property
    def shortfall(self) -> Text | None:
        """Give a sentence where there are fewer questions than were asked for."""
        have, wanted = len(self.questions), self.order.length
        if have >= wanted or self.order.mode.length is not None:
            return None
        questions = "question" if have == 1 else "questions"
        return Text(f"Only {have} {questions} can be asked in one round here; {wanted} were wanted.")
