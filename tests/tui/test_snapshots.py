"""Pictures of every screen, with and without colours. Look at each one before you accept it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

import pytest
from pytest_textual_snapshot import SVGImageExtension  # type: ignore[import-untyped]
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot
from textual.widgets import Input

from quiz.game.modes import DAILY, LADDER_MODE
from quiz.game.overview import BestScoreKey, CategoryRecord, DailyRecord, PlayerOverview
from quiz.game.recorder import LastChoice, RoundSpec, StartedRound, UnfinishedRound
from quiz.game.round import RoundRequest
from quiz.reports.bar_chart import Bar, format_bars
from quiz.reports.calendar import format_calendar
from quiz.reports.fact_cards import CategoryProgress, FactCard
from quiz.reports.stats_scopes import StatsPage, StatsScope
from quiz.text.safe import Text
from quiz.text.width import wrap
from quiz.tui.services import AppServices
from tests.factories import closest_question, typed_question
from tests.tui.harness import DIRECTOR, HERO, AppHarness, build_services, start_app

Compare = Callable[..., bool]


DAYS = {f"2026-11-{day:02}": day * day % 60 for day in range(3, 31)}


def format_stats(columns: int) -> Sequence[Text]:
    bars = [Bar(Text("The video"), 0.75, Text(" 75% of 8")), Bar(Text("Charts"), 0.5, Text(" 50% of 2"))]
    return [
        Text("10 answers in 1 round · 70% correct · 1.6 s on average"),
        Text(),
        Text("Achievements"),
        Text("★ Perfect round: every question of a round right"),
        Text(),
        Text("Next achievements"),
        *format_bars([Bar(Text("Week of quizzes"), 4 / 7, Text("4 of 7"))], columns),
        Text(),
        Text("Your days"),
        *format_calendar(DAYS, date(2026, 12, 1), columns, ascii_only=False),
        Text(),
        Text("Accuracy by category"),
        *format_bars(bars, columns),
        Text(),
        Text("Practice"),
        Text("2 mastered, 7 learning, 1 due now"),
    ]


def load_stats(scope: StatsScope) -> StatsPage:
    if scope.categories is None:
        return StatsPage(format_stats, (), SCOPES)
    missed = [Text(f"missed {count} times: {DIRECTOR.stem} (The video)") for count in (4, 3)]
    lines = [Text("8 answers in 1 round · 75% correct"), Text(), Text("Never answered right"), *missed]
    return StatsPage(
        lambda columns: [line for each in lines for line in wrap(each, columns, 2) or [each]], ("a",), SCOPES
    )


SCOPES = (StatsScope(), StatsScope(Text("The video"), ("hero/video",), ("hero/video",)))


def services(*, is_first_game: bool = False) -> AppServices:
    return build_services(
        settings_file=Text("/home/ana/.config/quiz/settings.toml"),
        load_stats=load_stats,
        list_category_progress=lambda: [
            CategoryProgress("hero/release", Text("The release"), HERO, 0, 12),
            CategoryProgress("hero/video", Text("The video"), HERO, 2, 42),
        ],
        list_fact_cards=lambda category: [FactCard(DIRECTOR.explanation, DIRECTOR.citations)] * 2,
        is_first_game=is_first_game,
    )


def start_home() -> AppHarness:
    return start_app(at_home=True, services=services())


def load_overview() -> PlayerOverview:
    records = {"hero/video": CategoryRecord(31, 40, 29), "world/capitals": CategoryRecord(12, 12, 5)}
    best = {BestScoreKey("classic", True, 10): 8430, BestScoreKey("sudden-death", True, 50): 12950}
    return PlayerOverview(DailyRecord(8, 10, 5, 18_700), 12, records, best)


def start_player_home() -> AppHarness:
    """Start at home, with a history and two packs."""
    own = services()._replace(
        load_overview=load_overview, last_choice=LastChoice("classic", "world/capitals")
    )
    request = RoundRequest()
    return start_app(at_home=True, services=own, has_two_packs=True, request=request)


def start_first_game() -> AppHarness:
    return start_app(at_home=True, services=services(is_first_game=True))


def start_with_unfinished_round() -> AppHarness:
    harness = start_home()
    started = StartedRound(RoundSpec("classic", None, None, 3, 7, None), 3, "", "", 1)
    unfinished = UnfinishedRound(started, (), ())
    harness.game.unfinished = harness.game.draw_round()._replace(resumed_from=unfinished)
    return harness


def start_round() -> AppHarness:
    return start_app(services=services())


def start_ladder() -> AppHarness:
    return start_app(request=RoundRequest(seed=7, length=3, mode=LADDER_MODE))


def start_daily() -> AppHarness:
    return start_app(request=RoundRequest(seed=20261121, length=3, mode=DAILY, day="2026-11-21"))


def start_two_players() -> AppHarness:
    return start_app(request=RoundRequest(seed=7, length=3, players=(Text("Ana"), Text("Ben"))))


def start_typed() -> AppHarness:
    return start_app((typed_question(), DIRECTOR))


def start_guess() -> AppHarness:
    return start_app((closest_question(), DIRECTOR))


class Scene(NamedTuple):
    """An app and the keys that lead to a screen."""

    start: Callable[[], AppHarness]
    keys: str = ""
    size: tuple[int, int] = (80, 24)


ROUND = "2 wait enter wait f wait enter wait 3 wait enter"
"""A right answer and two wrong ones."""
PLAYERS_ROUND = "2 wait enter wait enter wait f wait enter wait enter wait 3 wait enter"
"""The same by two players."""
SCENES = {
    "home": Scene(start_home),
    "home-player": Scene(start_player_home, "space up space"),
    "home-player-small": Scene(start_player_home, size=(40, 12)),
    "home-player-large": Scene(start_player_home, "space", size=(200, 55)),
    "home-search": Scene(start_player_home, "slash p e"),
    "setup": Scene(start_player_home, "u down down right down down down A comma B"),
    "home-first-game": Scene(start_first_game),
    "home-resume": Scene(start_with_unfinished_round),
    "question": Scene(start_round),
    "question-selected": Scene(start_round, "down"),
    "question-small": Scene(start_round, size=(40, 12)),
    "question-ladder": Scene(start_ladder, "h"),
    "question-ladder-small": Scene(start_ladder, size=(40, 12)),
    "ladder-fall": Scene(start_ladder, "2 wait enter wait f"),
    "results-ladder": Scene(start_ladder, "2 wait enter wait f wait enter", size=(120, 40)),
    "question-players": Scene(start_two_players),
    "right": Scene(start_round, "2"),
    "wrong": Scene(start_round, "3"),
    "wrong-small": Scene(start_round, "3", size=(40, 12)),
    "typed": Scene(start_typed, "k i e"),
    "typed-unclear-small": Scene(start_typed, "K y i v space x enter", size=(40, 12)),
    "typed-right": Scene(start_typed, "k i e v enter"),
    "typed-right-small": Scene(start_typed, "k i e v enter", size=(40, 12)),
    "guess": Scene(start_guess, "1 8 8"),
    "guess-wrong": Scene(start_guess, "1 8 8 9 enter"),
    "flagged": Scene(start_round, "3 exclamation_mark"),
    "source": Scene(start_round, "2 i"),
    "source-list": Scene(start_ladder, "i"),
    "confirm": Scene(start_round, "2 escape"),
    "confirm-link": Scene(start_round, "2 i o"),
    "results": Scene(start_round, ROUND),
    "results-daily": Scene(start_daily, f"{ROUND} wait c"),
    "results-players": Scene(start_two_players, PLAYERS_ROUND),
    "hand-over": Scene(start_two_players, "2 wait enter"),
    "stats": Scene(start_home, "s"),
    "stats-category": Scene(start_home, "s right"),
    "settings": Scene(start_home, "o down right"),
    "facts": Scene(start_home, "s f"),
    "fact": Scene(start_home, "s f down enter"),
    "help": Scene(start_round, "question_mark"),
    "help-home": Scene(start_home, "question_mark"),
    "palette": Scene(start_home, "ctrl+p"),
    "too-small": Scene(start_round, size=(24, 6)),
}


@pytest.mark.slow
@pytest.mark.parametrize("is_coloured", [True, False], ids=["colour", "no-colour"])
@pytest.mark.parametrize("name", SCENES)
def test_screen(name: str, is_coloured: bool, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    if not is_coloured:
        monkeypatch.setenv("NO_COLOR", "1")
    scene = SCENES[name]
    harness = scene.start()
    press = partial(press_keys, harness, scene.keys)

    assert snap_compare(harness.app, terminal_size=scene.size, run_before=press)


async def press_keys(harness: AppHarness, keys: str, pilot: Pilot[None]) -> None:
    """Press the keys of a scene."""
    await harness.advance(pilot, 1)
    for key in keys.split():
        if key == "wait":
            await harness.advance(pilot, 1)
        else:
            await pilot.press(key)
    for box in pilot.app.screen.query(Input):
        box.cursor_blink = False  # the cursor stays visible
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


SMALL, MIDDLE, LARGE = (40, 12), (80, 24), (200, 55)
RESIZED = {
    "question": (LARGE,),
    "wrong": (LARGE,),
    "ladder-fall": (LARGE,),
    "results": (SMALL, LARGE),
    "stats": (SMALL, LARGE),
    "home-search": (SMALL, LARGE),
    "setup": (SMALL, LARGE),
    "question-players": (SMALL, LARGE),
    "typed": (SMALL, LARGE),
    "guess": (SMALL, LARGE),
    "guess-wrong": (SMALL, LARGE),
    "source": (SMALL, LARGE),
    "source-list": (SMALL, LARGE),
    "confirm": (SMALL, LARGE),
    "results-daily": (SMALL, LARGE),
    "results-players": (SMALL, LARGE),
    "results-ladder": (SMALL, MIDDLE, LARGE),
    "hand-over": (SMALL, LARGE),
    "stats-category": (SMALL, LARGE),
    "settings": (SMALL, LARGE),
    "facts": (SMALL, LARGE),
    "fact": (SMALL, LARGE),
    "help": (SMALL, LARGE),
    "palette": (SMALL, LARGE),
}
"""Other sizes that a terminal gets while it shows a screen: one app draws several pictures."""


@pytest.mark.slow
@pytest.mark.parametrize("is_coloured", [True, False], ids=["colour", "no-colour"])
@pytest.mark.parametrize("name", RESIZED)
async def test_resized_screen(
    name: str, is_coloured: bool, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_coloured:
        monkeypatch.setenv("NO_COLOR", "1")
    scene = SCENES[name]
    harness = scene.start()
    async with harness.app.run_test(size=scene.size) as pilot:
        await press_keys(harness, scene.keys, pilot)
        for columns, rows in RESIZED[name]:
            await pilot.resize_terminal(columns, rows)
            await pilot.pause()
            picture = snapshot(name=f"{columns}x{rows}", extension_class=SVGImageExtension)
            assert harness.app.export_screenshot() == picture
