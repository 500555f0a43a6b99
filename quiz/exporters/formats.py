"""The formats of an export, and what each of them can't carry."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from quiz.exporters.anki import write_anki
from quiz.exporters.csv_table import write_csv
from quiz.exporters.gift import write_gift
from quiz.exporters.kahoot import write_kahoot
from quiz.exporters.layout import Exported, ExportLayout, list_licences
from quiz.exporters.opentdb import write_opentdb
from quiz.exporters.sheet import write_html, write_markdown
from quiz.model.question import Question
from quiz.text.english import format_count
from quiz.text.safe import Text


class ExportFormat(StrEnum):
    """The formats, by their names on the command line."""

    ANKI = "anki"
    GIFT = "gift"
    CSV = "csv"
    KAHOOT = "kahoot"
    OPENTDB = "opentdb"
    MARKDOWN = "md"
    HTML = "html"


class _Writer(NamedTuple):
    """The writer of a format."""

    write: Callable[[Sequence[Question], ExportLayout], Exported]
    lacks: str
    """The parts of a question that have no place in the format; empty if none."""
    is_binary: bool = False


_WRITERS: Mapping[ExportFormat, _Writer] = {
    ExportFormat.ANKI: _Writer(write_anki, ""),
    ExportFormat.GIFT: _Writer(write_gift, "the difficulty"),
    ExportFormat.CSV: _Writer(write_csv, ""),
    ExportFormat.KAHOOT: _Writer(write_kahoot, "explanations, sources and difficulty", is_binary=True),
    ExportFormat.OPENTDB: _Writer(write_opentdb, "ids, explanations and sources"),
    ExportFormat.MARKDOWN: _Writer(write_markdown, ""),
    ExportFormat.HTML: _Writer(write_html, ""),
}


def is_binary(format_: ExportFormat) -> bool:
    """Return whether the files of a format are not text, so a terminal can't show them."""
    return _WRITERS[format_].is_binary


def export_questions(format_: ExportFormat, questions: Sequence[Question], layout: ExportLayout) -> Exported:
    """Write questions in a format."""
    return _WRITERS[format_].write(questions, layout)


def describe_losses(
    format_: ExportFormat, exported: Exported, questions: Sequence[Question]
) -> tuple[Text, ...]:
    """Describe what an export lacks, a sentence a line."""
    count = len(questions) - sum(exported.left_out.values())
    lacks = _WRITERS[format_].lacks
    missing = f", without {lacks}, for which the format has no place" if lacks else ""
    lines = [f"{format_count(count, 'question')} written{missing}."]
    for reason, number in exported.left_out.items():
        lines.append(f"{format_count(number, 'question')} left out: {reason}.")
    if not exported.has_licences:
        lines.append("The format has no place for licences. If you pass the file on, name them:")
        lines += list_licences(questions)
    return tuple(map(Text, lines))


def has_losses(format_: ExportFormat, exported: Exported) -> bool:
    """Return whether an export lacks anything of its questions."""
    return bool(_WRITERS[format_].lacks or exported.left_out)
