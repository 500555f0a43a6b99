"""Texts in the formats of other programs: question banks, tables, documents."""

import json
import re
from collections.abc import Callable
from typing import NamedTuple

from quiz.model.problems import Finding, Span
from quiz.model.rules import Rule
from quiz.packs.format.synonyms import ANSWER, OPTIONS
from quiz.packs.read.suggestions import closest_match
from quiz.packs.syntax.characters import without_odd
from quiz.packs.syntax.nodes import MappingNode, Node, ParsedFile, SequenceNode, TextFile

_SAMPLE = 20_000
_MAX_QUESTIONS = 100
"""Number of characters by which a format is recognised."""

_WRITE_QUESTIONS = (
    "Start a pack with `quiz new NAME`, and write each question under `questions:` with `question`, `right`, "
    "`wrong`, `because` and `cite`."
)
_WRITE_FACTS = "Start a pack with `quiz new NAME`, and write each fact under `facts:` with `fact` and `cite`."

_TABLE = (
    "Save it as a CSV file with the names of its columns in the first line. Then `quiz new NAME --from FILE` "
    "makes a pack of it."
)

_SECTIONS = ("format", "sources", "pools", "facts", "lists", "tables", "about", "questions")
"""The fields by which a pack is recognised: other programs use the others too, and `questions`."""
_PACK_FIELD = re.compile(rf"^[\"'{{]*(?:{'|'.join(_SECTIONS)})[\"']?\s*[:：=]", re.MULTILINE)
_QUESTION_FIELD = re.compile(
    r"^[ \t-]*[\"']?(?:questions?|prompt|q|correct\w*|answers?|frage|antwort|pregunta|respuesta)[\"']?\s*:",
    re.MULTILINE | re.IGNORECASE,
)
_JSON_QUESTION = re.compile(
    r'"(?:questions?|prompt|front|correct_?answer|answers?|options|choices)"\s*:', re.IGNORECASE
)
_OWN_FIELDS = frozenset(("right", "wrong", "statement", "because", "cite"))
_FOREIGN_FIELDS = (ANSWER.words | OPTIONS.words) - _OWN_FIELDS


class _Format(NamedTuple):
    """A format of another program."""

    name: str
    advice: str = _WRITE_QUESTIONS


def find_foreign_format(file: TextFile) -> Finding | None:
    """Return a finding if a file has the format of another program and none of the fields of a pack."""
    sample = file.text[:_SAMPLE]
    if _PACK_FIELD.search(sample):
        return None
    format_ = next((found for find in _FINDERS if (found := find(sample, file.text)) is not None), None)
    return None if format_ is None else _not_a_pack(file.path, format_)


def find_foreign_fields(parsed: ParsedFile) -> Finding | None:
    """Return a finding if the fields are not those of a pack, or the questions not those of `quiz`."""
    root = parsed.root
    if not root.values or parsed.lost_keys:
        return None
    if not any(map(_is_pack_field, root.values)):
        return _not_a_pack(parsed.file.path, _describe_yaml(parsed.file.text[:_SAMPLE]))
    questions = root.values.get("questions")
    is_pack = "format" in root.values
    if not isinstance(questions, SequenceNode) or not _are_foreign(questions.items, 2 if is_pack else 1):
        return None
    message = "these are questions of another program, whose fields have other names here"
    advice = (
        "Write the right answer of each under `right`, the others as a list under `wrong`, and add `because` "
        "and `cite`."
    )
    start = root.keys["questions"]
    span = Span(start, start + len("questions")) if is_pack else Span(0, 0)
    return Finding(Rule.WRONG_ROOT, message, advice, span)


def _not_a_pack(path: str, format_: _Format) -> Finding:
    advice = format_.advice.replace("FILE", path)
    return Finding(Rule.WRONG_ROOT, f"this is not a pack but {format_.name}", advice, Span(0, 0))


def _is_pack_field(name: str) -> bool:
    plain = without_odd(name).casefold()
    return plain in (*_SECTIONS, "name", "categories") or closest_match(plain, _SECTIONS) is not None


def _are_foreign(items: tuple[Node, ...], minimum: int) -> bool:
    """Return whether most of the first questions have answers under other names, and none a field of ours."""
    first = [item for item in items[:_MAX_QUESTIONS] if isinstance(item, MappingNode)]
    fields = [{_plain(name) for name in item.values} for item in first]
    count = sum(not _FOREIGN_FIELDS.isdisjoint(names) for names in fields)
    return minimum <= count > len(fields) // 2 and _OWN_FIELDS.isdisjoint(set().union(*fields))


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-").replace(" ", "-")


def _describe_yaml(sample: str) -> _Format:
    if _QUESTION_FIELD.search(sample):
        return _Format("questions of another program, in YAML")
    return _Format("a YAML file without the fields of a pack", _WRITE_FACTS)


def _find_yaml_list(sample: str, _: str) -> _Format | None:
    is_list = re.match(r"(?:#[^\n]*\n|---\s*\n|\s)*- +[\w-]+:\s", sample)
    return _describe_yaml(sample) if is_list and _QUESTION_FIELD.search(sample) else None


def _find_json(sample: str, text: str) -> _Format | None:
    if not re.match(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])", sample):
        return None
    if re.search(r'^[ \t]*"(?:format|facts|tables|lists)"\s*:', sample, re.MULTILINE):
        return None  # a pack in JSON, which YAML's parsers read
    if '"response_code"' in sample and '"results"' in sample:
        return _Format("questions of the Open Trivia Database, in JSON")
    if re.search(r'"(?:kahoot|quizMaster|questionCount)"', sample):
        return _Format("questions of Kahoot, in JSON")
    lines = _whole_lines(sample, text)
    name = "JSON Lines" if len(lines) > 1 and all(map(_is_json, lines)) else "JSON"
    has_questions = _JSON_QUESTION.search(sample)
    return _Format(f"questions in {name}") if has_questions else _Format(f"a {name} file", _WRITE_FACTS)


