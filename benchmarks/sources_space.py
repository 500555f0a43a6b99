"""Compare the tables of the pack “space” with fresh copies of the data that they cite.

    .venv-test/bin/python benchmarks/sources_space.py --astronomy FOLDER --atlas FOLDER --sheets FOLDER

`--astronomy` is a copy of openstax/osbooks-astronomy, `--atlas` one of ofrohn/d3-celestial, and `--sheets` is
the folder `data/csv` of devstronomy/nasa-data-scraper. The script prints how many values it compared and each
that differs, and exits with 1 if any does.
"""

import argparse
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from source_pairs import SourcePair, read_values, report_differences

_CNXML = "{http://cnx.rice.edu/cnxml}"
_MOONS, _CONSTELLATIONS = "m59999", "m60005"
_PLAIN = {
    "goblet": "cup",
    "pair of hounds": "hunting dogs",
    "herdsman": "herdsman",
    "ship’s": "argonauts’ ship",
}
"""Words of the pack for words of the list of constellations."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--astronomy", type=Path, required=True)
    parser.add_argument("--atlas", type=Path, required=True)
    parser.add_argument("--sheets", type=Path, required=True)
    options = parser.parse_args()
    facts = read_values("space")
    pairs = [
        *pair_moons(facts, options.astronomy),
        *pair_constellations(facts, options.astronomy),
        *pair_sizes(facts, options.sheets / "satellites.csv"),
        *pair_planets(facts, options.sheets / "planets.csv"),
        *pair_stars(facts, options.atlas / "data"),
        *pair_nicknames(facts, options.atlas / "data"),
    ]
    report_differences(pairs)


def list_rows(folder: Path, module: str) -> Iterator[list[str]]:
    """List the rows of a section's tables, without footnotes."""
    root = ElementTree.parse(folder / "modules" / module / "index.cnxml").getroot()
    for row in root.iter(f"{_CNXML}row"):
        for cell in row.iter():
            for note in cell.findall(f"{_CNXML}footnote"):
                cell.text, tail = cell.text or "", note.tail or ""
                cell.remove(note)
                cell.text += tail
        yield [" ".join("".join(cell.itertext()).split()) for cell in row]


def pair_moons(facts: dict[str, tuple[str, str]], folder: Path) -> Iterator[SourcePair]:
    """Pair the planet and the finder of each moon with the list of moons."""
    source, planet = {}, ""
    for cells in list_rows(folder, _MOONS):
        if group := re.match(r"(\w+) \(\d+\)$", cells[0]):
            planet = group[1]
        if group or not cells[0]:
            cells = cells[1:]
        if len(cells) > 4:
            source[cells[0]] = (planet, cells[1])
    for id_, (moon, value) in facts.items():
        if not id_.startswith("moon-") or id_.startswith("moon-size-"):
            continue
        planet, finder = source[moon]
        surname = finder.split(" (")[0]
        if id_.endswith("-planet"):
            yield SourcePair(id_, value, planet)
        else:
            yield SourcePair(id_, value.split()[0] if surname == "Galileo" else value.split()[-1], surname)


def pair_sizes(facts: dict[str, tuple[str, str]], sheet: Path) -> Iterator[SourcePair]:
    """Pair the size of each moon with twice its radius in the sheet of moons."""
    with sheet.open(encoding="utf-8", newline="") as lines:
        radii = {row["name"]: float(row["radius"].partition("±")[0]) for row in csv.DictReader(lines)}
    for id_, (moon, size) in facts.items():
        if id_.startswith("moon-size-"):
            yield SourcePair(id_, size, f"{2 * radii[moon]:.0f}")


def pair_constellations(facts: dict[str, tuple[str, str]], folder: Path) -> Iterator[SourcePair]:
    """Pair the figure of each constellation with the list of constellations.

    A figure agrees if its words are in the description; then the description counts as the figure.
    """
    rows = [cells for cells in list_rows(folder, _CONSTELLATIONS) if len(cells) > 2]
    source = {re.sub(r" ?The four .*", "", cells[0]): cells[2] for cells in rows}
    source["Camelopardalis"] = source.pop("Camelopardus")
    for id_, (constellation, figure) in facts.items():
        if id_.startswith("figure-"):
            words = re.sub(r"^an? ", "", figure)
            for own, other in _PLAIN.items():
                words = words.replace(own, other)
            description = source[constellation].casefold()
            agrees = all(word in description for word in words.split())
            yield SourcePair(id_, figure, figure if agrees else source[constellation])


def pair_planets(facts: dict[str, tuple[str, str]], sheet: Path) -> Iterator[SourcePair]:
    """Pair the size, speed and year of each planet with the sheet of planets."""
    with sheet.open(encoding="utf-8", newline="") as lines:
        rows = {row["planet"]: row for row in csv.DictReader(lines)}
    for id_, (planet, value) in facts.items():
        if not id_.startswith("planet-"):
            continue
        row = rows[planet]
        days = float(row["orbital_period"])
        if id_.endswith("-width"):
            yield SourcePair(id_, value.replace(",", ""), row["diameter"])
        elif id_.endswith("-speed"):
            yield SourcePair(id_, value, row["orbital_velocity"])
        elif id_.endswith("-density"):
            yield SourcePair(id_, f"{float(value):.1f}", f"{float(row['density']) / 1000:.1f}")
        else:
            source = f"{days:.0f} days" if days < 1000 else f"{days / 365.25:.0f} years"
            near = (
                abs(int(value.split()[0]) - int(source.split()[0])) <= 1
                and value.split()[1] == source.split()[1]
            )
            yield SourcePair(id_, value, value if near else source)


def pair_stars(facts: dict[str, tuple[str, str]], data: Path) -> Iterator[SourcePair]:
    """Pair the constellation of each star with the star map."""
    names = json.loads((data / "constellations.json").read_text(encoding="utf-8"))["features"]
    full = {one["id"]: one["properties"]["name"] for one in names}
    stars = json.loads((data / "starnames.json").read_text(encoding="utf-8")).values()
    source = {star["name"]: full[star["c"]] for star in stars if star.get("name") and star.get("c") in full}
    for id_, (star, constellation) in facts.items():
        if id_.startswith("star-"):
            yield SourcePair(id_, constellation, source.get(star, "nothing"))


def pair_nicknames(facts: dict[str, tuple[str, str]], data: Path) -> Iterator[SourcePair]:
    """Pair the nickname of each object of Messier with the star map."""
    objects = json.loads((data / "messier.json").read_text(encoding="utf-8"))["features"]
    source = {one["id"]: one["properties"]["alt"].removesuffix(" Galaxy") for one in objects}
    for id_, (number, name) in facts.items():
        if id_.startswith("nickname-"):
            yield SourcePair(id_, name.removeprefix("the ").removesuffix(" Galaxy"), source[number])


if __name__ == "__main__":
    main()
