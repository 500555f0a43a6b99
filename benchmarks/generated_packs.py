"""Packs with any number of facts, which are generated from a seed and written as tables."""

from collections.abc import Callable, Iterator
from pathlib import Path

from quiz.model.rng import RandomStream
from quiz.text.english import MONTHS

_STARTS = (
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
_HEADER = """\
format: 1
name: {name}
title: Towns of an invented country
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
      town: {ask: Which town has <mayor> as its mayor?}
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


def write_generated_pack(folder: Path, facts: int, seed: int = 1) -> Path:
    """Write a pack with a number of facts into a new folder, and return the folder."""
    folder.mkdir()
    for name, text in _generate_files(facts, seed):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _generate_files(facts: int, seed: int) -> Iterator[tuple[str, str]]:
    yield "pack.yaml", _HEADER.format(name=f"generated-{facts}")
    random = RandomStream("generated", facts, seed)
    towns = _draw_distinct(lambda: _draw_name(random), facts - 2 * (facts // 3))
    people = _draw_distinct(lambda: f"{random.choice(_FIRST)} {_draw_name(random)}", facts // 3)
    rows = (
        [
            f"{town} | {random.choice(_REGIONS)} | {1100 + random.randbelow(900)} | "
            f"{_draw_population(random):,}"
            for town in towns
        ],
        [f"{town} | {person}" for town, person in zip(towns, people, strict=False)],
        [
            f"{town} | {random.choice(_STYLES)} | "
            f"{1 + random.randbelow(28)} {random.choice(MONTHS)} {1400 + random.randbelow(600)}"
            for town in towns[: facts // 3]
        ],
    )
    for name, header, lines in zip(("towns", "people", "buildings"), _TABLES, rows, strict=True):
        yield f"{name}.yaml", header + "".join(f"      {line}\n" for line in lines)


def _draw_name(random: RandomStream) -> str:
    middle = "".join(random.choice(_MIDDLES) for _ in range(random.randbelow(3)))
    return random.choice(_STARTS) + middle + random.choice(_ENDINGS)


def _draw_population(random: RandomStream) -> int:
    return 1000 + int(random.random() ** 3 * 400_000)


def _draw_distinct(draw: Callable[[], str], count: int) -> list[str]:
    texts: dict[str, None] = {}
    while len(texts) < count:
        texts[draw()] = None
    return list(texts)
