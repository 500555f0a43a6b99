"""Read the words of a command line into what was asked for."""

import argparse
import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import partial
from typing import NoReturn

from quiz.core.model import Kind
from quiz.core.modes import CLASSIC, MODES, Mode
from quiz.core.problem import UsageError
from quiz.text.safe import Text, one_line
from quiz.text.words import listed

HELP = """\
usage: quiz [OPTIONS]             choose a category, or play a round at once
       quiz COMMAND [OPTIONS]     quiz COMMAND --help; quiz --version

To play
  --category NAME           a round of one category: video, or hero/video
  --pack FILE|FOLDER|NAME   questions from another pack; may be repeated
  --kind choice|truefalse   one kind of question
  --questions N, --time S   how many, 10, and seconds for each, 20; 0: no clock
  --seed N                  the same round again; its end shows the seed
  --mode MODE               another way to play: ladder, daily, practice ...
  --players ANA,BEN         two to eight at one keyboard, in turns
  --plain                   lines of text, for screen readers and pipes
  --resume, --no-history    go on with the round you left; remember nothing
  list, stats               the packs and categories; how it went so far
  history, flags            what is remembered; what you marked as wrong
  add PATH | remove NAME    keep a pack where --pack finds it by name, or not
  why QUESTION-ID           why the right answer is right, the others wrong

To write packs
  new NAME                  a small pack that plays at once, to begin with
  preview PATH[:LINE]       the questions of the entry there, while you write
  check PATH...             what is wrong with a pack, by line and column
  items | audit PACK        the questions that come of it; how sound they are
  rule NAME | schema        a problem explained; the format, for your editor"""

COMMANDS = (
    "list",
    "stats",
    "history",
    "flags",
    "items",
    "why",
    "check",
    "audit",
    "new",
    "preview",
    "add",
    "remove",
    "rule",
    "schema",
)
DEEDS = ("path", "export", "clear")
FORMATS = ("full", "concise", "json", "github")

_FEWEST, _MOST = 2, 8
_NAME_CELLS = 16
_WHOLE = re.compile(r"[0-9]{1,15}")
_DECIMAL = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")


class Asked(argparse.Namespace):
    """What a command line asks for; each command reads its part."""

    category: str | None
    pack: list[str]
    kind: Kind | None
    questions: int | None
    time: float | None
    seed: int | None
    mode: Mode | None = None
    players: tuple[Text, ...] = ()
    plain: bool
    history: bool
    resume: bool
    deed: str | None
    csv: bool
    flag: str | None
    json: bool
    round: int | None
    question: str
    paths: list[str]
    format: str
    strict: bool
    sources: str | None
    select: frozenset[str] | None
    ignore: frozenset[str]
    rule: str | None
    audited: str
    seeds: int
    name: str
    watch: bool
    target: str
    path: str
    table: str | None
    force: bool
    yes: bool

    @property
    def names_a_round(self) -> bool:
        """Whether anything says which round to play, so that it can start at once."""
        wanted = (self.category, self.kind, self.questions, self.seed, self.mode)
        return bool(self.pack or self.players) or any(value is not None for value in wanted)


def play(words: Sequence[str]) -> Asked:
    """Read the options of a game; refuse those that mean nothing in its mode."""
    asked = parser_of_a_game().read(words)
    _check_mode(asked)
    _check_players(asked)
    _check_resume(asked)
    return asked


def parser_of_a_game() -> "_Parser":
    """Give the parser for the options of a game."""
    parser = _Parser(prog="quiz")
    parser.add_argument("--version", action="store_true")
    _add_selection(parser)
    parser.add_argument("--questions", metavar="N", type=_count("--questions"))
    parser.add_argument("--time", metavar="SECONDS", type=_time)
    parser.add_argument("--seed", metavar="N", type=_whole("--seed"))
    parser.add_argument("--mode", metavar="MODE", type=_mode)
    parser.add_argument("--players", metavar="NAMES", type=_players, default=())
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--no-history", dest="history", action="store_false")
    parser.add_argument("--resume", action="store_true")
    return parser


