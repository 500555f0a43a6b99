"""Say where the milliseconds of a start go, in the game and in the bare app: the processor's, step by step.

    .venv/bin/python benchmarks/where.py --runs 15

Run it with the Python of an environment that the wheel is installed in. Both draw on no terminal here.
"""

# What only the measuring needs is imported behind the measuring, or it would be measured.
import gc
import sys
from time import monotonic, process_time

Steps = dict[str, float]
ONCE = "--once"
PYTHON = "the interpreter"
TEXTUAL = "importing Textual"
SCREEN = "from the app to the first frame"


def main() -> None:
    import argparse
    import json
    import subprocess

    from figure import machine

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    asked = parser.parse_args()
    all_runs: dict[str, list[Steps]] = {name: [] for name in PROGRAMS}
    for number in range(asked.runs + 1):
        for name, runs in all_runs.items():
            command = [sys.executable, __file__, ONCE, name]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            if number:
                runs.append(json.loads(done.stdout.splitlines()[-1]))
    print(machine(f"{asked.runs} runs"), "| step | quiz | bare app |\n|---|---|---|", sep="\n\n")
    quiz, bare = all_runs["quiz"], all_runs["bare"]
    for step in [*quiz[0], "all"]:
        print(f"| {step} | {median(quiz, step)} | {median(bare, step)} |")


def median(runs: list[Steps], step: str) -> str:
    """Give the median of a step, or of all of them, over runs."""
    import statistics

    times = [sum(run.values()) if step == "all" else run.get(step, 0.0) for run in runs]
    return f"{1000 * statistics.median(times):.1f} ms" if any(times) else "–"


class Watch:
    """Says how long each step took."""

    def __init__(self) -> None:
        self.steps: Steps = {}
        self._last = 0.0

    def lap(self, step: str) -> None:
        now = process_time()
        self.steps[step], self._last = now - self._last, now

    def tell(self) -> None:
        import json

        print(json.dumps(self.steps))


def bare() -> None:
    """Start the bare app."""
    watch = Watch()
    watch.lap(PYTHON)
    import textual.app  # noqa: F401
    from bare import Bare

    watch.lap(TEXTUAL)

    class Seen(Bare):
        def on_ready(self) -> None:
            watch.lap(SCREEN)
            self.exit()

    Seen().run(headless=True, size=(80, 24))
    watch.tell()


def game() -> None:
    """Start the game, as `quiz --category video` does it."""
    watch = Watch()
    watch.lap(PYTHON)
    gc.disable()
    from quiz.cli.registry import PLAY, parse_options

    parse_options(PLAY, ["--category", "video", "--seed", "7"])
    watch.lap("reading the command line")
    from quiz.cli import services
    from quiz.game.game import Game
    from quiz.game.recorder import NullHistoryRecorder
    from quiz.game.round import RoundRequest
    from quiz.game.session import SessionRules
    from quiz.history.profile import load_profile

    load_profile({}, services.utc_now, keeps_history=False)
    order = RoundRequest("video", seed=7, seconds=0.0)
    watch.lap("importing what plays a round, and looking at the past")
    from quiz.game import draw  # noqa: F401
    from quiz.packs.loading import LibraryLoader

    watch.lap("importing what makes a round")
    loader = LibraryLoader((), None)
    loader.load("video")
    watch.lap("opening the pack")
    table = Game(services.build_dealer(loader), order, SessionRules(), NullHistoryRecorder())
    round_ = table.draw_round()
    watch.lap("drawing ten questions")
    from quiz.cli.startup import load_asyncio

    load_asyncio()
    import textual.app  # noqa: F401

    watch.lap(TEXTUAL)
    from pathlib import Path

    from app_services import NO_SERVICES

    from quiz.tui import app as screens
    from quiz.tui.app import QuizApp

    watch.lap("importing the screens")

    class Seen(QuizApp):
        CSS_PATH = str(Path(screens.__file__).with_name("app.tcss"))

        def on_ready(self) -> None:
            watch.lap(SCREEN)
            self.exit()

    Seen(table, round_, clock=monotonic, services=NO_SERVICES).run(headless=True, size=(80, 24))
    watch.tell()


PROGRAMS = {"quiz": game, "bare": bare}

if __name__ == "__main__":
    if sys.argv[1:2] == [ONCE]:
        PROGRAMS[sys.argv[2]]()
    else:
        main()
