"""`quiz export`: questions in the formats of other programs."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quiz.cli import streams
from quiz.cli.exit_code import ExitCode
from quiz.cli.option_types import choice_type, int_type, non_empty_type
from quiz.cli.output import print_stderr
from quiz.cli.parser import CommandParser, add_seed_option, add_selection_options
from quiz.cli.services import build_dealer, build_loader, open_player_history, show_reading_progress
from quiz.exporters.formats import (
    ExportFormat,
    describe_losses,
    export_questions,
    has_losses,
    is_binary,
)
from quiz.exporters.layout import AnswerPlace, ExportLayout
from quiz.game.dealer import Dealer
from quiz.game.round import RoundRequest
from quiz.model.errors import UsageError
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.reports.listing import iter_all_questions


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The options of `quiz export`."""

    format: ExportFormat
    packs: Sequence[str]
    categories: Sequence[str]
    kind: Kind | None
    seed: int
    round: int | None
    """The number of questions in a drawn round; `None` exports all questions."""
    missed: bool
    out: str | None
    answers: AnswerPlace
    rounds: int
    no_options: bool
    cut: bool
    strict: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz export`."""
    parser.add_argument(
        "--as",
        dest="format",
        metavar="FORMAT",
        required=True,
        type=choice_type("--as", ExportFormat, ExportFormat),
        help="anki, gift, csv, kahoot, opentdb, or a printed sheet: md, html",
    )
    add_selection_options(parser)
    add_seed_option(parser)
    parser.add_argument(
        "--round",
        metavar="N",
        type=int_type("--round", minimum=1),
        help="export a round of N questions (default: all questions)",
    )
    parser.add_argument("--missed", action="store_true", help="only what you have answered wrong before")
    parser.add_argument(
        "--out", metavar="FILE", type=non_empty_type("--out"), help="the file (default: standard output)"
    )
    parser.add_argument(
        "--answers",
        metavar="PLACE",
        type=choice_type("--answers", AnswerPlace, AnswerPlace),
        default=AnswerPlace.END,
        help="on a sheet: end, below or none (default: end)",
    )
    parser.add_argument(
        "--rounds",
        metavar="N",
        type=int_type("--rounds", minimum=1),
        default=10,
        help="on a sheet: questions per round (default: 10)",
    )
    parser.add_argument("--no-options", action="store_true", help="for Anki: cards without options")
    parser.add_argument("--cut", action="store_true", help="for Kahoot: cut long texts")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if anything is lost")


def run(options: ExportOptions) -> ExitCode:
    """Write the questions, and print what the format lacks to stderr."""
    dealer = build_dealer(build_loader(options.packs))
    with show_reading_progress(options.packs):
        dealer.load_all_makers()
    print_stderr(*dealer.warnings)
    questions = _collect_questions(options, dealer)
    if not questions:
        raise UsageError("no such question in these packs")
    titles = {
        (maker.pack.name, category.name): category.title
        for maker in dealer.load_all_makers()
        for category in maker.pack.categories
    }
    layout = ExportLayout(titles, options.rounds, options.answers, not options.no_options, options.cut)
    exported = export_questions(options.format, questions, layout)
    _write_files(options, exported.files)
    print_stderr(*describe_losses(options.format, exported, questions))
    return ExitCode.PROBLEMS_FOUND if options.strict and has_losses(options.format, exported) else ExitCode.OK


def _collect_questions(options: ExportOptions, dealer: Dealer) -> Sequence[Question]:
    categories = dealer.find_categories(options.categories)
    if options.round is not None:
        round_ = dealer.draw_seeded(RoundRequest(categories, options.kind, options.round, options.seed))
        questions = list(round_.questions)
    else:
        questions = list(iter_all_questions(dealer.load_all_makers(), categories, options.kind, options.seed))
    if options.missed:
        with open_player_history(is_read_only=True) as (store, _):
            missed = {each.target_id for each in store.list_facts() if each.right_count < each.asked_count}
        questions = [question for question in questions if question.target_id in missed]
    return questions


def _write_files(options: ExportOptions, files: Sequence[bytes]) -> None:
    """Write the files; a second one has a number before its suffix."""
    if options.out is None:
        if is_binary(options.format) and (len(files) > 1 or streams.is_terminal(sys.stdout)):
            raise UsageError(f"--as {options.format} needs --out FILE")
        for data in files:
            sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(options.out)
    for number, data in enumerate(files, 1):
        target = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        _write_new_file(target, data)


def _write_new_file(path: Path, data: bytes) -> None:
    """Write a file; one that exists stays as it is."""
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(data)
    except FileExistsError as error:
        raise UsageError(f"{path} exists already. Delete it, or choose another name.") from error
