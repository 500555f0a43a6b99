"""Draws the pictures of the README and the docs from real games. Run it from the checkout."""

import asyncio
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"  # before Textual is imported

from textual.pilot import Pilot

from quiz.config.settings import Settings
from quiz.game.dealer import Dealer
from quiz.game.game import Game
from quiz.game.modes import CLASSIC, DAILY, FACT_OR_FICTION, LADDER_MODE, SUDDEN_DEATH, Mode
from quiz.game.recorder import NullHistoryRecorder
from quiz.game.round import RoundRequest
from quiz.game.session import SessionRules
from quiz.packs.loading import LibraryLoader
from quiz.reports.stats_scopes import StatsPage
from quiz.text.safe import Text
from quiz.tui.app import QuizApp
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.services import AppServices

FOLDER = Path(__file__).with_name("pictures")
SEED = 26
SECONDS_PER_KEY = 2.5
LAST_SECONDS = 3.9
NO_SERVICES = AppServices(
    Settings(animation=False),
    settings_file=None,
    save_setting=lambda name, value: None,
    load_stats=lambda scope: StatsPage(lambda columns: ()),
    list_category_progress=lambda: (),
    list_fact_cards=lambda category: (),
    open_address=lambda address: asyncio.sleep(0, result=False),
    load_overview=lambda: None,
    is_first_game=False,
)


class Scene(NamedTuple):
    """A round and what is done in it.

    In `steps`, `+` is a right answer, `x` a wrong one, `>` Enter, `!` the last seconds of the clock, `.` a
    frame, and any other word a key.
    """

    title: str
    mode: Mode
    steps: str
    categories: tuple[str, ...] = ()
    seed: int = SEED
    players: tuple[Text, ...] = ()
    at_home: bool = False


PICTURES = {
    "home": Scene("quiz", CLASSIC, ".", at_home=True),
    "classic": Scene("quiz --category capitals", CLASSIC, "+ > + > + > x .", ("capitals",), seed=4),
    "fact-or-fiction": Scene("quiz --mode fact-or-fiction", FACT_OR_FICTION, "+ > + > x ."),
    "sudden-death": Scene("quiz --mode sudden-death", SUDDEN_DEATH, "+ > + > x > + > + > ! ."),
    "ladder": Scene("quiz --mode ladder", LADDER_MODE, "+ > + > + > + > + > + > + > h ."),
    "daily": Scene("quiz --mode daily", DAILY, "+ > + > x > + > + > + > x > + > + > + > c ."),
    "players": Scene(
        "quiz --players Ana,Ben,Cem",
        CLASSIC,
        "+ > > + > > x > > + > > x > > x > > + > > + > > + > .",
        players=(Text("Ana"), Text("Ben"), Text("Cem")),
    ),
}
RECORDING = Scene("quiz --mode ladder", LADDER_MODE, ". + . > . + . > + > + > + . > + > h . x . > .")
"""The frames of the moving picture."""
FRAME_SECONDS = 1.6


class Clock:
    """A clock that stays at its time until it is set."""

    def __init__(self) -> None:
        self.now = 0.0

    def read(self) -> float:
        """Return the time."""
        return self.now


async def play(scene: Scene) -> list[str]:
    """Play a scene, and return its frames as SVG."""
    clock = Clock()
    dealer = Dealer(LibraryLoader((), None), random_seed=lambda: scene.seed, today=lambda: "2026-12-01")
    request = RoundRequest(scene.categories, seed=scene.seed, mode=scene.mode, players=scene.players)
    length = max(1, len(scene.players)) * 3 if scene.players else 10
    game = Game(
        dealer, request._replace(length=length), SessionRules(limit_seconds=20), NullHistoryRecorder()
    )
    app = QuizApp(game, None if scene.at_home else game.draw_round(), clock=clock.read, services=NO_SERVICES)
    frames = []
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.2)
        for step in scene.steps.split():
            if step == ".":
                await pilot.app.workers.wait_for_complete()
                await pilot.pause()
                frames.append(app.export_screenshot(title=scene.title))
            else:
                await _take_step(app, pilot, clock, step)
    return frames


async def _take_step(app: QuizApp, pilot: Pilot[None], clock: Clock, step: str) -> None:
    clock.now += SECONDS_PER_KEY
    screen = app.screen
    state = screen.state if isinstance(screen, QuestionScreen) else None
    if step == "!" and state is not None and isinstance(screen, QuestionScreen):
        clock.now = state.shown_at + (state.limit_seconds or 0) - LAST_SECONDS
        screen.tick()
    elif step in "+x" and state is not None:
        question = state.question
        if question.options:
            option = (question.key + (step == "x")) % len(question.options)
            if option in state.hidden_options:
                option = next(one for one in range(4) if one not in (*state.hidden_options, question.key))
            await pilot.press(str(option + 1))
        else:
            await pilot.press(*(question.answer if step == "+" else "0"), "enter")
    else:
        await pilot.press({">": "enter"}.get(step, step))
    await pilot.pause(0.05)


def clean(svg: str) -> str:
    """Return a picture without a font from the network and without masks that hide nothing."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.S)
    svg = re.sub(r'<clipPath id="[^"]*-line-\d+">.*?</clipPath>\s*', "", svg, flags=re.S)
    svg = re.sub(r' clip-path="url\(#[^")]*-line-\d+\)"', "", svg)
    return re.sub(r"\n\s*\n", "\n", svg)


def animate(frames: Sequence[str]) -> str:
    """Return a picture that shows one frame after another, and only the last one to who wants no movement."""
    total = len(frames) * FRAME_SECONDS
    share = 100 / len(frames)
    rest = f".frame{{animation:none}}#frame{len(frames) - 1}{{visibility:visible}}"
    style = (
        f".frame{{visibility:hidden;animation:show {total:g}s step-end infinite}}"
        f"@keyframes show{{0%{{visibility:visible}}{share:.3f}%,100%{{visibility:hidden}}}}"
        f"@media (prefers-reduced-motion:reduce){{{rest}}}"
    )
    box = re.search(r'viewBox="([^"]+)"', frames[0])
    assert box is not None
    groups = []
    for number, frame in enumerate(frames):
        own = re.sub(r"terminal-(?:\d+-)?", f"f{number}-", clean(frame))
        delay = f"animation-delay:{number * FRAME_SECONDS - (total if number else 0):g}s"
        groups.append(f'<g class="frame" id="frame{number}" style="{delay}">{own[own.index("<svg") :]}</g>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box[1]}"><style>{style}</style>'
    return f"{head}{''.join(groups)}</svg>\n"


def draw() -> dict[str, str]:
    """Return every picture by its name."""
    pictures = {name: clean(asyncio.run(play(scene))[-1]) for name, scene in PICTURES.items()}
    return {**pictures, "playing": animate(asyncio.run(play(RECORDING)))}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for picture_name, picture in draw().items():
        (FOLDER / f"{picture_name}.svg").write_text(picture, encoding="utf-8", newline="\n")
