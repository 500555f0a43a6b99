"""`quiz items`: the questions of packs."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.cli.option_types import int_type
from quiz.cli.output import print_lines, print_stderr
from quiz.cli.parser import CommandParser, add_json_option, add_seed_option, add_selection_options
from quiz.cli.progress import show_progress
from quiz.cli.services import build_dealer, build_loader, show_reading_progress
from quiz.game.round import RoundRequest
from quiz.model.errors import UsageError
from quiz.model.pack import Kind
from quiz.reports.listing import format_question, iter_all_questions

_EVERY_KIND = "all"


@dataclass(frozen=True, slots=True)
class ItemsOptions:
    """The options of `quiz items`."""

    packs: Sequence[str]
    categories: Sequence[str]
    kind: str | None
    """A kind, or `all`; `None` for the basic kinds, or for a round with every kind."""
    seed: int
    round: int | None
    """The number of questions in the round; `None` prints all questions."""
    json: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz items`."""
    add_selection_options(parser, _EVERY_KIND)
    add_seed_option(parser)
    parser.add_argument(
        "--round",
        metavar="N",
        type=int_type("--round", minimum=1),
        help="print a round of N questions in its order (default: all questions)",
    )
    add_json_option(parser)


def run(options: ItemsOptions) -> None:
    """Print all questions of the packs, or those of one round."""
    dealer = build_dealer(build_loader(options.packs))
    with show_reading_progress(options.packs):
        makers = dealer.load_all_makers()
    print_stderr(*dealer.warnings)
    categories = dealer.find_categories(options.categories)
    is_every_kind = options.kind == _EVERY_KIND
    kind = None if options.kind is None or is_every_kind else Kind(options.kind)
    if options.round is None:
        questions = iter_all_questions(makers, categories, kind, options.seed, is_every_kind=is_every_kind)
    else:
        request = RoundRequest(categories, kind, options.round, options.seed)
        with show_progress("Drawing the questions …"):
            round_ = dealer.draw_seeded(request)
        questions = iter(round_.questions)
        if round_.shortfall_notice is not None:
            print_stderr(round_.shortfall_notice)
    has_questions = False
    for question in questions:
        print_lines(format_question(question, as_json=options.json))
        has_questions = True
    if not has_questions:
        raise UsageError("no such question in these packs")
