"""The built-in pack as data: every fact is cited, and every question that it yields can be trusted."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.checks.cited_documents import check_citations
from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.item_flaws import find_option_flaws, find_stem_flaws
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Fact, HandwrittenQuestion, Kind, Pack, Sensitivity
from quiz.model.question import Question
from quiz.packs import library
from quiz.packs.read.pack_reader import read_pack
from quiz.text.normalize import contains, fold, same

SEEDS = range(5)
SOURCES = Path(__file__).parents[3] / "shared" / "sources"
CATEGORIES = ("release", "editions", "charts", "making", "singer", "tribute", "covers", "screen")


@pytest.fixture(scope="module")
def hero() -> Pack:
    pack = read_pack(library.builtin_pack_folder() / "hero").pack
    assert pack is not None
    return pack


@pytest.fixture(scope="module")
def questions(hero: Pack) -> tuple[Question, ...]:
    maker = QuestionMaker(hero)
    return tuple(question for seed in SEEDS for question in maker.iter_questions(seed))


def everything_told(pack: Pack) -> list[Fact | HandwrittenQuestion]:
    return [*pack.facts, *pack.questions]


def test_nothing_is_wrong_with_it() -> None:
    assert read_pack(library.builtin_pack_folder() / "hero").problems == ()


def test_every_fact_and_question_is_cited_to_a_heading_and_a_paragraph(hero: Pack) -> None:
    for told in everything_told(hero):
        assert told.citations, told.id
        for citation in told.citations:
            sections = citation.source.sections
            headings = [one.heading for one in sections if one.first <= citation.first <= one.last]
            assert len(headings) == 1, (told.id, citation.locator)
            assert citation.locator.startswith(headings[0])
            assert "paragraph" in citation.locator
            assert citation.last <= sections[-1].last


def test_the_damaged_copy_is_no_witness(hero: Pack) -> None:
    cited = {citation.source.id for told in everything_told(hero) for citation in told.citations}

    assert cited == {"wiki", "songfacts", "kiss", "fan"}


def test_each_category_fills_a_round_and_the_whole_an_evening(hero: Pack) -> None:
    told = Counter(one.category for one in everything_told(hero))
    maker = QuestionMaker(hero)

    assert told["video"] >= 28
    assert maker.count_askable("video") >= 30
    assert all(told[category] >= 10 for category in CATEGORIES), told
    for category in ("video", *CATEGORIES):
        requests = [DrawRequest(category=category, length=10, seed=seed) for seed in range(20)]
        lengths = Counter(len(tuple(draw_questions([maker], request))) for request in requests)
        assert lengths[10] >= 14, category
        assert set(lengths) <= {9, 10}, category
    assert {category.name for category in hero.categories} == {"video", "people", *CATEGORIES}
    assert len(hero.facts) >= 184
    assert len(list(maker.iter_questions(0))) >= 350


@pytest.mark.skipif(not SOURCES.is_dir(), reason="its documents don’t lie beside the checkout")
def test_every_paragraph_of_its_documents_is_asked_about_or_said_to_hold_nothing(hero: Pack) -> None:
    came = check_citations(hero, SOURCES)

    assert [str(problem) for problem in came.problems] == []
    assert [(one.source, one.uncovered) for one in came.coverage] == [
        (f"hero/{name}", 0) for name in ("fan", "copy", "kiss", "songfacts", "wiki")
    ]
    assert [one.cited for one in came.coverage if one.source == "hero/copy"] == [0]


def test_the_language_of_a_disc_stands_in_for_no_language_of_a_cover(questions: tuple[Question, ...]) -> None:
    # CNCO’s deluxe edition holds their English version too.
    shown = {option for one in questions if one.fact == "cnco-spanish" for option in one.options}
    told = [one.stem for one in questions if one.fact == "cnco-spanish" and one.kind is Kind.TRUEFALSE]

    assert "English" not in shown
    assert not any(contains(stem, "English") for stem in told)


def test_every_wrong_option_is_proved_wrong(questions: tuple[Question, ...]) -> None:
    for question in questions:
        if question.origin == "fact":
            others = [option for option in range(len(question.options)) if option != question.key]
            assert [proof.option for proof in question.proofs] == others, question.id
            assert all(proof.facts for proof in question.proofs)


def test_no_two_options_say_the_same_and_none_stands_in_the_stem(questions: tuple[Question, ...]) -> None:
    for question in questions:
        if question.kind is Kind.CHOICE:
            assert len(set(map(fold, question.options))) == len(question.options) >= 3
            assert not any(contains(question.stem, option) for option in question.options), question.id


def test_every_explanation_states_the_true_value(questions: tuple[Question, ...]) -> None:
    for question in questions:
        if question.origin == "fact":
            assert contains(question.explanation, question.answer), question.id


def test_a_false_statement_holds_the_value_put_in_and_a_true_one_the_value(
    questions: tuple[Question, ...],
) -> None:
    for question in questions:
        if question.kind is Kind.TRUEFALSE and question.origin == "fact":
            (proof,) = question.proofs
            told = question.answer if proof.value is None else proof.value
            assert contains(question.stem, told), question.id
            assert (proof.value is None) == (question.key == 0)


def test_no_question_breaks_a_rule_of_item_writing(questions: tuple[Question, ...]) -> None:
    for question in questions:
        assert not [*find_stem_flaws(question, english=True), *find_option_flaws(question, english=True)], (
            question.id
        )


def test_grief_is_asked_plainly_or_not_at_all(hero: Pack, questions: tuple[Question, ...]) -> None:
    tact = {told.id: told.tact for told in everything_told(hero)}

    for question in questions:
        assert tact[question.fact] is not Sensitivity.NEVER_ASK
        if tact[question.fact] is Sensitivity.CAREFUL:
            assert question.sensitive
            assert question.kind is Kind.CHOICE
    assert {tact["accident"], tact["the-others"], tact["same-night"]} == {Sensitivity.NEVER_ASK}


def test_a_round_of_everything_asks_nothing_of_grief(hero: Pack) -> None:
    maker = QuestionMaker(hero)

    for seed in range(20):
        assert not any(
            question.sensitive
            for question in tuple(draw_questions([maker], DrawRequest(length=10, seed=seed)))
        )


def rounds(hero: Pack) -> Iterator[tuple[Question, ...]]:
    maker = QuestionMaker(hero)
    for category in ("video", None):
        for seed in range(15):
            yield tuple(draw_questions([maker], DrawRequest(category=category, length=10, seed=seed)))


def test_rounds_are_full_and_ask_no_fact_and_no_answer_twice(hero: Pack) -> None:
    for questions in rounds(hero):
        assert len(questions) == 10
        assert len({question.fact for question in questions}) == 10
        answers = [fold(question.answer) for question in questions if question.origin == "fact"]
        assert len(set(answers)) == len(answers)


def test_nothing_shown_earlier_gives_a_later_key_away(hero: Pack) -> None:
    for questions in rounds(hero):
        for number, later in enumerate(questions):
            for earlier in questions[:number]:
                shown = (earlier.stem, earlier.explanation, *earlier.options)
                assert not any(contains(text, later.answer) for text in shown if later.origin == "fact"), (
                    earlier.id,
                    later.id,
                )


def test_the_shared_answer_of_two_sources_is_said_only_of_independent_ones(
    questions: tuple[Question, ...],
) -> None:
    for question in questions:
        sources = {citation.source.id for citation in question.citations}
        if sources <= {"kiss", "fan"}:
            assert "independent" not in question.explanation
    assert any("independent sources agree" in question.explanation for question in questions)


def test_names_are_spelled_as_their_bearers_spell_them(questions: tuple[Question, ...]) -> None:
    shown = [
        text for question in questions for text in (question.stem, question.explanation, *question.options)
    ]

    assert any("Mickey Rourke" in text for text in shown)
    assert not any("Roarke" in text for text in shown)
    assert any(same(text, "Micheal Castaldo") for text in shown)
