"""Traces of the document that a text was pasted from, which players would see."""

import re
from collections.abc import Sequence

from quiz.model.location import Location
from quiz.model.problems import Finding
from quiz.model.rules import Rule
from quiz.packs.read.checked_mapping import CheckedMapping
from quiz.packs.syntax.nodes import ScalarNode
from quiz.text.sentence_end import strip_closers

_SENTENCES = (
    "fact",
    "question",
    "statement",
    "ask",
    "ask-back",
    "ask-most",
    "ask-least",
    "ask-both",
    "ask-not",
)
_EXPLANATIONS = ("because", "more")
_OPTIONS = ("right", "wrong", "each")
_CHECKED = frozenset((*_SENTENCES, *_EXPLANATIONS, *_OPTIONS))
_FIRST_WORDS = (
    "what which who whom whose when where why how in on at of to from for by the a an is are was were do "
    "does did can name complete true if after before during"
)
_NUMBERING = re.compile(
    r"(?:q(?:uestion)?[.:]? ?\d{1,3} ?[.):–-]|(?:question|frage|q|no\.|nr\.) ?\d{0,3} ?:|\(?[a-h]\)|"
    r"\(?\d{1,3}\)|"
    rf"\d{{1,3}}\.(?= (?:{'|'.join(_FIRST_WORDS.split())})\b))(?= )",
    re.IGNORECASE,
)
"""Matches `Q3.`, `Question 3:`, `(a)`, `3)`, and `3.` before a word that begins a question."""
_LABEL = re.compile(
    r"^(?:the )?(?:(?:correct|right) )?(?:answer|ans|antwort|réponse|respuesta|risposta|solution|explanation|"
    r"erklärung) ?\.?[:=]|\((?:answer|ans|correct|right answer|wrong)\b[^)]*\)$|\banswer: ?\S.*$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(?(?:[A-Za-h]|\d{1,2})\)(?=\s*\S)")
_DOTTED = re.compile(r"([A-Ha-h]|\d{1,2})[.:](?= \S)|([A-H])(?= [-–] )")
_TWO_MARKS = re.compile(r"(?:[?!,;:][.,;]|[.,]\?|,!|(?<!\.)\.\.|\?\?+|!!+)$")
_ABBREVIATION = re.compile(r"(?:\b\w|\b\w{1,3}|\.\w+)\.\?$")
_SUSPECT_SIGNS = ":=()"
_SUSPECT_ENDS = re.compile(r"""\n(?:["“„«»‘'Qq]|(?:[A-Ha-h]|\d{1,3})\.|[A-H] [-–]|(?<=\W\W\n))""")
"""Matches between texts in lines if one of them may need a report.

Each text that one of the patterns above matches has a suspect sign or end, and few others have.
"""
_QUOTES = {"“": "”", '"': '"', "„": "“", "«": "»", "»": "«", "‘": "’", "'": "'"}


def check_pasted_texts(mapping: CheckedMapping, right: Sequence[str] = ()) -> None:
    """Report labels, numbers, quotation marks and end marks that don't belong to a text of a mapping.

    `right` are right answers that belong to `wrong`, such as the marked value of a fact.
    """
    fields = mapping.texts_by_field
    checked = [text for name in fields if name in _CHECKED for text in fields[name]]
    if not _has_suspects("\n".join(("", *right, *checked, ""))):
        return  # most mappings: one search takes less time than one of each text
    for name in filter(fields.__contains__, _SENTENCES):
        for scalar in mapping.scalars(name):
            _report_label(mapping, scalar, _find_numbering(scalar.text) or _find_label(scalar.text))
            _check_quotes(mapping, scalar)
            _check_end(mapping, scalar)
    for name in filter(fields.__contains__, _EXPLANATIONS):
        for scalar in mapping.scalars(name):
            _report_label(mapping, scalar, _find_label(scalar.text))
            _check_end(mapping, scalar)
    for names, marked in ((_OPTIONS[:2], right), (_OPTIONS[2:], ())):
        options = [scalar for name in names if name in fields for scalar in mapping.scalars(name)]
        if found := find_option_label([*marked, *(scalar.text for scalar in options)]):
            index, label = found
            index -= len(marked)
            location = mapping.location("fact") if index < 0 else _location(mapping, options[index], label)
            mapping.report(option_label_finding(label), location)
            continue
        for scalar in options:
            _report_label(mapping, scalar, _find_label(scalar.text))


def _has_suspects(lines: str) -> bool:
    return any(sign in lines for sign in _SUSPECT_SIGNS) or _SUSPECT_ENDS.search(lines) is not None


def option_label_finding(label: str) -> Finding:
    """Return the finding for a letter or a number before an answer."""
    message = f"“{label}” labels an answer, but answers are shuffled"
    return Finding(Rule.PASTED_LABEL, message, "Delete the letters or numbers before the answers.")


def _find_numbering(text: str) -> re.Match[str] | None:
    is_candidate = not text[0].isalpha() or text[1:2] == ")" or text[0] in "QqFfNn"  # few are
    return _NUMBERING.match(text) if is_candidate else None


def _find_label(text: str) -> re.Match[str] | None:
    is_candidate = ":" in text or "=" in text or "(" in text
    return _LABEL.search(text) if is_candidate else None


def _report_label(mapping: CheckedMapping, scalar: ScalarNode, match: re.Match[str] | None) -> None:
    if match is not None:
        label = match.group().strip()
        mapping.report_at(
            _location(mapping, scalar, label),
            Rule.PASTED_LABEL,
            f"“{label}” does not belong to the text",
            "Delete it.",
        )


def _check_quotes(mapping: CheckedMapping, scalar: ScalarNode) -> None:
    text = scalar.text
    closing = _QUOTES.get(text[:1])
    inner = text[1:-1].rstrip(".?! ")
    if closing is None or not text.endswith(closing) or text[0] in inner or closing in inner:
        return
    mapping.report_at(
        mapping.file.location_of(scalar),
        Rule.QUOTED_SENTENCE,
        "quotation marks around the whole sentence are shown to players",
        "Delete them.",
    )


def _check_end(mapping: CheckedMapping, scalar: ScalarNode) -> None:
    text = strip_closers(scalar.text)
    match = None if text[-2:-1].isalnum() else _TWO_MARKS.search(text)
    if match is None or _ABBREVIATION.search(text):
        return
    mapping.report_at(
        _location(mapping, scalar, match.group()),
        Rule.DOUBLE_END_MARK,
        f"the sentence ends with “{match.group()}”",
        "Keep one mark. If the first belongs to a name, write the name in quotation marks.",
    )


def find_option_label(texts: Sequence[str]) -> tuple[int, str] | None:
    """Find the letter or number before an answer, with the index of the answer."""
    for index, text in enumerate(texts):
        if match := _BRACKETED.match(text):
            return index, match.group()
    matches = [_DOTTED.match(text) for text in texts]
    labels = [match.group(1) or match.group(2) for match in matches if match is not None]
    if len(labels) < 2 or len(labels) < len(texts):
        return None
    is_numbered = labels[0].isdigit()
    expected = [str(number + 1) if is_numbered else chr(ord("a") + number) for number in range(len(labels))]
    if sorted(label.casefold() for label in labels) != sorted(expected):
        return None  # initials of names, or years
    return 0, next(match.group() for match in matches if match is not None)


def _location(mapping: CheckedMapping, scalar: ScalarNode, part: str) -> Location:
    start = scalar.text.find(part)
    return mapping.file.location_within(scalar, start, start + len(part))
