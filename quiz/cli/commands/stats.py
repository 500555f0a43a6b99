"""`quiz stats`: the player's statistics."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass

from quiz.cli import streams
from quiz.cli.output import print_lines
from quiz.cli.parser import CommandParser, add_pack_option
from quiz.cli.services import load_question_makers, open_player_history
from quiz.history.statistics import compute_statistics
from quiz.reports.stats import CHART_CHARACTERS, TextLayout, format_stats, stats_to_json
from quiz.reports.stats_scopes import find_scope


@dataclass(frozen=True, slots=True)
class StatsOptions:
    """The options of `quiz stats`."""

    packs: Sequence[str]
    categories: Sequence[str]
    plain: bool
    json: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz stats`."""
    add_pack_option(parser)
    parser.add_argument(
        "--category",
        dest="categories",
        metavar="NAME",
        action="append",
        default=[],
        help="only a category or a pack: capitals, or countries; repeatable",
    )
    parser.add_argument("--plain", action="store_true", help="draw charts with # and . only")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: StatsOptions) -> None:
    """Print the statistics of all saved answers, or of some categories."""
    makers = load_question_makers(options.packs)
    scope = find_scope(options.categories, makers)
    with open_player_history(is_read_only=True) as (store, _):
        statistics = compute_statistics(store, scope.categories)
    if options.json:
        print_lines([stats_to_json(statistics, makers, scope)])
    else:
        ascii_only = options.plain or not streams.can_show(CHART_CHARACTERS, os.environ)
        layout = TextLayout(shutil.get_terminal_size().columns, ascii_only)
        if options.categories:
            print_lines([scope.title])
        print_lines(format_stats(statistics, makers, layout, scope))
