"""Values stand in for those that are like them, whichever of them is the key."""

from quiz.core.chance import Chance
from quiz.generate.nearness import Nearness
from quiz.text.safe import Text
from tests.generate.facts import fact, pack


def listed(near: Nearness, text: str, seed: int = 0, wrong: tuple[str, ...] = ()) -> list[str]:
    candidates = near.candidates("thing", Text(text), tuple(map(Text, wrong)), Chance(text, seed), seed)
    return [str(candidate.text) for candidate in candidates]


def test_every_value_but_the_key_is_a_candidate_once() -> None:
    near = Nearness(pack(fact("It is <one>.", "thing"), thing=["three", "Two", "TWO", "One", "four"]))

    assert sorted(map(str.casefold, listed(near, "one"))) == ["four", "three", "two"]


def test_another_right_answer_stands_in_for_nothing_elsewhere() -> None:
    """It may be another name of what is right elsewhere too, which no pack says."""
    told = fact("<David Scott> flew Apollo 15.", "thing", also=["Dave Scott"])
    near = Nearness(pack(told, fact("<David Scott> walked on the Moon.", "thing"), thing=["Al Worden"]))

    assert listed(near, "David Scott") == ["Al Worden"]


def test_values_of_one_block_are_one_anothers_first_candidates() -> None:
    names = [f"Name {letter}{letter}" for letter in "abcdefghijklmnopqrst"]
    near = Nearness(pack(fact("It is <Name aa>.", "thing"), thing=names[1:]))

    for name in names:
        for mate in listed(near, name)[:6]:
            mates = {name, *listed(near, name)[:6]}
            if len(mates & {mate, *listed(near, mate)[:6]}) < 7:
                break
        else:
            return
    raise AssertionError("no block has seven members")


def test_likes_come_first() -> None:
    short = ["red", "tan", "sky", "ash", "jet", "bay", "fox"]
    long = [
        f"light {colour} of the sea" for colour in ("red", "green", "grey", "blue", "pink", "white", "brown")
    ]
    near = Nearness(pack(fact("It is <red>.", "thing"), thing=[*long, *short[1:]]))

    for seed in range(10):
        assert set(listed(near, "red", seed)[:6]) == set(short[1:])


def test_a_declared_wrong_value_is_among_the_first() -> None:
    many = [f"thing {letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    near = Nearness(pack(fact("It is <thing a>.", "thing"), thing=many))

    assert "quite another" in listed(near, "thing a", wrong=("quite another",))[:7]


def test_a_large_type_is_looked_through_in_part() -> None:
    near = Nearness(pack(fact("It is <thing 0>.", "thing"), thing=[f"thing {n}" for n in range(1000)]))

    candidates = listed(near, "thing 0")

    assert 3 <= len(candidates) <= 200
    assert "thing 0" not in candidates
    assert listed(near, "thing 0") == candidates


def test_a_word_in_capitals_stays_so_at_the_beginning_of_a_sentence() -> None:
    near = Nearness(pack(fact("<NASA> sent it.", "thing"), thing=["soldiers", "farmers", "scouts"]))

    assert near.natural("thing", Text("NASA")) == "NASA"


def test_a_name_keeps_its_capital_and_an_article_before_it_loses_it() -> None:
    near = Nearness(
        pack(
            fact("<The UK> saw it.", "thing"),
            fact("<Rain> fell.", "weather"),
            thing=["the US", "Peru", "Chad"],
            weather=["snow", "hail"],
        )
    )

    assert near.natural("thing", Text("The UK")) == "the UK"
    assert near.natural("weather", Text("Rain")) == "rain"
    assert near.natural("thing", Text("Peru")) == "Peru"
