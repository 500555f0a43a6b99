"""Take a command line, do what it asks for, and say what went wrong in a sentence."""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from time import monotonic, sleep
from typing import TYPE_CHECKING

from quiz import __version__

# Every import of our own stands in the branch that needs it: `--version` needs next to none, and only a game
# on a whole screen needs Textual, which takes longer to import than all the rest.
if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from quiz.arguments import Asked
    from quiz.core.session import Rules
    from quiz.game import Game, Round
    from quiz.generate.items import Maker
    from quiz.memory import Memory
    from quiz.opening import Opened
    from quiz.text.safe import Text

LENGTH = 10
"""Questions in a round, where nothing is said."""
EACH = 5
"""Questions for each of several players, where nothing is said."""
GUARD = 0.15
"""Seconds within which nobody has read a question: a key pressed by then was meant for something else."""
SEEDS = 1_000_000
"""Fresh seeds stay below this, so that they can be read out and typed."""

DONE = 0
FOUND = 1
FAILED = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    from quiz import streams

    words = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in words
    streams.soften()
    try:
        code = _run([word for word in words if word != "--debug"])
        streams.flush(sys.stdout)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:  # a reader that has seen enough
        code = DONE
    except Exception as error:
        if debug:
            raise
        _note(f"quiz: {_sentence(error)}")
        code = FAILED
    streams.settle(sys.stdout)
    return code


def _run(words: Sequence[str]) -> int:
    if "--version" in words:
        print(f"quiz {__version__}")
        return DONE

    from quiz import arguments

    wants_help = "--help" in words or "-h" in words
    if not words or words[0].startswith("-"):
        return _print([arguments.HELP]) if wants_help else _play(arguments.play(words))
    name, rest = words[0], words[1:]
    command = _COMMANDS.get(name)
    if command is None:
        raise arguments.unknown_command(name)
    return _print([arguments.help_on(name)]) if wants_help else command(arguments.command(name, rest))


def _play(asked: "Asked") -> int:
    # Much is loaded now and nothing of it thrown away. Without this a start takes a tenth longer;
    # the screen turns the collector on again when it has been painted.
    gc.disable()
    from quiz import streams
    from quiz.core.session import Rules
    from quiz.memory import memory
    from quiz.opening import opened

    is_seated = streams.is_terminal(sys.stdin)
    seconds = 0.0 if asked.time is None and not is_seated else asked.time
    # Textual draws on stderr on some systems and on stdout on others.
    has_screen = is_seated and streams.is_terminal(sys.stdout) and streams.is_terminal(sys.stderr)
    is_plain = asked.plain or not has_screen or os.environ.get("TERM") == "dumb"
    packs = opened(asked.pack, _user_folder(), asked.category)
    known = memory(os.environ, _now, keeps=asked.history)
    settings = known.settings
    rules = Rules(settings.time or None, 0 if is_plain else GUARD, settings.streak_bonus)
    game = _game(packs.makers, asked, asked.questions, rules=rules, time=seconds, known=known)
    notes = [*packs.left_out, *known.notes]
    try:
        round_ = _first_round(game, asked)
        for sentence in notes:
            _note(sentence)
        if is_plain:
            gc.enable()
            return _play_plain(game, round_, waits=is_seated)
        return _play_on_screen(game, round_, next(iter(notes), None), known)
    finally:
        if known.keeper is not None and (trouble := known.keeper.close()):
            _note(f"quiz: not all answers are saved: {trouble}")


def _first_round(game: "Game", asked: "Asked") -> "Round | None":
    """Give the round to begin with, if the command line names one."""
    if not asked.resume:
        return game.deal() if asked.names_a_round else None
    from quiz.core.problem import UsageError

    round_ = game.left()
    if round_ is None:
        raise UsageError("no round was left that could be gone on with")
    return round_


