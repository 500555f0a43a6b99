"""An app with a scripted game and a clock that tests set."""

import html
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual.pilot import Pilot

from quiz.config.settings import Settings
from quiz.game.dealer import Dealer, MenuItem
from quiz.game.game import Game
from quiz.game.modes import Mode
from quiz.game.overview import PlayerOverview, RoundNews
from quiz.game.recorder import HistoryRecorder, LastChoice, NullHistoryRecorder, ReviewQueue
from quiz.game.results import DailyResult
from quiz.game.round import Round, RoundRequest
from quiz.game.round_questions import count_expected
from quiz.game.session import SessionRules, SessionState
from quiz.model.pack import Citation, Kind, Section, Source, Trust
from quiz.model.question import Question
from quiz.reports.fact_cards import CategoryProgress, FactCard
from quiz.reports.stats_scopes import StatsPage, StatsScope
from quiz.text.safe import Text
from quiz.tui.app import QuizApp
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.services import AppServices
from tests.factories import MemoryLoader

_CELL_WIDTH = 12.2
"""The width of a character in Textual's pictures."""
HERO = Text("“Hero” by Enrique Iglesias")
ENCYCLOPEDIA = Source(
    "wiki",
    Text("Hero (Enrique Iglesias song)"),
    publisher=Text("Wikipedia"),
    kind=Text("encyclopedia article"),
    date=Text("2024"),
    url=Text("https://en.wikipedia.org/wiki/Hero_(Enrique_Iglesias_song)"),
    trust=Trust.MIDDLING,
    licence=Text("CC BY-SA 4.0"),
    sections=(Section(Text("Music videos"), 11, 13),),
)
STORIES = Source("songfacts", Text("Hero by Enrique Iglesias"), publisher=Text("Songfacts"))


