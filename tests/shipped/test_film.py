"""The built-in pack “film” as data: it agrees with itself and with winners known otherwise."""

import pytest

from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.item_flaws import find_flaws
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Pack
from quiz.packs import library
from quiz.packs.read.pack_reader import read_pack

pytestmark = pytest.mark.slow

BEST_PICTURES = {
    "1943": "“Casablanca”",
    "1972": "“The Godfather”",
    "1994": "“Forrest Gump”",
    "1998": "“Shakespeare in Love”",
    "2003": "“The Lord of the Rings: The Return of the King”",
    "2016": "“Moonlight”",
    "2019": "“Parasite”",
}
DIRECTORS = {
    "“Jaws”": "Steven Spielberg",
    "“Psycho” (1960)": "Alfred Hitchcock",
    "“Alien”": "Ridley Scott",
    "“Aliens”": "James Cameron",
    "“Pulp Fiction”": "Quentin Tarantino",
    "“The Nightmare Before Christmas”": "Henry Selick",
}
AGENTS = {
    "On Her Majesty’s Secret Service": "George Lazenby",
    "Moonraker": "Roger Moore",
    "Licence to Kill": "Timothy Dalton",
    "GoldenEye": "Pierce Brosnan",
    "Skyfall": "Daniel Craig",
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    reading = read_pack(library.builtin_pack_folder() / "film")
    assert reading.problems == ()
    assert reading.pack is not None
    return reading.pack


def map_values(pack: Pack, end: str) -> dict[str, str]:
    """Map first values to second ones, over the facts whose ids have an end."""
    facts = [fact for fact in pack.facts if fact.id.endswith(end) and len(fact.values) == 2]
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

    assert len(asked) >= 400
    assert sum(fact.more is not None for fact in asked) >= 0.85 * len(asked)


def test_questions_have_no_item_flaws_and_prove_each_wrong_option(pack: Pack) -> None:
    hand_written = {question.id for question in pack.questions}

    for question in QuestionMaker(pack).iter_questions(0):
        assert not find_flaws(question), question.id
        if question.target_id.removeprefix("film/") in hand_written:
            continue
        wrong = [option for option in range(len(question.options)) if option != question.key]
        assert [proof.option for proof in question.proofs] == wrong, question.id


def test_best_pictures(pack: Pack) -> None:
    facts = {str(fact.sentence): fact.values[0].text for fact in pack.facts if fact.id.startswith("best-")}

    for year, film in BEST_PICTURES.items():
        assert facts[f"The Oscar for the best picture of {year} went to {film}."] == film


def test_directors(pack: Pack) -> None:
    directors = map_values(pack, "-director")

    assert {film: directors[film] for film in DIRECTORS} == DIRECTORS


def test_actors_of_james_bond(pack: Pack) -> None:
    agents = map_values(pack, "-bond")

    assert {film: agents[film] for film in AGENTS} == AGENTS
