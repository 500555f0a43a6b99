"""Measure what a year of play costs: starts and stats with 100,000 answers, beside those with none.

.venv/bin/python benchmarks/year.py --runs 15
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from quiz.game.outcome import Answer, Outcome, Verdict
from quiz.game.recorder import RoundSpec, StartedRound
from quiz.history.store import HistoryStore, SavedAnswer, format_timestamp
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.safe import Text

QUIZ = str(Path(sys.executable).with_name("quiz"))
ANSWERS = 100_000
LENGTH = 10
END = datetime(2026, 11, 21, tzinfo=UTC)
COMMANDS = {
    "a round of lines, left at once": ["--plain", "--category", "video"],
    "`quiz stats`": ["stats"],
    "`quiz stats --json`": ["stats", "--json"],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--answers", type=int, default=ANSWERS)
    asked = parser.parse_args()
    runs = asked.runs
    with TemporaryDirectory(prefix="quiz-year-") as folder:
        year, empty = Path(folder) / "year", Path(folder) / "empty"
        seconds = fill(year / "history.sqlite3", asked.answers)
        print(f"{asked.answers:,} answers, saved one by one, {1000 * seconds / asked.answers:.2f} ms each")
        print(f"the file: {(year / 'history.sqlite3').stat().st_size / 2**20:.1f} MiB")
        print(f"the first stats, for which all are reviewed: {run(year, ['stats']):.1f} s\n")
        print("| what | with a year | with nothing | ratio |\n|---|---|---|---|")
        for name, words in COMMANDS.items():
            pairs = [(run(year, words), run(empty, words)) for _ in range(runs + 1)][1:]
            ours, yardstick = (1000 * statistics.median(times) for times in zip(*pairs, strict=True))
            ratio = statistics.median(one / other for one, other in pairs)
            print(f"| {name} | {ours:.0f} ms | {yardstick:.0f} ms | {ratio:.2f} |")


def run(home: Path, words: list[str]) -> float:
    """Give the seconds of a command."""
    environment = {**os.environ, "QUIZ_HOME": str(home)}
    started = time.perf_counter()
    subprocess.run(
        [QUIZ, *words], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment
    )
    return time.perf_counter() - started


def fill(path: Path, answers: int) -> float:
    """Write a year of rounds about the built-in packs, answer by answer; give the seconds that took."""
    chance = random.Random(1)
    listed = subprocess.run([QUIZ, "items", "--json"], check=True, capture_output=True, text=True).stdout
    questions = [question(json.loads(line)) for line in listed.splitlines()]
    rounds = answers // LENGTH
    begin = END - timedelta(days=365)
    with closing(HistoryStore(path, lambda: END)) as store:
        started = time.perf_counter()
        for number in range(rounds):
            moment = begin + number * timedelta(days=365) / rounds
            known = number / rounds
            play(
                store, [chance.choice(questions) for _ in range(LENGTH)], moment, number, known, chance.random
            )
        return time.perf_counter() - started


def question(fields: dict[str, str]) -> Question:
    """Make as much of a question as the history keeps."""
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


def play(
    store: HistoryStore,
    questions: list[Question],
    moment: datetime,
    number: int,
    known: float,
    chance: Callable[[], float],
) -> None:
    """Play a round, timed or not, of which a share is known that grows from 0 to 1."""
    limit = 20.0 if number % 3 else None
    deal = RoundSpec("classic", None, None, LENGTH, number, limit)
    begun = StartedRound(deal, LENGTH, "", format_timestamp(moment), 1)
    streak = score = 0
    for place, asked in enumerate(questions, 1):
        is_right = chance() < 0.6 + 0.3 * known
        streak = streak + 1 if is_right else 0
        score += 900 * is_right
        verdict = Verdict.RIGHT if is_right else Verdict.WRONG
        outcome = Outcome(asked, verdict, Answer(0), 2 + 10 * chance(), 900 * is_right, streak)
        store.save_answers(
            [SavedAnswer(begun, place, outcome, format_timestamp(moment + place * timedelta(seconds=12)))]
        )
    store.finish_round(begun, score)


if __name__ == "__main__":
    main()
