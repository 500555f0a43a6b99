"""A round: the questions of one game in order, and the request for it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from quiz.game.modes import CLASSIC, Mode
from quiz.game.recorder import UnfinishedRound
from quiz.game.round_questions import RoundQuestions
from quiz.model.pack import Kind, whole_pack
from quiz.model.question import Question
from quiz.text.english import format_count, format_number
from quiz.text.safe import Text

EVERYTHING = Text("Everything")


class RoundRequest(NamedTuple):
    """The round that a player wants."""

    categories: tuple[str, ...] = ()
    """Each `video` or `hero/video`; none for everything."""
    kind: Kind | None = None
    length: int = 10
    """Number of questions, if the mode leaves it open."""
    seed: int | None = None
    """`None` for a random one."""
    mode: Mode = CLASSIC
    seconds: float | None = None
    """Time limit per question, 0 for no limit; `None` if the player chose none."""
    players: tuple[Text, ...] = ()
    """The names of players who take turns."""
    day: str | None = None
    """The date of a daily round, in ISO form."""
    excluded_ids: frozenset[str] = frozenset()
    """The targets that the player flagged, as `PACK/FACT[.LABEL]`."""
    streak_bonus: bool | None = None
    """Whether streaks earn points; `None` for the player's setting."""

    @property
    def question_count(self) -> int:
        """Number of questions in the round."""
        return self.mode.length or self.length


class Round(NamedTuple):
    """The questions of one game, in order."""

    questions: Sequence[Question]
    """Some of them may be made when they are needed."""
    title: Text
    request: RoundRequest
    """The request with the seed that was used; a round without a seed can't be drawn again."""
    replacements: tuple[Question, ...] = ()
    """Questions that can replace another one, the easiest first."""
    resumed_from: UnfinishedRound | None = None
    """The saved state of an unfinished round that continues."""
    is_scored: bool = True
    """Whether the round counts; a daily round counts once."""
    category_titles: Mapping[str, Text] = MappingProxyType({})
    """Titles of categories, by `PACK/CATEGORY`."""
    rival_score: int | None = None
    """The score to beat in a challenge."""

    def category_title(self, question: Question) -> Text:
        """Return the title of a question's category."""
        return self.category_titles.get(f"{question.pack}/{question.category}", EVERYTHING)

    def make_next_question(self) -> bool:
        """Make one more question, if not all are made; return whether there may be others to make."""
        return isinstance(self.questions, RoundQuestions) and self.questions.make_next()

    @property
    def notice(self) -> Text | None:
        """A sentence to show before the round, which needs the first question only."""
        if self.rival_score is not None:
            return Text(f"Beat {format_number(self.rival_score)}.")
        if not self.is_scored:
            return Text("You've already played today's quiz. This one is just for fun.")
        return None

    @property
    def shortfall_notice(self) -> Text | None:
        """A sentence about missing questions, if there are fewer than requested; all are made for it."""
        count, wanted = len(self.questions), self.request.length
        if count >= wanted or self.request.mode.length is not None:
            return None
        packs = {name.partition("/")[0] for name in self.category_titles}
        categories = self.request.categories
        is_one = len(categories or packs) < 2
        is_of_packs = all(name == whole_pack(name.partition("/")[0]) for name in categories)
        noun = ("pack", "packs") if is_of_packs else ("category", "categories")
        scope = f"This {noun[0]} has" if is_one else f"These {noun[1]} have"
        only = format_count(count, "question")
        instead = f"{format_number(count)} instead of {format_number(wanted)}"
        return Text(f"{scope} only {only} for one round, so this one has {instead}.")
