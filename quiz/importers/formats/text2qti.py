"""Questions in the Markdown of text2qti: `*b)` before the right option."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quiz.importers.bank_file import BankFile
from quiz.importers.markdown_blocks import iter_markdown_lines
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import Markup, Reason, Record

_QUESTION = re.compile(r"\d{1,5}\.\s++(.*)")
_OPTION = re.compile(r"(\*?)[a-zA-Z]\)\s++(.*)")
_CHECKBOX = re.compile(r"\[([* ])\]\s++(.*)")
_TYPED = re.compile(r"\*\s++(.*)")
_NUMBER = re.compile(r"=\s++(.*)")
_ESSAY = re.compile(r"_{3,}\s*")
_UPLOAD = re.compile(r"\^{3,}\s*")
_FEEDBACK = re.compile(r"\.\.\.\s++(.*)")
_OTHER_FEEDBACK = re.compile(r"[+!-]\s++.*")
_FIELD = re.compile(
    r"(?:quiz title|quiz description|text title|text|title|points|pick|points per question|"
    r"shuffle answers|show correct answers|one question at a time|can't go back)\s*:.*",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\[\s*(-?[\d.]{1,20})\s*,\s*(-?[\d.]{1,20})\s*\]")
_TOLERANCE = re.compile(r"(-?[\d.]{1,20})\s*(?:\+-|±)\s*([\d.]{1,20}%?)")
_RUN = re.compile(r"\{[^{}]*\.run\b[^{}]*\}")


@dataclass(slots=True)
class _Draft:
    """A question while its lines are read."""

    stem: list[str]
    options: list[str] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    number: str = ""
    feedback: str = ""
    """The remark on the question, or on its right option."""
    reason: Reason | None = None

    def build(self, place: int) -> Record:
        """Return the record."""
        record = Record(
            place, "\n".join(self.stem), because=self.feedback, markup=Markup.MARKDOWN, reason=self.reason
        )
        if self.number:
            range_, tolerance = _RANGE.fullmatch(self.number), _TOLERANCE.fullmatch(self.number)
            if range_ is not None:
                return record._replace(number=range_[1], tolerance=f"{range_[1]} to {range_[2]}")
            if tolerance is not None:
                return record._replace(number=tolerance[1], tolerance=tolerance[2])
            return record._replace(number=self.number)
        if self.typed:
            return record._replace(answers=tuple(self.typed))
        return record._replace(options=tuple(self.options), right=tuple(self.right))

    def add_line(self, line: str) -> None:
        """Add a line of the question."""
        option, checkbox = _OPTION.fullmatch(line), _CHECKBOX.fullmatch(line)
        typed, number, feedback = _TYPED.fullmatch(line), _NUMBER.fullmatch(line), _FEEDBACK.fullmatch(line)
        if option is not None or checkbox is not None:
            match = option or checkbox
            assert match is not None
            if match[1] == "*":
                self.right.append(len(self.options))
            self.options.append(match[2])
        elif _ESSAY.fullmatch(line):
            self.reason = Reason.ESSAY
        elif _UPLOAD.fullmatch(line):
            self.reason = Reason.KIND
        elif typed is not None:
            self.typed.append(typed[1])
        elif number is not None:
            self.number = number[1].strip()
        elif feedback is not None:
            is_of_wrong = self.options and len(self.options) - 1 not in self.right
            self.feedback = self.feedback if is_of_wrong else self.feedback or feedback[1]
        elif line[:1].isspace() and self.options:
            self.options[-1] += f" {line.strip()}"
        elif line.strip() and not (self.options or _OTHER_FEEDBACK.fullmatch(line)):
            self.stem.append(line)


def is_text2qti(head: str) -> bool:
    """Return whether a text has a title of a quiz, or a numbered question and a marked option."""
    lines = head.splitlines()
    first = next((line for line in lines if line.strip()), "")
    if first.lower().startswith("quiz title:"):
        return True
    marked = any(
        line.startswith(("[*]", "*a)", "*b)", "*c)", "*d)", "*A)", "*B)", "*C)", "*D)")) for line in lines
    )
    return marked and any(map(_QUESTION.fullmatch, lines))


def read_text2qti(file: BankFile, notes: Notes, _options: ReadOptions) -> Iterator[Record]:
    """Yield the questions; code that would make some is never run."""
    draft: _Draft | None = None
    place = 0
    is_comment = False
    for line in iter_markdown_lines(file.iter_lines()):
        word = line.text.strip()
        if is_comment or word == "COMMENT":
            is_comment = word != "END_COMMENT"
            continue
        question = None if line.is_code else _QUESTION.fullmatch(line.text)
        runs = line.is_code and _RUN.search(line.fence_info) is not None
        is_between = not line.is_code and (
            word in ("GROUP", "END_GROUP") or _FIELD.fullmatch(line.text) is not None
        )
        if (question is not None or runs or is_between) and draft is not None:
            place += 1
            yield draft.build(place)
            draft = None
        if question is not None:
            draft = _Draft([question[1]])
        elif runs:
            place += 1
            yield Record(place, reason=Reason.RUNS_CODE)
        elif line.is_code and draft is not None:
            draft.stem.append(line.text)
        elif draft is not None and not line.text.startswith("%"):
            draft.add_line(line.text)
        elif word and not line.is_code:
            notes.not_questions += 1
    if draft is not None:
        yield draft.build(place + 1)
