"""A game from the command line."""

import json
from typing import Any

import pytest

from tests.cli.harness import play

pytestmark = pytest.mark.usefixtures("pack_cache")


@pytest.mark.slow
def test_round_is_independent_of_hash_seed() -> None:
    words = ("items", "--round", "10", "--seed", "7", "--json")

    assert play(*words, PYTHONHASHSEED="0") == play(*words, PYTHONHASHSEED="12345")


def right_answer(item: dict[str, Any]) -> object:
    """Return what a player types for the right answer to a question."""
    if item["options"]:
        return item["key"] + 1
    return item["answers"][0] if "answers" in item else item["number"]["value"]


@pytest.mark.slow
def test_plain_game_asks_items_of_same_seed() -> None:
    selection = ("--category", "video", "--seed", "7")
    lines = play("items", *selection, "--round", "10", "--json").splitlines()
    expected = [json.loads(line) for line in lines]
    keys = "".join(f"{right_answer(item)}\n" for item in expected)

    game = play(*selection, stdin=keys).split("\n\n")

    assert len(game) == 11
    for block, item in zip(game, expected, strict=False):
        shown = block.splitlines()
        options = [f"{number}) {option}" for number, option in enumerate(item["options"], 1)]
        assert shown[1 : 2 + len(options)] == [item["stem"], *options]
        if item["options"]:
            assert f"Answer: {item['options'][item['key']]}" in shown
    *news, score = game[10].splitlines()
    assert news[:3] == [
        "5 of 5 stars.",
        "Best streak 10.",
        "Achievement: Perfect round: every question of a round right.",
    ]
    assert score == "Score 13500, 10 of 10 right, seed 7"


@pytest.mark.slow
def test_game_through_pipe_has_clock_only_with_time_option() -> None:
    game = ("--questions", "1", "--seed", "7")

    assert "You have" not in play(*game)
    assert "You have 5 seconds." in play(*game, "--time", "5")
    assert "You have" not in play(*game, "--time", "0")


@pytest.mark.slow
def test_shown_seed_replays_round() -> None:
    first = play("--questions", "3", stdin="")
    seed = first.split()[-1]

    assert 0 <= int(seed) < 1_000_000
    assert play("--questions", "3", "--seed", seed) == first
