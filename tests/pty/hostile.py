"""The program with hostile texts in everything that it shows: `python -m tests.pty.hostile HOW WHOSE FOLDER`.

HOW is `screen`, `plain` or `lines`. WHOSE is the table of payloads: `ours`, `shared`, or `forgotten`, which
is ours as unsafe texts, so that the filter at the terminal is the only protection.
"""

import io
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, redirect_stdout, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from quiz.cli import line_game, streams
from quiz.cli.main import main
from quiz.game.game import Game
from quiz.game.recorder import NullHistoryRecorder
from quiz.game.round import RoundRequest
from quiz.game.session import SessionRules
from quiz.history.store import HistoryStore
from quiz.model.location import Location
from quiz.model.pack import Category, Citation, HandwrittenQuestion, Kind, Pack, Section, Source
from quiz.model.question import Question
from quiz.text.safe import Text
from tests.factories import dealer
from tests.pty import payloads

AT_ONCE = 8
SOUND = """\
format: 1
name: sound
title: Sound
categories: {words: Words}
sources: {s: {title: S}}
"""
PACK = ("--pack", "./words.yaml")
TABLE = """\
tables:
  - fact: The word no. <number> is <word>.
    columns: {number: {type: number}, word: {type: word, ask: Which word is no. <number>?}}
    cite: s 1
    rows: words.csv
"""


