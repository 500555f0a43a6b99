"""Tables of ready-made questions, which are not tables of facts."""

import re
from collections.abc import Sequence

from quiz.model.errors import UsageError
from quiz.packs.format.synonyms import ANSWER, CONCEPTS, OPTIONS

_QUESTION = next(concept for concept in CONCEPTS if "question" in concept.fields[0].split())
_QUESTION_WORDS = _QUESTION.words | {"question-text", "question-stem", "the-question", "clue"}
_ANSWER_WORDS = (
    ANSWER.words | OPTIONS.words | {"answer-text", "correct-option", "correct-answers", "wrong", "incorrect"}
)
_NUMBERED = re.compile(
    r"(?:answer|option|choice|wrong|incorrect|distractor|antwort|respuesta|réponse|вариант)(?:-.*)?"
)
_QUESTION_SHARE = 0.6
_MIN_QUESTIONS = 3


class QuestionTableError(UsageError):
    """A table that is a list of questions, which `quiz import` reads."""


def refuse_questions(first: Sequence[Sequence[str]], below: Sequence[Sequence[str]], name: str) -> None:
    """Raise `QuestionTableError` if a table is a list of questions.

    Args:
        first: The first lines; one of them may have the headings.
        below: Some rows.
        name: The name of the file.
    """
    if any(_are_question_headings(cells) for cells in first) or _has_questions(below):
        raise QuestionTableError(
            f"{name} is a list of questions, and --from makes questions of a table of facts. "
            f"Use: quiz import {name}"
        )


def _are_question_headings(cells: Sequence[str]) -> bool:
    names = [_plain(cell) for cell in cells if cell]
    questions = [name for name in names if name in _QUESTION_WORDS or name.startswith("question-")]
    answers = [name for name in names if name in _ANSWER_WORDS or _NUMBERED.fullmatch(name)]
    if {"front", "back"} <= set(names):
        return True
    return bool(questions) and bool(answers) and set(questions) != set(answers)


def _has_questions(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether one column mostly has questions, and another one may have the answers."""
    width = max(map(len, rows), default=0)
    for index in range(width if width > 1 else 0):
        cells = [row[index] for row in rows if index < len(row) and row[index]]
        asked = sum(cell.endswith(("?", "？", "؟", "?”", '?"')) and " " in cell for cell in cells)
        if len(cells) >= _MIN_QUESTIONS and asked >= _QUESTION_SHARE * len(cells):
            return True
    return False


def _plain(heading: str) -> str:
    """Return a heading without the remark that Kahoot adds after a hyphen."""
    bare = heading.partition(" - ")[0].casefold().strip(" *:?.")
    return re.sub(r"[\s_]+", "-", re.sub(r"(?<=[a-z])(?=\d)", "-", bare))
