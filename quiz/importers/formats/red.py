"""Trivia lists of Red-DiscordBot: a mapping of questions to lists of answers, in YAML."""

import re
from collections.abc import Iterator
from itertools import pairwise

from quiz.importers import texts
from quiz.importers.bank_file import BankFile
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import Reason, Record
from quiz.model.problems import ProblemCollector
from quiz.model.rules import Severity
from quiz.packs.syntax.nodes import Node, ScalarNode, SequenceNode, TextFile
from quiz.packs.syntax.parse import parse_yaml
from quiz.text.safe import Text

_KEY = re.compile(r"\S.*:(?:\s*+\[[^\]]*\])?\s*+")
_ITEM = re.compile(r"\s*- ?\S.*")
_MIN_QUESTIONS = 2
_OWN = ("AUTHOR", "DESCRIPTION", "CONFIG")


def is_red(head: str) -> bool:
    """Return whether a text looks like a mapping whose values are lists of texts."""
    lines = [line for line in head.splitlines() if line.strip() and not line.startswith("#")]
    questions = sum(
        bool(_KEY.fullmatch(line) and _ITEM.fullmatch(following)) for line, following in pairwise(lines)
    )
    has_author = any(line.startswith(("AUTHOR:", "CONFIG:")) for line in lines)
    return questions >= _MIN_QUESTIONS and (has_author or questions > len(lines) / 6)


def read_red(file: BankFile, notes: Notes, _options: ReadOptions) -> Iterator[Record]:
    """Yield the questions, whose first answer is right; the others are spellings of it."""
    problems = ProblemCollector()
    with file.open_text() as text:
        parsed = parse_yaml(TextFile(Text(file.name), text.read()), problems)
    if parsed is None:
        yield Record(1, reason=Reason.BROKEN)
        return
    questions = parsed.root.values
    notes.info = notes.info._replace(
        author=_to_text(questions.get("AUTHOR")), note=_to_text(questions.get("DESCRIPTION"))
    )
    place = 0
    has_broken = False
    for place, (question, node) in enumerate(
        ((question, node) for question, node in questions.items() if question not in _OWN), 1
    ):
        answers = _to_answers(node)
        is_broken = not answers or parsed.is_damaged(node) or question in parsed.lost_keys
        has_broken = has_broken or is_broken
        yield Record(place, question, answers=answers, reason=Reason.BROKEN if is_broken else None)
    if not has_broken and any(problem.severity is Severity.ERROR for problem in problems):
        yield Record(place + 1, reason=Reason.BROKEN)  # a part between the questions can't be read


def _to_text(node: Node | None) -> str:
    return texts.clean_text(node.text) if isinstance(node, ScalarNode) else ""


def _to_answers(node: Node) -> tuple[str, ...]:
    items = node.items if isinstance(node, SequenceNode) else (node,)
    return tuple(item.text for item in items if isinstance(item, ScalarNode) and item.text.strip())
