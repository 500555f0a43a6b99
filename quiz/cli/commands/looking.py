"""Look at what there is to play, at questions, and at how it went."""

import os
import sys
from typing import TYPE_CHECKING

from quiz.cli.services import DONE, agrees, dealer_of, makers_of, note, now, opened_packs, order_of, printed

if TYPE_CHECKING:
    from quiz.cli.asked import Asked


def list_packs(asked: "Asked") -> int:
    """List the packs, where they are, and what each category holds."""
    from quiz.cli.progress import working
    from quiz.packs.library import builtin_pack_folder
    from quiz.reports.listing import format_pack
    from quiz.text.safe import Text

    for pack in opened_packs(asked.pack).packs:
        is_builtin = pack.path.parent == builtin_pack_folder()
        path = Text(str(pack.path))
        with working(f"Counting what {pack.pack.pack.name} holds ..."):
            lines = list(
                format_pack(pack.pack, path, pack.error_count, is_builtin=is_builtin, as_json=asked.json)
            )
        printed(lines)
    return DONE


def items(asked: "Asked") -> int:
    """Print the questions that come of packs, or of one round."""
    from quiz.cli.progress import working
    from quiz.model.errors import UsageError
    from quiz.reports.listing import format_question, iter_all_questions

    makers = makers_of(asked.pack)
    dealer = dealer_of(lambda: makers)
    if asked.category is not None:
        dealer.require_category(asked.category)
    if asked.round is None:
        questions = iter_all_questions(makers, asked.category, asked.kind, asked.seed or 0)
    else:
        with working("Drawing the questions ..."):
            round_ = dealer.draw_seeded(order_of(asked, asked.round))
        questions = iter(round_.questions)
        if round_.shortfall_notice is not None:
            note(round_.shortfall_notice)
    was_any = False
    for question in questions:
        printed(format_question(question, as_json=asked.json))
        was_any = True
    if not was_any:
        raise UsageError("nothing here makes such a question")
    return DONE


def why(asked: "Asked") -> int:
    """Say why each option of a question is right or wrong."""
    from quiz.reports import explain

    return printed(explain.explain_question(makers_of(asked.pack), asked.question, as_json=asked.json))


def stats(asked: "Asked") -> int:
    """Show how it went so far."""
    from shutil import get_terminal_size

    from quiz.cli import streams
    from quiz.history.profile import open_history as remembered
    from quiz.history.statistics import compute_statistics
    from quiz.reports import stats

    makers = makers_of(asked.pack)
    with remembered(os.environ, now) as (store, _):
        found = compute_statistics(store)
    if asked.json:
        return printed([stats.stats_to_json(found, makers)])
    ascii_only = asked.plain or not streams.holds(sys.stdout, stats.CHART_CHARACTERS)
    return printed(
        stats.format_stats(found, makers, stats.TextLayout(get_terminal_size().columns, ascii_only))
    )


def history(asked: "Asked") -> int:
    """Say where the history is, write it out, or forget it."""
    from quiz.history import export, seen_cache
    from quiz.history.profile import open_history as remembered
    from quiz.reports import stats
    from quiz.text.safe import one_line

    with remembered(os.environ, now) as (store, places):
        if asked.deed == "path":
            return printed([one_line(str(store.path))])
        if asked.deed == "export":
            return printed(export.export_json(store) if asked.json else export.export_csv(store))
        contents = stats.format_history_counts(store.count_contents())
        if not asked.yes and not agrees(
            f"Forget {contents} for good?", "nothing is forgotten; --yes forgets it"
        ):
            return printed(["Nothing is forgotten."])
        seen_cache.invalidate_seen_summary(places)
        store.clear()
        return printed([f"Forgotten: {contents}."])


def flags(asked: "Asked") -> int:
    """List what was marked as wrong or bad, or unmark it."""
    from quiz.history import seen_cache
    from quiz.history.profile import open_history as remembered
    from quiz.model.errors import UsageError
    from quiz.reports import flags

    with remembered(os.environ, now) as (store, places):
        if asked.deed is None:
            return printed(flags.format_flags(store.list_flags(), as_json=asked.json))
        if asked.flag is None:
            raise UsageError("quiz flags remove takes the id of a marked question; “quiz flags” lists them")
        if not store.unflag(asked.flag):
            raise UsageError(f"“{asked.flag}” is not marked; “quiz flags” lists what is")
        seen_cache.invalidate_seen_summary(places)
    return printed([f"{asked.flag} may be asked again."])