@dataclass
class ManualClock:
    """A clock that a test sets."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def choice(
    fact: str, stem: str, options: Sequence[str], key: int, explanation: str, *citations: Citation
) -> Question:
    """Build a choice question about the video."""
    return Question(
        id=f"hero/{fact}/choice@7",
        pack="hero",
        fact=fact,
        category="video",
        kind=Kind.CHOICE,
        stem=Text(stem),
        options=tuple(Text(option) for option in options),
        key=key,
        explanation=Text(explanation),
        citations=citations or (Citation(ENCYCLOPEDIA, 12, 12, Text("Music videos, paragraph 12")),),
        answer=Text(options[key]),
    )


DIRECTOR = choice(
    "director",
    "Who directed the video for “Hero”?",
    ("Dave Meyers", "Joseph Kahn", "Francis Lawrence", "Marc Webb"),
    1,
    "Joseph Kahn directed the video for “Hero”.",
    Citation(ENCYCLOPEDIA, 12, 12, Text("Music videos, paragraph 12")),
    Citation(STORIES, 10, 11, Text("paragraphs 10-11")),
)
YEAR = DIRECTOR._replace(
    id="hero/year/truefalse@7",
    fact="year",
    kind=Kind.TRUEFALSE,
    stem=Text("The video was filmed in the Mojave Desert."),
    options=(Text("True"), Text("False")),
    key=0,
    explanation=Text("It was filmed at Amboy, in the Mojave Desert."),
)
MARKUP = choice(
    "markup",
    "What is [/] here, and list[int], and [@click=app.quit]x[/]?",
    ("[/]", "list[int]", "[@click=app.quit]x[/]", "[$primary]z " + "long " * 60),
    2,
    "It is [@click=app.quit]x[/], not [/] and not list[int]; 漢字は広い and مرحبا بالعالم stand too.",
    Citation(Source("s[/]", Text("A [/] source")), 1, 1, Text("[/], paragraph 1")),
)
THREE = (
    DIRECTOR,
    YEAR,
    choice(
        "town",
        "In which former railway town in the Mojave Desert, whose motel and café stand on the old Route 66, "
        "were scenes of the video filmed?",
        ("Amboy", "Bagdad", "Calico", "Kelso"),
        0,
        "Scenes were filmed at Amboy, in the Mojave Desert, and outside Desert Hot Springs; the church and "
        "the filling station that are seen in it stand there to this day.",
    ),
)


WORLD = Text("The countries of the world")
WORLD_ITEMS = tuple(
    MenuItem(f"world/{name}", Text(title), WORLD, count, pack_count=984)
    for name, title, count in (("capitals", "Capitals", 315), ("peaks", "Highest peaks", 78))
)


class MenuDealer(Dealer):
    """A dealer with a fixed menu."""

    has_two_packs = False
    practised: tuple[RoundRequest, ReviewQueue] | None = None

    def draw_practice(self, request: RoundRequest, review_queue: ReviewQueue) -> Round:
        self.practised = request, review_queue
        return Round(THREE, Text("The video"), request)

    def list_menu(self) -> tuple[MenuItem, ...]:
        return (*self._list_hero(), *(WORLD_ITEMS if self.has_two_packs else ()))

    def _list_hero(self) -> tuple[MenuItem, ...]:
        counts = (
            ("video", "The video", 42),
            ("release", "Release and reception", 12),
            ("charts", "Charts", 31),
        )
        entries = [
            MenuItem(f"hero/{name}", Text(title), HERO, count, pack_count=85) for name, title, count in counts
        ]
        return (MenuItem(None, Text("Everything"), HERO, 85), *entries)

    def list_source_titles(self, question: Question) -> tuple[Text, ...]:
        return (*(citation.source.title for citation in question.citations), Text("A book"), Text("A paper"))


class ScriptedGame(Game):
    """A game that draws the given questions and records the requests."""

    def __init__(
        self,
        questions: Sequence[Question] = THREE,
        rules: SessionRules | None = None,
        request: RoundRequest | None = None,
        replacements: Sequence[Question] = (),
        recorder: HistoryRecorder | None = None,
    ) -> None:
        super().__init__(
            MenuDealer(MemoryLoader(), random_seed=lambda: 8, today=lambda: "2026-11-21"),
            request or RoundRequest(seed=7, length=count_expected(questions)),
            rules or SessionRules(limit_seconds=20.0, guard_seconds=0.15),
            recorder or NullHistoryRecorder(),
        )
        self._questions = questions
        self._replacements = tuple(replacements)
        self.drawn_categories: list[str | None] = []
        self.drawn_modes: list[Mode] = []
        self.requests: list[RoundRequest] = []
        self.unfinished: Round | None = None

    def draw_round(self) -> Round:
        titles = {"hero/video": Text("The video")}
        return Round(
            self._questions, Text("The video"), self.request, self._replacements, category_titles=titles
        )

    def draw_category_round(self, category: str | None, mode: Mode | None = None) -> Round:
        self.drawn_categories.append(category)
        if mode is not None:
            self.drawn_modes.append(mode)
        return self.draw_round()

    def draw_custom_round(self, request: RoundRequest) -> Round:
        self.requests.append(request)
        return self.draw_round()._replace(request=request._replace(seed=7))

    def can_play(self, category: str | None, mode: Mode) -> bool:
        return mode.ladder is None or category in (None, "hero/video")

    def find_unfinished_round(self) -> Round | None:
        return self.unfinished

    def draw_similar_round(self, earlier: Round) -> Round:
        return earlier._replace(request=earlier.request._replace(seed=8))


@dataclass
class AppHarness:
    """An app with its clock and its game."""

    app: QuizApp
    clock: ManualClock
    game: ScriptedGame

    @property
    def screen(self) -> QuestionScreen:
        assert isinstance(self.app.screen, QuestionScreen)
        return self.app.screen

    @property
    def state(self) -> SessionState:
        assert self.screen.state is not None
        return self.screen.state

    @property
    def text(self) -> str:
        """The text on the screen, with runs of white space as one space."""
        shown = re.findall(r"<text[^>]*>([^<]*)</text>", self.app.export_screenshot())
        return " ".join(html.unescape(" ".join(shown)).split())

    @property
    def lines(self) -> list[str]:
        """The lines on the screen."""
        found = re.findall(
            r'<text[^>]* x="([\d.]+)"[^>]*clip-path="url\(#[^)]*-line-(\d+)\)">([^<]*)</text>',
            self.app.export_screenshot(),
        )
        lines = [""] * (1 + max(int(row) for _, row, _ in found))
        for x, row, text in found:
            column = round(float(x) / _CELL_WIDTH)
            lines[int(row)] = lines[int(row)].ljust(column) + html.unescape(text).replace("\xa0", " ")
        return [line.rstrip() for line in lines]

    async def advance(self, pilot: Pilot[None], seconds: float) -> None:
        """Set the clock forward once everything is drawn, and update the screen."""
        await pilot.pause()
        self.clock.now += seconds
        if isinstance(self.app.screen, QuestionScreen):
            self.app.screen.tick()
        await pilot.pause()


async def _open_nothing(address: str) -> bool:
    return False


def build_services(
    settings: Settings = Settings(),  # noqa: B008 - it is immutable
    *,
    settings_file: Text | None = None,
    save_setting: Callable[[str, object], Text | None] = lambda name, value: None,
    load_stats: Callable[[StatsScope], StatsPage] = lambda scope: StatsPage(lambda columns: ()),
    list_category_progress: Callable[[], Sequence[CategoryProgress]] = lambda: (),
    list_fact_cards: Callable[[str], Sequence[FactCard]] = lambda category: (),
    open_address: Callable[[str], Awaitable[bool]] = _open_nothing,
    load_overview: Callable[[], PlayerOverview | None] = lambda: None,
    find_todays_result: Callable[[], DailyResult | None] = lambda: None,
    share_today: Callable[[], Sequence[Text]] = tuple,
    find_news: Callable[[Round], RoundNews] | None = None,
    is_first_game: bool = False,
    last_choice: LastChoice | None = None,
) -> AppServices:
    """Build the services of a player without history."""
    return AppServices(
        settings,
        settings_file,
        save_setting,
        load_stats,
        list_category_progress,
        list_fact_cards,
        open_address,
        load_overview,
        is_first_game,
        last_choice,
        find_todays_result,
        share_today,
        find_news,
    )


def start_app(
    questions: Sequence[Question] = THREE,
    *,
    rules: SessionRules | None = None,
    request: RoundRequest | None = None,
    replacements: Sequence[Question] = (),
    recorder: HistoryRecorder | None = None,
    at_home: bool = False,
    notice: Text | None = None,
    ascii_only: bool = False,
    services: AppServices | None = None,
    app_class: type[QuizApp] = QuizApp,
    has_two_packs: bool = False,
    moves: bool = False,
) -> AppHarness:
    """Create an app that shows the first question, or the home screen; `moves`: with animations."""
    clock, game = ManualClock(), ScriptedGame(questions, rules, request, replacements, recorder)
    game.dealer.has_two_packs = has_two_packs  # type: ignore[attr-defined]
    app = app_class(
        game,
        None if at_home else game.draw_round(),
        clock=clock,
        services=services or build_services(),
        ascii_only=ascii_only,
        notices=() if notice is None else (notice,),
    )
    app.animation_level = "full" if moves else "none"
    return AppHarness(app, clock, game)


async def play_round(harness: AppHarness, pilot: Pilot[None], keys: Sequence[str]) -> None:
    """Answer the questions with some keys, a second each."""
    for key in keys:
        await harness.advance(pilot, 1)
        await pilot.press(key)
        await harness.advance(pilot, 1)
        await pilot.press("enter")
    await pilot.pause()
