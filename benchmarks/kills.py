"""The history after games that were killed, had a full disk, or could not write.

    .venv/bin/python benchmarks/kills.py --kills 500

Games of several modes run two at a time with the same history: as lines through a pipe, and on the screen of
a pseudo-terminal. An answer is acknowledged once its verdict can be read. Most games are killed a few
milliseconds after an answer, while it is saved; the others are killed while they start. After each kill,
every acknowledged answer must be in the file exactly once, with at most one more, and SQLite must report no
damage.
"""

import argparse
import json
import os
import random
import re
import resource
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from terminal import Terminal

QUIZ = [str(Path(sys.executable).with_name("quiz")), "--category", "video"]
CLASSIC = ("--questions", "10", "--time", "0")
PIPED_GAMES = (
    CLASSIC,
    ("--mode", "fact-or-fiction", *CLASSIC),
    ("--mode", "sudden-death", "--time", "0"),
    ("--mode", "ladder"),
    ("--players", "Ana,Ben", *CLASSIC),
)
"""The options of the games through a pipe, in turns; each takes a seed, which identifies its round."""
GUARD_SECONDS = 0.17
"""Pause between keys; the game takes a key that comes sooner for a key that is held down."""
MAX_FILE_BYTES = 120_000


class KillTime(NamedTuple):
    """The time of a kill: seconds after an answer, whose number is 0 for the start."""

    answer: int
    seconds: float


