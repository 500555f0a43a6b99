"""Streams of chance."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.model.rng import RandomStream, uniform, uniform_many

_DRAW = (
    "from quiz.model.rng import RandomStream; print(RandomStream('hero', 'director', 7).shuffled(range(50)))"
)


def test_streams_are_equal_only_for_equal_keys() -> None:
    def draws(*key: str | int) -> list[float]:
        chance = RandomStream(*key)
        return [chance.random() for _ in range(20)]

    assert draws("hero", "director", 7) == draws("hero", "director", 7)
    assert draws("hero", "director", 7) != draws("hero", "director", 8)
    assert draws("hero", "director", 7) != draws("hero", "producer", 7)


def test_key_parts_are_separated() -> None:
    assert RandomStream("ab", "c").random() != RandomStream("a", "bc").random()


@pytest.mark.parametrize("hash_seed", ["0", "1", "random"])
def test_another_process_draws_the_same_numbers(hash_seed: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _DRAW],
        env={"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        check=True,
        text=True,
    )

    assert run.stdout.strip() == str(RandomStream("hero", "director", 7).shuffled(range(50)))


def test_first_numbers_of_a_stream_never_change() -> None:
    chance = RandomStream("a", 1)

    assert [chance.randbelow(1000) for _ in range(6)] == [834, 805, 235, 606, 213, 705]


@given(st.integers(1, 1000), st.integers())
def test_randbelow_is_below_its_bound(bound: int, seed: int) -> None:
    assert 0 <= RandomStream("x", seed).randbelow(bound) < bound


@given(st.lists(st.text()), st.integers())
def test_shuffle_keeps_all_items_without_comparing_them(items: list[str], seed: int) -> None:
    assert sorted(RandomStream(seed).shuffled(items)) == sorted(items)
    assert len(RandomStream(seed).shuffled([object(), object()])) == 2


def test_shuffle_is_uniform() -> None:
    places = [RandomStream("place", seed).shuffled("abcd").index("a") for seed in range(4000)]

    for place in range(4):
        assert 900 < places.count(place) < 1100


def test_normal_has_mean_0_and_deviation_1() -> None:
    chance = RandomStream("normal")
    draws = [chance.normal() for _ in range(5000)]

    assert abs(sum(draws) / 5000) < 0.06
    assert abs(sum(draw * draw for draw in draws) / 5000 - 1) < 0.08


def test_uniform_depends_on_the_whole_key() -> None:
    draws = [uniform("hero", number) for number in range(10_000)]
    tenths = [sum(number / 10 <= draw < (number + 1) / 10 for draw in draws) for number in range(10)]

    assert sum(tenths) == 10_000
    assert all(850 < count < 1150 for count in tenths)
    assert uniform("hero", 1) == draws[1]
    assert uniform("ab", "c") != uniform("a", "bc")


@given(st.lists(st.text(alphabet="ab é1", max_size=4)), st.integers())
def test_uniform_many_equals_single_draws(names: list[str], seed: int) -> None:
    assert uniform_many(names, ["hero"], ["round", seed]) == [
        uniform("hero", name, "round", seed) for name in names
    ]
    assert uniform_many(names, ["hero", seed]) == [uniform("hero", seed, name) for name in names]
