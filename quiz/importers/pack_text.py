"""The YAML text of a pack's entries."""

import json
import re
from collections.abc import Callable, Sequence

from quiz.importers.entries import Entry, EntryKind
from quiz.importers.sentences import QuestionTable
from quiz.text.safe import Text

_SEPARATOR = "|"
_NUMBER, _STATEMENT = EntryKind.NUMBER, EntryKind.STATEMENT
_encode = json.JSONEncoder(ensure_ascii=False).encode
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_ASKS_FOR_YEAR = re.compile(r"\b(?:year|when)\b", re.IGNORECASE)


def quote(text: str) -> str:
    """Return a text as a scalar of YAML, which reads it unchanged."""
    first = text[:1]
    is_plain = first.isalnum() and first.isascii() and text.isprintable() and not _has_sign(text)
    return text if is_plain and text[-1] != " " else _encode(Text(text))


def quote_all(all_texts: Sequence[str]) -> Sequence[str]:
    """Return texts as scalars of YAML; most need no quotation marks, so they are looked at together."""
    together = f"{_SEPARATOR.join(all_texts)}{_SEPARATOR}"
    firsts = "".join([text[:1] for text in all_texts])
    is_plain = firsts.isalnum() and firsts.isascii() and len(firsts) == len(all_texts)
    if is_plain and together.isprintable() and f" {_SEPARATOR}" not in together and not _has_sign(together):
        return all_texts
    return list(map(quote, all_texts))


def _has_sign(text: str) -> bool:
    """Return whether a text has a sign that YAML may take for more than text; a pattern would be slower."""
    return ":" in text or "#" in text or '"' in text or "'" in text or "`" in text or "\\" in text


def escape_marks(text: str) -> str:
    """Return a text for a sentence with marks, in which it has none."""
    return text.replace("<", r"\<") if "<" in text else text


def escape_cell(text: str) -> str:
    r"""Return a text for a cell: `\;` doesn't separate values, and `\|` no cells."""
    return text.replace(";", r"\;").replace("|", r"\|") if ";" in text or "|" in text else text


def format_entry(entry: Entry, cite: str, category: str) -> str:
    """Return the lines of a question, a statement or a fact after its id."""
    lines = _format_fact(entry) if entry.kind is _NUMBER else _format_question(entry)
    lines += f"    cite: {cite}\n"
    if category:
        lines += f"    category: {category}\n"
    if entry.difficulty:
        lines += f"    difficulty: {entry.difficulty}\n"
    return lines


def _format_question(entry: Entry) -> str:
    if entry.kind is _STATEMENT:
        lines = (
            f"    statement: {quote(entry.question)}\n    true: {'yes' if entry.right == 'true' else 'no'}\n"
        )
    else:
        question, right, *wrong = quote_all((entry.question, entry.right, *entry.wrong))
        lines = (
            f"    question: {question}\n    right: {right}\n"
            f"{_format_list('accept', quote_all(entry.accept))}{_format_list('wrong', wrong)}"
        )
        lines += f"    tolerance: {entry.tolerance}\n" if entry.tolerance else ""
    return f"{lines}    because: {quote(entry.because)}\n" if entry.because else lines


def _format_list(name: str, scalars: Sequence[str]) -> str:
    items = "\n      - ".join(scalars)
    return f"    {name}:\n      - {items}\n" if scalars else ""


def _format_fact(entry: Entry) -> str:
    is_year = _YEAR.fullmatch(entry.right) and _ASKS_FOR_YEAR.search(entry.question)
    sentence = f"The answer to “{escape_marks(entry.question)}” is <{entry.right}>."
    lines = (
        f"    fact: {quote(sentence)}\n"
        f"    type: {'year' if is_year else 'number'}\n"
        f"    ask: {quote(entry.question)}\n"
    )
    return f"{lines}    more: {quote(entry.because)}\n" if entry.because else lines


def format_pairs(entry: Entry, cite: str, category: str) -> str:
    """Return the lines of a table of pairs after its id."""
    extra = [right for left, right in entry.pairs if not left]
    rows: dict[str, list[str]] = {}
    for left, right in entry.pairs:
        if left:
            rows.setdefault(left, []).append(right)
    right_texts = {text for values in rows.values() for text in values}
    wrong = tuple(text for text in dict.fromkeys(extra) if text not in right_texts)
    listed = "".join(f"          - {quote(text)}\n" for text in wrong)
    return (
        "    columns:\n"
        "      match:\n"
        "        fact: “<item>” belongs to “<match>”.\n"
        "        ask: Which of these belongs to “<item>”?\n"
        + (f"        wrong:\n{listed}" if listed else "")
        + f"    cite: {cite}\n"
        + (f"    category: {category}\n" if category else "")
        + "    rows: |\n"
        + "      id | item | match\n"
        + "".join(
            f"      r{number} | {escape_cell(left)} | {'; '.join(map(escape_cell, right))}\n"
            for number, (left, right) in enumerate(rows.items(), 1)
        )
    )


def format_table(
    table: QuestionTable, cite: Callable[[Entry], str], category: str, row_ids: Sequence[str]
) -> str:
    """Return the lines of a table of questions after its id."""
    parts = ["    columns:\n"]
    for name in table.columns:
        sentence = _escape_around_marks(table.fact, (table.subject, "{}")).replace("{}", name)
        parts.append(f"      {name}:\n        type: {quote(f'{name} in {table.id}')}\n")
        parts.append(f"        fact: {quote(sentence)}\n")
        parts.append(f"        ask: {quote(_escape_around_marks(table.ask, (table.subject,)))}\n")
        if table.ask_back:
            parts.append(f"        ask-back: {quote(table.ask_back.replace('<back>', f'<{name}>'))}\n")
    if category:
        parts.append(f"    category: {category}\n")
    parts.append(f"    rows: |\n      id | {table.subject} | {' | '.join(table.columns)} | cite\n")
    for row, row_id in zip(table.rows, row_ids, strict=True):
        cells = [escape_cell(row.subject), *("; ".join(map(escape_cell, texts)) for texts in row.values)]
        cites = ", ".join(dict.fromkeys(map(cite, row.entries)))
        parts.append(f"      {row_id} | {' | '.join(cells)} | {cites}\n")
    return "".join(parts)


def _escape_around_marks(sentence: str, labels: Sequence[str]) -> str:
    """Escape the signs of a sentence that are not those of its marks."""
    escaped = escape_marks(sentence)
    for label in labels:
        escaped = escaped.replace(rf"\<{label}>", f"<{label}>")
    return escaped
