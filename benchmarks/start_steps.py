"""CPU time of each step of a start, in the game and in the bare app.

    .venv/bin/python benchmarks/start_steps.py --runs 15

Run it with the Python of an environment that has the wheel. Both apps run without a terminal.
"""

# Modules that only the measurement needs are imported late, so that their time does not count.
import gc
import sys
from time import monotonic, process_time

Steps = dict[str, float]
"""CPU seconds by the name of the step."""
PROGRAM_OPTION = "--program"
INTERPRETER = "start the interpreter"
TEXTUAL = "import Textual"
SCREEN = "build the app and paint the first frame"


def main() -> None:
    import argparse
    import json
    import subprocess

    from figures import describe_machine

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=15, help="runs of each app (default: 15)")
    options = parser.parse_args()
    runs_by_program: dict[str, list[Steps]] = {name: [] for name in PROGRAMS}
    for number in range(options.runs + 1):
        for name, runs in runs_by_program.items():
            command = [sys.executable, __file__, PROGRAM_OPTION, name]
            result = subprocess.run(command, check=True, capture_output=True, text=True)
            if number:  # the first run warms up
                runs.append(json.loads(result.stdout.splitlines()[-1]))
    print(
        describe_machine(f"{options.runs} runs"), "", "| step | quiz | bare app |", "|---|---|---|", sep="\n"
    )
    quiz, bare = runs_by_program["quiz"], runs_by_program["bare"]
    for step in quiz[0]:
        times = [format_median([run.get(step, 0.0) for run in runs]) for runs in (quiz, bare)]
        print(f"| {step} | {' | '.join(times)} |")
    totals = [format_median([sum(run.values()) for run in runs]) for runs in (quiz, bare)]
    print(f"| total | {' | '.join(totals)} |")


def format_median(seconds: list[float]) -> str:
    """Format the median of times."""
    import statistics

    return f"{1000 * statistics.median(seconds):.1f} ms" if any(seconds) else "–"


class StepTimer:
    """The CPU time of the steps of this process."""

    def __init__(self) -> None:
        self._steps: Steps = {}
        self._last = 0.0

    def end_step(self, name: str) -> None:
        """Record the time since the last step ended."""
        now = process_time()
        self._steps[name], self._last = now - self._last, now

    def print_steps(self) -> None:
        """Print the times as JSON."""
        import json

        print(json.dumps(self._steps))


def start_bare_app() -> None:
    """Start the bare app."""
    timer = StepTimer()
    timer.end_step(INTERPRETER)
    import textual.app  # noqa: F401
    from bare_app import BareApp

    timer.end_step(TEXTUAL)

    class TimedApp(BareApp):
        def on_ready(self) -> None:
            timer.end_step(SCREEN)
            self.exit()

    TimedApp().run(headless=True, size=(80, 24))
    timer.print_steps()


def start_game() -> None:
    """Start the game as `quiz --category video` does."""
    timer = StepTimer()
    timer.end_step(INTERPRETER)
    gc.disable()
    from quiz.cli.subcommands import PLAY, parse_options

    parse_options(PLAY, ["--category", "video", "--seed", "7"])
    timer.end_step("read the command line")
    from quiz.cli import services
    from quiz.game.game import Game
    from quiz.game.recorder import NullHistoryRecorder
    from quiz.game.round import RoundRequest
    from quiz.game.session import SessionRules
    from quiz.history.profile import load_profile

    load_profile({}, services.utc_now, keeps_history=False)
    request = RoundRequest(("video",), seed=7, seconds=0.0)
    timer.end_step("import the game and the history")
    from quiz.game import draw  # noqa: F401
    from quiz.packs.loading import LibraryLoader

    timer.end_step("import the question maker")
    loader = LibraryLoader((), None)
    loader.load("video")
    timer.end_step("load the pack")
    game = Game(services.build_dealer(loader), request, SessionRules(), NullHistoryRecorder())
    round_ = game.draw_round()
    timer.end_step("draw the round")
    from quiz.cli.startup import load_asyncio

    load_asyncio()
    import textual.app  # noqa: F401

    timer.end_step(TEXTUAL)
    from pathlib import Path

    from app_services import NO_SERVICES

    from quiz.tui import app
    from quiz.tui.app import QuizApp

    timer.end_step("import the screens")

    class TimedApp(QuizApp):
        CSS_PATH = str(Path(app.__file__).with_name("app.tcss"))

        def on_ready(self) -> None:
            timer.end_step(SCREEN)
            self.exit()

    TimedApp(game, round_, clock=monotonic, services=NO_SERVICES).run(headless=True, size=(80, 24))
    timer.print_steps()


PROGRAMS = {"quiz": start_game, "bare": start_bare_app}

if __name__ == "__main__":
    if sys.argv[1:2] == [PROGRAM_OPTION]:
        PROGRAMS[sys.argv[2]]()
    else:
        main()
