"""`quiz history`: the saved answers."""

import os
from dataclasses import dataclass

from quiz.cli.option_types import choice_type
from quiz.cli.output import confirm, print_lines
from quiz.cli.parser import CommandParser
from quiz.cli.services import utc_now
from quiz.config.paths import UserPaths
from quiz.history import export, seen_cache
from quiz.history.profile import open_history
from quiz.history.store import HistoryStore
from quiz.reports.stats import format_history_counts
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
    with open_history(os.environ, utc_now) as (store, paths):
        if options.action == "path":
            print_lines([one_line(str(store.path))])
        elif options.action == "export":
            print_lines(export.export_json(store) if options.json else export.export_csv(store))
        else:
            _clear(store, paths, assume_yes=options.assume_yes)


def _clear(store: HistoryStore, paths: UserPaths, *, assume_yes: bool) -> None:
    contents = format_history_counts(store.count_contents())
    if not assume_yes and not confirm(f"Delete {contents} for good?", "nothing deleted"):
        print_lines(["Nothing deleted."])
        return
    seen_cache.invalidate_seen_summary(paths)
    store.clear()
    print_lines([f"Deleted: {contents}."])
