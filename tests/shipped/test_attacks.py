"""The keys of built-in and generated packs, which no attack can guess from the options alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.audit.runner import AttackResults, audit_pack, is_within_chance
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Pack
from quiz.model.rng import RandomStream
from quiz.packs import library
from tests.generate.factories import fact, pack

pytestmark = pytest.mark.exhaustive

SEEDS = 20
MONTHS = "January February March April May June July August September October November December".split()
SYLLABLES = "ba de fi go hu ka le mi no pu ra se ti vo wy".split()


def build_name_pack() -> Pack:
    """Build a pack of names of all lengths, in a table whose other columns relate them."""
    random = RandomStream("names", 1)
    towns = dict.fromkeys(draw_name(random, 2 + random.randbelow(3)) for _ in range(90))
    regions = [draw_name(random, 1 + random.randbelow(4)) for _ in range(12)]
    kinds = {"town": {"type": "town"}, "region": {"type": "region"}, "mayor": {"type": "person"}}
    return pack(
        *(
            fact(
                f"<town={town}> lies in <region={random.choice(regions)}>, "
                f"under <mayor={draw_name(random, 2)} {draw_name(random, 1 + random.randbelow(3))}>.",
                id_=f"town-{number}",
                values=kinds,
            )
            for number, town in enumerate(towns)
        ),
        name="names",
    )


def build_number_pack() -> Pack:
    """Build a pack of rounded and exact numbers."""
    random = RandomStream("numbers", 1)
    facts = []
    for number in range(300):
        size = int(10 ** (1.5 + 5 * random.random()))
        size = round(size, 2 - len(str(size))) if number % 2 else size
        facts.append(fact(f"Hall {SYLLABLES[number % 15]}{number} seats <{size:,}>.", "number"))
    return pack(*facts, name="numbers")


def build_date_pack() -> Pack:
    """Build a pack of years and days, all of them before 1980."""
    random = RandomStream("dates", 1)
    facts = []
    for number in range(120):
        year = 1400 + random.randbelow(580)
        day = f"{1 + random.randbelow(28)} {random.choice(MONTHS)} {year}"
        text, type_ = (day, "date") if number % 2 else (str(year), "year")
        facts.append(fact(f"Hall {SYLLABLES[number % 15]}{number} opened: <{text}>.", type_))
    return pack(*facts, name="dates")


def draw_name(random: RandomStream, syllables: int) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(syllables)).capitalize()


def attack(pack: Pack) -> AttackResults:
    """Run all attacks of the audit on a pack."""
    report = audit_pack(QuestionMaker(pack), SEEDS, round_count=1)
    assert report is not None
    return report.main


@pytest.mark.parametrize("build", [build_name_pack, build_number_pack, build_date_pack])
def test_attacks_on_a_generated_pack_stay_within_chance(build: Callable[[], Pack]) -> None:
    results = attack(build())

    assert results.questions > 2000
    assert {name: rate for name, rate in results.attacks.items() if not is_within_chance(rate)} == {}


@pytest.mark.parametrize("path", library.list_builtin_packs(), ids=lambda path: path.name)
def test_attacks_on_a_built_in_pack_are_not_proved_better_than_chance(path: Path) -> None:
    """Check the lower limits, because a pack with few drawn facts has wide intervals."""
    pack = library.load_pack(path).pack
    assert pack is not None
    results = attack(pack)

    assert {
        name: rate for name, rate in results.attacks.items() if (rate.low or 0) > (rate.chance or 0)
    } == {}