def table(whose: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return control sequences, markup and ordinary texts."""
    if whose == "shared":
        return payloads.load_shared()
    return payloads.ACTING, payloads.MARKUP, payloads.ORDINARY


def packs(whose: str) -> Iterator[Pack]:
    """Build packs of one question each, with some payloads in every text."""

    def text(raw: str) -> Text:
        return str.__new__(Text, raw) if whose == "forgotten" else Text(raw)

    everything = [one for part in table(whose) for one in part]
    for number, first in enumerate(range(0, len(everything), AT_ONCE)):
        said = " ".join(everything[first : first + AT_ONCE])
        source = Source(
            "s",
            text(f"{said} of the source"),
            publisher=text(said),
            author=text(said),
            kind=text(said),
            date=text(said),
            url=text(f"https://example.org/{said}"),
            licence=text(said),
            note=text(said),
            sections=(Section(text(said), 1, 2),),
        )
        question = HandwrittenQuestion(
            id="q",
            category="c",
            kind=Kind.CHOICE,
            stem=text(f"Which of these is it, {said}?"),
            right=text(f"{said} one"),
            wrong=(text(f"{said} two"), text(f"{said} three")),
            explanation=text(f"It says {said}."),
            citations=(Citation(source, 1, 1, text(f"{said}, paragraph 1")),),
            location=Location(text(said)),
            attribution=text(said),
        )
        category = Category("c", text(f"{said} of the category"))
        yield Pack(f"p{number}", text(f"{said} of the pack"), (category,), (source,), questions=(question,))


def play(how: str, whose: str) -> int:
    """Play a round of all the packs, on the screen from its home on."""
    hostile_packs = tuple(packs(whose))
    players = tuple(map(Text, ("A\x1b[2J[red]", "B\u202e[/]"))) if how == "plain" else ()
    length = len(hostile_packs) - len(hostile_packs) % 2 if players else len(hostile_packs)
    order = RoundRequest(length=length, seed=1, players=players)
    game = Game(dealer(*hostile_packs), order, SessionRules(limit_seconds=None), NullHistoryRecorder())
    if how == "screen":
        from quiz.tui.app import QuizApp
        from tests.tui.harness import build_services

        app = QuizApp(game, None, clock=monotonic, services=build_services(), notices=(Text("\x1b[2J[red]"),))
        app.run()
        return app.return_code or 0
    console = line_game.Console(sys.stdin, sys.stdout, sys.stderr, monotonic, waits=False)
    line_game.run_line_game(game, game.draw_round(), console)
    return 0


def lines(whose: str, folder: Path) -> int:
    """Run every command with hostile arguments and files."""
    os.chdir(folder)
    os.environ["QUIZ_HOME"] = str(folder / "home")
    hostile = [*table(whose)[0], *table(whose)[1]]
    in_cells(["some", "other"], folder)
    for payload in hostile:
        for words in as_arguments(payload):
            run(*words)
        os.environ["COLUMNS"] = payload.replace("\0", "").encode("utf-8", "replace").decode()
        named = as_file(payload, folder)
        for words in [] if named is None else with_file(named):
            run(*words)
    del os.environ["COLUMNS"]
    in_cells(hostile, folder)
    for words in (
        ["check", "words.yaml", "--format", form] for form in ("full", "concise", "json", "github")
    ):
        run(*words)
    for words in (["items"], ["items", "--json"], ["list"], ["list", "--json"]):
        run(*words, *PACK)
    run("preview", "words.yaml")
    run("audit", "words.yaml", "--seeds", "1")
    run("add", "words.yaml", "--force")
    run("why", "words/words-2/choice@0", *PACK)
    run("--plain", "--questions", "2", *PACK)
    run("list")
    run("remove", "words", "--yes")
    in_history(hostile, folder)
    settings = "\n".join(f"{one} = 1\ntheme = '{one}'\nkeys.skip = \"{one}\"" for one in hostile)
    (folder / "home" / "settings.toml").write_bytes(settings.encode("utf-8", "surrogatepass"))
    for words in (["history"], ["history", "export"], ["flags"], ["flags", "--json"]):
        run(*words)
    for words in (["stats"], ["stats", "--json"], ["--plain", "--questions", "1"]):
        run(*words, *PACK)
    for home in (one for one in hostile if "\0" not in one and "\ud800" not in one):
        os.environ["QUIZ_HOME"] = str(folder / home.replace("/", "_"))
        run("history", "path")
    return 0


def run(*words: str) -> None:
    """Run the command line, with some lines of `1` as input."""
    sys.stdin = io.StringIO("1\n" * 9)
    if words[0] != "preview":
        main(words)
        return
    printed = io.StringIO()  # on a terminal it would wait for the file to be saved
    with redirect_stdout(printed):
        main(words)
    sys.stdout.write(printed.getvalue())


def as_arguments(payload: str) -> Iterator[list[str]]:
    """Yield command lines with a payload instead of a name, a number or a path."""
    yield [payload]
    yield [f"--{payload}"]
    yield ["--plain", "--pack", payload]
    for option in ("--category", "--kind", "--mode", "--seed", "--time", "--players"):
        yield ["--plain", *PACK, option, payload]
    yield ["--plain", *PACK, "--questions", "2", "--players", f"{payload.replace(',', ' ')},Ben"]
    for command in ("list", "check", "audit", "preview", "add", "remove", "rule"):
        yield [command, payload]
    yield ["why", payload, *PACK]
    yield ["items", "--category", payload, *PACK]
    yield ["items", "--pack", f"./{payload}.yaml"]
    yield ["new", "pack.x", "--from", payload]
    yield ["new", f"{payload}/"]
    yield ["check", "questions", "--select", payload]
    yield ["check", "questions", "--sources", payload]
    yield ["flags", "remove", payload]
    yield ["history", payload]


def as_file(payload: str, folder: Path) -> Path | None:
    """Write an invalid pack whose name is a payload, if the system allows the name."""
    path = folder / f"{payload.replace('/', '_')[:80]}.yaml"
    raw = f"{SOUND}facts:\n  - {{fact: {payload}, {payload}: <x>, cite: {payload}}}\n# {payload}\n"
    with suppress(OSError, ValueError):  # UnicodeEncodeError is a ValueError
        path.write_bytes(raw.encode("utf-8", "surrogatepass"))
        return path
    return None


def with_file(path: Path) -> Iterator[list[str]]:
    """Yield command lines for an invalid pack."""
    for form in ("full", "concise", "json", "github"):
        yield ["check", str(path), "--format", form]
    for command in ("preview", "add", "audit"):
        yield [command, str(path)]
    yield ["--plain", "--pack", str(path)]
    yield ["new", "x.yaml", "--from", str(path)]


def in_cells(hostile: list[str], folder: Path) -> None:
    """Write a pack whose table has payloads as cells, with and without quotes."""
    quoted = ('"' + one.replace('"', '""') + '"' for one in hostile)
    rows = [f"{number},{cell}" for number, cell in enumerate((*hostile, *quoted, "plain", "word"), 1)]
    (folder / "words.yaml").write_text(SOUND.replace("sound", "words") + TABLE, encoding="utf-8")
    data = "\n".join(("number,word", *rows))
    (folder / "words.csv").write_text(data, encoding="utf-8", errors="replace", newline="")


def in_history(hostile: list[str], folder: Path) -> None:
    """Save payloads in the history as questions and ids."""
    path = folder / "home" / "history.sqlite3"
    with closing(HistoryStore(path, lambda: datetime.now(UTC))) as store:
        for number, payload in enumerate(hostile):
            raw = str.__new__(Text, payload.replace("\ud800", "?"))
            store.flag(
                Question(
                    f"p/q{number}{raw}/choice@1",
                    raw,
                    raw,
                    raw,
                    Kind.CHOICE,
                    raw,
                    (raw, raw),
                    0,
                    raw,
                    (),
                    answer=raw,
                )
            )
    with closing(sqlite3.connect(path)) as connection:
        names = [f"p/{payload}" for payload in hostile if "\ud800" not in payload]
        connection.executemany(
            "INSERT OR REPLACE INTO facts VALUES (?, ?, 3, 3, 0, '2026-11-21T00:00:00+00:00')",
            [(name, name) for name in names],
        )
        connection.executemany(
            "INSERT OR REPLACE INTO days VALUES ('2026-11-21', ?, 3, 1, 3, 9)", [(n,) for n in names]
        )
        connection.commit()


if __name__ == "__main__":
    _, how, whose, folder = sys.argv
    streams.replace_unencodable()
    if how == "lines":
        sys.exit(lines(whose, Path(folder)))
    with streams.sanitized_output():
        sys.exit(play(how, whose))