def _check_mode(asked: Asked) -> None:
    mode = asked.mode or CLASSIC
    given = {
        "--category": asked.category is not None,
        "--pack": bool(asked.pack),
        "--kind": asked.kind is not None,
        "--questions": asked.questions is not None,
        "--time": asked.time is not None,
        "--seed": asked.seed is not None,
        "--players": bool(asked.players),
    }
    for name, is_given in given.items():
        if is_given and name not in mode.takes:
            raise UsageError(f"the mode {mode.name} takes no {name}; it takes {', '.join(mode.takes)}")


def _check_players(asked: Asked) -> None:
    count = len(asked.players)
    if count and asked.questions is not None and asked.questions % count:
        near = max(count, asked.questions - asked.questions % count)
        raise UsageError(
            f"{asked.questions} questions can’t be shared among {count} players; {near} or {near + count} can"
        )


def _check_resume(asked: Asked) -> None:
    chosen = (asked.category, asked.kind, asked.questions, asked.time, asked.seed, asked.mode)
    is_chosen = bool(asked.players) or any(value is not None for value in chosen)
    if asked.resume and (is_chosen or not asked.history):
        raise UsageError(
            "--resume goes on with a round as it was; beside it only --pack and --plain mean something"
        )


def command(name: str, words: Sequence[str]) -> Asked:
    """Read what follows a command."""
    return _parser(name).read(words)


def help_on(name: str) -> str:
    """Say what a command takes."""
    return _parser(name).format_help()


