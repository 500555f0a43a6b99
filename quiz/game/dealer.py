"""The dealer, who draws rounds from packs."""

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from quiz.game.modes import DAILY
from quiz.game.recorder import ReviewQueue
from quiz.game.round import EVERYTHING, Round, RoundRequest
from quiz.generate.question_maker import QuestionMaker
from quiz.model.errors import UsageError
from quiz.model.loading import LoadedPack, PackLoader
from quiz.model.pack import Fact, HandwrittenQuestion
from quiz.model.question import Question
from quiz.text.safe import Text

_TRIED = 3
"""So many times the questions of a ladder are drawn, that the easy and the hard ones are far apart."""
_SPARES = 3
_SEEDS_TRIED = 8
"""Of so many seeds, the one is played whose round holds the fewest facts seen."""


class MenuItem(NamedTuple):
    """A line of the menu."""

    category: str | None
    title: Text
    pack: Text
    askable_count: int
    """Number of values and hand-written questions that can be asked."""


Menu = tuple[MenuItem, ...]


class Dealer:
    """Draws rounds from packs, which are loaded when they are first needed."""

    def __init__(
        self, loader: PackLoader, *, random_seed: Callable[[], int], today: Callable[[], str]
    ) -> None:
        """Keep the loader for later.

        Args:
            loader: Loads the packs.
            random_seed: Returns a seed for a round without one.
            today: Returns the date in UTC, as `2026-11-21`.
        """
        self._loader = loader
        self._random_seed = random_seed
        self._today = today
        self._packs: tuple[LoadedPack, ...] | None = None
        self._category: str | None = None  # the one whose packs are loaded, or `None` for all packs
        self._makers: dict[str, QuestionMaker] = {}
        self._menu: Menu | None = None
        self.warnings: tuple[Text, ...] = ()
        """Warnings of the loader."""

    def load_all_makers(self) -> tuple[QuestionMaker, ...]:
        """Load all packs and return their question makers."""
        self._load(None)
        return tuple(self._makers.values())

    def _load(self, category: str | None) -> None:
        """Load the packs that may have a category, or all packs if others are loaded already."""
        if self._packs is not None:
            if self._category in (None, category):
                return
            category = None
        result = self._loader.load_all() if category is None else self._loader.load(category)
        self._packs, self._category, self.warnings = result.packs, category, result.warnings
        self._makers = {
            pack.name: self._makers.get(pack.name) or QuestionMaker(pack) for pack, *_ in result.packs
        }

    def list_menu(self) -> Menu:
        """List everything first, then each category with something to ask, pack by pack."""
        if self._menu is None:
            self._menu = self._build_menu()
        return self._menu

    def _build_menu(self) -> Menu:
        makers = self.load_all_makers()
        entries = [
            MenuItem(f"{maker.pack.name}/{category.name}", category.title, maker.pack.title, count)
            for maker in makers
            for category in maker.pack.categories
            if (count := maker.count_askable(category.name))
        ]
        total = sum(maker.count_askable() for maker in makers)
        packs = Text(", ".join(maker.pack.title for maker in makers))
        return (MenuItem(None, EVERYTHING, packs, total), *entries)

    def require_category(self, category: str) -> None:
        """Refuse a category that no pack has; the sentence names the nearest that one has."""
        self._load(category)
        names = [
            name
            for maker in self._makers.values()
            for known in maker.pack.categories
            for name in (known.name, f"{maker.pack.name}/{known.name}")
        ]
        if category in names:
            return
        from difflib import get_close_matches

        near = get_close_matches(category, names, n=1)
        advice = (
            f"did you mean “{near[0]}”?" if near else f"there are: {', '.join(dict.fromkeys(names[::2]))}"
        )
        raise UsageError(f"no category is called “{category}”; {advice}")

    def list_source_titles(self, question: Question) -> tuple[Text, ...]:
        """Name what the questions of a question's category are drawn from, in the order of the pack."""
        if self._packs is None:
            self._load(None)
        pack = self._makers[question.pack].pack
        entries: tuple[Fact | HandwrittenQuestion, ...] = (*pack.facts, *pack.questions)
        cited = {
            citation.source.id
            for entry in entries
            if entry.category == question.category
            for citation in entry.citations
        }
        return tuple(source.title for source in pack.sources if source.id in cited)

    def draw_unseen(self, order: RoundRequest, seen: Collection[str]) -> Round:
        """Draw a round of a fresh seed: of several, the first that holds the fewest of the bases `seen`."""
        rounds = (self.draw_seeded(order._replace(seed=self._random_seed())) for _ in range(_SEEDS_TRIED))
        return _fewest(rounds, seen)

    def draw_seeded(self, order: RoundRequest) -> Round:
        """Give the round of a seed."""
        mode = order.mode
        if mode.ladder is not None:
            return self._climb(order, len(mode.ladder.prizes))
        questions = self._drawn(order, mode.length or order.length)
        if order.players:
            questions = questions[: len(questions) - len(questions) % len(order.players)]
        if not questions:
            kind = f" of the kind {mode.kind or order.kind}" if mode.kind or order.kind else ""
            raise UsageError(f"there are no questions{kind} in {_place(order)}")
        return self._round(questions, order)

    def draw_daily(self, day: str | None = None, time: float | None = None) -> Round:
        """Draw the round that everybody has on a date, today's if none is given: the date is the seed."""
        day = day or self._today()
        order = RoundRequest(mode=DAILY, seed=int(day.replace("-", "")), day=day, seconds=time)
        questions = self._drawn(order, DAILY.length or order.length)
        if not questions:
            raise UsageError("there is nothing to make a daily round of")
        return self._round(questions, order)._replace(title=DAILY.title)

    def draw_practice(self, order: RoundRequest, cards: ReviewQueue) -> Round:
        """Draw what should be asked again, then what was never asked; it hangs on the past, so on no seed."""
        order = order._replace(seed=self._random_seed())
        questions = self._drawn(order, order.length, cards=cards)
        if not questions:
            raise UsageError(f"there is nothing to practise in {_place(order)}")
        return self._round(questions, order._replace(seed=None))

    def _climb(self, order: RoundRequest, steps: int) -> Round:
        """Draw a ladder: questions as far apart in difficulty as can be had, and a spare for each third."""
        drawn = sorted(
            self._drawn(order, _TRIED * steps, in_any_order=True), key=lambda question: question.difficulty
        )
        if len(drawn) < steps:
            raise UsageError(
                f"a ladder needs {steps} questions that keep one another’s secrets, "
                f"and {_place(order)} can give {len(drawn)}"
            )
        spares = min(_SPARES, len(drawn) - steps)
        wanted = steps + spares
        spread = [drawn[round(step * (len(drawn) - 1) / (wanted - 1))] for step in range(wanted)]
        places = {(2 * number + 1) * wanted // (2 * spares) for number in range(spares)}
        return self._round(
            tuple(question for place, question in enumerate(spread) if place not in places),
            order,
            tuple(question for place, question in enumerate(spread) if place in places),
        )

    def _drawn(
        self,
        order: RoundRequest,
        length: int,
        *,
        in_any_order: bool = False,
        cards: ReviewQueue | None = None,
    ) -> tuple[Question, ...]:
        from quiz.game.draw import draw_questions

        assert order.seed is not None
        if order.category is None:
            self._load(None)
        else:
            self.require_category(order.category)
        makers = [
            self._makers[loaded.pack.name]
            for loaded in self._packs or ()
            if order.day is None or loaded.is_builtin
        ]
        return draw_questions(
            makers,
            category=order.category,
            kind=order.mode.kind or order.kind,
            length=length,
            seed=order.seed,
            sensitive=order.mode.allows_sensitive and not order.players,
            in_any_order=in_any_order,
            without=order.excluded_ids,
            cards=cards,
        )

    def _round(
        self, questions: tuple[Question, ...], order: RoundRequest, spares: tuple[Question, ...] = ()
    ) -> Round:
        titles = {
            f"{maker.pack.name}/{known.name}": known.title
            for maker in self._makers.values()
            for known in maker.pack.categories
        }
        title = next((title for name, title in titles.items() if _names(order.category, name)), EVERYTHING)
        asked = {f"{one.pack}/{one.category}" for one in (*questions, *spares)}
        kept = {name: title for name, title in titles.items() if name in asked}
        return Round(questions, title, order, spares, category_titles=kept)


def _fewest(rounds: Iterable[Round], seen: Collection[str]) -> Round:
    """Give the first of some rounds that holds the fewest of the bases `seen`, at best none of them."""
    best: Round | None = None
    fewest = 0
    for one in rounds:
        count = _count(one, seen)
        if best is None or count < fewest:
            best, fewest = one, count
        if not fewest:
            break
    assert best is not None
    return best


def _count(round_: Round, seen: Collection[str]) -> int:
    return sum(question.target_id in seen for question in round_.questions)


def _names(category: str | None, name: str) -> bool:
    """Say whether a category that was asked for, `video` or `hero/video`, is that of a whole name."""
    return category is not None and category in (name, name.partition("/")[2])


def _place(order: RoundRequest) -> str:
    return f"the category “{order.category}”" if order.category else "these packs"
