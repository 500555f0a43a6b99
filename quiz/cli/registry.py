"""Read the words of a command line into what was asked for."""

from collections.abc import Sequence
from difflib import get_close_matches

from quiz.cli.asked import Asked
from quiz.cli.option_types import int_type, parse_mode, parse_players, parse_seconds, positive_int_type
from quiz.cli.parser import CommandParser, add_selection_options
from quiz.game.modes import CLASSIC
from quiz.model.errors import UsageError

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


def parse_options(words: Sequence[str]) -> Asked:
    """Read the options of a game; refuse those that mean nothing in its mode."""
    asked = build_parser().parse(words)
    _check_mode(asked)
    _check_players(asked)
    _check_resume(asked)
    return asked


def build_parser() -> "CommandParser":
    """Give the parser for the options of a game."""
    parser = CommandParser(prog="quiz")
    parser.add_argument("--version", action="store_true")
    add_selection_options(parser)
    parser.add_argument("--questions", metavar="N", type=positive_int_type("--questions"))
    parser.add_argument("--time", metavar="SECONDS", type=parse_seconds)
    parser.add_argument("--seed", metavar="N", type=int_type("--seed"))
    parser.add_argument("--mode", metavar="MODE", type=parse_mode)
    parser.add_argument("--players", metavar="NAMES", type=parse_players, default=())
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--no-history", dest="keep_history", action="store_false")
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
        if is_given and name not in mode.options:
            raise UsageError(f"the mode {mode.name} takes no {name}; it takes {', '.join(mode.options)}")


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
    if asked.resume and (is_chosen or not asked.keep_history):
        raise UsageError(
            "--resume goes on with a round as it was; beside it only --pack and --plain mean something"
        )


def parse_subcommand_options(name: str, words: Sequence[str]) -> Asked:
    """Read what follows a command."""
    return _parser(name).parse(words)


def format_subcommand_help(name: str) -> str:
    """Say what a command takes."""
    return _parser(name).format_help()


def unknown_subcommand_error(word: str) -> UsageError:
    """Say that a word is no command, and what may have been meant."""
    near = get_close_matches(word.casefold(), COMMANDS, n=1)
    if near:
        return UsageError(f"“{word}” is no command; did you mean “quiz {near[0]}”?")
    if "/" in word or word.endswith((".yaml", ".yml")):
        return UsageError(f"“{word}” is no command; did you mean “quiz --pack {word}”?")
    return UsageError(f"“{word}” is no command; “quiz --help” lists them")


def _parser(name: str) -> CommandParser:
    from quiz.cli.command_arguments import PARSERS  # which a game needs none of

    parser = PARSERS[name]()
    parser.add_argument("-h", "--help", action="store_true", help="show this")
    return parser