def _play_on_screen(game: "Game", round_: "Round | None", notice: "Text | None", known: "Memory") -> int:
    from quiz import streams
    from quiz.tui.app import run
    from quiz.tui.backstage import Backstage

    ascii_only = not (streams.holds_marks(sys.stdout) and streams.holds_marks(sys.stderr))
    shortfall = round_.shortfall if round_ is not None else None
    backstage = Backstage(
        known.settings,
        known.set_down,
        lambda columns: _stats_lines(game, known, columns, ascii_only=ascii_only),
        is_first=known.keeper is not None and not known.glance.seen,
    )
    return run(
        game, round_, clock=monotonic, ascii_only=ascii_only, notice=shortfall or notice, backstage=backstage
    )


def _stats_lines(game: "Game", known: "Memory", columns: int, *, ascii_only: bool) -> "list[Text]":
    from quiz import past
    from quiz.history.figures import figures
    from quiz.text.safe import Text

    if known.keeper is None:
        return [Text("Nothing is remembered in this game.")]
    sheet = past.Sheet(columns, ascii_only)
    return list(past.stats(figures(known.keeper.store), game.every_maker(), sheet))


def _play_plain(game: "Game", round_: "Round | None", *, waits: bool) -> int:
    from quiz import plain, streams

    lines_in, lines_out = streams.opened(sys.stdin), streams.opened(sys.stdout)
    console = plain.Console(lines_in, lines_out, streams.opened(sys.stderr), monotonic, waits)
    return plain.play(game, round_, console)


def _list(asked: "Asked") -> int:
    from quiz.listing import pack_lines
    from quiz.packs.shelf import builtin_folder
    from quiz.text.safe import Text

    for pack in _opened(asked.pack).packs:
        is_builtin = pack.path.parent == builtin_folder()
        path = Text(str(pack.path))
        _print(pack_lines(pack.maker, path, pack.errors, is_builtin=is_builtin, as_json=asked.json))
    return DONE


def _stats(asked: "Asked") -> int:
    from shutil import get_terminal_size

    from quiz import past, streams
    from quiz.history.figures import figures
    from quiz.memory import past as remembered

    makers = _makers(asked.pack)
    with remembered(os.environ, _now) as (store, _):
        found = figures(store)
    if asked.json:
        return _print([past.stats_json(found, makers)])
    ascii_only = asked.plain or not streams.holds(sys.stdout, past.DRAWN)
    return _print(past.stats(found, makers, past.Sheet(get_terminal_size().columns, ascii_only)))


def _history(asked: "Asked") -> int:
    from quiz import past
    from quiz.history import glance
    from quiz.memory import past as remembered

    with remembered(os.environ, _now) as (store, places):
        if asked.deed == "path":
            return _print([str(store.path)])
        if asked.deed == "export":
            return _print(past.exported_json(store) if asked.json else past.exported_csv(store))
        contents = past.contents_line(store.contents())
        if not asked.yes and not _agrees(
            f"Forget {contents} for good?", "nothing is forgotten; --yes forgets it"
        ):
            return _print(["Nothing is forgotten."])
        glance.forget(places)
        store.clear()
        return _print([f"Forgotten: {contents}."])


def _flags(asked: "Asked") -> int:
    from quiz import past
    from quiz.core.problem import UsageError
    from quiz.history import glance
    from quiz.memory import past as remembered

    with remembered(os.environ, _now) as (store, places):
        if asked.deed is None:
            return _print(past.flag_lines(store.flags(), as_json=asked.json))
        if asked.flag is None:
            raise UsageError("quiz flags remove takes the id of a marked question; “quiz flags” lists them")
        if not store.unflag(asked.flag):
            raise UsageError(f"“{asked.flag}” is not marked; “quiz flags” lists what is")
        glance.forget(places)
    return _print([f"{asked.flag} may be asked again."])


def _agrees(question: str, otherwise: str) -> bool:
    """Ask whoever sits there; refuse where nobody does."""
    from quiz.core.problem import UsageError
    from quiz.streams import is_terminal

    if not is_terminal(sys.stdin):
        raise UsageError(f"{otherwise} without a question")
    _note(f"{question} y or n:")
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _items(asked: "Asked") -> int:
    from quiz.core.problem import UsageError
    from quiz.core.session import Rules
    from quiz.listing import every_question, question_lines

    makers = _makers(asked.pack)
    game = _game(makers, asked, asked.round, rules=Rules())
    if asked.round is None:
        questions = every_question(makers, asked.category, asked.kind, asked.seed or 0)
    else:
        round_ = game.deal()
        questions = iter(round_.questions)
        if round_.shortfall is not None:
            _note(round_.shortfall)
    printed = False
    for question in questions:
        _print(question_lines(question, as_json=asked.json))
        printed = True
    if not printed:
        raise UsageError("nothing here makes such a question")
    return DONE