def unknown_command(word: str) -> UsageError:
    """Say that a word is no command, and what may have been meant."""
    near = get_close_matches(word.casefold(), COMMANDS, n=1)
    if near:
        return UsageError(f"“{word}” is no command; did you mean “quiz {near[0]}”?")
    if "/" in word or word.endswith((".yaml", ".yml")):
        return UsageError(f"“{word}” is no command; did you mean “quiz --pack {word}”?")
    return UsageError(f"“{word}” is no command; “quiz --help” lists them")


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are sentences."""

    def __init__(self, prog: str, description: str | None = None) -> None:
        super().__init__(
            prog=prog,
            description=description,
            add_help=False,
            allow_abbrev=False,  # an abbreviation would change its meaning with the next option
            formatter_class=partial(argparse.HelpFormatter, width=79, max_help_position=26),
        )

    def read(self, words: Sequence[str]) -> Asked:
        """Read the words; what is left over is a mistake."""
        asked, rest = self.parse_known_args(words, Asked())
        if rest:
            self._refuse(next((word for word in rest if word.startswith("-")), rest[0]))
        return asked

    def error(self, message: str) -> NoReturn:
        """Say in our own words what `argparse` says in its."""
        said = message.removeprefix("argument ").replace(": expected one argument", " needs a value")
        _, is_missing, names = said.partition("arguments are required: ")
        raise UsageError(f"{f'{names} is missing' if is_missing else said}; see “{self.prog} --help”")

    def _refuse(self, word: str) -> NoReturn:
        name = word.partition("=")[0]
        known = [option for action in self._actions for option in action.option_strings]
        near = get_close_matches(name, known, n=1)
        if near:
            raise UsageError(f"there is no option “{name}”; did you mean “{near[0]}”?")
        raise UsageError(f"“{word}” means nothing here; see “{self.prog} --help”")


def _parser(name: str) -> _Parser:
    parser = _PARSERS[name]()
    parser.add_argument("-h", "--help", action="store_true", help="show this")
    return parser


def _list() -> _Parser:
    parser = _Parser("quiz list", "List the packs and categories, and how much each holds.")
    _add_packs(parser)
    _add_json(parser)
    return parser


def _stats() -> _Parser:
    parser = _Parser(
        "quiz stats", "Show how it went: by category, over time, what is learnt, what is missed."
    )
    _add_packs(parser)
    parser.add_argument("--plain", action="store_true", help="charts of # and . alone")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    return parser


def _history() -> _Parser:
    parser = _Parser("quiz history", "Show, export or clear what is remembered of your games.")
    parser.add_argument(
        "deed",
        metavar="path|export|clear",
        type=lambda text: _one_of("quiz history", text, DEEDS),
        help="where the file is; every answer that is in it; forget all of it",
    )
    parser.add_argument(
        "--csv", action="store_true", help="export as a table, as it does unless told otherwise"
    )
    parser.add_argument("--json", action="store_true", help="export as one JSON object a line")
    parser.add_argument("--yes", action="store_true", help="clear without asking first")
    return parser


def _flags() -> _Parser:
    parser = _Parser("quiz flags", "List the questions that you marked as wrong or bad, with their sources.")
    parser.add_argument("deed", metavar="remove", nargs="?", type=_remove_word, help="ask one again:")
    parser.add_argument("flag", metavar="ID", nargs="?", help="its id, as it is listed")
    _add_json(parser)
    return parser


def _remove_word(text: str) -> str:
    return _one_of("quiz flags", text, ("remove",))


def _items() -> _Parser:
    parser = _Parser("quiz items", "Print the questions that come of a pack, with answers and sources.")
    _add_selection(parser)
    parser.add_argument("--seed", metavar="N", type=_whole("--seed"), default=0, help="0 unless given")
    parser.add_argument(
        "--round", metavar="N", type=_count("--round"), help="only those of a round of N, in its order"
    )
    _add_json(parser)
    return parser


def _why() -> _Parser:
    parser = _Parser("quiz why", "Print the fact behind a question, and why each option is right or wrong.")
    parser.add_argument("question", metavar="QUESTION-ID", help="as in “quiz items”: hero/director/choice@7")
    _add_packs(parser)
    _add_json(parser)
    return parser


def _check() -> _Parser:
    parser = _Parser("quiz check", "Check packs: all that is wrong with them, by line and column.")
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        type=_filled("PATH is a file or a folder"),
        help="a pack file, a pack folder, a folder of packs",
    )
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        type=_format,
        default="full",
        help=f"{', '.join(FORMATS)}; full unless given",
    )
    parser.add_argument(
        "--sources", metavar="FOLDER", help="compare every citation with the documents in a folder"
    )
    parser.add_argument(
        "--select", metavar="NAMES", type=_names("--select"), help="only these problems, with commas between"
    )
    parser.add_argument(
        "--ignore",
        metavar="NAMES",
        type=_names("--ignore"),
        default=frozenset(),
        help="all problems but these",
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    _add_watch(parser)
    return parser


def _audit() -> _Parser:
    parser = _Parser("quiz audit", "Measure the questions of a pack, beside what people's questions reach.")
    parser.add_argument(
        "audited",
        metavar="PACK",
        type=_filled("PACK is a file, a folder or a name"),
        help="a pack's file, folder or name",
    )
    parser.add_argument(
        "--seeds",
        metavar="N",
        type=_count("--seeds"),
        default=20,
        help="how many times each is made; 20 unless given",
    )
    _add_json(parser)
    return parser


def _new() -> _Parser:
    parser = _Parser(
        "quiz new", "Write a small pack that plays at once, for you to fill; nothing is overwritten."
    )
    parser.add_argument(
        "name",
        metavar="NAME",
        type=_filled("NAME is a pack's name or a file"),
        help="a pack's name, or the path of its file",
    )
    parser.add_argument(
        "--from",
        metavar="TABLE",
        dest="table",
        type=_filled("--from takes a CSV file"),
        help="propose types and sentences for the columns of a CSV file beside it",
    )
    return parser


def _preview() -> _Parser:
    parser = _Parser(
        "quiz preview",
        "Show the questions and problems of one entry of a pack; on a terminal, of the one that you edit.",
    )
    parser.add_argument(
        "target",
        metavar="PATH[:LINE]",
        type=_filled("PATH is a file or a folder"),
        help="a pack's file and a line of the entry; without a line, a pack",
    )
    parser.add_argument("--seed", metavar="N", type=_whole("--seed"), default=0, help="0 unless given")
    _add_watch(parser)
    return parser


def _add() -> _Parser:
    parser = _Parser("quiz add", "Check a pack, and keep a copy where --pack finds it by name.")
    parser.add_argument(
        "path", metavar="PATH", type=_filled("PATH is a file or a folder"), help="a pack's file or folder"
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="what can be used of a pack with errors; a pack in the place of another of its name",
    )
    return parser


def _remove() -> _Parser:
    parser = _Parser("quiz remove", "Remove a pack that was added; what you answered stays.")
    parser.add_argument("name", metavar="NAME", type=_filled("NAME is a pack's name"), help="a pack's name")
    parser.add_argument("--yes", action="store_true", help="without a question")
    return parser


def _rule() -> _Parser:
    parser = _Parser("quiz rule", "Explain a problem that “quiz check” finds, with a bad and a good example.")
    parser.add_argument("rule", metavar="NAME", nargs="?", type=known_rule, help="all of them unless given")
    return parser


def _schema() -> _Parser:
    return _Parser("quiz schema", "Print the JSON Schema of a pack, by which an editor completes and checks.")


_PARSERS = {
    "rule": _rule,
    "schema": _schema,
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
}


def _add_selection(parser: _Parser) -> None:
    _add_packs(parser)
    parser.add_argument("--category", metavar="NAME", help="video, or hero/video")
    parser.add_argument("--kind", metavar="KIND", type=_kind, help="choice or truefalse")


def _add_packs(parser: _Parser) -> None:
    parser.add_argument(
        "--pack",
        metavar="PACK",
        action="append",
        type=_filled("--pack takes a file, a folder or a name"),
        default=[],
        help="a pack's file, folder or name; repeatable",
    )


def _add_json(parser: _Parser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def _add_watch(parser: _Parser) -> None:
    parser.add_argument("--watch", action="store_true", help="again whenever a file is saved, until Ctrl-C")


def _kind(text: str) -> Kind:
    return Kind(_one_of("--kind", text, [kind.value for kind in Kind]))


def _mode(text: str) -> Mode:
    return MODES[_one_of("--mode", text, list(MODES))]


def _players(text: str) -> tuple[Text, ...]:
    from quiz.text.cells import width
    from quiz.text.fold import fold

    names = tuple(one_line(name.strip()) for name in text.split(","))
    folded = {fold(name) for name in names}
    if not _FEWEST <= len(names) <= _MOST or not all(names) or len(folded) < len(names):
        raise UsageError(
            f"--players takes {_FEWEST} to {_MOST} names that differ, with commas between, not “{text}”"
        )
    long = next((name for name in names if width(name) > _NAME_CELLS), None)
    if long is not None:
        raise UsageError(f"--players takes names of at most {_NAME_CELLS} letters, not “{long}”")
    return names


def _format(text: str) -> str:
    return _one_of("--format", text, FORMATS)


def _names(option: str) -> Callable[[str], frozenset[str]]:
    def read(text: str) -> frozenset[str]:
        names = [name.strip() for name in text.split(",") if name.strip()]
        if not names:
            raise UsageError(f"{option} takes names of problems, not “{text}”; “quiz rule” lists them")
        for name in names:
            known_rule(name)
        return frozenset(names)

    return read


def known_rule(name: str) -> str:
    """Give the name of a problem; one that is none is a mistake."""
    from quiz.core.rules import RULES

    if name in RULES:
        return name
    near = get_close_matches(name.casefold(), RULES, n=1)
    advice = f"did you mean “{near[0]}”?" if near else "“quiz rule” lists them"
    raise UsageError(f"there is no problem “{name}”; {advice}")


def _one_of(option: str, text: str, known: Sequence[str]) -> str:
    if text in known:
        return text
    near = get_close_matches(text.casefold(), known, n=1)
    advice = f"; did you mean “{near[0]}”?" if near else ""
    raise UsageError(f"{option} takes {listed(known, 'or')}, not “{text}”{advice}")


def _filled(rule: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text:  # which would be the folder one stands in
            raise UsageError(f"{rule}, not “”")
        return text

    return read


def _time(text: str) -> float:
    if not _DECIMAL.fullmatch(text):
        raise UsageError(f"--time takes a number of seconds, 0 for no clock, not “{text}”")
    return float(text)


def _count(option: str) -> Callable[[str], int]:
    return _whole(option, least=1)


def _whole(option: str, *, least: int = 0) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not _WHOLE.fullmatch(text) or int(text) < least:
            raise UsageError(f"{option} takes a whole number from {least}, not “{text}”")
        return int(text)

    return read
