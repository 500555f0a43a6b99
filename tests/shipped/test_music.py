"""The built-in pack “music” as data: it agrees with itself and with winners known otherwise."""

from collections import Counter

import pytest

from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.item_flaws import find_flaws
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Pack
from quiz.packs import library
from quiz.packs.read.pack_reader import read_pack

pytestmark = pytest.mark.slow

EUROVISION = {
    "1995": "Norway",
    "1996": "Ireland",
    "1997": "the United Kingdom",
    "1998": "Israel",
    "1999": "Sweden",
    "2000": "Denmark",
    "2001": "Estonia",
    "2002": "Latvia",
    "2003": "Turkey",
    "2004": "Ukraine",
    "2005": "Greece",
    "2006": "Finland",
    "2007": "Serbia",
    "2008": "Russia",
}
WEEKS_AT_THE_TOP = {
    "“The Boy Is Mine”": 13,
    "“Smooth”": 12,
    "“Lose Yourself”": 12,
    "“Yeah!”": 12,
    "“We Belong Together”": 14,
    "“Hey Ya!”": 9,
    "“Umbrella”": 7,
}
DIRECTORS = {
    "“Virtual Insanity”": "Jonathan Glazer",
    "“Around the World”": "Michel Gondry",
    "“Da Funk”": "Spike Jonze",
    "“Scream”": "Mark Romanek",
    "“Tonight, Tonight”": "Jonathan Dayton and Valerie Faris",
    "“Toxic”": "Joseph Kahn",
}
LAST_LETTERS = ("Justin", "Chris", "Joey", "Lanston", "JC")


@pytest.fixture(scope="module")
def pack() -> Pack:
    reading = read_pack(library.builtin_pack_folder() / "music")
    assert reading.problems == ()
    assert reading.pack is not None
    return reading.pack


def map_values(pack: Pack, pattern: str) -> dict[str, str]:
    """Map first values to second ones, over the facts whose ids match a pattern: `winner-*-act`."""
    start, end = pattern.split("*")
    facts = [fact for fact in pack.facts if fact.id.startswith(start) and fact.id.endswith(end)]
    return {fact.values[0].text: fact.values[1].text for fact in facts}


def test_each_category_fills_a_round(pack: Pack) -> None:
    maker = QuestionMaker(pack)

    for category in pack.categories:
        for seed in range(10):
            request = DrawRequest(categories=(category.name,), length=10, seed=seed)
            assert len(tuple(draw_questions([maker], request))) == 10, (category.name, seed)


def test_each_source_has_licence_date_link_and_unit(pack: Pack) -> None:
    for source in pack.sources:
        assert None not in (source.licence, source.date, source.url), source.title
        assert source.unit != "paragraph", source.title


def test_most_asked_facts_have_a_story(pack: Pack) -> None:
    asked = [fact for fact in pack.facts if any(value.asked for value in fact.values)]

    assert len(asked) >= 350
    assert sum(fact.more is not None for fact in asked) >= 0.8 * len(asked)


def test_questions_have_no_item_flaws_and_prove_each_wrong_option(pack: Pack) -> None:
    hand_written = {question.id for question in pack.questions}

    for question in QuestionMaker(pack).iter_questions(0):
        assert not find_flaws(question), question.id
        if question.target_id.removeprefix("music/") in hand_written:
            continue
        wrong = [option for option in range(len(question.options)) if option != question.key]
        assert [proof.option for proof in question.proofs] == wrong, question.id


def test_eurovision_winners(pack: Pack) -> None:
    assert map_values(pack, "winner-*-country") == EUROVISION


def test_weeks_at_the_top(pack: Pack) -> None:
    weeks = map_values(pack, "number-one-*-weeks")

    assert {song: int(weeks[song]) for song in WEEKS_AT_THE_TOP} == WEEKS_AT_THE_TOP


def test_directors(pack: Pack) -> None:
    directors = map_values(pack, "director-*-director")

    assert {video: directors[video] for video in DIRECTORS} == DIRECTORS


def test_video_of_the_year_has_one_winner_a_year(pack: Pack) -> None:
    years = [fact.values[0].text for fact in pack.facts if fact.id.startswith("video-of-the-year-")]

    assert Counter(years) == {str(year): 1 if year == 2001 else 2 for year in range(1995, 2009)}


def test_name_of_nsync(pack: Pack) -> None:
    (fact,) = [fact for fact in pack.facts if fact.id == "nsync-letters"]

    assert fact.values[0].text == "last"
    assert "".join(name[-1] for name in LAST_LETTERS).upper() == "NSYNC"