def _why(asked: "Asked") -> int:
    from quiz import reasons

    return _print(reasons.lines(_makers(asked.pack), asked.question, as_json=asked.json))


def _check(asked: "Asked") -> int:
    if not asked.watch:
        return _check_once(asked)
    from pathlib import Path

    paths = [Path(path) for path in (*asked.paths, *([] if asked.sources is None else [asked.sources]))]

    def again() -> None:
        from quiz import streams

        streams.clear(sys.stdout)
        _check_once(asked)

    return _follow(paths, again)


def _check_once(asked: "Asked") -> int:
    from pathlib import Path

    from quiz.author.check import Selection, check
    from quiz.author.show import Form, Show
    from quiz.core.problem import UsageError

    sources = None if asked.sources is None else Path(asked.sources)
    if sources is not None and not sources.is_dir():
        raise UsageError(f"--sources takes a folder, and “{sources}” is none")
    selection = Selection(asked.select, asked.ignore)
    report = check([Path(path) for path in asked.paths], sources, selection)
    show = Show(Form(asked.format), report.files)
    _print(show(problem) for problem in report.problems)
    for sentence in report.unread:
        _note(f"quiz: {sentence}")
    if report.packs:
        _note(report.summary)
        for line in report.coverage:
            _note(line)
    if report.unread:
        return FAILED
    return FOUND if report.fails(strict=asked.strict) else DONE


def _audit(asked: "Asked") -> int:
    from quiz.author import figures
    from quiz.author.audit import audit
    from quiz.core.problem import UsageError

    (maker,) = _makers([asked.audited])
    found = audit(maker, asked.seeds)
    if found is None:
        raise UsageError("nothing here makes a question")
    _print([figures.as_json(found)] if asked.json else figures.table(found))
    return FOUND if found.missed else DONE


def _new(asked: "Asked") -> int:
    from quiz.author import scaffold

    path = _written(asked)
    schema = ", and the schema beside it for your editor" if scaffold.with_schema(path) else ""
    return _print(
        [
            f"{path} is written{schema}.",
            f"Play it:                 quiz --pack {path}",
            f"See it while you write:  quiz preview {path}",
        ]
    )


def _written(asked: "Asked") -> "Path":
    from pathlib import Path

    from quiz.author import proposal, scaffold

    if asked.table is None:
        return scaffold.made(asked.name)
    return proposal.made(asked.name, Path(asked.table))


def _preview(asked: "Asked") -> int:
    from quiz import streams
    from quiz.author import preview

    target = preview.target(asked.target)
    if not asked.watch and not streams.is_terminal(sys.stdout):
        seen = preview.look(target, asked.seed or 0)
        _print(preview.told(seen, target.pack, None))
        return DONE if seen.is_usable else FAILED
    follower = preview.Follower(target, asked.seed or 0)

    def again() -> None:
        streams.clear(sys.stdout)
        columns, rows = _size()
        _print(follower.screen(columns, rows))

    return _follow([target.pack], again, _size)


def _add(asked: "Asked") -> int:
    from pathlib import Path

    from quiz.author import shelving
    from quiz.packs.adding import add

    return _print(shelving.added(add(Path(asked.path), _needed_folder(), force=asked.force)))


def _remove(asked: "Asked") -> int:
    from quiz.packs import adding

    folder = _needed_folder()
    path = adding.find(asked.name, folder)
    if not asked.yes and not _agrees(
        f"Remove {path}? What you answered stays.", f"{path} stays; --yes removes it"
    ):
        return _print([f"{path} stays."])
    return _print([f"{adding.remove(asked.name, folder)} is removed."])


def _needed_folder() -> "Path":
    from quiz.core.problem import UsageError

    folder = _user_folder()
    if folder is None:
        raise UsageError("the system names no home for your packs; set QUIZ_HOME to a folder")
    return folder


