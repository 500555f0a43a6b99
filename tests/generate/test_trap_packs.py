"""Small packs by strangers, each with a trap: an option that must never be shown as wrong.

The comment at the top of each pack says what must hold:

    never       for each fact, or for `*`, the options that must never be wrong there
    together    names that must never be options of one question
    wrong-key   for each fact, a question that must not be asked of it
    asked       the number of values that must still be asked for
"""

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml

from quiz.game.grading import grade_answer
from quiz.game.outcome import Answer, Verdict
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import INPUT_KINDS, Kind
from quiz.model.question import Question
from quiz.packs.read.pack_reader import read_pack
from quiz.text.safe import Text

_FOLDER = Path(__file__).with_name("trap_packs")
_PATHS = [pytest.param(path, id=path.stem) for path in sorted(_FOLDER.glob("*.yaml"))]
_FEW_SEEDS = range(4)
_ALL_SEEDS = range(50)


def test_there_are_forty_traps() -> None:
    assert len(_PATHS) >= 40


@pytest.mark.parametrize("path", _PATHS)
def test_no_option_of_a_trap_is_shown(path: Path) -> None:
    assert not list(_find_violations(path, _FEW_SEEDS))


@pytest.mark.exhaustive
@pytest.mark.parametrize("path", _PATHS)
def test_no_option_of_a_trap_is_shown_with_fifty_seeds(path: Path) -> None:
    assert not list(_find_violations(path, _ALL_SEEDS))


@pytest.mark.parametrize("path", _PATHS)
def test_no_option_of_a_trap_is_a_wrong_answer_if_it_is_typed(path: Path) -> None:
    expectations = _read_expectations(path)
    pack = read_pack(path).pack
    assert pack is not None
    rejected = [
        (question.id, option)
        for kind in INPUT_KINDS
        for question in QuestionMaker(pack).iter_questions(0, kind=kind)
        for option in expectations.get("never", {}).get(question.fact, ())
        if grade_answer(question, Answer(text=Text(option))) is Verdict.WRONG
    ]

    assert rejected == []


def _find_violations(path: Path, seeds: range) -> Iterator[str]:
    expectations = _read_expectations(path)
    pack = read_pack(path).pack
    assert pack is not None
    maker = QuestionMaker(pack)
    asked: set[str] = set()
    for seed in seeds:
        for question in maker.iter_questions(seed):
            asked.add(question.target_id)
            yield from _check_question(question, expectations)
    if len(asked) < expectations.get("asked", 0):
        yield f"only {len(asked)} values are asked for"


def _read_expectations(path: Path) -> dict[str, Any]:
    lines = path.read_text(encoding="utf-8").splitlines()
    expectations = yaml.safe_load(
        "\n".join(line[2:] for line in takewhile(lambda line: line[:1] == "#", lines))
    )
    assert isinstance(expectations, dict)
    return expectations


def _check_question(question: Question, expectations: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for each expectation that a question violates."""
    shown = set(question.options)
    wrong = {option for index, option in enumerate(question.options) if index != question.key}
    if question.kind is Kind.TRUEFALSE:
        wrong = {proof.value for proof in question.proofs if proof.value is not None}
        shown = {*wrong, question.answer}
    never = expectations.get("never", {})
    for option in (*never.get(question.fact, ()), *never.get("*", ())):
        if option in wrong or (option in shown and "*" in never):
            yield f"{question.id}: “{option}” in {sorted(shown)}: {question.stem}"
    for names in expectations.get("together", ()):
        if len(shown.intersection(names)) > 1:
            yield f"{question.id}: {names}"
    if expectations.get("wrong-key", {}).get(question.fact) == question.stem:
        yield f"{question.id}: {question.stem}"
