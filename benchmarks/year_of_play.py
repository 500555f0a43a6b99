"""Time of starts and stats with a year of history, compared with an empty history.

.venv/bin/python benchmarks/year_of_play.py --runs 15
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from quiz.game.outcome import Answer, Outcome, Verdict
from quiz.game.recorder import RoundSpec, StartedRound
from quiz.history.insertion import SavedAnswer
from quiz.history.store import HistoryStore, format_timestamp
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.safe import Text

QUIZ = str(Path(sys.executable).with_name("quiz"))
ANSWERS = 100_000
ROUND_LENGTH = 10
LAST_DAY = datetime(2026, 11, 21, tzinfo=UTC)
COMMANDS = {
    "`quiz --plain`, left at once": ["--plain", "--category", "video"],
    "`quiz stats`": ["stats"],
    "`quiz stats --json`": ["stats", "--json"],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="pairs of runs (default: 15)")
    parser.add_argument("--answers", type=int, default=ANSWERS, help="answers of the year (default: 100,000)")
    parser.add_argument(
        "--pack", action="append", default=[], help="a pack of the commands and answers (default: all packs)"
    )
    options = parser.parse_args()
    packs = [f"--pack={pack}" for pack in options.pack]
    with TemporaryDirectory(prefix="quiz-year-") as folder:
        year, empty = Path(folder) / "year", Path(folder) / "empty"
        seconds = fill_history(year / "history.sqlite3", options.answers, packs)
        size = (year / "history.sqlite3").stat().st_size / 2**20
        print(
            f"{options.answers:,} answers, saved one by one: {1000 * seconds / options.answers:.2f} ms each, "
            f"in a file of {size:.1f} MiB. The first stats, which schedule all reviews: "
            f"{time_command(year, ['stats', *packs]):.1f} s.\n"
        )
        print("| command | with a year | with an empty history | ratio |\n|---|---|---|---|")
        for name, words in COMMANDS.items():
            command = [*words, *packs]
            pairs = [
                (time_command(year, command), time_command(empty, command)) for _ in range(options.runs + 1)
            ][1:]
            with_year, without = (1000 * statistics.median(times) for times in zip(*pairs, strict=True))
            ratio = statistics.median(first / second for first, second in pairs)
            print(f"| {name} | {with_year:.0f} ms | {without:.0f} ms | {ratio:.2f} |")


def time_command(home: Path, words: list[str]) -> float:
    """Run a command, and return the seconds that it took."""
    environment = {**os.environ, "QUIZ_HOME": str(home)}
    started = time.perf_counter()
    subprocess.run(
        [QUIZ, *words], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment
    )
    return time.perf_counter() - started


def fill_history(path: Path, answers: int, packs: Sequence[str]) -> float:
    """Save a year of rounds with these packs, answer by answer; return the seconds that it took."""
    rng = random.Random(1)
    command = [QUIZ, "items", "--json", *packs]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    questions = [build_question(json.loads(line)) for line in output.splitlines()]
    rounds = answers // ROUND_LENGTH
    first_day = LAST_DAY - timedelta(days=365)
    with closing(HistoryStore(path, lambda: LAST_DAY)) as store:
        started = time.perf_counter()
        for number in range(rounds):
            moment = first_day + number * timedelta(days=365) / rounds
            drawn = [rng.choice(questions) for _ in range(ROUND_LENGTH)]
            save_round(store, drawn, moment, number, number / rounds, rng)
        return time.perf_counter() - started


def build_question(fields: dict[str, str]) -> Question:
    """Build a question with the fields that the history needs."""
    return Question(
        fields["id"],
        fields["pack"],
        fields["fact"],
        fields["category"],
        Kind(fields["kind"]),
        Text(),
        (),
        0,
        Text(),
        (),
    )


def save_round(
    store: HistoryStore,
    questions: list[Question],
    moment: datetime,
    number: int,
    known_share: float,
    rng: random.Random,
) -> None:
    """Save a round, every third with a clock, by a player who knows a share of the answers."""
    limit_seconds = 20.0 if number % 3 else None
    spec = RoundSpec("classic", None, None, ROUND_LENGTH, number, limit_seconds)
    started = StartedRound(spec, ROUND_LENGTH, "", format_timestamp(moment), 1)
    streak = score = 0
    for question_number, question in enumerate(questions, 1):
        is_right = rng.random() < 0.6 + 0.3 * known_share
        streak = streak + 1 if is_right else 0
        score += 900 * is_right
        verdict = Verdict.RIGHT if is_right else Verdict.WRONG
        outcome = Outcome(question, verdict, Answer(0), 2 + 10 * rng.random(), 900 * is_right, streak)
        answered_at = format_timestamp(moment + question_number * timedelta(seconds=12))
        store.save_answers([SavedAnswer(started, question_number, outcome, answered_at)])
    store.finish_round(started, score)


if __name__ == "__main__":
    main()