def _size() -> tuple[int, int]:
    """Give the columns and rows of the terminal."""
    import shutil

    return shutil.get_terminal_size()


def _follow(
    paths: "Sequence[Path]", again: Callable[[], None], beside: Callable[[], object] = lambda: None
) -> int:
    """Do something now and whenever what stands at some paths is saved, until somebody presses Ctrl-C."""
    from contextlib import suppress
    from functools import partial

    from quiz import streams
    from quiz.author import watch

    with suppress(KeyboardInterrupt):
        for _ in watch.changes(lambda: (watch.stamps(paths), beside()), partial(sleep, watch.TICK)):
            again()
            streams.flush(sys.stdout)
    return DONE


def _rule(asked: "Asked") -> int:
    from quiz.author import rulebook
    from quiz.core.rules import RULES

    return _print(rulebook.listed() if asked.rule is None else rulebook.explained(RULES[asked.rule]))


def _schema(asked: "Asked") -> int:
    from quiz.packs import schema

    return _print([schema.as_json()])


_COMMANDS: dict[str, Callable[["Asked"], int]] = {
    "list": _list,
    "stats": _stats,
    "history": _history,
    "flags": _flags,
    "items": _items,
    "why": _why,
    "check": _check,
    "audit": _audit,
    "new": _new,
    "preview": _preview,
    "add": _add,
    "remove": _remove,
    "rule": _rule,
    "schema": _schema,
}


def _makers(names: Sequence[str]) -> "tuple[Maker, ...]":
    return _opened(names).makers


def _opened(names: Sequence[str]) -> "Opened":
    """Open packs, saying beside the data what of them can't be used."""
    from quiz.opening import opened

    packs = opened(names, _user_folder())
    for sentence in packs.left_out:
        _note(sentence)
    return packs


def _user_folder() -> "Path | None":
    """Give the folder of the user's packs; `None` where the user has no home."""
    from quiz.history.places import places

    found = places(os.environ)
    return None if found is None else found.packs


def _game(
    makers: "Sequence[Maker]",
    asked: "Asked",
    length: int | None,
    *,
    rules: "Rules",
    time: float | None = None,
    known: "Memory | None" = None,
) -> "Game":
    from quiz.core.modes import CLASSIC
    from quiz.game import Game, Order
    from quiz.packs.shelf import builtin, name_of

    mode, players = asked.mode or CLASSIC, asked.players
    alone = LENGTH if known is None else known.settings.questions
    usual = alone if len(players) < 2 else EACH * len(players)
    without: frozenset[str] = frozenset() if known is None else known.glance.flagged
    order = Order(
        asked.category, asked.kind, length or usual, asked.seed, mode, time, players, without=without
    )
    return Game(
        makers,
        order,
        rules,
        _fresh_seed,
        None if known is None else known.keeper,
        today=_today,
        builtin=[name_of(path) for path in builtin()],
        seen={} if known is None else known.glance.seen,
        everything=None if asked.pack or asked.category is None else _every_maker,
    )


def _every_maker() -> "tuple[Maker, ...]":
    """Open all packs, where at first only those that a category needs were opened."""
    from quiz.opening import opened

    return opened((), _user_folder()).makers


def _fresh_seed() -> int:
    return int.from_bytes(os.urandom(8), "big") % SEEDS


def _today() -> str:
    """Give the date in UTC, on which everybody plays the same daily round."""
    return _now().date().isoformat()


def _now() -> "datetime":
    from datetime import UTC, datetime

    return datetime.now(UTC)


def _print(lines: Iterable[str]) -> int:
    from quiz.text.safe import Text

    for line in lines:
        print(Text(line))
    return DONE


def _note(sentence: str) -> None:
    """Say something beside the data; where nobody hears it, nothing is lost."""
    from quiz import streams
    from quiz.text.safe import Text

    if sys.stderr is not None:
        print(Text(sentence), file=sys.stderr)
        streams.settle(sys.stderr)


def _sentence(error: Exception) -> str:
    from quiz.core.problem import QuizError

    if isinstance(error, QuizError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)
    return f"something went wrong inside the program: {type(error).__name__}: {error} (--debug shows where)"
