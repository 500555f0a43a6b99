"""Nobody guesses the keys of shipped packs, nor of made ones, from the options alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.audit.runner import AttackResults, audit_pack, is_within_chance
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Pack
from quiz.model.rng import RandomStream
from quiz.packs import library
from tests.generate.factories import fact, pack

SEEDS = 20
MONTHS = "January February March April May June July August September October November December".split()
SYLLABLES = "ba de fi go hu ka le mi no pu ra se ti vo wy".split()


def names() -> Pack:
    """Make a pack of names of all lengths, in a table whose other columns say what is near what."""
    chance = RandomStream("names", 1)
    towns = dict.fromkeys(name(chance, 2 + chance.randbelow(3)) for _ in range(90))
    regions = [name(chance, 1 + chance.randbelow(4)) for _ in range(12)]
    kinds = {"town": {"type": "town"}, "region": {"type": "region"}, "mayor": {"type": "person"}}
    return pack(
        *(
            fact(
                f"<town={town}> lies in <region={chance.choice(regions)}>, under <mayor={name(chance, 2)} "
                f"{name(chance, 1 + chance.randbelow(3))}>.",
                id_=f"town-{number}",
                values=kinds,
            )
            for number, town in enumerate(towns)
        ),
        name="names",
    )


def numbers() -> Pack:
    """Make a pack of counts and numbers, rounded and not."""
    chance = RandomStream("numbers", 1)
    told = []
    for number in range(300):
        size = int(10 ** (1.5 + 5 * chance.random()))
        size = round(size, 2 - len(str(size))) if number % 2 else size
        told.append(fact(f"Hall {SYLLABLES[number % 15]}{number} seats <{size:,}>.", "number"))
    return pack(*told, name="numbers")


def dates() -> Pack:
    """Make a pack of years and days, none of them so late that the present is near."""
    chance = RandomStream("dates", 1)
    told = []
    for number in range(120):
        year = 1400 + chance.randbelow(580)
        day = f"{1 + chance.randbelow(28)} {chance.choice(MONTHS)} {year}"
        text, type_ = (day, "date") if number % 2 else (str(year), "year")
        told.append(fact(f"Hall {SYLLABLES[number % 15]}{number} opened: <{text}>.", type_))
    return pack(*told, name="dates")


def name(chance: RandomStream, syllables: int) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(syllables)).capitalize()


def attacked(told: Pack) -> AttackResults:
    found = audit_pack(QuestionMaker(told), SEEDS, round_count=1)
    assert found is not None
    return found.main


@pytest.mark.parametrize("made", [names, numbers, dates])
def test_no_attack_finds_out_the_keys_of_a_made_pack(made: Callable[[], Pack]) -> None:
    found = attacked(made())

    assert found.questions > 2000
    assert {one: rate for one, rate in found.attacks.items() if not is_within_chance(rate)} == {}


@pytest.mark.parametrize("path", library.list_builtin_packs(), ids=lambda path: path.name)
def test_no_attack_is_shown_to_find_out_the_keys_of_a_shipped_pack(path: Path) -> None:
    """With few freely drawn facts the limits are wide; then at least none lies above chance as a whole."""
    told = library.load_pack(path).pack
    assert told is not None
    found = attacked(told)

    assert {one: rate for one, rate in found.attacks.items() if (rate.low or 0) > (rate.chance or 0)} == {}
