"""`quiz flags`: the questions that the player flagged."""

from dataclasses import dataclass

from quiz.cli.option_types import choice_type
from quiz.cli.output import print_lines
from quiz.cli.parser import CommandParser, add_json_option
from quiz.cli.services import open_player_history
from quiz.history import seen_cache
from quiz.model.errors import UsageError
from quiz.reports.flags import format_flags
from quiz.text.english import quote
from quiz.text.safe import Text


@dataclass(frozen=True, slots=True)
class FlagsOptions:
    """The options of `quiz flags`."""

    action: str | None
    question_id: Text | None
    json: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz flags`."""
    parser.add_argument(
        "action",
        metavar="remove",
        nargs="?",
        type=choice_type("the action", ["remove"], str),
        help="unflag a question, so that it is asked again",
    )
    parser.add_argument("question_id", metavar="ID", nargs="?", type=Text, help="the id in the list")
    add_json_option(parser)


def run(options: FlagsOptions) -> None:
    """List the flagged questions with their sources, or unflag one."""
    with open_player_history(is_read_only=options.action is None) as (store, paths):
        if options.action is None:
            print_lines(format_flags(store.list_flags(), as_json=options.json))
            return
        if options.question_id is None:
            raise UsageError("quiz flags remove needs ID. See quiz flags for the ids.")
        if not store.unflag(options.question_id):
            raise UsageError(f"{quote(options.question_id)} is not flagged. See quiz flags for the ids.")
        seen_cache.invalidate_seen_summary(paths)
    print_lines([f"Unflagged: {options.question_id}"])
