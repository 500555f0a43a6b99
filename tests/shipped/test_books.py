"""The built-in pack “books” as data: it agrees with itself and with authors known otherwise."""

import pytest

from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.item_flaws import find_flaws
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Pack
from quiz.packs import library
from quiz.packs.read.pack_reader import read_pack

pytestmark = pytest.mark.slow

AUTHORS = {
    "Jane Eyre": "Charlotte Brontë",
    "Wuthering Heights": "Emily Brontë",
    "War and Peace": "Leo Tolstoy",
    "Crime and Punishment": "Fyodor Dostoevsky",
    "1984": "George Orwell",
    "Brave New World": "Aldous Huxley",
    "Matilda": "Roald Dahl",
    "The Secret Garden": "Frances Hodgson Burnett",
}
PLAYS = {
    "Ophelia": "Hamlet",
    "Iago": "Othello",
    "Shylock": "The Merchant of Venice",
    "Caliban": "The Tempest",
    "Malvolio": "Twelfth Night",
    "Touchstone": "As You Like It",
}
ROMAN_NAMES = {
    "Zeus": "Jupiter",
    "Ares": "Mars",
    "Athena": "Minerva",
    "Hermes": "Mercury",
    "Artemis": "Diana",
    "Hestia": "Vesta",
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    reading = read_pack(library.builtin_pack_folder() / "books")
    assert reading.problems == ()
    assert reading.pack is not None
    return reading.pack


def map_values(pack: Pack, start: str, end: str = "") -> dict[str, str]:
    """Map first values to second ones, over the facts whose ids have a start and an end."""
    facts = [fact for fact in pack.facts if fact.id.startswith(start) and fact.id.endswith(end)]
    return {fact.values[0].text: fact.values[1].text for fact in facts if len(fact.values) == 2}


def test_each_category_fills_a_round(pack: Pack) -> None:
    maker = QuestionMaker(pack)

    for category in pack.categories:
        for seed in range(5):
            request = DrawRequest(categories=(category.name,), length=10, seed=seed)
            assert len(tuple(draw_questions([maker], request))) == 10, (category.name, seed)


def test_each_source_has_licence_date_link_and_unit(pack: Pack) -> None:
    for source in pack.sources:
        assert None not in (source.licence, source.date, source.url), source.title
        assert source.unit != "paragraph", source.title


def test_most_asked_facts_have_a_story(pack: Pack) -> None:
    asked = [fact for fact in pack.facts if any(value.asked for value in fact.values)]

    assert len(asked) >= 350
    assert sum(fact.more is not None for fact in asked) >= 0.85 * len(asked)


def test_questions_have_no_item_flaws_and_prove_each_wrong_option(pack: Pack) -> None:
    hand_written = {question.id for question in pack.questions}

    for question in QuestionMaker(pack).iter_questions(0):
        assert not find_flaws(question), question.id
        if question.target_id.removeprefix("books/") in hand_written:
            continue
        wrong = [option for option in range(len(question.options)) if option != question.key]
        assert [proof.option for proof in question.proofs] == wrong, question.id


def test_authors(pack: Pack) -> None:
    authors = map_values(pack, "", "-author")

    assert {book: authors[book] for book in AUTHORS} == AUTHORS


def test_characters_of_shakespeare(pack: Pack) -> None:
    plays = map_values(pack, "part-")

    assert {character: plays[character] for character in PLAYS} == PLAYS


def test_roman_names_of_greek_gods(pack: Pack) -> None:
    names = map_values(pack, "rome-")

    assert {greek: names[greek] for greek in ROMAN_NAMES} == ROMAN_NAMES