class PipedGame:
    """A game in lines, with a player who answers at once."""

    def __init__(self, home: Path, seed: int, kill_time: KillTime) -> None:
        self.seed = seed
        self.acknowledged_count = 0
        self._kill_time = kill_time
        self._output = ""
        self._answer_count = 0
        self._last_event = time.perf_counter()
        self._process = subprocess.Popen(
            [*QUIZ, *PIPED_GAMES[seed % len(PIPED_GAMES)], "--plain", "--seed", str(seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "QUIZ_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        )

    def advance(self) -> bool:
        """Read the output and answer questions; return `False` when the game must be killed or has ended."""
        assert self._process.stdout is not None
        assert self._process.stdin is not None
        is_last = self._answer_count == self._kill_time.answer
        if is_last and time.perf_counter() - self._last_event >= self._kill_time.seconds:
            return False
        if not is_last and select.select([self._process.stdout], [], [], 0.001)[0]:
            output = os.read(self._process.stdout.fileno(), 1 << 16).decode(errors="replace")
            self._output += output
            if not output:
                return False
            prompts = re.findall(r"^Type .*\.$", self._output, re.MULTILINE)
            while self._answer_count < min(len(prompts), self._kill_time.answer):
                is_typed = "skip" in prompts[self._answer_count]
                self._process.stdin.write(b"skip\n" if is_typed else b"1\n")
                self._process.stdin.flush()
                self._answer_count += 1
                self._last_event = time.perf_counter()
        return True

    def kill(self) -> None:
        """Kill the game, and read the rest of its output."""
        self._process.send_signal(signal.SIGKILL)
        output, _ = self._process.communicate()
        self._output += output.decode(errors="replace")
        self.acknowledged_count = len(re.findall(r"^(?:Right|Wrong|Skipped)\.", self._output, re.MULTILINE))


class ScreenGame:
    """A game in a pseudo-terminal, whose verdicts are read from the screen."""

    def __init__(self, home: Path, seed: int, kill_time: KillTime) -> None:
        self.seed = seed
        self.acknowledged_count = 0
        self._kill_time = kill_time
        self._answer_count = self._revealed_number = 0
        self._last_event = self._last_key = time.perf_counter()
        self._terminal = Terminal(
            [*QUIZ, *CLASSIC, "--kind", "choice", "--seed", str(seed)], QUIZ_HOME=str(home)
        )

    def advance(self) -> bool:
        """Read the screen and press a key if it needs one; return `False` when the game must be killed."""
        now = time.perf_counter()
        is_last = self._answer_count >= self._kill_time.answer
        if is_last and now - self._last_event >= self._kill_time.seconds:
            return False
        self._terminal.read_for(0.001)
        match = re.search(r"(\d+) of 10 ", self._terminal.text)
        if match is None:
            return True
        number, is_revealed = int(match[1]), "Source:" in self._terminal.text
        if is_revealed and number == self._revealed_number:  # twice, because a frame may be incomplete
            self.acknowledged_count = max(self.acknowledged_count, number)
        self._revealed_number = number if is_revealed else 0
        if now - self._last_key > GUARD_SECONDS:
            self._last_key = now
            self._terminal.press("\r" if is_revealed else "1")
            if number > self._answer_count:  # on a slow screen, a key may answer the next question
                self._answer_count, self._last_event = number, now
        return True

    def kill(self) -> None:
        """Kill the game."""
        self._terminal.kill()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=500, help="games to kill (default: 500)")
    parser.add_argument("--games", type=int, default=40, help="games with a full disk (default: 40)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the kill times (default: 0)")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    failures: list[str] = []
    with TemporaryDirectory(prefix="quiz-kills-") as folder:
        home = Path(folder)
        failures += kill_games(home / "killed", options.kills, rng)
        failures += fill_disk(home / "full", options.games, rng)
        failures += block_file(home / "blocked", options.games // 2, rng)
    if failures:
        print("Failures:", *failures, sep="\n")
    return bool(failures)


def kill_games(home: Path, kills: int, rng: random.Random) -> list[str]:
    """Kill games, two at a time; return the failures."""
    failures: list[str] = []
    acknowledged_count = seed = 0
    while seed < kills:
        games: list[PipedGame | ScreenGame] = [PipedGame(home, seed + 1, draw_kill_time(rng))]
        games.append((ScreenGame if seed % 8 == 0 else PipedGame)(home, seed + 2, draw_kill_time(rng)))
        seed += len(games)
        running = list(games)
        while running:
            for game in list(running):
                if not game.advance():
                    game.kill()
                    running.remove(game)
        for game in games:
            acknowledged_count += game.acknowledged_count
            failures += find_lost_answers(home, game)
        failures += find_damage(home)
        print(f"{seed} of {kills} kills, {len(failures)} failures", file=sys.stderr)
    failures += find_wrong_sums(home)
    result = f"{len(failures)} failures" if failures else "no answer was lost, counted twice or damaged"
    print(
        f"{seed} games killed with `kill -9` after {acknowledged_count:,} saved answers: {result}.",
        flush=True,
    )
    return failures


def draw_kill_time(rng: random.Random) -> KillTime:
    """Draw the time of a kill: while an answer is saved, or at any time of the start."""
    answer = rng.randrange(0, 10)
    return KillTime(answer, rng.uniform(0, 0.6) if answer == 0 else rng.uniform(0, 0.006))


def fill_disk(home: Path, games: int, rng: random.Random) -> list[str]:
    """Play with files that can't grow above some size, as on a full disk; return the failures."""
    failures: list[str] = []
    unsaved_count = answer_count = 0
    for seed in range(1, games + 1):
        limit = rng.randrange(0, MAX_FILE_BYTES)
        set_limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit))
        output = play_game(home, seed, before_start=set_limit)
        answer_count += output.count("Answer: ")
        unsaved_count += output.count("Not saved: ")
        failures += find_unreported_answers(home, seed, output) + find_damage(home)
    failures += find_wrong_sums(home)
    print(
        f"With files that can’t grow, {unsaved_count} of {answer_count} answers couldn’t be saved, "
        f"and the game reported {'not all of them' if failures else 'each'}.",
        flush=True,
    )
    return failures


def block_file(home: Path, games: int, rng: random.Random) -> list[str]:
    """Play while the history is locked or can't be opened; return the failures."""
    failures: list[str] = []
    play_game(home, 0)
    unsaved_count = 0
    for seed in range(1, games + 1):
        if rng.random() < 0.5:
            with closing(sqlite3.connect(home / "history.sqlite3", isolation_level=None)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                output = play_game(home, seed, questions=2)
        else:
            moved = home.with_name("moved")
            home.rename(moved)
            home.write_text("not a folder", encoding="utf-8")
            output = play_game(home, seed, questions=2)
            home.unlink()
            moved.rename(home)
        unsaved_count += output.count("Not saved: ")
        failures += find_unreported_answers(home, seed, output) + find_damage(home)
    failures += find_wrong_sums(home)
    print(
        f"With a file that is locked or missing, the game reported "
        f"{'not all of the' if failures else 'all'} {unsaved_count}.",
        flush=True,
    )
    return failures


def play_game(
    home: Path, seed: int, *, questions: int = 10, before_start: Callable[[], None] | None = None
) -> str:
    """Play a game to its end through a pipe, and return its output."""
    result = subprocess.run(
        [*QUIZ, "--plain", "--seed", str(seed), "--questions", str(questions), "--time", "0"],
        input="1\n" * questions,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "QUIZ_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        preexec_fn=before_start,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def find_unreported_answers(home: Path, seed: int, output: str) -> list[str]:
    """Find answers that are not saved and were not reported; a reported one may have been saved later."""
    blocks = [block for block in output.split("\n\n") if "Answer: " in block]
    saved_numbers = list_saved_numbers(home, seed)
    return [
        f"seed {seed}: answer {number} is neither saved nor reported"
        for number, block in enumerate(blocks, 1)
        if number not in saved_numbers and "Not saved: " not in block
    ]


def list_saved_numbers(home: Path, seed: int) -> list[int]:
    """List the numbers of the saved answers of a seed's round."""
    if not (home / "history.sqlite3").exists():
        return []
    with closing(sqlite3.connect(home / "history.sqlite3")) as connection:
        try:
            rows = connection.execute(
                "SELECT number FROM answers JOIN rounds ON rounds.id = round WHERE seed = ? ORDER BY number",
                (seed,),
            ).fetchall()
        except sqlite3.OperationalError:  # the tables do not exist yet
            return []
    return [number for (number,) in rows]


def find_lost_answers(home: Path, game: PipedGame | ScreenGame) -> list[str]:
    """Compare the acknowledged answers of a game with its saved answers."""
    saved_numbers = list_saved_numbers(home, game.seed)
    is_complete = list(range(1, len(saved_numbers) + 1)) == saved_numbers
    # All output of a pipe is read; the last verdict that a screen painted may not be.
    max_extra = 1 if isinstance(game, PipedGame) else 2
    extra = len(saved_numbers) - game.acknowledged_count
    if is_complete and 0 <= extra <= max_extra:
        return []
    return [f"seed {game.seed}: {game.acknowledged_count} acknowledged, saved are {saved_numbers}"]


def find_damage(home: Path) -> list[str]:
    """Check the whole file with SQLite."""
    path = home / "history.sqlite3"
    if not path.exists():
        return []
    failures = [f"{damaged.name} was set aside" for damaged in home.glob("*damaged*")]
    with closing(sqlite3.connect(path)) as connection:
        failures += [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    return failures


def find_wrong_sums(home: Path) -> list[str]:
    """Compare the stored sums with the answers; the days count only answers of single players."""
    if not list_saved_numbers(home, 1) and not list_saved_numbers(home, 0):
        return []
    with closing(sqlite3.connect(home / "history.sqlite3")) as connection:
        answers, single, seen, days = (
            connection.execute(f"SELECT {columns}").fetchone()[0]
            for columns in (
                "count(*) FROM answers",
                "count(*) FROM answers JOIN rounds ON rounds.id = round WHERE players = 1",
                "total(seen) FROM facts",
                "total(asked) FROM days",
            )
        )
    if answers == seen and single == days:
        return []
    return [json.dumps({"answers": answers, "seen": seen, "answers of one player": single, "days": days})]


if __name__ == "__main__":
    sys.exit(main())
