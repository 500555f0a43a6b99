"""Games and commands with a damaged history, or with one that contains nonsense.

    .venv/bin/python benchmarks/damaged_history.py --flips 200

The history is damaged in many ways: the first byte of each page is wrong, the file ends before each page, or
a random bit is flipped. Then each command and each kind of game is the first that opens it. If the file gets
another name, that command or game must report the name. An answer must be in the history unless the game
reports that it was not saved. There must be no internal error. Afterwards every column of every table gets
values of other types and values that make no sense.
"""

import argparse
import asyncio
import json
import os
import pkgutil
import random
import re
import shutil
import sqlite3
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import quiz
from quiz.cli.commands.play import PlayOptions, prepare_game
from quiz.cli.main import main as run_quiz
from quiz.history.schema import HISTORY_SCHEMA
from quiz.tui.app import QuizApp
from quiz.tui.screens.question import QuestionScreen

ANSWERS = 2
SEED = 77
FACTS = 24
VALUES: tuple[object, ...] = (
    None,
    "",
    "never",
    "2026-13-45",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59.999999+00:00",
    "2026-01-02T03:04:05",
    "[" * 5000,
    '{"id": "cut',
    "\x1b[2J\u202e",
    b"\xff\xfe\x00",
    -1,
    0,
    99,
    2**62,
    -(2**63),
    1.5,
    -1e300,
    float("inf"),
)
"""Values for every column; a constraint of the table refuses some of them."""
READERS = 6
"""Number of openers that only read."""
BAD_TEXT = b"\xff\xfe\x80"
"""A text that is not UTF-8, which only another program can store."""


class Run(NamedTuple):
    """The output and the exit code of a command or a game."""

    code: int
    output: str


class Opener(NamedTuple):
    """A command or a game that may be the first to open a history."""

    name: str
    run: Callable[[], int]
    stdin: str = ""
    is_game: bool = False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flips", type=int, default=200, help="random bits to flip (default: 200)")
    parser.add_argument("--pages", type=int, help="pages to damage (default: all)")
    parser.add_argument("--values", type=int, help="values for each column (default: all)")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the random bits (default: 1)")
    options = parser.parse_args()
    import_everything()
    with tempfile.TemporaryDirectory(prefix="quiz-damage-") as folder:
        failures = try_all(Path(folder), options)
    for failure in failures:
        print(failure)
    sys.exit(bool(failures))


