"""Flagged questions as text."""

from collections.abc import Iterator, Sequence

from quiz.history.store import Flag
from quiz.model import json_records
from quiz.reports.stats import _report
from quiz.text.safe import Text


def format_flags(flags: Sequence[Flag], *, as_json: bool) -> Iterator[Text]:
    """Give what was objected to, each as a report that can be sent to a pack's author."""
    if as_json:
        for flag in flags:
            yield json_records.to_json_line(
                {"base": flag.target_id, "flagged": flag.flagged_at, "question": dict(flag.question)}
            )
        return
    if not flags:
        yield Text("Nothing is marked. In a game ! marks a question as wrong or bad, after its answer.")
    for number, flag in enumerate(flags):
        if number:
            yield Text()
        yield from _report(flag)
