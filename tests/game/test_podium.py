"""The podium of a round of several players."""

from quiz.game.podium import format_podium
from quiz.game.results import RankedPlayer
from quiz.game.scoring import PlayerScore
from quiz.text.safe import Text


def rank(*players: tuple[int, str, int]) -> list[RankedPlayer]:
    return [RankedPlayer(place, Text(name), PlayerScore(score)) for place, name, score in players]


def test_first_place_is_in_the_middle_and_highest() -> None:
    ranked = rank((1, "Ana", 4300), (2, "Ben", 900), (3, "Cleo", 0), (4, "Dan", 0))

    assert format_podium(ranked, 60, ascii_only=True) == (
        "          Ana",
        "  Ben    4,300",
        "  900   ## 1 ##  Cleo",
        "## 2 ## #######    0",
        "####### ####### ## 3 ##",
    )


def test_ties_are_equally_high() -> None:
    lines = format_podium(rank((1, "Ana", 5), (1, "Ben", 5)), 60, ascii_only=True)

    assert lines[2:] == ("## 1 ## ## 1 ##", "####### #######", "####### #######")


def test_podium_needs_room_for_the_names() -> None:
    ranked = rank((1, "漢字" * 4, 3), (2, "Ben", 2))

    assert format_podium(ranked, 30) == ()
    assert len({len(line.rstrip()) for line in format_podium(ranked, 38)[3:]}) == 1
