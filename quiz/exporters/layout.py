"""The texts of a question, and the options of an export, for the writers of all formats."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from quiz.game.feedback import format_answer, format_sources
from quiz.model.pack import DIFFICULTIES, Kind
from quiz.model.question import Question, QuestionOrigin
from quiz.text.english import join_words
from quiz.text.safe import Text, one_line

_LETTERS = "ABCDEF"


WITHOUT_OPTIONS = "an answer that is typed"
"""The reason to leave out a question in a format that needs options."""


class AnswerPlace(StrEnum):
    """The place of the answers on a sheet."""

    END = "end"
    BELOW = "below"
    NONE = "none"


class ExportLayout(NamedTuple):
    """The choices of the person who exports."""

    titles: Mapping[tuple[str, str], Text]
    """The title of each category, by the names of its pack and its own."""
    round_length: int = 10
    """Questions per round of a sheet."""
    answers: AnswerPlace = AnswerPlace.END
    has_options: bool = True
    """Whether a card of Anki shows the options."""
    is_cut: bool = False
    """Whether texts that are too long for the format are cut; otherwise their questions are left out."""


class Exported(NamedTuple):
    """The files of an export, and what they lack."""

    files: tuple[bytes, ...]
    """One file, or more if the format limits the number of questions."""
    left_out: Mapping[str, int] = {}
    """The number of questions left out for each reason."""
    has_licences: bool = True
    """Whether the files name the licences of the sources."""


def find_export_id(question: Question) -> str:
    """Return the id for other programs; that of a hand-written question is the id of its entry."""
    return question.fact if question.origin is QuestionOrigin.WRITTEN else question.id


def find_title(question: Question, layout: ExportLayout) -> Text:
    """Return the title of a question's category."""
    return layout.titles[question.pack, question.category]


def list_wrong_options(question: Question) -> list[Text]:
    """Return the wrong options."""
    return [option for index, option in enumerate(question.options) if index != question.key]


def list_spellings(question: Question) -> list[Text]:
    """Return every spelling of the right answers; the first is shown."""
    return list(question.accepted.texts) if question.accepted is not None else [format_answer(question)]


def letter_options(question: Question) -> list[tuple[str, Text]]:
    """Return the options with their letters."""
    return list(zip(_LETTERS, question.options, strict=False))


def format_stem(question: Question) -> Text:
    """Return the question; a statement comes after the question whether it is true."""
    stem = one_line(question.stem)
    return Text(f"True or false? {stem}") if question.kind is Kind.TRUEFALSE else stem


def describe_sources(question: Question) -> Text:
    """Describe the sources of a question in one line, each with its address."""
    addresses = dict.fromkeys(each.source.url for each in question.citations if each.source.url)
    return one_line("; ".join([*format_sources(question), *addresses]))


def find_level(question: Question) -> str:
    """Return the level whose number is the nearest to the difficulty of a question."""
    return min(DIFFICULTIES, key=lambda level: abs(DIFFICULTIES[level] - question.difficulty))


def list_licences(questions: Iterable[Question]) -> list[Text]:
    """Describe the licence of each source, in the order of the questions; sources without one come last."""
    sources = dict.fromkeys(each.source for question in questions for each in question.citations)
    licensed = [source for source in sources if source.licence]
    lines = [one_line(f"{source.title}: {source.licence}") for source in licensed]
    unlicensed = [source.title for source in sources if not source.licence]
    if unlicensed:
        lines.append(one_line(f"{join_words(list(dict.fromkeys(unlicensed)))}: no licence is known"))
    return list(dict.fromkeys(map(Text, lines)))


def split_rounds(questions: Sequence[Question], length: int) -> list[Sequence[Question]]:
    """Split questions into rounds; the last one may be shorter."""
    return [questions[start : start + length] for start in range(0, len(questions), length)]
