"""A game: one round after another as a player orders them, for either front end."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from quiz.game.dealer import Dealer
from quiz.game.modes import CLASSIC, DAILY, MODES, PRACTICE, Mode
from quiz.game.recorder import Cards, Deal, Keeper, Left, Witness, digest
from quiz.game.round import Order, Round
from quiz.game.session import Rules, Session
from quiz.model.errors import QuizError
from quiz.model.question import Question
from quiz.text.safe import Text


class Game:
    """Has rounds dealt, by the rules and the order it was given, and sees that they are remembered."""

    def __init__(
        self,
        dealer: Dealer,
        order: Order,
        rules: Rules,
        keeper: Keeper | None = None,
        *,
        seen: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Sit down to play.

        `seen` says how often something was asked before, by the permanent part of its questions' ids,
        `PACK/FACT[.LABEL]`.
        """
        self.dealer = dealer
        self.order = order
        self.rules = rules
        self._keeper = keeper
        self._seen = {base for base, times in seen.items() if times > 0}

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
        self.dealer.every_maker()
        return self._dealt(self.order._replace(category=category, mode=mode or self.order.mode))

    def again(self, earlier: Round) -> Round:
        """Draw another round like an earlier one, with a fresh seed; a day has only one."""
        if earlier.order.day is not None:
            return earlier._replace(left=None, counts=False)
        order = earlier.order._replace(length=self.order.length, without=self.order.without)
        return self._dealt(order._replace(seed=None))

    def repeat(self, earlier: Round, questions: Sequence[Question]) -> Round:
        """Make a round of some of an earlier round's questions, for one player."""
        time = self._limit(earlier.order) or 0.0
        order = Order(earlier.order.category, None, len(questions), time=time)
        return Round(tuple(questions), earlier.title, order, titles=earlier.titles)

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
        self._seen.update(question.target_id for question in round_.questions)
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
        try:
            self.dealer.every_maker()
            round_ = self._dealt_again(left)
        except QuizError:
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
        if self.dealer.draw(order._replace(without=frozenset())).questions == round_.questions:
            return None
        return Text(
            f"What you marked as wrong or bad is left out: others get another round of seed {order.seed}. "
            "“quiz flags” lists it."
        )

    def flag(self, question: Question) -> Text | None:
        """Ask something no more, until it is unmarked; give a reason where that could not be kept."""
        self.order = self.order._replace(without=self.order.without | {question.target_id})
        return None if self._keeper is None else self._keeper.flag(question)

    def settle(self, *, limit: float | None, length: int, streak_bonus: bool) -> None:
        """Let rounds from now on have another time, length and bonus, where no order names its own."""
        self.rules = self.rules._replace(limit=limit, streak_bonus=streak_bonus)
        self.order = self.order._replace(length=length)

    def _dealt(self, order: Order) -> Round:
        if order.mode is DAILY:
            return self._of_today()
        if order.mode is PRACTICE:
            return self.dealer.practise(order, Cards() if self._keeper is None else self._keeper.cards())
        return self.dealer.fresh(order, self._seen) if order.seed is None else self.dealer.draw(order)

    def _of_today(self) -> Round:
        """Give the day's round: gone on with if it was left just now, and for fun if it was played before."""
        round_ = self.dealer.daily(time=self.order.time)
        if self._keeper is None or round_.order.seed is None:
            return round_
        left = self.left()
        if left is not None and left.counts and left.order.day == round_.order.day:
            return left
        return round_._replace(counts=not self._keeper.has_round(DAILY.name, round_.order.seed))

    def _dealt_again(self, left: Left) -> Round:
        deal = left.begun.deal
        mode = MODES[deal.mode]
        if mode is DAILY:
            day = f"{deal.seed}"
            return self.dealer.daily(f"{day[:4]}-{day[4:6]}-{day[6:]}", self.order.time)
        order = Order(deal.category, deal.kind, deal.length, deal.seed, mode, deal.limit or 0)
        # What was asked then had not been objected to by then, though it may have been since.
        return self.dealer.draw(order._replace(without=self.order.without.difference(left.asked)))

    def _limit(self, order: Order) -> float | None:
        mode = order.mode
        if order.time is not None and "--time" in mode.takes:
            return order.time or None
        return self.rules.limit if mode.time is None else mode.time or None

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
