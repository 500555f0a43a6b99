"""What each command takes."""

from quiz.cli.option_types import (
    FORMATS,
    int_type,
    non_empty_type,
    parse_choice,
    parse_format,
    parse_rule,
    positive_int_type,
    remove_word,
    rule_names_type,
)
from quiz.cli.parser import (
    CommandParser,
    add_json_option,
    add_pack_option,
    add_selection_options,
    add_watch_option,
)
from quiz.text.safe import Text

DEEDS = ("path", "export", "clear")


def _list() -> CommandParser:
    parser = CommandParser("quiz list", "List the packs and categories, and how much each holds.")
    add_pack_option(parser)
    add_json_option(parser)
    return parser


def _stats() -> CommandParser:
    parser = CommandParser(
        "quiz stats", "Show how it went: by category, over time, what is learnt, what is missed."
    )
    add_pack_option(parser)
    parser.add_argument("--plain", action="store_true", help="charts of # and . alone")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    return parser


def _history() -> CommandParser:
    parser = CommandParser("quiz history", "Show, export or clear what is remembered of your games.")
    parser.add_argument(
        "deed",
        metavar="path|export|clear",
        type=lambda text: parse_choice("quiz history", text, DEEDS),
        help="where the file is; every answer that is in it; forget all of it",
    )
    parser.add_argument(
        "--csv", action="store_true", help="export as a table, as it does unless told otherwise"
    )
    parser.add_argument("--json", action="store_true", help="export as one JSON object a line")
    parser.add_argument("--yes", dest="assume_yes", action="store_true", help="clear without asking first")
    return parser


def _flags() -> CommandParser:
    parser = CommandParser(
        "quiz flags", "List the questions that you marked as wrong or bad, with their sources."
    )
    parser.add_argument("deed", metavar="remove", nargs="?", type=remove_word, help="ask one again:")
    parser.add_argument("flag", metavar="ID", nargs="?", type=Text, help="its id, as it is listed")
    add_json_option(parser)
    return parser


def _items() -> CommandParser:
    parser = CommandParser("quiz items", "Print the questions that come of a pack, with answers and sources.")
    add_selection_options(parser)
    parser.add_argument("--seed", metavar="N", type=int_type("--seed"), default=0, help="0 unless given")
    parser.add_argument(
        "--round",
        metavar="N",
        type=positive_int_type("--round"),
        help="only those of a round of N, in its order",
    )
    add_json_option(parser)
    return parser


def _why() -> CommandParser:
    parser = CommandParser(
        "quiz why", "Print the fact behind a question, and why each option is right or wrong."
    )
    parser.add_argument("question", metavar="QUESTION-ID", help="as in “quiz items”: hero/director/choice@7")
    add_pack_option(parser)
    add_json_option(parser)
    return parser


def _check() -> CommandParser:
    parser = CommandParser("quiz check", "Check packs: all that is wrong with them, by line and column.")
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        type=non_empty_type("PATH is a file or a folder"),
        help="a pack file, a pack folder, a folder of packs",
    )
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        type=parse_format,
        default="full",
        help=f"{', '.join(FORMATS)}; full unless given",
    )
    parser.add_argument(
        "--sources", metavar="FOLDER", help="compare every citation with the documents in a folder"
    )
    parser.add_argument(
        "--select",
        metavar="NAMES",
        type=rule_names_type("--select"),
        help="only these problems, with commas between",
    )
    parser.add_argument(
        "--ignore",
        metavar="NAMES",
        type=rule_names_type("--ignore"),
        default=frozenset(),
        help="all problems but these",
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    add_watch_option(parser)
    return parser


def _audit() -> CommandParser:
    parser = CommandParser(
        "quiz audit", "Measure the questions of a pack, beside what people's questions reach."
    )
    parser.add_argument(
        "audited",
        metavar="PACK",
        type=non_empty_type("PACK is a file, a folder or a name"),
        help="a pack's file, folder or name",
    )
    parser.add_argument(
        "--seeds",
        metavar="N",
        type=positive_int_type("--seeds"),
        default=20,
        help="how many times each is made; 20 unless given",
    )
    add_json_option(parser)
    return parser


def _new() -> CommandParser:
    parser = CommandParser(
        "quiz new", "Write a small pack that plays at once, for you to fill; nothing is overwritten."
    )
    parser.add_argument(
        "name",
        metavar="NAME",
        type=non_empty_type("NAME is a pack's name or a file"),
        help="a pack's name, or the path of its file",
    )
    parser.add_argument(
        "--from",
        metavar="TABLE",
        dest="table",
        type=non_empty_type("--from takes a CSV file"),
        help="propose types and sentences for the columns of a CSV file beside it",
    )
    return parser


def _preview() -> CommandParser:
    parser = CommandParser(
        "quiz preview",
        "Show the questions and problems of one entry of a pack; on a terminal, of the one that you edit.",
    )
    parser.add_argument(
        "target",
        metavar="PATH[:LINE]",
        type=non_empty_type("PATH is a file or a folder"),
        help="a pack's file and a line of the entry; without a line, a pack",
    )
    parser.add_argument("--seed", metavar="N", type=int_type("--seed"), default=0, help="0 unless given")
    add_watch_option(parser)
    return parser


def _add() -> CommandParser:
    parser = CommandParser("quiz add", "Check a pack, and keep a copy where --pack finds it by name.")
    parser.add_argument(
        "path",
        metavar="PATH",
        type=non_empty_type("PATH is a file or a folder"),
        help="a pack's file or folder",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="what can be used of a pack with errors; a pack in the place of another of its name",
    )
    return parser


def _remove() -> CommandParser:
    parser = CommandParser("quiz remove", "Remove a pack that was added; what you answered stays.")
    parser.add_argument(
        "name", metavar="NAME", type=non_empty_type("NAME is a pack's name"), help="a pack's name"
    )
    parser.add_argument("--yes", dest="assume_yes", action="store_true", help="without a question")
    return parser


def _rule() -> CommandParser:
    parser = CommandParser(
        "quiz rule", "Explain a problem that “quiz check” finds, with a bad and a good example."
    )
    parser.add_argument("rule", metavar="NAME", nargs="?", type=parse_rule, help="all of them unless given")
    return parser


def _schema() -> CommandParser:
    return CommandParser(
        "quiz schema", "Print the JSON Schema of a pack, by which an editor completes and checks."
    )


PARSERS = {
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
"""By the name of the command."""
