"""The built-in pack “hero” as data: its facts, citations, questions and rounds."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.checks.cited_documents import check_citations
from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.item_flaws import find_option_flaws, find_stem_flaws
from quiz.model.pack import Fact, HandwrittenQuestion, Kind, Pack, Sensitivity
from quiz.model.question import Question
from quiz.packs import library
from quiz.packs.read.pack_reader import read_pack
from quiz.text.normalize import contains, fold, same
from tests.shipped.builtin import build_maker, read_builtin

pytestmark = pytest.mark.slow

SEEDS = range(5)
SOURCES = Path(__file__).parents[3] / "shared" / "sources"
CATEGORIES = ("release", "editions", "charts", "making", "singer", "tribute", "covers", "screen")


@pytest.fixture(scope="module")
def hero() -> Pack:
    return read_builtin("hero")


@pytest.fixture(scope="module")
def questions(hero: Pack) -> tuple[Question, ...]:
    maker = build_maker(hero.name)
    return tuple(question for seed in SEEDS for question in maker.iter_questions(seed))


def list_entries(pack: Pack) -> list[Fact | HandwrittenQuestion]:
    """List the facts and hand-written questions."""
    return [*pack.facts, *pack.questions]


def test_pack_has_no_problem() -> None:
    assert read_pack(library.builtin_pack_folder() / "hero").problems == ()


def test_each_entry_cites_a_heading_and_a_paragraph(hero: Pack) -> None:
    for entry in list_entries(hero):
        assert entry.citations, entry.id
        for citation in entry.citations:
            sections = citation.source.sections
            headings = [part.heading for part in sections if part.first <= citation.first <= part.last]
            assert len(headings) == 1, (entry.id, citation.locator)
            assert citation.locator.startswith(headings[0])
            assert "paragraph" in citation.locator
            assert citation.last <= sections[-1].last


def test_damaged_copy_is_not_cited(hero: Pack) -> None:
    cited = {citation.source.id for entry in list_entries(hero) for citation in entry.citations}

    assert cited == {"wiki", "songfacts", "kiss", "fan"}


def test_each_category_fills_a_round(hero: Pack) -> None:
    counts = Counter(entry.category for entry in list_entries(hero))
    maker = build_maker(hero.name)

    assert counts["video"] >= 28
    assert maker.count_askable("video") >= 30
    assert all(counts[category] >= 10 for category in CATEGORIES), counts
    for category in ("video", *CATEGORIES):
        requests = [DrawRequest(categories=(category,), length=10, seed=seed) for seed in range(20)]
        lengths = Counter(len(tuple(draw_questions([maker], request))) for request in requests)
        assert lengths[10] >= 14, category
        assert set(lengths) <= {9, 10}, category
    assert {category.name for category in hero.categories} == {"video", "people", *CATEGORIES}
    assert len(hero.facts) >= 184
    assert len(list(maker.iter_questions(0))) >= 325


def test_most_facts_have_a_story(questions: tuple[Question, ...]) -> None:
    stories = {question.target_id: question.more for question in questions if question.origin == "fact"}

    assert sum(story is not None for story in stories.values()) >= 0.6 * len(stories)
    assert max(len(story) for story in stories.values() if story is not None) <= 160


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the documents are not next to the checkout")
def test_each_paragraph_of_the_documents_is_cited_or_marked_as_empty(hero: Pack) -> None:
    report = check_citations(hero, SOURCES)

    assert [str(problem) for problem in report.problems] == []
    assert [(item.source, item.uncovered) for item in report.coverage] == [
        (f"hero/{name}", 0) for name in ("fan", "copy", "kiss", "songfacts", "wiki")
    ]
    assert [item.cited for item in report.coverage if item.source == "hero/copy"] == [0]


def test_language_of_a_disc_is_not_a_distractor_for_the_language_of_a_cover(
    questions: tuple[Question, ...],
) -> None:
    # CNCO’s deluxe edition contains their English version too.
    about_cnco = [question for question in questions if question.fact == "cnco-spanish"]
    statements = [question.stem for question in about_cnco if question.kind is Kind.TRUEFALSE]

    assert not any("English" in question.options for question in about_cnco)
    assert not any(contains(stem, "English") for stem in statements)


def test_each_wrong_option_has_a_proof(questions: tuple[Question, ...]) -> None:
    for question in questions:
        if question.origin == "fact":
            wrong = [option for option in range(len(question.options)) if option != question.key]
            assert [proof.option for proof in question.proofs] == wrong, question.id
            assert all(proof.facts for proof in question.proofs)


def test_options_differ_and_are_not_in_the_stem(questions: tuple[Question, ...]) -> None:
    for question in questions:
        if question.kind is Kind.CHOICE:
            assert len(set(map(fold, question.options))) == len(question.options) >= 3
            assert not any(contains(question.stem, option) for option in question.options), question.id


def test_explanation_without_a_story_contains_the_answer(questions: tuple[Question, ...]) -> None:
    for question in questions:
        if question.origin == "fact" and question.more is None:
            assert contains(question.explanation, question.answer), question.id


def test_statement_contains_the_true_or_the_false_value(
    questions: tuple[Question, ...],
) -> None:
    for question in questions:
        if question.kind is Kind.TRUEFALSE and question.origin == "fact":
            (proof,) = question.proofs
            value = question.answer if proof.value is None else proof.value
            assert contains(question.stem, value), question.id
            assert (proof.value is None) == (question.key == 0)


def test_questions_have_no_item_flaws(questions: tuple[Question, ...]) -> None:
    for question in questions:
        assert not [*find_stem_flaws(question, english=True), *find_option_flaws(question, english=True)], (
            question.id
        )


def test_sensitive_facts_are_asked_as_choices_or_never(hero: Pack, questions: tuple[Question, ...]) -> None:
    tact = {entry.id: entry.tact for entry in list_entries(hero)}

    for question in questions:
        assert tact[question.fact] is not Sensitivity.NEVER_ASK
        if tact[question.fact] is Sensitivity.CAREFUL:
            assert question.sensitive
            assert question.kind is Kind.CHOICE
    assert {tact["accident"], tact["the-others"], tact["same-night"]} == {Sensitivity.NEVER_ASK}


def test_round_of_all_categories_has_no_sensitive_question(hero: Pack) -> None:
    maker = build_maker(hero.name)

    for seed in range(20):
        assert not any(
            question.sensitive
            for question in tuple(draw_questions([maker], DrawRequest(length=10, seed=seed)))
        )


def draw_rounds(hero: Pack) -> Iterator[tuple[Question, ...]]:
    maker = build_maker(hero.name)
    for category in ("video", None):
        for seed in range(15):
            categories = () if category is None else (category,)
            request = DrawRequest(categories=categories, length=10, seed=seed)
            yield tuple(draw_questions([maker], request))


def test_rounds_are_full_and_repeat_no_fact_and_no_answer(hero: Pack) -> None:
    for questions in draw_rounds(hero):
        assert len(questions) == 10
        assert len({question.fact for question in questions}) == 10
        answers = [fold(question.answer) for question in questions if question.origin == "fact"]
        assert len(set(answers)) == len(answers)


def test_questions_of_a_round_do_not_reveal_later_keys(hero: Pack) -> None:
    for questions in draw_rounds(hero):
        for number, later in enumerate(questions):
            for earlier in questions[:number]:
                shown = (earlier.stem, earlier.explanation, *earlier.options)
                assert not any(contains(text, later.answer) for text in shown if later.origin == "fact"), (
                    earlier.id,
                    later.id,
                )


def test_only_independent_sources_are_said_to_agree(
    questions: tuple[Question, ...],
) -> None:
    for question in questions:
        sources = {citation.source.id for citation in question.citations}
        if sources <= {"kiss", "fan"}:
            assert "independent" not in question.explanation
    assert any("sources confirm it" in question.explanation for question in questions)


def test_names_have_the_spelling_of_their_bearers(questions: tuple[Question, ...]) -> None:
    shown = [
        text for question in questions for text in (question.stem, question.explanation, *question.options)
    ]

    assert any("Mickey Rourke" in text for text in shown)
    assert not any("Roarke" in text for text in shown)
    assert any(same(text, "Micheal Castaldo") for text in shown)
