"""Random keys while things move: each must do what it does on a screen where nothing moves.

.venv/bin/python benchmarks/random_keys.py --presses 10000
"""

import argparse
import asyncio
import sys
from contextlib import suppress
from random import Random
from time import perf_counter
from typing import NamedTuple

from app_services import NO_SERVICES
from figures import describe_machine

from quiz.game.dealer import Dealer
from quiz.game.game import Game
from quiz.game.modes import CLASSIC, LADDER_MODE, Mode
from quiz.game.recorder import NullHistoryRecorder
from quiz.game.round import RoundRequest
from quiz.game.session import SessionRules
from quiz.packs.loading import LibraryLoader
from quiz.tui.app import QuizApp
from quiz.tui.screens.question import QuestionScreen

KEYS = (
    *"111222333444abcdtf",
    *["enter", "space"] * 5,
    *("up", "down", "home", "end", "pagedown", "s", "h", "w", "i"),
    *("escape", "n", "y", "question_mark", "exclamation_mark", "r", "m", "f2"),
)
SECONDS_PER_KEY = 0.4
_LAPS = 3
"""A key goes from the app to the screen, and its messages back."""
_MAX_SECONDS = 2.0
RESTING = "none"
_MODES = (CLASSIC, LADDER_MODE)
_LOADER = LibraryLoader((), None)
"""The loader of all games, because it reads each pack once."""


class Snapshot(NamedTuple):
    """The game after a key."""

    key: str
    screen: str
    number: int
    phase: str
    answered: int
    score: int


class Clock:
    """A clock that stays at its time until it is set."""

    now = 0.0

    def read(self) -> float:
        """Return the time."""
        return self.now


async def press_keys(mode: Mode, keys: list[str], level: str) -> list[Snapshot]:
    """Press keys without waiting for what moves, and return the game after each."""
    clock = Clock()
    dealer = Dealer(_LOADER, random_seed=lambda: 3, today=lambda: "2026-12-01")
    request = RoundRequest(length=5, seed=3, mode=mode)
    game = Game(dealer, request, SessionRules(20.0, 0.15), NullHistoryRecorder())
    app = QuizApp(game, game.draw_round(), clock=clock.read, services=NO_SERVICES)
    app.animation_level = "full" if level != RESTING else "none"
    taken = []
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.2)
        for key in keys:
            clock.now += SECONDS_PER_KEY
            if isinstance(app.screen, QuestionScreen):
                app.screen.tick()  # the timer that does this runs by another clock
            app.simulate_key(key)
            await _handle_messages(app)
            taken.append(_take(app, key))
    return taken


async def _handle_messages(app: QuizApp) -> None:
    """Wait until the key is handled and the next frame is drawn, but not for what moves."""
    for _ in range(_LAPS):
        for schedule in (app.call_later, app.screen.call_later, app.screen.call_after_refresh):
            handled = asyncio.Event()
            if schedule(handled.set):
                with suppress(TimeoutError):  # the key closed this screen
                    await asyncio.wait_for(handled.wait(), _MAX_SECONDS)


def _take(app: QuizApp, key: str) -> Snapshot:
    screen = next((one for one in app.screen_stack if isinstance(one, QuestionScreen)), None)
    state = None if screen is None else screen.state
    name = type(app.screen).__name__
    if state is None:
        return Snapshot(key, name, 0, "", 0, 0)
    return Snapshot(key, name, state.number, state.phase, len(state.outcomes), state.score)


def find_difference(mode: Mode, keys: list[str]) -> str | None:
    """Describe the first key that does something else while things move, if any."""
    moving, resting = (asyncio.run(press_keys(mode, keys, level)) for level in ("full", RESTING))
    for place, (one, other) in enumerate(zip(moving, resting, strict=True), 1):
        if one != other:
            return f"key {place} has another effect: {one}, but at rest {other}"
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--presses", type=int, default=10_000, help="keys to press, in all modes (default: 10,000)"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the keys (default: 1)")
    parser.add_argument("--mode", choices=[mode.name for mode in _MODES], help="one mode (default: all)")
    options = parser.parse_args()
    modes = [mode for mode in _MODES if options.mode in (None, mode.name)]
    print(describe_machine(f"{options.presses:,} keys"), end="\n\n")
    began, lost = perf_counter(), False
    for mode in modes:
        keys = Random(f"{options.seed} {mode.name}").choices(KEYS, k=options.presses // len(modes))
        difference = find_difference(mode, keys)
        print(f"{mode.title}: {len(keys):,} keys, {difference or 'no key lost'}", flush=True)
        lost = lost or difference is not None
    print(f"{perf_counter() - began:.0f} s")
    sys.exit(lost)


if __name__ == "__main__":
    main()
