"""The probe finds tells that are there, and none that are not."""

from quiz.audit.attacks import OptionSet
from quiz.audit.probe import Observation, cross_validate, encode_options
from quiz.model.rng import RandomStream
from quiz.text.safe import Text

LETTERS = "bcdfghjklmnpqrstvwz"


def word(chance: RandomStream, length: int) -> Text:
    return Text("".join(chance.choice(LETTERS) for _ in range(length)).capitalize())


def sights(count: int, *, key_length: tuple[int, int], others: tuple[int, int]) -> list[Observation]:
    """Make questions whose options are words of drawn lengths."""
    found = []
    for number in range(count):
        chance = RandomStream("probe", number)
        key = chance.randbelow(4)
        texts = []
        for place in range(4):
            low, high = key_length if place == key else others
            texts.append(word(chance, low + chance.randbelow(high - low + 1)))
        found.append(encode_options(f"fact-{number}", OptionSet(tuple(texts)), key))
    return found


def test_keys_that_are_neither_long_nor_short_are_found() -> None:
    """No one attack on length sees it: half of the others are longer, and half are shorter."""
    rate = cross_validate(sights(400, key_length=(7, 7), others=(3, 12)))

    assert rate.n == 400
    assert rate.chance == 0.25
    assert rate.low is not None
    assert rate.low > 0.26


def test_a_cue_of_case_and_signs_is_found() -> None:
    shown = [OptionSet((Text("Abc"), Text("Def"), Text("Ghi"), Text("J-K"))) for _ in range(100)]
    rate = cross_validate(
        [encode_options(f"fact-{number}", options, 3) for number, options in enumerate(shown)]
    )

    assert rate.hit == 1


def test_options_that_are_alike_tell_nothing() -> None:
    rate = cross_validate(sights(1500, key_length=(3, 12), others=(3, 12)))

    assert rate.low is not None
    assert rate.high is not None
    assert rate.low < 0.25 < rate.high < 0.30


def test_what_was_learnt_of_a_fact_is_not_tried_on_it() -> None:
    """Each fact has one question many times over; who saw the others of it would know them all."""
    few = sights(20, key_length=(3, 12), others=(3, 12))
    rate = cross_validate([one for one in few for _ in range(20)])

    assert rate.hit is not None
    assert rate.hit < 0.6


def test_nothing_seen_is_nothing_found() -> None:
    assert cross_validate([]).n == 0
