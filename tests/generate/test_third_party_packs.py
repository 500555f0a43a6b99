"""Packs written by the manual alone make sound questions."""

import re
from itertools import combinations

import pytest

from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.item_flaws import find_option_flaws, find_stem_flaws
from quiz.model.pack import Kind
from quiz.packs.read.pack_reader import read_pack
from quiz.text.normalize import contains, fold
from tests.generate.third_party import PACKS, asked, folder, maker, questions, said, truths

pytestmark = pytest.mark.slow

_SLIPS = r"(?i)  |\b(a|an|the|in|of) \1\b|(?<![-\w])one (?!is|was|has)\w+s\b| [.,?](?!\w)|[.?]{2}"
"""Doubled words and signs, and a plural after one."""


@pytest.mark.parametrize("name", PACKS)
def test_pack_has_no_errors(name: str) -> None:
    assert [problem for problem in read_pack(folder(name)).problems if problem.severity == "error"] == []


@pytest.mark.parametrize("name", PACKS)
def test_wrong_options_are_false_and_proved(name: str) -> None:
    assert len(questions(name)) > 1000
    for question in questions(name):
        if question.origin != "fact":
            continue
        fact, value = asked(question)
        if question.kind is Kind.CHOICE:
            wrong = [option for n, option in enumerate(question.options) if n != question.key]
            assert fold(question.options[question.key]) == fold(value.text)
            assert len(question.proofs) == len(wrong) == len({fold(option) for option in wrong})
        else:
            wrong = [proof.value for proof in question.proofs if proof.value is not None]
            assert (question.key == 1) == bool(wrong)
        assert not [option for option in wrong if said(fact, {value: option}) in truths(name)], question


@pytest.mark.parametrize("name", PACKS)
def test_questions_have_no_flaws(name: str) -> None:
    for question in questions(name):
        if question.origin != "fact":
            continue
        assert not find_stem_flaws(question, english=True), question
        assert question.kind is Kind.TRUEFALSE or not find_option_flaws(question, english=True), question
        text = re.sub("`[^`]*`", "`", f"{question.stem} {question.explanation}")
        assert not re.search(_SLIPS, text), question
        assert all(one.count("“") == one.count("”") for one in (text, *question.options)), question
        assert question.stem[0].isupper() or not question.stem[0].isalpha(), question
        assert question.stem[-1] in ".?"


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", PACKS)
def test_round_reveals_no_later_answer(name: str, seed: int) -> None:
    round_ = tuple(draw_questions([maker(name)], DrawRequest(length=10, seed=seed)))
    assert len(round_) == 10
    assert len({question.fact for question in round_}) == 10
    for earlier, later in combinations(round_, 2):
        options = earlier.options if earlier.kind is Kind.CHOICE else ()
        shown = " | ".join((earlier.stem, *options, earlier.explanation))
        if later.kind is Kind.CHOICE:
            assert not contains(shown, later.answer), (earlier, later)
