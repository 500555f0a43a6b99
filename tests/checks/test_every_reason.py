"""Every reason that prevents a question is reported."""

from pathlib import Path

import pytest

from quiz.checks.runner import check_packs
from quiz.checks.unaskable import INTENDED_REASONS
from quiz.generate.item_flaws import ItemCheck
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion, SkipReason
from quiz.model.pack import Kind
from quiz.model.problems import Problem
from quiz.packs.read.pack_reader import read_pack

HEAD = "format: 1\nname: p\ntitle: T\nsources: {s: {title: S}}\n"

OTHER_CHECKS = {
    ItemCheck.DOUBLE_OPTION: "equal options exclude each other",
    ItemCheck.TRUE_FALSE_AS_OPTIONS: "a choice has at least three options",
}
"""Checks that only a hand-written question can fail."""
INPUT_REASONS = {SkipReason.HARD_TO_TYPE, SkipReason.NO_NUMBER}
"""Reasons of the kinds without options, which most values have."""

FACTS = {
    SkipReason.LOPSIDED: [
        "Ada was born in <town=Bonn>.\n    values: {town: {wrong: [Bern, Chur]}}",
        "Ada was born in <town=Bonn> .\n    values: {town: {wrong: [Bern, Chur]}}",
        "Ada was born in <town=Bonn>!\n    values: {town: {wrong: [Bern, Chur]}}",
    ],
    SkipReason.KEY_IN_CATEGORY: ["<T> is a letter.\n    type: letter\n    wrong: [U, V, W]"],
    SkipReason.KEY_IN_STEM: ["<Rome> is in Rome.\n    type: town\n    wrong: [Bern, Chur, Bonn]"],
    SkipReason.OPEN: ["Ada knew <Max>.\n    type: friend\n    open: yes"],
    SkipReason.BOUND: ["Ada had over <40> hats.\n    type: count"],
    SkipReason.SPELLED_OUT: [
        f"The code of <hall={hall}> is <code={hall[:2]}>."
        for hall in ("Anna", "Bona", "Cara", "Dora", "Edna")
    ],
    SkipReason.NO_DISTRACTORS: ["Ada lived in <Bonn>.\n    type: town"],
    ItemCheck.EMPTY_STEM: ["Ada lived in <Bonn>.\n    type: town\n    wrong: [Bern, Chur]\n    ask: …"],
    ItemCheck.UNFOCUSED: [
        "Ada lived in <Bonn>.\n    type: town\n    wrong: [Bern, Chur]\n"
        "    ask: Which of the following is true?"
    ],
    ItemCheck.EMPTY_OPTION: ["Ada wrote <…>.\n    type: sign\n    wrong: [•, ‡]"],
    ItemCheck.LONG_STEM: [f"Ada lived in {'very ' * 50}<Bonn>.\n    type: town\n    wrong: [Bern, Chur]"],
    ItemCheck.TWO_QUESTIONS: [
        "Ada lived in <Bonn>.\n    type: town\n    wrong: [Bern, Chur]\n    ask: Where? In which town?"
    ],
    ItemCheck.QUESTION_AS_STATEMENT: ["Is Ada in <Bonn>?\n    type: town\n    wrong: [Bern, Chur]"],
    ItemCheck.NO_END_MARK: ["Ada lived in <Bonn>\n    type: town\n    wrong: [Bern, Chur]"],
    ItemCheck.REFERS_BACK: ["She lived in <Bonn>.\n    type: town\n    wrong: [Bern, Chur]"],
    ItemCheck.NEGATION: ["Ada never lived in <Bonn>.\n    type: town\n    wrong: [Bern, Chur]"],
    ItemCheck.MISSING_MEDIA: [
        "Ada lived in <Bonn>.\n    type: town\n    wrong: [Bern, Chur]\n    ask: Which town is shown above?"
    ],
    ItemCheck.REPEATED_WORD: ["Ada lived in in <Bonn>.\n    type: town\n    wrong: [Bern, Chur]"],
    ItemCheck.SHARED_WORD: [
        "Ada met a baron in <Castle Baron>.\n    type: town\n    wrong: [Castle Ember, Chur]"
    ],
    ItemCheck.LONGEST_KEY: ["Ada lived in <Oberammergau>.\n    type: town\n    wrong: [Bern, Chur]"],
    ItemCheck.ODD_KEY: ["Ada lived in <Bonn 2>.\n    type: town\n    wrong: [Bern, Chur]"],
    ItemCheck.FULL_STOP_AT_KEY: ["Ada lived in <Bonn.>\n    type: town\n    wrong: [Bern, Chur]"],
    ItemCheck.ALL_OF_THESE: [
        "Ada saw <all of these>.\n    type: town\n    wrong: [some of these, two of these]"
    ],
    ItemCheck.NONE_OF_THESE: [
        "Ada saw <none of these>.\n    type: town\n    wrong: [any of these, two of these]"
    ],
    ItemCheck.LETTERS_AS_OPTIONS: ["Ada saw <B and C>.\n    type: town\n    wrong: [D and E, F and E]"],
    ItemCheck.OPTIONS_BY_PLACE: ["Ada chose <option 3>.\n    type: town\n    wrong: [Room 31, Room 40]"],
    ItemCheck.HEDGED_OPTION: ["Ada won <often>.\n    type: rate\n    wrong: [daily, early]"],
    ItemCheck.ARTICLE_AT_GAP: [
        "Ada is a <baker>.\n    type: job\n    wrong: [actor, agent]\n    ask: Ada is what, an or a _____?"
    ],
}
"""Facts that lack a question for a reason."""


