"""Play thousands of questions in one process, and see whether memory or the processor’s time grows.

.venv/bin/python benchmarks/long.py --questions 10000
"""

import argparse
import asyncio
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, process_time

from app_services import NO_SERVICES
from figure import machine

from quiz.cli.services import build_dealer, utc_now
from quiz.config.paths import UserPaths
from quiz.game.game import Game
from quiz.game.round import RoundRequest
from quiz.game.session import Phase, SessionRules
from quiz.history.sqlite_recorder import SqliteHistoryRecorder
from quiz.history.store import HistoryStore
from quiz.packs.loading import LibraryLoader
from quiz.tui.app import QuizApp
from quiz.tui.screens.question import QuestionScreen

PARTS = 10
LENGTH = 50
"""Questions in a round."""
_LOOK = 0.002
"""Seconds between two looks at whether a key has done its work."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=10_000)
    for line in measured(parser.parse_args().questions):
        print(line)


def measured(questions: int) -> list[str]:
    """Play; give lines with the figures of each tenth."""
    with TemporaryDirectory() as folder:
        return asyncio.run(_played(questions, Path(folder)))


async def _played(questions: int, home: Path) -> list[str]:
    places = UserPaths(home, home, home / "cache")
    keeper = SqliteHistoryRecorder(HistoryStore(places.history_file, utc_now), places)
    dealer = build_dealer(LibraryLoader((), None))
    game = Game(dealer, RoundRequest(length=LENGTH, seed=1, seconds=0.0), SessionRules(None, 0), keeper)
    app = QuizApp(game, game.draw_round(), clock=monotonic, services=NO_SERVICES)
    lines = [machine(f"{questions:,} questions"), "", "| questions | ms a question | MiB |", "|---|---|---|"]
    parts: list[tuple[float, float]] = []
    async with app.run_test(size=(80, 24)):
        played = 0
        for part in range(PARTS):
            before, started = played, process_time()
            while played < questions * (part + 1) // PARTS:
                await _answered(app)
                played += 1
            took = 1000 * (process_time() - started) / (played - before)
            parts.append((took, memory()))
            lines.append(f"| to {played:,} | {took:.2f} | {parts[-1][1]:.1f} |")
    keeper.close()
    (time, held), (last_time, last_held) = parts[1], parts[-1]
    lines += [
        "",
        f"From the second tenth to the last: time × {last_time / time:.2f}, memory × {last_held / held:.2f}",
    ]
    return lines


async def _answered(app: QuizApp) -> None:
    """Answer the question on the screen and go on, to the next round where it was the last one."""
    page = app.screen
    assert isinstance(page, QuestionScreen)

    def number() -> int:
        return 0 if page.state is None else page.state.number

    while page.state is None or page.state.is_paused:  # the first of all is not painted yet
        await asyncio.sleep(_LOOK)
    asked = number()
    await _pressed(app, "1", lambda: page.state is not None and page.state.phase is Phase.REVEALED)
    await _pressed(app, "enter", lambda: app.screen is not page or number() != asked)
    if app.screen is not page:
        await _pressed(app, "r", lambda: app.screen is page)


async def _pressed(app: QuizApp, key: str, is_done: Callable[[], bool]) -> None:
    """Press a key, and wait until it has done its work and all of that is painted."""
    app.simulate_key(key)
    while not is_done():
        await asyncio.sleep(_LOOK)
    for _ in range(2):  # some of a verdict is painted a frame later
        painted = asyncio.Event()
        app.screen.call_after_refresh(painted.set)
        await painted.wait()


def memory() -> float:
    """Give what this process holds now, in MiB, where /proc tells it."""
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    main()
