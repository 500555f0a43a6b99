"""Packs by authors who had read only the manual, in `tests/packs/third_party`, and their questions."""

from functools import cache
from itertools import product
from pathlib import Path

from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Fact, Pack, Value
from quiz.model.question import Question
from quiz.packs.read.pack_reader import read_pack
from quiz.text.normalize import fold

PACKS = ("code", "league", "plays")
SEEDS = (0, 1)


def folder(name: str) -> Path:
    """Return the folder of a pack."""
    return Path(__file__).parents[1] / "packs" / "third_party" / name


@cache
def pack(name: str) -> Pack:
    """Read a pack."""
    made = read_pack(folder(name)).pack
    assert made is not None
    return made


@cache
def maker(name: str) -> QuestionMaker:
    """Return the question maker of a pack."""
    return QuestionMaker(pack(name))


@cache
def questions(name: str) -> tuple[Question, ...]:
    """Make all questions of a pack, with two seeds."""
    return tuple(question for seed in SEEDS for question in maker(name).iter_questions(seed))


@cache
def _facts(name: str) -> dict[str, Fact]:
    return {fact.id: fact for fact in pack(name).facts}


def asked(question: Question) -> tuple[Fact, Value]:
    """Find the fact that a question is made of, and the value it asks for."""
    fact = _facts(question.pack)[question.fact]
    label = question.target_id.partition(".")[2] or None
    return fact, next(value for value in fact.values if value.label == label)


def said(fact: Fact, texts: dict[Value, str]) -> str:
    """Fold the sentence of a fact with other texts for some of its values."""
    sentence, end = "", 0
    for value in fact.values:
        sentence += fact.sentence[end : value.start] + texts.get(value, value.text)
        end = value.end
    return fold(sentence + fact.sentence[end:])


@cache
def truths(name: str) -> frozenset[str]:
    """List every sentence that is true by the pack, with every right value."""
    return frozenset(
        said(fact, dict(zip(fact.values, texts, strict=True)))
        for fact in pack(name).facts
        for texts in product(*((value.text, *value.also, *value.accept) for value in fact.values))
    )
