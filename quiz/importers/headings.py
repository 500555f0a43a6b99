"""The meaning of headings and of field names in banks: `Correct Answer(s)` is the right answer."""

import re
from enum import StrEnum
from typing import NamedTuple


class Meaning(StrEnum):
    """The meaning of a column or a field."""

    QUESTION = "question"
    ANSWER = "answer"
    """The right answer: its text, its number or its letter."""
    RIGHT = "right"
    """The text of the right answer."""
    ACCEPT = "accept"
    """Other spellings of an answer that is typed."""
    WRONG = "wrong"
    OPTION = "option"
    CATEGORY = "category"
    DIFFICULTY = "difficulty"
    EXPLANATION = "explanation"
    SOURCE = "source"
    URL = "url"
    ID = "id"
    TYPE = "type"
    """The kind of question."""
    MEDIA = "media"
    """The address of a picture."""
    SKIPPED = "-"


class Heading(NamedTuple):
    """A heading that is understood."""

    meaning: Meaning
    number: int = 0
    """The number in the heading, as in `Option 2`."""


_NAMES = {
    Meaning.QUESTION: (
        "question|question text|question title|question stem|prompt|stem|clue|q|the question|quiz question|"
        "trivia question|questions|frage|pregunta"
    ),
    Meaning.ANSWER: (
        "answer|answers|right|correct|correct answer|correct answers|right answer|right answers|answer text|"
        "correct option|correct options|correct choice|solution|answer key|correct answer index|"
        "correct index|correct option index|answer index|correct letter|correct answer letter|answer letter|"
        "correct one|right one|the answer|correct response|correct number|richtige antwort|antwort|respuesta"
    ),
    Meaning.WRONG: (
        "wrong|wrong answer|wrong answers|incorrect|incorrect answer|incorrect answers|distractor|"
        "distractors|wrong option|wrong options|wrong one|wrong choice|incorrect option|incorrect choice|"
        "incorrect response|bad|bad answer|false answer|decoy|falsch|falsche antwort"
    ),
    Meaning.ACCEPT: "accept|accepted answers|also accepted",
    Meaning.OPTION: "option|options|choice|choices|possible answer|possible answers|alternative|alternatives",
    Meaning.CATEGORY: "category|categories|topic|subject|theme|category id|category name",
    Meaning.DIFFICULTY: "difficulty|level|difficulty level",
    Meaning.EXPLANATION: "explanation|because|rationale|answer explanation|feedback|general feedback",
    Meaning.SOURCE: "source|reference|sources",
    Meaning.URL: "url|link|source url",
    Meaning.ID: "id|question id|uuid|guid",
    Meaning.TYPE: "question type|type",
    Meaning.MEDIA: "image link|image url|image|picture|media|image link url",
}
_MEANINGS = {name: meaning for meaning, names in _NAMES.items() for name in names.split("|")}
_NUMBERED = re.compile(r"(.*?)[ ]?(\d{1,2}|[a-h])")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOISE = re.compile(r"\(.*?\)|\s[-–—]\s.*|[:?*]")
_MARKED_RIGHT = re.compile(r"\((?:the )?(?:right|correct)(?: one| answer| option)?\)", re.IGNORECASE)
"""A remark such as that in `A (right)`."""
_MAX_CHARACTERS = 200


def read_heading(raw: str) -> Heading | None:
    """Return the meaning of a heading, or `None` if it is not understood."""
    text = _CAMEL.sub(" ", raw.strip()[:_MAX_CHARACTERS])
    if _MARKED_RIGHT.search(text):
        return Heading(Meaning.RIGHT)
    text = _NOISE.sub(" ", " ".join(text.replace("_", " ").split()))
    name = " ".join(text.replace("-", " ").casefold().split())
    if name in _MEANINGS:
        return Heading(_MEANINGS[name])
    match = _NUMBERED.fullmatch(name)
    if match is None:
        return None
    number = int(match[2]) if match[2].isdigit() else ord(match[2]) - ord("a") + 1
    if not match[1].strip():
        return Heading(Meaning.OPTION, number) if not match[2].isdigit() and match[2] <= "f" else None
    meaning = _MEANINGS.get(match[1].strip())
    if match[1].strip() in ("answer", "answer text"):
        return Heading(Meaning.OPTION, number)
    return Heading(meaning, number) if meaning in (Meaning.WRONG, Meaning.OPTION) else None
