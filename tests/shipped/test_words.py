"""The built-in pack “words” as data: it agrees with itself and with values from elsewhere."""

import pytest

from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.item_flaws import find_flaws
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Pack
from quiz.packs import library
from quiz.packs.read.pack_reader import read_pack

pytestmark = pytest.mark.slow

SENSES = {"window": "wind eye", "quarantine": "forty days", "karate": "empty hand", "malaria": "bad air"}
ORIGINS = {"geyser": "Icelandic", "algebra": "Arabic", "vodka": "Russian", "bazaar": "Persian"}
LETTERS = {"alpha": "1", "delta": "4", "theta": "8", "omicron": "15", "omega": "24"}
FEARS = {"spiders": "arachnophobia", "cats": "ailurophobia", "fire": "pyrophobia", "water": "hydrophobia"}
HOMES = {"Amharic": "Ethiopia", "Tagalog": "the Philippines", "Romansh": "Switzerland", "Urdu": "Pakistan"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    reading = read_pack(library.builtin_pack_folder() / "words")
    assert reading.problems == ()
    assert reading.pack is not None
    return reading.pack


def map_values(pack: Pack, start: str) -> dict[str, str]:
    """Map first values to second ones, over the facts whose ids have a start."""
    facts = [fact for fact in pack.facts if fact.id.startswith(start) and len(fact.values) == 2]
    return {fact.values[0].text: fact.values[1].text for fact in facts}


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

    assert len(asked) >= 240
    assert sum(fact.more is not None for fact in asked) >= 0.85 * len(asked)


def test_questions_have_no_item_flaws_and_prove_each_wrong_option(pack: Pack) -> None:
    hand_written = {question.id for question in pack.questions}

    for question in QuestionMaker(pack).iter_questions(0):
        assert not find_flaws(question), question.id
        if question.target_id.removeprefix("words/") in hand_written:
            continue
        wrong = [option for option in range(len(question.options)) if option != question.key]
        assert [proof.option for proof in question.proofs] == wrong, question.id


@pytest.mark.parametrize(
    ("start", "known"),
    [
        ("sense-", SENSES),
        ("source-", ORIGINS),
        ("greek-", LETTERS),
        ("phobia-", FEARS),
        ("place-", HOMES),
    ],
)
def test_values_agree_with_values_from_elsewhere(pack: Pack, start: str, known: dict[str, str]) -> None:
    values = map_values(pack, start)

    assert {subject: values[subject] for subject in known} == known
