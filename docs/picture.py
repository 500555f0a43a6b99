"""Draws the README's picture, an answered question of the built-in pack. Run it from the checkout."""

import asyncio
import os
import re
from pathlib import Path

os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"  # before Textual is imported

from textual.pilot import Pilot

from quiz.config.settings import Settings
from quiz.game.dealer import Dealer
from quiz.game.game import Game
from quiz.game.recorder import NullHistoryRecorder
from quiz.game.round import RoundRequest
from quiz.game.session import Phase, SessionRules
from quiz.packs.loading import LibraryLoader
from quiz.tui.app import QuizApp
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.services import AppServices

SEED = 26
ANSWERED_COUNT = 5
MISSED_NUMBER = 2
SECONDS_PER_ANSWER = 2.5
NO_SERVICES = AppServices(
    Settings(),
    settings_file=None,
    save_setting=lambda name, value: None,
    format_stats=lambda columns: (),
    list_category_progress=lambda: (),
    list_fact_cards=lambda category: (),
    open_address=lambda address: asyncio.sleep(0, result=False),
    is_first_game=False,
)


class Clock:
    """A clock that stays at its time until it is set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def wait_for(pilot: Pilot[None], phase: Phase, number: int) -> None:
    """Wait until a question is in a phase."""
    screen = pilot.app.screen
    assert isinstance(screen, QuestionScreen)
    while screen.state is None or (screen.state.phase, screen.state.number) != (phase, number):
        await pilot.pause(0.01)
    await pilot.pause()


async def draw() -> str:
    """Play a few questions of a round, miss one of them, and return the last screen as SVG."""
    clock = Clock()
    dealer = Dealer(LibraryLoader((), None), random_seed=lambda: SEED, today=str)
    game = Game(
        dealer, RoundRequest(("video",), seed=SEED), SessionRules(limit_seconds=20), NullHistoryRecorder()
    )
    round_ = game.draw_round()
    app = QuizApp(game, round_, clock=clock, services=NO_SERVICES)
    async with app.run_test(size=(80, 22)) as pilot:
        for number, question in enumerate(round_.questions[:ANSWERED_COUNT], 1):
            await wait_for(pilot, Phase.ASKING, number)
            clock.now += SECONDS_PER_ANSWER
            option = question.key if number != MISSED_NUMBER else (question.key + 1) % len(question.options)
            await pilot.press(str(option + 1))
            await wait_for(pilot, Phase.REVEALED, number)
            if number < ANSWERED_COUNT:
                await pilot.press("enter")
        return app.export_screenshot(title="quiz --category video")


if __name__ == "__main__":
    svg = re.sub(r"@font-face \{.*?\}\s*", "", asyncio.run(draw()), flags=re.S)  # no font from the network
    Path(__file__).with_name("answer.svg").write_text(svg, encoding="utf-8", newline="\n")
