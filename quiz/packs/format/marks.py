r"""Marks in a sentence: `<value>` or `<label=value>`; `\<` is a plain `<`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quiz.model.problems import Finding, Span
from quiz.model.rules import Rule
from quiz.text.english import capitalize_start, shorten, takes_an
from quiz.text.normalize import fold
from quiz.text.safe import Text

LABEL = re.compile(r"[a-z][a-z0-9_-]*")
_MARK = re.compile(r"(?<!\\)<((?:[^<>]|(?<=\\)[<>])*)(?<!\\)>")
_OPENING = re.compile(r"(?<!\\)<")
_ESCAPED = re.compile(r"\\([<>])")
_COMPARISON = re.compile(r"=.*|.*\s[=-]|!?-+(?:\s.*)?", re.DOTALL)
"""The text between two signs, one of them a part of `<=`, `>=`, `->` or `<!--`."""
_CLOSING_TAG = re.compile(r"(?<!\\)</([a-zA-Z][a-zA-Z0-9]{0,12})\s*>|(?<!\\)<(br)\s*/?>", re.IGNORECASE)
_ARTICLE = re.compile(r"(\ba|(?:^|(?<=[.?!:] ))A)n? $")
_LABELLED = re.compile(rf"\s*({LABEL.pattern})\s*=(.*)", re.DOTALL)


class Mark(NamedTuple):
    """A marked value, with its offsets in the sentence without marks."""

    label: str | None
    text: Text
    start: int
    end: int


class MarkedSentence(NamedTuple):
    """A sentence without the signs of its marks, and the marks."""

    sentence: Text
    marks: tuple[Mark, ...]


class MarkError(Exception):
    """An invalid mark."""

    def __init__(self, rule: Rule, message: str, advice: str, span: Span) -> None:
        super().__init__(message)
        self.finding = Finding(rule, message, advice, span)


def parse_marks(text: Text) -> MarkedSentence:
    """Parse the marks of a sentence.

    Raises:
        MarkError: A mark is empty or is not closed, or a sign is not that of a mark.
    """
    if "<" not in text:
        return MarkedSentence(text, ())
    _refuse_tags(text)
    parts: list[str] = []
    marks: list[tuple[str | None, str, int]] = []
    length = end = 0
    for match in _MARK.finditer(text):
        before = _parse_between(text, end, match.start())
        label, value = _parse_mark(match)
        length += len(before)
        marks.append((label, value, length))
        length += len(value)
        parts += (before, value)
        end = match.end()
    parts.append(_parse_between(text, end, len(text)))
    plain = "".join(parts)
    sentence = Text(plain)
    if sentence != plain:
        message = "a mark begins or ends in the middle of a character"
        raise MarkError(Rule.BAD_MARK, message, "Mark whole characters.", Span(0, len(text)))
    return MarkedSentence(
        sentence,
        tuple([Mark(label, Text(value), start, start + len(value)) for label, value, start in marks]),
    )


def fill_marks(template: MarkedSentence, values: Sequence[Text]) -> MarkedSentence:
    """Replace the values of the template's marks, in order; labels are kept.

    A value at the start of the sentence is capitalized there.
    """
    marks: list[Mark] = []
    shift = 0
    for mark, value in zip(template.marks, values, strict=True):
        start = mark.start + shift
        end = start + len(value)
        marks.append(Mark(mark.label, value, start, end))
        shift = end - mark.end
    return MarkedSentence(fill_sentence(template, values), tuple(marks))


def fill_sentence(template: MarkedSentence, values: Sequence[Text]) -> Text:
    """Return only the sentence of `fill_marks`."""
    sentence = _replace_values(template, values)
    starts_with_value = bool(template.marks) and template.marks[0].start == 0
    return Text(capitalize_start(sentence) if starts_with_value else sentence)


def fit_articles(template: MarkedSentence, values: Sequence[Text]) -> MarkedSentence:
    """Return an English template with `a` or `an` before each mark, as its value needs it."""
    if not any(
        template.sentence[: mark.start].endswith(("a ", "an ", "A ", "An ")) for mark in template.marks
    ):
        return template
    sentence, end = "", 0
    marks: list[Mark] = []
    for mark, value in zip(template.marks, values, strict=True):
        between = template.sentence[end : mark.start]
        if article := _ARTICLE.search(between):
            between = f"{between[: article.end(1)]}{'n' if takes_an(value) else ''} "
        sentence += between
        marks.append(mark._replace(start=len(sentence), end=len(sentence) + len(mark.text)))
        sentence += mark.text
        end = mark.end
    return MarkedSentence(Text(sentence + template.sentence[end:]), tuple(marks))


def relation_key(marked: MarkedSentence, types: Sequence[str]) -> str:
    """Return the folded sentence, with each value replaced by its label or type."""
    names = [mark.label or type_ for mark, type_ in zip(marked.marks, types, strict=True)]
    return fold(_replace_values(marked, names))


def _replace_values(marked: MarkedSentence, texts: Sequence[str]) -> str:
    parts: list[str] = []
    end = 0
    for mark, text in zip(marked.marks, texts, strict=True):
        parts += (marked.sentence[end : mark.start], text)
        end = mark.end
    parts.append(marked.sentence[end:])
    return "".join(parts)


def _parse_between(text: Text, start: int, end: int) -> str:
    """Return the text between two marks, unescaped; raise `MarkError` if a mark opens in it."""
    between = text[start:end]
    opening = _OPENING.search(between) if "<" in between else None
    if opening is not None:
        start += opening.start()
        if text.startswith("<<", start):
            message, advice = "this mark begins with two signs", "Write one `<` and one `>`."
            raise MarkError(Rule.BAD_MARK, message, advice, Span(start, start + 2))
        message = f"the mark that begins with “{text[start : start + 20]}” is not closed"
        advice = "Close it with `>`, or write `\\<` for a plain “<”."
        raise MarkError(Rule.UNCLOSED_MARK, message, advice, Span(start, start + 1))
    return _unescape(between)


def _parse_mark(mark: re.Match[str]) -> tuple[str | None, str]:
    content = _unescape(mark[1])
    labelled = _LABELLED.fullmatch(content)
    label, value = (labelled[1], labelled[2].strip()) if labelled else (None, content.strip())
    if not value:
        message, advice = f"the mark “{mark[0]}” is empty", "Write the value between `<` and `>`."
        raise MarkError(Rule.BAD_MARK, message, advice, Span(*mark.span()))
    if label is None and (content != value or _COMPARISON.fullmatch(value)):
        message = f"“{shorten(mark[0])}” is not a mark: a value is directly between `<` and `>`"
        if content != value:
            message = f"“{shorten(mark[0])}” is not a mark, because a space is next to `<` or `>`"
        advice = f"Write `\\<` for a plain “<”; or `<{shorten(value)}>`, if that is the value."
        raise MarkError(Rule.BAD_MARK, message, advice, Span(*mark.span()))
    return label, value


def _refuse_tags(text: Text) -> None:
    """Raise `MarkError` at the first HTML tag; one that may be a mark counts only if it is closed."""
    tag = _CLOSING_TAG.search(text) if "</" in text or "<br" in text.lower() else None
    if tag is None:
        return
    name = tag[1] or tag[2]
    first = re.search(rf"(?<!\\)<{name}\b[^<>]*>", text, re.IGNORECASE) or tag
    message = f"the HTML tag “{shorten(first[0])}” is not a mark"
    advice = "Delete the tags, and keep the text between them."
    raise MarkError(Rule.BAD_MARK, message, advice, Span(*first.span()))


def _unescape(typed: str) -> str:
    return _ESCAPED.sub(r"\1", typed) if "\\" in typed else typed
