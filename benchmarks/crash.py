"""Kill games at random moments, fill their disk, fail their writes, and look what the history holds.

    .venv/bin/python benchmarks/crash.py --kills 500

Games of several modes are played two at a time on one history, as lines through a pipe and on a
pseudo-terminal's screen. An
answer counts as acknowledged once its verdict could be read. Most are killed within some milliseconds of an
answer, when it is being saved, the others while they start. After each kill every acknowledged answer must be
in the file exactly once, at most one more may be, and SQLite must find the file sound.
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
WAYS = (
    CLASSIC,
    ("--mode", "fact-or-fiction", *CLASSIC),
    ("--mode", "sudden-death", "--time", "0"),
    ("--mode", "ladder"),
    ("--players", "Ana,Ben", *CLASSIC),
)
"""What is played through a pipe, in turns; all take a seed, by which a round is found again."""
UNGUARDED = 0.17
"""Seconds between keys: a key that comes sooner is taken for a held one."""


class Doom(NamedTuple):
    """When a game is to be killed: some seconds after an answer was given, the start being answer 0."""

    answer: int
    seconds: float


class Piped:
    """A game as lines, whose player answers at once."""

    def __init__(self, home: Path, seed: int, doom: Doom) -> None:
        self.seed = seed
        self.acknowledged = 0
        self._doom = doom
        self._read = ""
        self._answered = 0
        self._moment = time.perf_counter()
        self._program = subprocess.Popen(
            [*QUIZ, *WAYS[seed % len(WAYS)], "--plain", "--seed", str(seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "QUIZ_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        )

    def lives(self) -> bool:
        """Read what comes, and answer what is asked, until the end."""
        assert self._program.stdout is not None
        assert self._program.stdin is not None
        is_doomed = self._answered == self._doom.answer
        if is_doomed and time.perf_counter() - self._moment >= self._doom.seconds:
            return False
        if not is_doomed and select.select([self._program.stdout], [], [], 0.001)[0]:
            read = os.read(self._program.stdout.fileno(), 1 << 16).decode(errors="replace")
            self._read += read
            if not read:
                return False
            while self._answered < min(self._read.count("for help."), self._doom.answer):
                self._program.stdin.write(b"1\n")
                self._program.stdin.flush()
                self._answered += 1
                self._moment = time.perf_counter()
        return True

    def kill(self) -> None:
        """End it as the system would, and read what it had said before."""
        self._program.send_signal(signal.SIGKILL)
        out, _ = self._program.communicate()
        self._read += out.decode(errors="replace")
        self.acknowledged = len(re.findall(r"^(?:Right|Wrong|Skipped)\.", self._read, re.MULTILINE))


class OnScreen:
    """A game in a pseudo-terminal; verdicts count when they are read from the screen."""

    def __init__(self, home: Path, seed: int, doom: Doom) -> None:
        self.seed = seed
        self.acknowledged = 0
        self._doom = doom
        self._answered = self._seen = 0
        self._moment = self._pressed = time.perf_counter()
        self._terminal = Terminal([*QUIZ, *CLASSIC, "--seed", str(seed)], QUIZ_HOME=str(home))

    def lives(self) -> bool:
        """Look at the screen, and press a key where one is wanted, until the end."""
        now = time.perf_counter()
        if self._answered >= self._doom.answer and now - self._moment >= self._doom.seconds:
            return False
        self._terminal.rest(0.001)
        found = re.search(r"(\d+) of 10 ", self._terminal.text)
        if found is None:
            return True
        number, is_revealed = int(found[1]), "Why:" in self._terminal.text
        if is_revealed and number == self._seen:  # in two looks: the first may have met half a frame
            self.acknowledged = max(self.acknowledged, number)
        self._seen = number if is_revealed else 0
        if now - self._pressed > UNGUARDED:
            self._pressed = now
            self._terminal.press("\r" if is_revealed else "1")
            if number > self._answered:  # revealed too: on a slow screen a key may meet the next question
                self._answered, self._moment = number, now
        return True

    def kill(self) -> None:
        """End it as the system would."""
        self._terminal.__exit__(None, None, None)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    failures: list[str] = []
    with TemporaryDirectory(prefix="quiz-crash-") as folder:
        home = Path(folder)
        failures += killed(home / "killed", asked.kills, chance)
        failures += full(home / "full", chance)
        failures += failing_writes(home / "failing", chance)
    print("\n".join(failures) or "nothing was lost, counted twice or damaged")
    return bool(failures)


def killed(home: Path, kills: int, chance: random.Random) -> list[str]:
    """Kill games, two at a time, the one as lines and the other on a screen or as lines too."""
    failures: list[str] = []
    acknowledged = seed = 0
    while seed < kills:
        games: list[Piped | OnScreen] = [Piped(home, seed + 1, doom(chance))]
        games.append((OnScreen if seed % 8 == 0 else Piped)(home, seed + 2, doom(chance)))
        seed += len(games)
        living = list(games)
        while living:
            for game in list(living):
                if not game.lives():
                    game.kill()
                    living.remove(game)
        for game in games:
            acknowledged += game.acknowledged
            failures += missing(home, game)
        failures += unsound(home)
        if seed % 50 == 0 or seed >= kills:
            print(f"{seed} kills, {acknowledged} acknowledged answers, {len(failures)} failures", flush=True)
    failures += miscounted(home)
    return failures


def doom(chance: random.Random) -> Doom:
    """Draw when to kill: about the moment at which an answer is saved, or at any while it starts."""
    answer = chance.randrange(0, 10)
    return Doom(answer, chance.uniform(0, 0.6) if answer == 0 else chance.uniform(0, 0.006))


def full(home: Path, chance: random.Random) -> list[str]:
    """Play with files that can't grow past some size, as on a disk that is full."""
    failures: list[str] = []
    unsaved = played = 0
    for seed in range(1, 41):
        most = chance.randrange(0, 120_000)
        out = whole_game(home, seed, partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, most)))
        played += out.count("Answer: ")
        unsaved += out.count("Not saved: ")
        failures += said(home, seed, out) + unsound(home)
    print(f"with files that can’t grow: {played} answers, of which {unsaved} were said not to be saved")
    return failures + miscounted(home)