def import_everything() -> None:
    """Import all modules of the program, so that no child process needs to."""
    import_module("fsrs")
    for module in pkgutil.walk_packages(quiz.__path__, "quiz."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


def try_all(folder: Path, options: argparse.Namespace) -> list[str]:
    """Try every damage and every nonsense with every opener; return the failures."""
    pack, home = folder / "harbours.yaml", folder / "home"
    os.environ |= {"QUIZ_HOME": str(home), "TERM": "xterm-256color"}
    pack.write_text(build_pack(), encoding="utf-8")
    original = build_history(pack, home)
    openers = list_openers(pack)
    reader = Opener("a reading command", lambda: max(opener.run() for opener in openers[:READERS]))
    failures = []
    count = report_count = 0
    for name, data in iter_damages(original, options):
        for opener in openers:
            trial_failures, is_reported = try_damage(opener, data, home)
            failures += [f"{name}, {opener.name}: {failure}" for failure in trial_failures]
            count += 1
            report_count += is_reported
    print(f"{count:,} first uses of a damaged history: {report_count:,} reported that it got another name.")
    count = 0
    for name, data in iter_nonsense(original, folder / "nonsense.sqlite3", options.values):
        for opener in (reader, *openers[READERS:]):
            failures += [f"{name}, {opener.name}: {failure}" for failure in try_nonsense(opener, data, home)]
            count += 1
    print(f"{count:,} first uses of a history with nonsense.")
    print(f"{len(failures)} failures.")
    return failures


def build_pack() -> str:
    """Return a pack of facts about places that don't exist."""
    facts = "".join(
        f"  - {{id: h{number}, fact: The harbour of Land {chr(65 + number)}ia is <Port {chr(65 + number)}>., "
        f"ask: Which harbour has Land {chr(65 + number)}ia?, type: harbour, cite: log 1}}\n"
        for number in range(FACTS)
    )
    return (
        "format: 1\nname: harbours\ntitle: Harbours\nsources: {log: {title: A Log}}\n"
        f"categories: {{harbours: Harbours}}\ncategory: harbours\nfacts:\n{facts}"
    )


def build_history(pack: Path, home: Path) -> bytes:
    """Play rounds, one of them unfinished, flag a question and schedule reviews; return the file."""
    for seed in range(1, 7):
        play_lines(pack, "--seed", str(seed), "--questions", "10", answers=9 if seed == 6 else 10)
    file = home / "history.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        question = {"id": "harbours/h0/choice@1", "stem": "Which?", "options": ["a", "b"], "key": 0}
        flag = json.dumps({**question, "explanation": "So.", "citations": []})
        flagged_at = "2026-11-21T12:00:00.000000+00:00"
        connection.execute("INSERT INTO flags VALUES ('harbours/h0', ?, ?)", (flag, flagged_at))
        connection.execute("UPDATE reviewed SET answer = 20")
        connection.execute(
            "INSERT INTO cards VALUES ('harbours/h1', 2, NULL, 3.0, 5.0, ?, ?)",
            ("2026-11-21T12:00:00.000000+00:00", "2026-11-20T12:00:00.000000+00:00"),
        )
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA journal_mode = WAL")
    return file.read_bytes()


def play_lines(pack: Path, *words: str, answers: int) -> Run:
    """Play a game in lines of text."""
    command = ["--plain", "--pack", str(pack), *words]
    return run_child(lambda: run_quiz(command), "1\n" * answers)


def list_openers(pack: Path) -> list[Opener]:
    """List the commands and games that may open a history first, those that only read before the others."""
    round_words = ["--questions", str(ANSWERS), "--seed", str(SEED)]
    plain = ["--plain", "--pack", str(pack)]
    return [
        Opener("stats", lambda: run_quiz(["stats", "--pack", str(pack)])),
        Opener("stats --json", lambda: run_quiz(["stats", "--json", "--pack", str(pack)])),
        Opener("flags", lambda: run_quiz(["flags"])),
        Opener("flags --json", lambda: run_quiz(["flags", "--json"])),
        Opener("history export", lambda: run_quiz(["history", "export"])),
        Opener("history export --json", lambda: run_quiz(["history", "export", "--json"])),
        Opener("history clear", lambda: run_quiz(["history", "clear", "--yes"])),
        Opener("a game in lines", lambda: run_quiz([*plain, *round_words]), "1\n" * ANSWERS, is_game=True),
        Opener("practice", lambda: run_quiz([*plain, "--mode", "practice"]), "1\n"),
        Opener("--resume", lambda: run_quiz([*plain, "--resume"]), "1\n"),
        Opener("a game on the screen", lambda: asyncio.run(play_on_screen(pack)), is_game=True),
    ]


async def play_on_screen(pack: Path) -> int:
    """Show the home screen and the statistics, then play a round; print all notices."""
    setup = prepare_game(PlayOptions(packs=(str(pack),), questions=ANSWERS, seed=SEED, time=0.0), 0)
    from quiz.cli.app_services import build_app_services

    game = setup.game
    services = build_app_services(game, setup.profile, ascii_only=False)
    services = services._replace(open_address=lambda address: asyncio.sleep(0, result=False))
    game.dealer.list_menu()
    app = QuizApp(game, None, clock=monotonic, services=services)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("escape", "enter")
        await pilot.pause()
        for _ in range(ANSWERS):
            if isinstance(app.screen, QuestionScreen):
                print(app.screen.notice.content)
            await pilot.press("1")
            await pilot.pause()
            if isinstance(app.screen, QuestionScreen):
                print(app.screen.notice.content)
            await pilot.press("enter")
            await pilot.pause()
        await pilot.press("f")
        await pilot.pause()
    setup.close()
    return app.return_code or 0


def run_child(action: Callable[[], int], stdin: str) -> Run:
    """Call a function in a child process, which no earlier call has touched."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as lines:
        lines.write(stdin.encode())
        lines.seek(0)
        child = os.fork()
        if not child:
            code = 99
            try:
                for descriptor, file in ((0, lines), (1, output), (2, output)):
                    os.dup2(file.fileno(), descriptor)
                sys.stdin, sys.stdout, sys.stderr = (
                    os.fdopen(descriptor, mode, encoding="utf-8", closefd=False)
                    for descriptor, mode in ((0, "r"), (1, "w"), (2, "w"))
                )
                code = int(action())
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        _, status = os.waitpid(child, 0)
        output.seek(0)
        return Run(os.waitstatus_to_exitcode(status), output.read().decode("utf-8", "replace"))


def iter_damages(original: bytes, options: argparse.Namespace) -> Iterator[tuple[str, bytes]]:
    """Yield the damages with their names."""
    size = int.from_bytes(original[16:18], "big")
    pages = range(len(original) // size)[: options.pages]
    for page in pages:
        data = bytearray(original)
        data[page * size] ^= 0xFF
        yield f"first byte of page {page + 1}", bytes(data)
    for page in pages:
        yield f"cut off after page {page}" if page else "cut in the first page", original[: page * size or 50]
    rng = random.Random(options.seed)
    for _ in range(options.flips):
        bit = rng.randrange(8 * len(original))
        data = bytearray(original)
        data[bit // 8] ^= 1 << bit % 8
        yield f"bit {bit}", bytes(data)


def iter_nonsense(original: bytes, file: Path, limit: int | None) -> Iterator[tuple[str, bytes]]:
    """Yield histories in which a column of some rows has another value, with their names."""
    for table in sorted(HISTORY_SCHEMA.tables):
        file.write_bytes(original)
        with closing(sqlite3.connect(file)) as connection:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        for column in columns:
            for value in VALUES[:limit]:
                data = replace_value(original, file, table, column, value)
                if data is not None:
                    yield f"{table}.{column} = {value!r:.40}", data
            if limit is None:
                data = replace_value(original, file, table, column, BAD_TEXT, "CAST(? AS TEXT)")
                if data is not None:
                    yield f"{table}.{column} = {BAD_TEXT!r} as text", data


def replace_value(
    original: bytes, file: Path, table: str, column: str, value: object, term: str = "?"
) -> bytes | None:
    """Return the history with another value in a column; `None` if SQLite refuses it."""
    for suffix in ("-wal", "-shm"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)
    file.write_bytes(original)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        unfinished = ""
        if table == "rounds" and column not in ("ended", "total"):
            unfinished = ", ended = NULL, total = total + 1"
        one_row = f"WHERE {column} = (SELECT max({column}) FROM {table})"
        changed = 0
        for statement in (  # all rows if a constraint allows that, otherwise one
            f"UPDATE {table} SET {column} = {term}{unfinished}",
            f"UPDATE {table} SET {column} = {term}{unfinished} {one_row}",
        ):
            try:
                changed = connection.execute(statement, (value,)).rowcount
            except (sqlite3.IntegrityError, sqlite3.DataError):
                continue
            break
        connection.execute("PRAGMA journal_mode = WAL")
    return file.read_bytes() if changed else None


def write_home(data: bytes, home: Path) -> None:
    """Make a home that has only this history."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    (home / "history.sqlite3").write_bytes(data)


def list_quarantined(home: Path) -> list[str]:
    """List the damaged files that got another name."""
    return [file.name for file in home.glob("*damaged*.sqlite3")]


def try_damage(opener: Opener, data: bytes, home: Path) -> tuple[list[str], bool]:
    """Return the failures of the first use of a damaged history, and whether it reported a new name."""
    write_home(data, home)
    run = run_child(opener.run, opener.stdin)
    failures = list(iter_faults(run))
    quarantined = list_quarantined(home)
    named = re.findall(r"history-damaged-[\d-]+\.sqlite3", run.output)
    if any(name not in named for name in quarantined):
        failures.append(f"{quarantined} is not named: {run.output[-200:]!r}")
    if opener.is_game:
        failures += iter_lost_answers(run, home)
    return failures, bool(named)


def try_nonsense(opener: Opener, data: bytes, home: Path) -> list[str]:
    """Return the failures of the first use of a history with nonsense."""
    write_home(data, home)
    run = run_child(opener.run, opener.stdin)
    failures = list(iter_faults(run))
    if run.code and opener.name != "--resume":  # that may refuse
        failures.append(f"exit code {run.code}: {run.output[-200:]!r}")
    failures += iter_json_errors(run)
    if opener.is_game:
        failures += iter_lost_answers(run, home)
    return failures


def iter_faults(run: Run) -> Iterator[str]:
    """Yield the faults of a run that no history excuses."""
    if run.code not in (0, 2) or "Traceback" in run.output or "internal error" in run.output:
        yield f"exit code {run.code}: {run.output[-300:]!r}"


def iter_json_errors(run: Run) -> Iterator[str]:
    """Yield the lines of JSON that are not valid."""
    for line in run.output.splitlines():
        if line.startswith("{"):
            try:
                json.loads(line, parse_constant=refuse_constant)
            except ValueError as error:
                yield f"invalid JSON ({error})"


def refuse_constant(name: str) -> float:
    """Refuse `Infinity` and `NaN`, which are not JSON."""
    raise ValueError(name)


def iter_lost_answers(run: Run, home: Path) -> Iterator[str]:
    """Yield a failure if answers are lost although the game reported no error."""
    if "ot saved" in run.output or "can be saved" in run.output:
        return
    export = run_child(lambda: run_quiz(["history", "export", "--json"]), "")
    rows = [json.loads(line) for line in export.output.splitlines() if line.startswith("{")]
    saved = sum(row["seed"] == SEED for row in rows)
    if saved != ANSWERS:
        yield f"{saved} of {ANSWERS} answers are in the history: {run.output[-300:]!r}"


if __name__ == "__main__":
    main()