def _whole_lines(sample: str, text: str) -> list[str]:
    """Return the lines with text of a sample, without one that is cut."""
    lines = sample.splitlines()
    return [line for line in (lines if len(sample) == len(text) else lines[:-1]) if line.strip()]


def _is_json(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict | list)
    except (ValueError, RecursionError):
        return False


def _find_xml(sample: str, _: str) -> _Format | None:
    start = re.match(r"\s*<(?:\?xml|!doctype|!--|[a-z])", sample, re.IGNORECASE)
    if start is None:
        return None
    if re.search(r"<(?:\w+:)?(?:assessmentItem|assessmentTest|questestinterop|qti-assessment)", sample):
        return _Format("questions in the QTI format")
    if re.search(r"<question\s+type=", sample):
        return _Format("questions of Moodle, in XML")
    if re.search(r"<(?:!doctype\s+html|html|head|body|div|p|table|ul|ol|h[1-6])\b", sample, re.IGNORECASE):
        return _Format("a web page in HTML")
    return _Format("an XML file")


def _find_anki(sample: str, _: str) -> _Format | None:
    if not re.match(r"#(?:separator|html|deck|notetype|tags|columns|guid)( column)?:", sample):
        return None
    return _Format("cards of Anki", _TABLE.replace("FILE", "FILE.csv"))


def _find_aiken(sample: str, _: str) -> _Format | None:
    if re.search(r"^ANSWER:\s*[A-Z]\s*$", sample, re.MULTILINE) is None:
        return None
    return _Format("questions in the Aiken format")


def _find_gift(sample: str, _: str) -> _Format | None:
    is_gift = re.search(r"^[ \t]*(?:::[^:\n]*::|\$CATEGORY:)", sample, re.MULTILINE) or re.search(
        r"\{\s*(?:[=~#]|T(?:RUE)?\s*\}|F(?:ALSE)?\s*\})", sample
    )
    return _Format("questions in the GIFT format") if is_gift else None


def _find_latex(sample: str, _: str) -> _Format | None:
    is_latex = re.search(r"\\(?:documentclass|begin\{|question\b|section\{)", sample)
    return _Format("a LaTeX document") if is_latex else None


def _find_sql(sample: str, _: str) -> _Format | None:
    is_sql = re.search(
        r"^[ \t]*(?:INSERT INTO|CREATE TABLE|BEGIN TRANSACTION)\b", sample, re.MULTILINE | re.IGNORECASE
    )
    return _Format("an SQL script", _WRITE_FACTS) if is_sql else None


def _find_toml(sample: str, _: str) -> _Format | None:
    lines = [
        line for line in sample.splitlines() if line.strip() and not line.lstrip().startswith(("#", ";"))
    ]
    has_section = any(re.fullmatch(r"\s*\[{1,2}[\w. \"-]+\]{1,2}\s*", line) for line in lines)
    has_pair = any(re.match(r"\s*[\w.\"-]+\s*=", line) for line in lines)
    return _Format("a TOML or INI file", _WRITE_FACTS) if has_section and has_pair else None


def _find_table(sample: str, text: str) -> _Format | None:
    """Recognise lines with the same number of cells."""
    lines = _whole_lines(sample, text)
    if len(lines) < 2:
        return None
    for separator, name in (("\t", "a table with tabs"), (";", "a table in CSV"), (",", "a table in CSV")):
        counts = [re.sub(r'"[^"]*"', "", line).count(separator) for line in lines[:50]]
        if counts[0] and counts.count(counts[0]) * 10 >= len(counts) * 9:
            advice = "Make a pack of it with: `quiz new NAME --from FILE`."
            return _Format(name, advice if separator != "\t" else _TABLE)
    rows = [line for line in lines if line.strip().startswith("|") and line.strip().endswith("|")]
    return _Format("a table in Markdown", _TABLE) if len(rows) * 2 > len(lines) else None


def _find_dialogue(sample: str, _: str) -> _Format | None:
    questions = re.findall(
        r"^[ \t]*+(?:q|question|frage|pregunta)\s*+\d*+\s*+[.:)]", sample, re.MULTILINE | re.IGNORECASE
    )
    answers = re.findall(
        r"^[ \t]*+(?:a|ans|answer|antwort|respuesta)\s*+\d*+\s*+[.:)]", sample, re.MULTILINE | re.IGNORECASE
    )
    return _Format("a text of questions and answers") if questions and answers else None


def _find_markdown(sample: str, _: str) -> _Format | None:
    marks = (
        r"^#{1,6} .+$",
        r"^[ \t]*[-*+] \[[ xX]\] ",
        r"\*\*[^*\n]+\*\*",
        r"^[ \t]*\d+[.)] ",
        r"^[ \t]*[-*+] ",
        r"\[[^\]\n]+\]\([^)\n]+\)",
        r"^>{1,2} ",
    )
    found = sum(re.search(mark, sample, re.MULTILINE) is not None for mark in marks)
    return _Format("a Markdown document") if found >= 2 else None


_FINDERS: tuple[Callable[[str, str], _Format | None], ...] = (
    _find_json,
    _find_yaml_list,
    _find_xml,
    _find_anki,
    _find_aiken,
    _find_gift,
    _find_latex,
    _find_sql,
    _find_dialogue,
    _find_table,
    _find_toml,
    _find_markdown,
)