def failing_writes(home: Path, chance: random.Random) -> list[str]:
    """Play while another program holds the file, or it is not to be had, now and then."""
    failures: list[str] = []
    whole_game(home, 0)
    unsaved = 0
    for seed in range(1, 21):
        if chance.random() < 0.5:
            with closing(sqlite3.connect(home / "history.sqlite3", isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                out = whole_game(home, seed, questions=2)
        else:
            aside = home.with_name("aside")
            home.rename(aside)
            home.write_text("no folder", encoding="utf-8")
            out = whole_game(home, seed, questions=2)
            home.unlink()
            aside.rename(home)
        unsaved += out.count("Not saved: ")
        failures += said(home, seed, out) + unsound(home)
    print(f"with a file that is held or not to be had: {unsaved} answers were said not to be saved")
    return failures + miscounted(home)


def whole_game(home: Path, seed: int, limit: Callable[[], None] | None = None, questions: int = 10) -> str:
    """Play a game to its end through a pipe; give what it printed."""
    run = subprocess.run(
        [*QUIZ, "--plain", "--seed", str(seed), "--questions", str(questions), "--time", "0"],
        input="1\n" * questions,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "QUIZ_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        preexec_fn=limit,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def said(home: Path, seed: int, out: str) -> list[str]:
    """Find answers that were neither kept nor said not to be; one that was may have been saved later."""
    blocks = [block for block in out.split("\n\n") if "Answer: " in block]
    kept = numbers(home, seed)
    return [
        f"seed {seed}: answer {number} is neither kept nor said not to be"
        for number, block in enumerate(blocks, 1)
        if number not in kept and "Not saved: " not in block
    ]


def numbers(home: Path, seed: int) -> list[int]:
    """Give the numbers of the answers that are kept of a seed's round."""
    if not (home / "history.sqlite3").exists():
        return []
    with closing(sqlite3.connect(home / "history.sqlite3")) as connection:
        try:
            rows = connection.execute(
                "SELECT number FROM answers JOIN rounds ON rounds.id = round WHERE seed = ? ORDER BY number",
                (seed,),
            ).fetchall()
        except sqlite3.OperationalError:  # not a table yet
            return []
    return [number for (number,) in rows]


def missing(home: Path, game: Piped | OnScreen) -> list[str]:
    """Compare what a game had acknowledged with what is kept of it."""
    kept = numbers(home, game.seed)
    right = list(range(1, len(kept) + 1)) == kept
    # On a screen a verdict may have been painted that was not read any more; of a pipe all is read.
    spare = 1 if isinstance(game, Piped) else 2
    if right and game.acknowledged <= len(kept) <= game.acknowledged + spare:
        return []
    return [f"seed {game.seed}: {game.acknowledged} acknowledged, kept are {kept}"]


def unsound(home: Path) -> list[str]:
    """Let SQLite look at the whole file."""
    path = home / "history.sqlite3"
    if not path.exists():
        return []
    found = [f"{other.name} was set aside" for other in home.glob("*damaged*")]
    with closing(sqlite3.connect(path)) as connection:
        found += [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    return found


def miscounted(home: Path) -> list[str]:
    """Compare the sums with the answers."""
    if not numbers(home, 1) and not numbers(home, 0):
        return []
    with closing(sqlite3.connect(home / "history.sqlite3")) as connection:
        answers, alone, seen, days = (
            connection.execute(f"SELECT {what}").fetchone()[0]
            for what in (
                "count(*) FROM answers",
                "count(*) FROM answers JOIN rounds ON rounds.id = round WHERE players = 1",
                "total(seen) FROM facts",
                "total(asked) FROM days",
            )
        )
    # What friends answer was seen, and counts for none of them.
    if answers == seen and alone == days:
        return []
    return [json.dumps({"answers": answers, "seen": seen, "alone": alone, "days": days})]


if __name__ == "__main__":
    sys.exit(main())
