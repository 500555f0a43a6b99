"""Look at what there is to play, at questions, and at how it went."""

import os
import sys
from typing import TYPE_CHECKING

from quiz.cli.services import (
    DONE,
    build_dealer,
    build_loader,
    build_round_request,
    confirm,
    load_packs,
    load_question_makers,
    print_lines,
    print_stderr,
    utc_now,
)

if TYPE_CHECKING:
    from quiz.cli.asked import Asked


def list_packs(asked: "Asked") -> int:
    """List the packs, where they are, and what each category holds."""
    from quiz.cli.progress import show_progress
    from quiz.generate.question_maker import QuestionMaker
    from quiz.reports.listing import format_pack
    from quiz.text.safe import Text

    for pack in load_packs(asked.pack).packs:
        path = Text(str(pack.path))
        with show_progress(f"Counting what {pack.pack.name} holds ..."):
            lines = list(
                format_pack(
                    QuestionMaker(pack.pack),
                    path,
                    pack.error_count,
                    is_builtin=pack.is_builtin,
                    as_json=asked.json,
                )
            )
        print_lines(lines)
    return DONE


def items(asked: "Asked") -> int:
    """Print the questions that come of packs, or of one round."""
    from quiz.cli.progress import show_progress
    from quiz.model.errors import UsageError
    from quiz.reports.listing import format_question, iter_all_questions

    dealer = build_dealer(build_loader(asked.pack))
    with show_progress(f"Reading {', '.join(asked.pack) or 'packs'} ..."):
        makers = dealer.load_all_makers()
    for warning in dealer.warnings:
        print_stderr(warning)
    if asked.category is not None:
        dealer.require_category(asked.category)
    if asked.round is None:
        questions = iter_all_questions(makers, asked.category, asked.kind, asked.seed or 0)
    else:
        with show_progress("Drawing the questions ..."):
            round_ = dealer.draw_seeded(build_round_request(asked, asked.round))
        questions = iter(round_.questions)
        if round_.shortfall_notice is not None:
            print_stderr(round_.shortfall_notice)
    was_any = False
    for question in questions:
        print_lines(format_question(question, as_json=asked.json))
        was_any = True
    if not was_any:
        raise UsageError("nothing here makes such a question")
    return DONE


def why(asked: "Asked") -> int:
    """Say why each option of a question is right or wrong."""
    from quiz.reports import explain

    return print_lines(
        explain.explain_question(load_question_makers(asked.pack), asked.question, as_json=asked.json)
    )


def stats(asked: "Asked") -> int:
    """Show how it went so far."""
    from shutil import get_terminal_size

    from quiz.cli import streams
    from quiz.history.profile import open_history as remembered
    from quiz.history.statistics import compute_statistics
    from quiz.reports import stats

    makers = load_question_makers(asked.pack)
    with remembered(os.environ, utc_now) as (store, _):
        found = compute_statistics(store)
    if asked.json:
        return print_lines([stats.stats_to_json(found, makers)])
    ascii_only = asked.plain or not streams.can_encode(sys.stdout, stats.CHART_CHARACTERS)
    return print_lines(
        stats.format_stats(found, makers, stats.TextLayout(get_terminal_size().columns, ascii_only))
    )


def history(asked: "Asked") -> int:
    """Say where the history is, write it out, or forget it."""
    from quiz.history import export, seen_cache
    from quiz.history.profile import open_history as remembered
    from quiz.reports import stats
    from quiz.text.safe import one_line

    with remembered(os.environ, utc_now) as (store, places):
        if asked.deed == "path":
            return print_lines([one_line(str(store.path))])
        if asked.deed == "export":
            return print_lines(export.export_json(store) if asked.json else export.export_csv(store))
        contents = stats.format_history_counts(store.count_contents())
        if not asked.assume_yes and not confirm(
            f"Forget {contents} for good?", "nothing is forgotten; --yes forgets it"
        ):
            return print_lines(["Nothing is forgotten."])
        seen_cache.invalidate_seen_summary(places)
        store.clear()
        return print_lines([f"Forgotten: {contents}."])


def flags(asked: "Asked") -> int:
    """List what was marked as wrong or bad, or unmark it."""
    from quiz.history import seen_cache
    from quiz.history.profile import open_history as remembered
    from quiz.model.errors import UsageError
    from quiz.reports import flags

    with remembered(os.environ, utc_now) as (store, places):
        if asked.deed is None:
            return print_lines(flags.format_flags(store.list_flags(), as_json=asked.json))
        if asked.flag is None:
            raise UsageError("quiz flags remove takes the id of a marked question; “quiz flags” lists them")
        if not store.unflag(asked.flag):
            raise UsageError(f"“{asked.flag}” is not marked; “quiz flags” lists what is")
        seen_cache.invalidate_seen_summary(places)
    return print_lines([f"{asked.flag} may be asked again."])
