"""The dealer, who draws rounds from packs."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quiz.game.categories import find_category
from quiz.game.ladder import spread_over_ladder
from quiz.game.modes import DAILY
from quiz.game.overview import CategorySize
from quiz.game.recorder import ReviewQueue
from quiz.game.round import EVERYTHING, Round, RoundRequest
from quiz.generate.summary import summarize_pack
from quiz.model.errors import UsageError
from quiz.model.loading import LoadedPack, PackLoader
from quiz.model.pack import whole_pack
from quiz.model.question import Question
from quiz.text.english import format_count, join_words
from quiz.text.safe import Text

if TYPE_CHECKING:  # the menu needs no generator, whose import takes as long as the rest of the package
    from quiz.game.draw import RoundPlan
    from quiz.generate.question_maker import PackEntry, QuestionMaker

_LADDER_DRAWS = 3
"""Draw this many times more questions than the ladder needs, for a wide spread of difficulty."""
_MAX_SEEDS_TRIED = 8
"""Number of random seeds to compare; the one whose round has the fewest seen targets is played."""


class MenuItem(NamedTuple):
    """A line of the menu."""

    category: str | None
    title: Text
    pack: Text
    askable_count: int
    """Number of values and hand-written questions that can be asked."""
    has_question_bank: bool = False
    """Whether the pack has a question bank among its sources."""
    pack_count: int = 0
    """Number of those in a round of the whole pack."""


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

    def load_all_makers(self) -> "tuple[QuestionMaker, ...]":
        """Load all packs and return their question makers."""
        self._load(None)
        return tuple(self._makers.values())

    def list_loaded_makers(self) -> "tuple[QuestionMaker, ...]":
        """List the question makers of the packs that are loaded."""
        return tuple(self._makers.values())

    def list_menu(self) -> Menu:
        """List everything first, then each category with something to ask, pack by pack."""
        if self._menu is None:
            self._menu = self._build_menu()
        return self._menu

    def list_selections(self, categories: Sequence[str]) -> tuple[str, ...]:
        """Return categories with their packs, as `hero/video`; without any, every whole pack, as `hero/*`."""
        if not categories:
            self._load(None)
            return tuple(whole_pack(name) for name in self._makers)
        known = [*self._category_titles(), *map(whole_pack, self._makers)]
        return tuple(
            name
            for category in self.find_categories(categories)
            for name in known
            if category in (name, name.partition("/")[2])
        )

    def list_all_selections(self) -> tuple[str, ...]:
        """Return every category and every whole pack."""
        self._load(None)
        return (*self._category_titles(), *map(whole_pack, self._makers))

    def list_sizes(self, questions: Sequence[Question]) -> tuple[CategorySize, ...]:
        """List the categories of some questions of loaded packs with their sizes, the most frequent first."""
        counts = Counter((question.pack, question.category) for question in questions)
        titles = self._category_titles()
        return tuple(
            CategorySize(
                f"{pack}/{category}", titles[f"{pack}/{category}"], self._makers[pack].count_askable(category)
            )
            for (pack, category), _ in counts.most_common()
            if pack in self._makers
        )

    def find_categories(self, wanted: Sequence[str]) -> tuple[str, ...]:
        """Return the names of categories, given as names or titles, each once.

        Raises:
            UsageError: No pack has one of them; the message says what may be meant.
        """
        self._load(wanted[0] if len(wanted) == 1 else None)
        packs = [maker.pack for maker in self._makers.values()]
        return tuple(dict.fromkeys(name for word in wanted for name in find_category(word, packs)))

    def list_source_titles(self, question: Question) -> tuple[Text, ...]:
        """List the sources of a question's category, in the order of the pack."""
        if question.pack not in self._makers:
            self._load(None)
        pack = self._makers[question.pack].pack
        entries: list[PackEntry] = [*pack.facts, *pack.questions]
        cited_ids = {
            citation.source.id
            for entry in entries
            if entry.category == question.category
            for citation in entry.citations
        }
        return tuple(source.title for source in pack.sources if source.id in cited_ids)

    def draw_unseen(self, request: RoundRequest, seen_ids: Collection[str]) -> Round:
        """Draw a round with a random seed: the one of several with the fewest targets in `seen_ids`."""
        request = self._with_known_categories(request)
        best: tuple[int, RoundRequest, RoundPlan] | None = None
        for _ in range(_MAX_SEEDS_TRIED):
            seeded = request._replace(seed=self._random_seed())
            plan = self._plan(seeded)
            seen_count = plan.count_planned(seen_ids)
            if best is None or seen_count < best[0]:
                best = seen_count, seeded, plan
            if not seen_count:
                break
        assert best is not None
        for _ in range(_MAX_SEEDS_TRIED if request.mode.ladder is not None else 0):
            try:
                return self._build_round(*best[1:])
            except UsageError:  # another seed may have enough questions
                seeded = request._replace(seed=self._random_seed())
                best = 0, seeded, self._plan(seeded)
        return self._build_round(*best[1:])

    def draw_seeded(self, request: RoundRequest) -> Round:
        """Draw the round of a seed."""
        request = self._with_known_categories(request)
        return self._build_round(request, self._plan(request))

    def draw_daily(self, day: str | None = None, seconds: float | None = None) -> Round:
        """Draw the daily round of a date (default: today), whose seed is the date.

        Args:
            day: The date in ISO form.
            seconds: Time limit per question; 0 for no limit.
        """
        day = day or self._today()
        request = RoundRequest(mode=DAILY, seed=int(day.replace("-", "")), day=day, seconds=seconds)
        return self.draw_seeded(request)._replace(title=DAILY.title)

    def draw_practice(self, request: RoundRequest, review_queue: ReviewQueue) -> Round:
        """Draw due targets first, then new ones. The round depends on the history, so it has no seed."""
        request = self._with_known_categories(request)
        plan = self._plan(request._replace(seed=self._random_seed()), review_queue)
        return self._build_round(request._replace(seed=None), plan)

    def _load(self, category: str | None) -> None:
        """Load the packs that may have a category, or all packs if others are loaded already."""
        from quiz.generate.question_maker import QuestionMaker

        if self._packs is not None:
            if self._category in (None, category):
                return
            category = None
        result = self._loader.load_all() if category is None else self._loader.load(category)
        self._packs, self._category, self.warnings = result.packs, category, result.warnings
        self._makers = {
            pack.name: self._makers.get(pack.name) or QuestionMaker(pack) for pack, *_ in result.packs
        }

    def _build_menu(self) -> Menu:
        result = self._loader.summarize_all(summarize_pack)
        self.warnings = result.warnings
        summaries = [summarized.summary for summarized in result.packs]
        items = [
            MenuItem(
                f"{summary.name}/{category.name}",
                category.title,
                summary.title,
                category.askable_count,
                summary.has_question_bank,
                summary.askable_count,
            )
            for summary in summaries
            for category in summary.categories
            if category.askable_count
        ]
        titles = Text(", ".join(summary.title for summary in summaries))
        total = sum(summary.askable_count for summary in summaries)
        return (MenuItem(None, EVERYTHING, titles, total), *items)

    def _with_known_categories(self, request: RoundRequest) -> RoundRequest:
        """Load the packs of a request, and replace titles of categories by names."""
        if request.categories:
            return request._replace(categories=self.find_categories(request.categories))
        self._load(None)
        return request

    def _plan(self, request: RoundRequest, review_queue: ReviewQueue | None = None) -> "RoundPlan":
        from quiz.game.draw import DrawRequest, RoundPlan

        assert request.seed is not None
        makers = [
            self._makers[loaded.pack.name]
            for loaded in self._packs or ()
            if request.day is None or loaded.is_builtin
        ]
        mode = request.mode
        length = request.question_count if mode.ladder is None else _LADDER_DRAWS * request.question_count
        return RoundPlan(
            makers,
            DrawRequest(
                length,
                request.seed,
                request.categories,
                mode.kind or request.kind,
                allows_sensitive=mode.allows_sensitive and not request.players,
                is_any_order=mode.ladder is not None,
                allows_input=mode.allows_input,
                excluded_ids=request.excluded_ids,
                review_queue=review_queue,
                packs_without_banks=self._list_packs_without_banks(request),
            ),
        )

    def _list_packs_without_banks(self, request: RoundRequest) -> frozenset[str]:
        """Return the packs whose entries of banks are left out: all that the player didn't name."""
        if request.mode.asks_banks:
            return frozenset()
        in_categories = {name.partition("/")[0] for name in request.categories if "/" in name}
        return frozenset(
            loaded.pack.name
            for loaded in self._packs or ()
            if not (loaded.is_named or loaded.pack.name in in_categories)
        )

    def _build_round(self, request: RoundRequest, plan: "RoundPlan") -> Round:
        questions: Sequence[Question] = plan.draw_questions()
        titles = self._category_titles()
        named = [self._title_of(category) for category in request.categories]
        title = join_words(named) if named and not self._is_everything(request) else EVERYTHING
        scope = join_words([f"“{name}”" for name in named]) if named else "these packs"
        is_one = len(named) == 1
        if request.mode.ladder is not None:
            steps = spread_over_ladder(questions, request.question_count)
            if steps is None:
                count = format_count(len(questions), "question")
                questions_here = f"{'it has' if is_one else 'they have'} {count}"
                raise UsageError(
                    f"{scope} {'is' if is_one else 'are'} too small for a ladder: {questions_here} "
                    f"that don't give each other away, and a ladder needs {request.question_count}"
                )
            if not steps.is_rising:
                raise UsageError(f"the questions of {scope} are about equally hard, so no ladder rises")
            return Round(steps.questions, title, request, steps.replacements, category_titles=titles)
        if request.players:
            questions = questions[: len(questions) - len(questions) % len(request.players)]
        if not questions:
            kind = request.mode.kind or request.kind
            of_kind = "" if kind is None else f" of the kind {kind}"
            raise UsageError(f"{scope} {'has' if is_one else 'have'} no questions{of_kind}")
        return Round(questions, title, request, category_titles=titles)

    def _is_everything(self, request: RoundRequest) -> bool:
        """Return whether a request names every pack, as a challenge does."""
        return len(self._makers) > 1 and set(request.categories) == set(map(whole_pack, self._makers))

    def _title_of(self, category: str) -> Text:
        """Return the title of a known category or pack; if several packs have it, that of the first."""
        packs = {whole_pack(maker.pack.name): maker.pack.title for maker in self._makers.values()}
        if category in packs:
            return packs[category]
        titles = self._category_titles().items()
        return next(title for name, title in titles if category in (name, name.partition("/")[2]))

    def _category_titles(self) -> dict[str, Text]:
        return {
            f"{maker.pack.name}/{category.name}": category.title
            for maker in self._makers.values()
            for category in maker.pack.categories
        }
