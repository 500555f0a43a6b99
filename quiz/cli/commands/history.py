"""`quiz history`: the saved answers."""

from dataclasses import dataclass

from quiz.cli.option_types import choice_type
from quiz.cli.output import confirm, print_lines
from quiz.cli.parser import CommandParser
from quiz.cli.services import open_player_history
from quiz.config.paths import UserPaths
from quiz.history import export, seen_cache
from quiz.history.quarantine import delete_quarantined
from quiz.history.store import HistoryStore
from quiz.reports.stats import format_history_counts
from quiz.text.english import join_words
from quiz.text.safe import one_line

_ACTIONS = ("path", "export", "clear")


@dataclass(frozen=True, slots=True)
class HistoryOptions:
    """The options of `quiz history`."""

    action: str
    csv: bool
    json: bool
    assume_yes: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz history`."""
    parser.add_argument(
        "action",
        metavar="|".join(_ACTIONS),
        type=choice_type("the action", _ACTIONS, str),
        help="show the path of the file, export every answer, or delete all",
    )
    parser.add_argument("--csv", action="store_true", help="export as CSV (default)")
    parser.add_argument("--json", action="store_true", help="export as one JSON object per line")
    parser.add_argument("--yes", dest="assume_yes", action="store_true", help="delete without asking")


def run(options: HistoryOptions) -> None:
    """Print the path, export the answers, or delete them."""
    with open_player_history(is_read_only=options.action == "export") as (store, paths):
        if options.action == "path":
            print_lines([one_line(str(store.path))])
        elif options.action == "export":
            print_lines(export.export_json(store) if options.json else export.export_csv(store))
        else:
            _clear(store, paths, assume_yes=options.assume_yes)


def _clear(store: HistoryStore, paths: UserPaths, *, assume_yes: bool) -> None:
    if store.exists:
        store.open()  # a damaged file gets another name, and is deleted with the others below
    contents = format_history_counts(store.count_contents())
    damaged = store.list_quarantined()
    names = join_words([contents, *(f"the damaged file {file.name}" for file in damaged)])
    if not assume_yes and not confirm(f"Delete {names} for good?", "nothing deleted"):
        print_lines(["Nothing deleted."])
        return
    seen_cache.invalidate_seen_summary(paths)
    store.clear()
    print_lines([f"Deleted: {contents}."])
    for file in damaged:
        delete_quarantined(file)
        print_lines([f"Deleted: the damaged file {file.name}."])
