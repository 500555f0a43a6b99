"""Change of memory and CPU time over thousands of questions in one process.

.venv/bin/python benchmarks/long_play.py --questions 10000
"""

import argparse
import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, process_time
from typing import NamedTuple

from app_services import NO_SERVICES
from figures import describe_machine

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
ROUND_LENGTH = 50
_POLL_SECONDS = 0.002
_ANSWER = "1"
"""The key of the first option, and a typed answer that is a number and no name."""


class Part(NamedTuple):
    """A tenth of the questions."""

    last_number: int
    milliseconds: float
    """CPU time per question."""
    memory: float
    """Resident memory at the end, in MiB."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=10_000, help="questions to play (default: 10,000)")
    questions = parser.parse_args().questions
    with TemporaryDirectory() as folder:
        parts = asyncio.run(play(questions, Path(folder)))
    print(describe_machine(f"{questions:,} questions"), end="\n\n")
    for line in format_parts(parts):
        print(line)


def format_parts(parts: list[Part]) -> Iterator[str]:
    """Format a table of the parts, and a sentence about the change."""
    yield "| questions | CPU time per question | memory |"
    yield "|---|---|---|"
    for part in parts:
        yield f"| to {part.last_number:,} | {part.milliseconds:.2f} ms | {part.memory:.1f} MiB |"
    yield ""
    second, last = parts[1], parts[-1]
    yield (
        "From the second to the last tenth, time per question changes by a factor of "
        f"{last.milliseconds / second.milliseconds:.2f} and memory by {last.memory / second.memory:.2f}."
    )


async def play(questions: int, home: Path) -> list[Part]:
    """Play questions, and measure each tenth of them."""
    paths = UserPaths(home, home, home / "cache")
    recorder = SqliteHistoryRecorder(HistoryStore(paths.history_file, utc_now), paths)
    dealer = build_dealer(LibraryLoader((), None))
    request = RoundRequest(length=ROUND_LENGTH, seed=1, seconds=0.0)
    game = Game(dealer, request, SessionRules(None, 0), recorder)
    app = QuizApp(game, game.draw_round(), clock=monotonic, services=NO_SERVICES)
    parts: list[Part] = []
    async with app.run_test(size=(80, 24)):
        number = 0
        for part in range(PARTS):
            first, started = number, process_time()
            while number < questions * (part + 1) // PARTS:
                await answer_question(app)
                number += 1
            milliseconds = 1000 * (process_time() - started) / (number - first)
            parts.append(Part(number, milliseconds, resident_memory()))
    recorder.close()
    return parts


async def answer_question(app: QuizApp) -> None:
    """Answer the question on the screen and continue, after the last one with another round."""
    screen = app.screen
    assert isinstance(screen, QuestionScreen)

    def number() -> int:
        return 0 if screen.state is None else screen.state.number

    while screen.state is None or screen.state.is_paused:  # before the first paint
        await asyncio.sleep(_POLL_SECONDS)
    answered = number()
    if not screen.state.question.options:  # the answer is typed
        app.simulate_key(_ANSWER)
    key = _ANSWER if screen.state.question.options else "enter"
    await press(app, key, lambda: screen.state is not None and screen.state.phase is Phase.REVEALED)
    await press(app, "enter", lambda: app.screen is not screen or number() != answered)
    if app.screen is not screen:
        await press(app, "r", lambda: app.screen is screen)


async def press(app: QuizApp, key: str, is_done: Callable[[], bool]) -> None:
    """Press a key, and wait until its effect is complete and painted."""
    app.simulate_key(key)
    while not is_done():
        await asyncio.sleep(_POLL_SECONDS)
    for _ in range(2):  # a part of the verdict is painted one frame later
        painted = asyncio.Event()
        app.screen.call_after_refresh(painted.set)
        await painted.wait()


def resident_memory() -> float:
    """Return the current memory of this process in MiB, from /proc."""
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    main()
