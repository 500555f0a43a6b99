"""Flagged questions."""

from collections.abc import Iterator, Sequence

from quiz.history.rows import Flag
from quiz.model import json_records
from quiz.text.english import format_date
from quiz.text.safe import Text, one_line


def format_flags(flags: Sequence[Flag], *, as_json: bool) -> Iterator[Text]:
    """Yield each flagged question as a report for the author of its pack."""
    if as_json:
        for flag in flags:
            yield json_records.to_json_line(
                {"base": flag.target_id, "flagged": flag.flagged_at, "question": dict(flag.question)}
            )
        return
    if not flags:
        yield Text("No flagged questions. Press ! after an answer to flag a bad question.")
    for number, flag in enumerate(flags):
        if number:
            yield Text()
        yield from _format_flag(flag)


def _format_flag(flag: Flag) -> Iterator[Text]:
    fields = flag.question
    yield one_line(str(fields["id"]))
    yield Text(f"Flagged: {format_date(flag.flagged_at[:10])}")
    yield one_line(f"Question: {fields['stem']}")
    for index, option in enumerate(fields["options"]):
        mark = " (right)" if index == fields["key"] else ""
        yield one_line(f"{index + 1}) {option}{mark}")
    if answers := fields.get("answers"):
        yield one_line(f"Answers: {', '.join(map(str, answers)) if isinstance(answers, list) else answers}")
    if isinstance(number := fields.get("number"), dict):
        yield one_line(f"Answer: {number.get('value')}")
    if fields["explanation"]:
        yield one_line(f"Why: {fields['explanation']}")
    for citation in fields["citations"]:
        publisher = f", {citation['publisher']}" if citation["publisher"] else ""
        locator = f": {citation['locator']}"
        if fields.get("checked") is False:
            locator = f", {citation['locator']} (not checked)"
        yield one_line(f"Source: {citation['title']}{publisher}{locator}")
