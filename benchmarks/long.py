"""Play thousands of questions in one process, and see whether memory or the time for a key grows.

.venv/bin/python benchmarks/long.py --questions 10000
"""

import argparse
import asyncio
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, process_time

from figure import machine

from quiz import arguments
from quiz.commands.ground import dealer_of, now, order_of
from quiz.core.session import Rules
from quiz.game import Game
from quiz.history.glance import NOTHING
from quiz.history.keeper import Keeper
from quiz.history.places import Places
from quiz.history.settings import Settings
from quiz.history.store import Store
from quiz.memory import Memory
from quiz.opening import opened
from quiz.tui.app import QuizApp
from quiz.tui.backstage import Backstage

PARTS = 10
LENGTH = 50
"""Questions in a round."""


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
    places = Places(home, home, home / "cache")
    keeper = Keeper(Store(places.history, now), places)
    known = Memory(Settings(), NOTHING, keeper, ())
    asked = arguments.play(["--questions", str(LENGTH), "--seed", "1", "--time", "0"])
    dealer = dealer_of(lambda: opened((), None).makers)
    game = Game(dealer, order_of(asked, LENGTH, time=0.0, known=known), Rules(None, 0), keeper)
    app = QuizApp(game, game.deal(), clock=monotonic, backstage=Backstage())
    lines = [machine(f"{questions:,} questions"), "", "| questions | ms a question | MiB |", "|---|---|---|"]
    parts: list[tuple[float, float]] = []
    async with app.run_test(size=(80, 24)) as pilot:
        played = 0
        for part in range(PARTS):
            times: list[float] = []
            while played < questions * (part + 1) // PARTS:
                started = process_time()
                await pilot.press("1")
                await pilot.press("enter")
                times.append(process_time() - started)
                played += 1
                if type(app.screen).__name__ == "Results":
                    await pilot.press("r")
            parts.append((1000 * statistics.median(times), memory()))
            lines.append(f"| to {played:,} | {parts[-1][0]:.2f} | {parts[-1][1]:.1f} |")
    keeper.close()
    (time, held), (last_time, last_held) = parts[1], parts[-1]
    lines += [
        "",
        f"From the second tenth to the last: time × {last_time / time:.2f}, memory × {last_held / held:.2f}",
    ]
    return lines


def memory() -> float:
    """Give what this process holds now, in MiB, where /proc tells it."""
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    main()
