"""Lists of packs and questions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from quiz.game import feedback
from quiz.model import json_records
from quiz.model.loading import SummarizedPack
from quiz.model.pack import QUESTION_BANK, Kind
from quiz.model.question import Question
from quiz.text.english import format_count
from quiz.text.safe import Text, one_line

if TYPE_CHECKING:
    from quiz.generate.question_maker import QuestionMaker


def format_pack(summarized: SummarizedPack, *, as_json: bool) -> Iterator[Text]:
    """Yield a pack with its path and number of errors, and the size of each category."""
    pack, path, errors = summarized.summary, Text(str(summarized.path)), summarized.error_count
    if not as_json:
        location = "" if summarized.is_builtin else f" ({path})"
        problems = f", {format_count(errors, 'problem')}" if errors else ""
        bank = f", {QUESTION_BANK}" if pack.has_question_bank else ""
        yield one_line(f"{pack.name}: {pack.title}{location}{bank}{problems}")
    for category in pack.categories:
        if as_json:
            yield json_records.to_json_line(
                {
                    "pack": pack.name,
                    "pack_title": pack.title,
                    "category": category.name,
                    "title": category.title,
                    "count": category.askable_count,
                    "facts": category.fact_count,
                    "silent": category.silent_count,
                    "path": path,
                    "builtin": summarized.is_builtin,
                    "question_bank": pack.has_question_bank,
                    "problems": errors,
                }
            )
        else:
            size = format_count(category.askable_count, "question")
            silent = category.silent_count
            never_asked = f", {format_count(silent, 'fact')} never asked" if silent else ""
            yield Text(f"  {one_line(category.name)}: {one_line(category.title)}, {size}{never_asked}")


def iter_all_questions(
    makers: "Iterable[QuestionMaker]",
    categories: Sequence[str],
    kind: Kind | None,
    seed: int,
    *,
    is_every_kind: bool = False,
) -> Iterator[Question]:
    """Yield the questions of some packs, in their order; the name of a category may include its pack."""
    for maker in makers:
        if not categories:
            yield from maker.iter_questions(seed, kind=kind, is_every_kind=is_every_kind)
        for category in maker.pack.categories:
            if category.name in categories or f"{maker.pack.name}/{category.name}" in categories:
                yield from maker.iter_questions(
                    seed, category=category.name, kind=kind, is_every_kind=is_every_kind
                )


def format_question(question: Question, *, as_json: bool) -> Iterator[Text]:
    """Yield a question with its answer: as a line of JSON, or as lines for people."""
    if as_json:
        yield json_records.to_json_line(json_records.question_fields(question))
        return
    yield Text(question.id)
    yield one_line(question.stem)
    for number, option in enumerate(question.options, 1):
        yield one_line(f"{number}) {option}")
    yield one_line(f"Answer: {feedback.format_answer(question)}")
    if question.explanation:
        yield one_line(f"Why: {question.explanation}")
    for source in feedback.format_sources(question):
        yield one_line(f"Source: {source}")
    yield Text()
