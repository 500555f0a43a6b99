"""A sheet for a pub quiz: rounds of questions, and the answers with their sources on pages of their own."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from quiz.exporters.layout import (
    AnswerPlace,
    Exported,
    ExportLayout,
    describe_sources,
    format_stem,
    letter_options,
    list_licences,
    split_rounds,
)
from quiz.game.feedback import format_answer
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.safe import one_line

_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~!&]|^[-+]")
_LIST_NUMBER = re.compile(r"^(\d+)([.)])")
"""The start of a text that would begin a list."""

_TITLE = "Quiz"
_STYLE = """\
body { font: 12pt/1.45 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { font-family: sans-serif; }
section + section, .answers { break-before: page; }
li { margin-bottom: .8rem; break-inside: avoid; }
ol ol { list-style: upper-alpha; display: flex; flex-wrap: wrap; gap: 0 3rem; margin: .2rem 0; }
ol ol li { margin: 0; }
.line { display: block; border-bottom: 1px solid; height: 1.6rem; width: 60%; }
.more, footer { font-size: 10pt; }
"""


def write_markdown(questions: Sequence[Question], layout: ExportLayout) -> Exported:
    """Write the sheet in Markdown."""
    lines = [f"# {_TITLE}"]
    rounds = split_rounds(questions, layout.round_length)
    for number, round_ in enumerate(rounds, 1):
        lines += ["", f"## Round {number}"]
        for index, question in enumerate(round_, 1):
            lines += ["", *_iter_markdown_question(index, question, layout)]
    if layout.answers is AnswerPlace.END:
        for number, round_ in enumerate(rounds, 1):
            lines += ["", f"## Answers of round {number}"]
            for index, question in enumerate(round_, 1):
                lines += ["", f"{index}. {_write_markdown_answer(question)}"]
    lines += ["", "---", "", *(f"- {_escape_markdown(line)}" for line in list_licences(questions))]
    return Exported(("\n".join([*lines, ""]).encode(),))


def _iter_markdown_question(number: int, question: Question, layout: ExportLayout) -> Iterator[str]:
    yield f"{number}. {_escape_markdown(format_stem(question))}"
    options = [f"{letter}) {_escape_markdown(option)}" for letter, option in _list_options(question)]
    if options:
        yield f"   {' · '.join(options)}"
    if layout.answers is AnswerPlace.BELOW:
        yield f"   {_write_markdown_answer(question)}"
    else:
        yield "   \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_"


def _write_markdown_answer(question: Question) -> str:
    parts = (f"**{_escape_markdown(_name_answer(question))}**", *map(_escape_markdown, _list_notes(question)))
    return " ".join(parts)


def write_html(questions: Sequence[Question], layout: ExportLayout) -> Exported:
    """Write the sheet as one HTML file that loads nothing and runs nothing."""
    rounds = split_rounds(questions, layout.round_length)
    parts = [
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{_TITLE}</title>',
        f"<style>\n{_STYLE}</style>",
        f"<h1>{_TITLE}</h1>",
    ]
    for number, round_ in enumerate(rounds, 1):
        items = "\n".join(_write_html_question(question, layout) for question in round_)
        parts.append(f"<section><h2>Round {number}</h2>\n<ol>\n{items}\n</ol></section>")
    if layout.answers is AnswerPlace.END:
        for number, round_ in enumerate(rounds, 1):
            items = "\n".join(f"<li>{_write_html_answer(question)}</li>" for question in round_)
            parts.append(
                f'<section class="answers"><h2>Answers of round {number}</h2>\n<ol>\n{items}\n</ol></section>'
            )
    licences = "<br>\n".join(escape(line) for line in list_licences(questions))
    return Exported(("\n".join([*parts, f"<footer>{licences}</footer>\n</html>\n"]).encode(),))


def _write_html_question(question: Question, layout: ExportLayout) -> str:
    options = "".join(f"<li>{escape(one_line(option))}</li>" for _, option in _list_options(question))
    listed = f"<ol>{options}</ol>" if options else ""
    is_below = layout.answers is AnswerPlace.BELOW
    space = f"<div>{_write_html_answer(question)}</div>" if is_below else '<span class="line"></span>'
    return f"<li>{escape(format_stem(question))}{listed}{space}</li>"


def _write_html_answer(question: Question) -> str:
    notes = " ".join(escape(note) for note in _list_notes(question))
    return f'<b>{escape(_name_answer(question))}</b> <span class="more">{notes}</span>'


def _list_options(question: Question) -> list[tuple[str, str]]:
    """List the options with letters; those of a statement are known."""
    return [] if question.kind is Kind.TRUEFALSE else [*letter_options(question)]


def _name_answer(question: Question) -> str:
    options = _list_options(question)
    if not options:
        return one_line(format_answer(question))
    letter, text = options[question.key]
    return f"{letter}) {one_line(text)}"


def _list_notes(question: Question) -> list[str]:
    explanation = [one_line(question.explanation)] if question.explanation else []
    return [*explanation, f"(Source: {describe_sources(question)})"]


def _escape_markdown(text: str) -> str:
    """Escape the signs that have a meaning in Markdown."""
    return _LIST_NUMBER.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\g<0>", one_line(text)))
