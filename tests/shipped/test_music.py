"""The built-in pack “music” as data: it agrees with itself and with winners known otherwise."""

from collections import Counter

import pytest

from quiz.model.pack import Pack
from tests.shipped.builtin import map_values, read_builtin

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
    return read_builtin("music")


def test_eurovision_winners(pack: Pack) -> None:
    assert map_values(pack, "winner-", "-country") == EUROVISION


def test_weeks_at_the_top(pack: Pack) -> None:
    weeks = map_values(pack, "number-one-", "-weeks")

    assert {song: int(weeks[song]) for song in WEEKS_AT_THE_TOP} == WEEKS_AT_THE_TOP


def test_directors(pack: Pack) -> None:
    directors = map_values(pack, "director-", "-director")

    assert {video: directors[video] for video in DIRECTORS} == DIRECTORS


def test_video_of_the_year_has_one_winner_a_year(pack: Pack) -> None:
    years = [fact.values[0].text for fact in pack.facts if fact.id.startswith("video-of-the-year-")]

    assert Counter(years) == {str(year): 1 if year == 2001 else 2 for year in range(1995, 2009)}


def test_name_of_nsync(pack: Pack) -> None:
    (fact,) = [fact for fact in pack.facts if fact.id == "nsync-letters"]

    assert fact.values[0].text == "last"
    assert "".join(name[-1] for name in LAST_LETTERS).upper() == "NSYNC"