def problems(folder: Path, text: str) -> tuple[Problem, ...]:
    path = folder / "p.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return check_packs([path]).problems


def skipped_codes(folder: Path) -> set[str]:
    pack = read_pack(folder / "p.yaml").pack
    assert pack is not None
    maker = QuestionMaker(pack)
    made = [maker.make(target, kind, 0) for target in maker.list_targets() for kind in Kind]
    return {question.code for question in made if isinstance(question, SkippedQuestion)}


def test_every_reason_is_tried() -> None:
    reasons = {*SkipReason, *ItemCheck} - INTENDED_REASONS - {SkipReason.ITEM_FLAW} - set(OTHER_CHECKS)
    reasons -= INPUT_REASONS

    assert {reason.value for reason in reasons} == {reason.value for reason in FACTS}


@pytest.mark.parametrize("reason", FACTS)
def test_reason_is_reported_for_each_value(reason: SkipReason | ItemCheck, tmp_path: Path) -> None:
    facts = FACTS[reason]
    entries = "".join(
        f"  - id: f{number}\n    fact: {fact}\n    cite: s 1\n" for number, fact in enumerate(facts)
    )
    found = problems(tmp_path, f"facts:\n{entries}")

    assert reason.value in skipped_codes(tmp_path)
    rule = "no-distractors" if reason is SkipReason.OPEN else reason.value
    for number in range(1 if reason is SkipReason.SPELLED_OUT else len(facts)):  # once for a column
        assert rule in [problem.rule.code for problem in found if problem.fact == f"f{number}"]


def test_flaws_of_texts_that_no_question_shows_are_reported_once(tmp_path: Path) -> None:
    wrong = "wrong: [Bern, Chur, None of the above]"
    fact = f"Ada lived in <Bonn>.\n    type: town\n    {wrong}\n    more: It was was so."
    entries = f"facts:\n  - id: f\n    fact: {fact}\n    cite: s 1\n"

    assert [(problem.rule.code, problem.message) for problem in problems(tmp_path, entries)] == [
        ("none-of-these", "“None of the above” is a cue: it is mostly wrong"),
        ("repeated-word", "in the explanation, “was was” repeats a word"),
    ]
