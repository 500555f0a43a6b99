"""Make packs of any number of facts from a seed, in tables as people write them."""

from collections.abc import Callable, Iterator

from quiz.model.rng import RandomStream

_BEGINNINGS = (
    "Al Bar Cor Dan El Fen Gar Hol Ing Kar Lin Mor Nor Os Pen Quar Ros Sel Tor Ul Var Wen Yar Zel".split()
)
_MIDDLES = "a an ar ber del e en er go i il lo ma mi na o on ra ri ta ti u va vo".split()
_ENDINGS = (
    "burg by dale den field ford ham haven holm ing lin mouth nes ona port stad ton vale wick ville".split()
)
_FIRST = (
    "Ada Ben Cleo Dina Ezra Faye Gus Hana Ivo Jana Karl Lena Milo Nora Otto Pia Rolf Sara Tom Vera".split()
)
_REGIONS = "Northmark Eastfold Southerland Westreach Midland Highlands Lowlands Islands Marches Coast".split()
_STYLES = "Gothic|Baroque|Romanesque|Moorish|Byzantine|Brutalist|Georgian|Palladian|Rococo|Tudor".split("|")
_HEAD = """\
format: 1
name: {name}
title: Towns of a made-up country
language: en
categories: {{towns: Towns, people: People, buildings: Buildings}}
sources:
  survey: {{title: The Survey, publisher: A Press, date: "2020"}}
"""
_TABLES = (
    """\
category: towns
tables:
  - id: towns
    fact: The town of <town> lies in <region>, was founded in <year>, and has <inhabitants> inhabitants.
    columns:
      town: {ask: "Which town in <region>, founded in <year>, has <inhabitants> inhabitants?"}
      region: {ask: In which region does <town> lie?}
      year: {type: year, ask: In which year was <town> founded?}
      inhabitants: {type: number, ask: How many inhabitants does <town> have?}
    cite: survey 1
    rows: |
      town | region | year | inhabitants
""",
    """\
category: people
tables:
  - id: mayors
    fact: The mayor of <town> is <mayor>.
    columns:
      town: {ask: Of which town is <mayor> the mayor?}
      mayor: {type: person, ask: Who is the mayor of <town>?}
    cite: survey 2
    rows: |
      town | mayor
""",
    """\
category: buildings
tables:
  - id: halls
    fact: The hall of <town> is in the <style> style and was opened on <day>.
    columns:
      town: {asked: no}
      style: {ask: In which style is the hall of <town>?}
      day: {type: date, ask: On which day was the hall of <town> opened?}
    cite: survey 3
    rows: |
      town | style | day
""",
)
_MONTHS = "January February March April May June July August September October November December".split()


def files(facts: int, seed: int) -> Iterator[tuple[str, str]]:
    """Give a pack of so many facts as the names and the texts of its files."""
    yield "pack.yaml", _HEAD.format(name=f"made-{facts}")
    chance = RandomStream("made", facts, seed)
    towns = _distinct(lambda: _name(chance), facts - 2 * (facts // 3))
    people = _distinct(lambda: f"{chance.choice(_FIRST)} {_name(chance)}", facts // 3)
    rows = (
        [
            f"{town} | {chance.choice(_REGIONS)} | {1100 + chance.randbelow(900)} | {_population(chance):,}"
            for town in towns
        ],
        [f"{town} | {person}" for town, person in zip(towns, people, strict=False)],
        [
            f"{town} | {chance.choice(_STYLES)} | "
            f"{1 + chance.randbelow(28)} {chance.choice(_MONTHS)} {1400 + chance.randbelow(600)}"
            for town in towns[: facts // 3]
        ],
    )
    for name, head, lines in zip(("towns", "people", "buildings"), _TABLES, rows, strict=True):
        yield f"{name}.yaml", head + "".join(f"      {line}\n" for line in lines)


def _name(chance: RandomStream) -> str:
    middle = "".join(chance.choice(_MIDDLES) for _ in range(chance.randbelow(3)))
    return chance.choice(_BEGINNINGS) + middle + chance.choice(_ENDINGS)


def _population(chance: RandomStream) -> int:
    return 1000 + int(chance.random() ** 3 * 400_000)


def _distinct(draw: Callable[[], str], count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[draw()] = None
    return list(found)
