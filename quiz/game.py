"""What there is to play, and the rounds that come of it, for either front end."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from quiz.core.keeping import Deal, Keeper, Witness
from quiz.core.model import Kind, Question
from quiz.core.problem import UsageError
from quiz.core.session import Rules, Session
from quiz.generate.items import Maker
from quiz.generate.rounds import draw
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


class Entry(NamedTuple):
    """A line of the menu."""

    category: str | None
    title: Text
    pack: Text
    askable: int
    """How many values and written questions can be asked."""


class Round(NamedTuple):
    """The questions of one game, in order."""

    questions: tuple[Question, ...]
    title: Text
    order: Order
    """What was asked for, with the seed that was used; without a seed, a round made of earlier questions."""

    @property
    def shortfall(self) -> Text | None:
        """Give a sentence where there are fewer questions than were asked for."""
        have, wanted = len(self.questions), self.order.length
        if have >= wanted:
            return None
        questions = "question" if have == 1 else "questions"
        return Text(f"Only {have} {questions} can be asked in one round here; {wanted} were wanted.")


class Game:
    """Deals rounds from packs, by the rules and the order it was given."""

    def __init__(
        self,
        makers: Sequence[Maker],
        order: Order,
        rules: Rules,
        fresh_seed: Callable[[], int],
        keeper: Keeper | None = None,
    ) -> None:
        self._makers = tuple(makers)
        self._fresh_seed = fresh_seed
        self._keeper = keeper
        self.order = order
        self.rules = rules
        if order.category is not None:
            self._check(order.category)

    def menu(self) -> tuple[Entry, ...]:
        """List everything first, then each category of each pack that has something to ask."""
        entries = [
            Entry(f"{maker.pack.name}/{category.name}", category.title, maker.pack.title, count)
            for maker in self._makers
            for category in maker.pack.categories
            if (count := maker.count(category.name))
        ]
        total = sum(maker.count() for maker in self._makers)
        packs = Text(", ".join(maker.pack.title for maker in self._makers))
        return (Entry(None, EVERYTHING, packs, total), *entries)

    def deal(self, category: str | None = None) -> Round:
        """Draw a round of a category or, without one, of what was ordered."""
        chosen = self.order.category if category is None else category
        seed = self._fresh_seed() if self.order.seed is None else self.order.seed
        return self._draw(self.order._replace(category=chosen, seed=seed))

    def again(self, earlier: Round) -> Round:
        """Draw another round like an earlier one, with a fresh seed."""
        return self._draw(earlier.order._replace(length=self.order.length, seed=self._fresh_seed()))

    def repeat(self, earlier: Round, questions: Sequence[Question]) -> Round:
        """Make a round of some of an earlier round's questions."""
        order = earlier.order._replace(length=len(questions), seed=None)
        return Round(tuple(questions), earlier.title, order)

    def session(self, round_: Round, now: float) -> Session:
        """Begin to play a round."""
        return Session(round_.questions, self.rules, now, witness=self._witness(round_, self.rules))

    def prepare(self) -> None:
        """Do ahead what would delay the first answer, once a question stands on the screen."""
        if self._keeper is not None:
            self._keeper.prepare()

    def title(self, category: str | None) -> Text:
        """Give a category's title as its pack writes it."""
        for maker in self._makers:
            for known in maker.pack.categories:
                if category in (known.name, f"{maker.pack.name}/{known.name}"):
                    return known.title
        return EVERYTHING

    def _witness(self, round_: Round, rules: Rules) -> Witness | None:
        if self._keeper is None:
            return None
        order = round_.order
        deal = Deal("classic", order.category, order.kind, order.length, order.seed, rules.limit)
        return self._keeper.begin(deal, round_.questions)

    def _draw(self, order: Order) -> Round:
        assert order.seed is not None
        questions = draw(
            self._makers, category=order.category, kind=order.kind, length=order.length, seed=order.seed
        )
        if not questions:
            kind = f" of the kind {order.kind}" if order.kind else ""
            place = f"the category “{order.category}”" if order.category else "these packs"
            raise UsageError(f"there are no questions{kind} in {place}")
        return Round(questions, self.title(order.category), order)

    def _check(self, category: str) -> None:
        names = [
            name
            for maker in self._makers
            for known in maker.pack.categories
            for name in (known.name, f"{maker.pack.name}/{known.name}")
        ]
        if category in names:
            return
        near = get_close_matches(category, names, n=1)
        advice = (
            f"did you mean “{near[0]}”?" if near else f"there are: {', '.join(dict.fromkeys(names[::2]))}"
        )
        raise UsageError(f"no category is called “{category}”; {advice}")
