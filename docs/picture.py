"""Draws the README's picture, an answered question of the built-in pack. Run it from the checkout."""

import asyncio
import os
import re
from itertools import count
from pathlib import Path

os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"  # before Textual is imported

from quiz.config.settings import Settings
from quiz.game.dealer import Dealer
from quiz.game.game import Game
from quiz.game.recorder import NullHistoryRecorder
from quiz.game.round import RoundRequest
from quiz.game.session import SessionRules
from quiz.packs.loading import LibraryLoader
from quiz.tui.app import QuizApp
from quiz.tui.services import AppServices

SEED = 25
ANSWERED_COUNT = 5
MISSED_NUMBER = 2
NO_SERVICES = AppServices(
    Settings(),
    settings_file=None,
    save_setting=lambda name, value: None,
    format_stats=lambda columns: (),
    list_category_progress=lambda: (),
    list_fact_cards=lambda category: (),
    is_first_game=False,
)


async def draw() -> str:
    """Play a few questions of a round, miss one of them, and return the last screen as SVG."""
    seconds = count()
    dealer = Dealer(LibraryLoader((), None), random_seed=lambda: SEED, today=str)
    game = Game(
        dealer, RoundRequest("video", seed=SEED), SessionRules(limit_seconds=20), NullHistoryRecorder()
    )
    round_ = game.draw_round()
    app = QuizApp(game, round_, clock=lambda: next(seconds) / 8, services=NO_SERVICES)
    async with app.run_test(size=(80, 22)) as pilot:
        for number, question in enumerate(round_.questions[:ANSWERED_COUNT], 1):
            option = question.key if number != MISSED_NUMBER else (question.key + 1) % len(question.options)
            await pilot.press(str(option + 1))
            await pilot.pause()
            if number < ANSWERED_COUNT:
                await pilot.press("enter")
                await pilot.pause()
        return app.export_screenshot(title="quiz --category video")


if __name__ == "__main__":
    svg = re.sub(r"@font-face \{.*?\}\s*", "", asyncio.run(draw()), flags=re.S)  # no font from the network
    Path(__file__).with_name("answer.svg").write_text(svg, encoding="utf-8", newline="\n")
