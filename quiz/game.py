"""What there is to play, and the rounds that come of it, for either front end."""

from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import NamedTuple

from quiz.core.keeping import Cards, Deal, Keeper, Left, Witness, digest
from quiz.core.model import Fact, Kind, Question, Written
from quiz.core.modes import CLASSIC, DAILY, MODES, PRACTICE, Mode
from quiz.core.problem import UsageError
from quiz.core.session import Rules, Session
from quiz.generate.items import Maker
from quiz.generate.rounds import draw
from quiz.text.safe import Text

EVERYTHING = Text("Everything")
_TRIED = 3
"""So many times the questions of a ladder are drawn, that the easy and the hard ones are far apart."""
_SPARES = 3
_SEEDS_TRIED = 8
"""Of so many seeds, the one is played whose round holds the fewest facts seen."""


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
    """What was asked for, with the seed that was used; without a seed, the round can't be had again."""
    spares: tuple[Question, ...] = ()
    """Questions of which one may take another's place, the easiest first."""
    left: Left | None = None
    """What is known of it where it was begun before, and goes on."""
    counts: bool = True
    """Whether it counts; a daily round does so once."""

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


class Game:
    """Deals rounds from packs, by the rules and the order it was given."""

    def __init__(
        self,
        makers: Sequence[Maker],
        order: Order,
        rules: Rules,
        fresh_seed: Callable[[], int],
        keeper: Keeper | None = None,
        *,
        today: Callable[[], str],
        builtin: Collection[str] | None = None,
        seen: Mapping[str, int] = MappingProxyType({}),
        everything: Callable[[], Sequence[Maker]] | None = None,
    ) -> None:
        """Lay out packs.

        `today` gives the date in UTC, as `2026-11-21`; `builtin` names the packs that every player has, of
        which a daily round is made. `seen` says how often something was asked before, by the permanent part
        of its questions' ids, `PACK/FACT[.LABEL]`. Where `makers` are only those that the ordered category
        needs, `everything` gives them all, and is called when more is wanted.
        """
        self._makers = tuple(makers)
        self._everything = everything
        self._builtin = builtin
        self._fresh_seed = fresh_seed
        self._keeper = keeper
        self._today = today
        self._seen = {base for base, times in seen.items() if times > 0}
        self.order = order
        self.rules = rules
        if order.category is not None:
            self._check(order.category)

    def menu(self) -> tuple[Entry, ...]:
        """List everything first, then each category of each pack that has something to ask."""
        self._open_everything()
        entries = [
            Entry(f"{maker.pack.name}/{category.name}", category.title, maker.pack.title, count)
            for maker in self._makers
            for category in maker.pack.categories
            if (count := maker.count(category.name))
        ]
        total = sum(maker.count() for maker in self._makers)
        packs = Text(", ".join(maker.pack.title for maker in self._makers))
        return (Entry(None, EVERYTHING, packs, total), *entries)

    def modes(self) -> tuple[Mode, ...]:
        """List the ways to play a category, the one that was ordered first."""
        known = [mode for mode in MODES.values() if "--category" in mode.takes]
        chosen = self.order.mode if self.order.mode in known else CLASSIC
        return (chosen, *(mode for mode in known if mode is not chosen))

    def deal(self) -> Round:
        """Draw a round of what was ordered."""
        return self._dealt(self.order)

    def pick(self, category: str | None, mode: Mode | None = None) -> Round:
        """Draw a round of a category, or of everything; in the mode that was ordered, unless one is given."""
        self._open_everything()
        return self._dealt(self.order._replace(category=category, mode=mode or self.order.mode))

    def _dealt(self, order: Order) -> Round:
        if order.mode is DAILY:
            return self._of_today()
        if order.mode is PRACTICE:
            return self._practise(order)
        return self._fresh(order) if order.seed is None else self._draw(order)

    def again(self, earlier: Round) -> Round:
        """Draw another round like an earlier one, with a fresh seed; a day has only one."""
        if earlier.order.day is not None:
            return earlier._replace(left=None, counts=False)
        order = earlier.order._replace(length=self.order.length, without=self.order.without)
        return self._practise(order) if order.mode is PRACTICE else self._fresh(order)

    def repeat(self, earlier: Round, questions: Sequence[Question]) -> Round:
        """Make a round of some of an earlier round's questions, for one player."""
        time = self._limit(earlier.order) or 0.0
        order = Order(earlier.order.category, None, len(questions), time=time)
        return Round(tuple(questions), earlier.title, order)

    def session(self, round_: Round, now: float) -> Session:
        """Begin to play a round, by the rules of its mode."""
        order, usual = round_.order, self.rules
        rules = order.mode.rules(
            limit=self._limit(order),
            guard=usual.guard,
            streak_bonus=usual.streak_bonus,
            players=max(1, len(order.players)),
        )
        witness = self._witness(round_, rules)
        self._seen.update(question.base for question in round_.questions)
        earlier = () if round_.left is None else round_.left.given
        return Session(round_.questions, rules, now, spares=round_.spares, earlier=earlier, witness=witness)

    def prepare(self) -> Text | None:
        """Do ahead what would delay the first answer, once a question stands on the screen.

        It gives a sentence that the player should see, if there is one.
        """
        return None if self._keeper is None else self._keeper.prepare()

    def left(self) -> Round | None:
        """Give the round that was left or interrupted last, if these packs make the very same again."""
        left = None if self._keeper is None else self._keeper.left()
        if left is None or left.begun.deal.mode not in MODES:
            return None
        self._open_everything()
        try:
            round_ = self._dealt_again(left)
        except UsageError:
            return None
        is_same = digest((*round_.questions, *round_.spares)) == left.begun.digest
        return round_._replace(left=left, counts=left.counts) if is_same else None

    def give_up(self, round_: Round) -> None:
        """Let a round that was left be over."""
        if self._keeper is not None and round_.left is not None:
            self._keeper.give_up(round_.left)

    def departure(self, round_: Round) -> Text | None:
        """Say so where a round is not what its seed makes for others, for something was marked."""
        order = round_.order
        if order.seed is None or not order.without:
            return None
        if self._draw(order._replace(without=frozenset())).questions == round_.questions:
            return None
        return Text(
            f"What you marked as wrong or bad is left out: others get another round of seed {order.seed}. "
            "“quiz flags” lists it."
        )

    def flag(self, question: Question) -> Text | None:
        """Ask something no more, until it is unmarked; give a reason where that could not be kept."""
        self.order = self.order._replace(without=self.order.without | {question.base})
        return None if self._keeper is None else self._keeper.flag(question)

    def every_maker(self) -> tuple[Maker, ...]:
        """Give the makers of all packs."""
        self._open_everything()
        return self._makers

    def settle(self, *, limit: float | None, length: int, streak_bonus: bool) -> None:
        """Let rounds from now on have another time, length and bonus, where no order names its own."""
        self.rules = self.rules._replace(limit=limit, streak_bonus=streak_bonus)
        self.order = self.order._replace(length=length)

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
        if round_.left is not None:
            return self._keeper.resume(round_.left)
        order = round_.order
        deal = Deal(
            order.mode.name, order.category, order.kind, order.length, order.seed, rules.limit, rules.players
        )
        questions = round_.questions
        return self._keeper.begin(deal, len(questions), digest((*questions, *round_.spares)))

    def _dealt_again(self, left: Left) -> Round:
        deal = left.begun.deal
        mode = MODES[deal.mode]
        if mode is DAILY:
            day = f"{deal.seed}"
            return self._daily(f"{day[:4]}-{day[4:6]}-{day[6:]}")
        order = Order(deal.category, deal.kind, deal.length, deal.seed, mode, deal.limit or 0)
        # What was asked then had not been objected to by then, though it may have been since.
        return self._draw(order._replace(without=self.order.without.difference(left.asked)))

    def sources(self, question: Question) -> tuple[Text, ...]:
        """Name what the questions of a question's category are drawn from, in the order of the pack."""
        pack = next(maker.pack for maker in self._makers if maker.pack.name == question.pack)
        entries: tuple[Fact | Written, ...] = (*pack.facts, *pack.questions)
        cited = {
            citation.source.id
            for entry in entries
            if entry.category == question.category
            for citation in entry.citations
        }
        return tuple(source.title for source in pack.sources if source.id in cited)

    def _limit(self, order: Order) -> float | None:
        mode = order.mode
        if order.time is not None and "--time" in mode.takes:
            return order.time or None
        return self.rules.limit if mode.time is None else mode.time or None

    def _fresh(self, order: Order) -> Round:
        """Draw a round of a fresh seed: of several, the first that holds the fewest facts seen."""
        best = self._draw(order._replace(seed=self._fresh_seed()))
        fewest = self._count_seen(best)
        for _ in range(_SEEDS_TRIED - 1):
            if not fewest:
                break
            drawn = self._draw(order._replace(seed=self._fresh_seed()))
            count = self._count_seen(drawn)
            if count < fewest:
                best, fewest = drawn, count
        return best

    def _count_seen(self, round_: Round) -> int:
        return sum(question.base in self._seen for question in round_.questions)

    def _draw(self, order: Order) -> Round:
        mode = order.mode
        if mode.ladder is not None:
            return self._climb(order, len(mode.ladder.worths))
        questions = self._drawn(order, mode.length or order.length)
        if order.players:
            questions = questions[: len(questions) - len(questions) % len(order.players)]
        if not questions:
            kind = f" of the kind {mode.kind or order.kind}" if mode.kind or order.kind else ""
            raise UsageError(f"there are no questions{kind} in {_place(order)}")
        return Round(questions, self.title(order.category), order)

    def _of_today(self) -> Round:
        """Give the day's round: gone on with if it was left just now, and for fun if it was played before."""
        round_ = self._daily(self._today())
        if self._keeper is None or round_.order.seed is None:
            return round_
        left = self.left()
        if left is not None and left.counts and left.order.day == round_.order.day:
            return left
        return round_._replace(counts=not self._keeper.has_round(DAILY.name, round_.order.seed))

    def _daily(self, day: str) -> Round:
        """Draw the round that everybody has on a date: the date is the seed."""
        self._open_everything()
        order = Order(mode=DAILY, seed=int(day.replace("-", "")), day=day, time=self.order.time)
        questions = self._drawn(order, DAILY.length or order.length)
        if not questions:
            raise UsageError("there is nothing to make a daily round of")
        return Round(questions, DAILY.title, order)

    def _practise(self, order: Order) -> Round:
        """Draw what should be asked again, then what was never asked; it hangs on the past, so on no seed."""
        order = order._replace(seed=self._fresh_seed())
        cards = Cards() if self._keeper is None else self._keeper.cards()
        questions = self._drawn(order, order.length, cards=cards)
        if not questions:
            raise UsageError(f"there is nothing to practise in {_place(order)}")
        return Round(questions, self.title(order.category), order._replace(seed=None))

    def _climb(self, order: Order, steps: int) -> Round:
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
        return Round(
            tuple(question for place, question in enumerate(spread) if place not in places),
            self.title(order.category),
            order,
            tuple(question for place, question in enumerate(spread) if place in places),
        )

    def _drawn(
        self, order: Order, length: int, *, in_any_order: bool = False, cards: Cards | None = None
    ) -> tuple[Question, ...]:
        assert order.seed is not None
        return draw(
            self._makers if order.day is None else self._common(),
            category=order.category,
            kind=order.mode.kind or order.kind,
            length=length,
            seed=order.seed,
            sensitive=order.mode.takes_sensitive and not order.players,
            in_any_order=in_any_order,
            without=order.without,
            cards=cards,
        )

    def _common(self) -> tuple[Maker, ...]:
        return tuple(
            maker for maker in self._makers if self._builtin is None or maker.pack.name in self._builtin
        )

    def _open_everything(self) -> None:
        if self._everything is not None:
            self._makers, self._everything = tuple(self._everything()), None

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


def _place(order: Order) -> str:
    return f"the category “{order.category}”" if order.category else "these packs"
