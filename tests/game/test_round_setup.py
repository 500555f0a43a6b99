"""A round as a player sets it up."""

import pytest

from quiz.game.modes import LADDER_MODE
from quiz.game.round import RoundRequest
from quiz.game.round_setup import RoundSetup, build_request, format_length, format_seconds, parse_names
from quiz.model.errors import UsageError
from quiz.model.pack import Kind
from quiz.text.safe import Text


def test_every_choice_is_part_of_the_request() -> None:
    setup = RoundSetup(kind=Kind.TRUEFALSE, length=10, seconds=0.0, names="Ana, Ben ,Cleo", seed=" 7 ")
    request = build_request(setup, ("world/*", "stars/names"), RoundRequest())

    assert request == RoundRequest(
        ("world/*", "stars/names"),
        Kind.TRUEFALSE,
        12,
        7,
        seconds=0.0,
        players=(Text("Ana"), Text("Ben"), Text("Cleo")),
    )


def test_options_that_the_mode_does_not_take_are_left_out() -> None:
    setup = RoundSetup(LADDER_MODE, Kind.BOTH, seconds=5.0, names="nobody, no one, nobody")  # prose: ok
    request = build_request(setup, (), RoundRequest())

    assert (request.kind, request.seconds, request.players) == (None, None, ())


@pytest.mark.parametrize("names", ["Ana", "Ana,ana", "Ana,", ",", ",".join("abcdefghi"), f"Ana,{'B' * 17}"])
def test_invalid_names_are_refused(names: str) -> None:
    with pytest.raises(UsageError, match=r"names|longer than 16"):
        build_request(RoundSetup(names=names), (), RoundRequest())


def test_names_are_harmless_text() -> None:
    assert parse_names("\x1b]2;title\x07,[b]Ben[/b]")[1] == "[b]Ben[/b]"
    assert all(name.isprintable() for name in parse_names("\x1b]2;title\x07,a\u202eb"))


@pytest.mark.parametrize("seed", ["-1", "1.5", "seven", "²", "1" * 16])
def test_invalid_seeds_are_refused(seed: str) -> None:
    with pytest.raises(UsageError, match="a seed is a whole number of at most 15 digits"):
        build_request(RoundSetup(seed=seed), (), RoundRequest())


def test_players_share_the_questions_equally() -> None:
    assert format_length(10, 0) == "10"
    assert format_length(10, 2) == "10, 5 each"
    assert format_length(10, 3) == "12, 4 each"


def test_time_limit_in_words() -> None:
    assert format_seconds(None, 20.0) == "20 seconds, as usual"
    assert format_seconds(None, None) == "no clock, as usual"
    assert format_seconds(0.0, 20.0) == "no clock"
    assert format_seconds(1.0, None) == "1 second"
