"""Compare the tables of the pack “animals” with fresh copies of the data that they cite.

    .venv-test/bin/python benchmarks/sources_animals.py --ages anage_data.txt --sleep msleep.csv \
        --adjectives collateral_adjectives.json --groups venery.py --wordnet FOLDER --anatomy FOLDER

`--ages` is the data file of AnAge, `--sleep` the file of that name of tidyverse/ggplot2, `--adjectives` that
of dariusk/corpora, `--groups` that of amperser/proselint, `--wordnet` a copy of
globalwordnet/english-wordnet, and `--anatomy` one of openstax/osbooks-anatomy-physiology. The script prints
how many values it compared and each that differs, and exits with 1 if any does.
"""

import argparse
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import yaml
from source_pairs import SourcePair, read_builtin, report_differences

from quiz.model.pack import Citation, Fact, Pack
from quiz.text.normalize import fold

_AGE_COLUMNS = {
    "age-": ("Maximum longevity (yrs)", 1.0),
    "pregnancy-": ("Gestation/Incubation (days)", 1.0),
    "birth-": ("Birth weight (g)", 0.001),
}
"""The column of each table, and what a unit of it is in the unit of the pack."""
_SLEEP_HOURS = 5
_ROUNDING = 0.03
"""Greatest difference, as a share, that comes from rounding."""


_REGIONS = {
    "africa": "white nile",
    "asia": "tibet india himalayan",
    "north america": "mexico southwestern united states",
    "south america": "andean brazil",
}
"""Regions that WordNet names instead of a continent."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("ages", "sleep", "adjectives", "groups", "wordnet", "anatomy"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    pack = read_builtin("animals")
    pairs = [
        *pair_ages(pack, options.ages),
        *pair_sleep(pack, options.sleep),
        *pair_adjectives(pack, options.adjectives),
        *pair_groups(pack, options.groups),
        *pair_definitions(pack, options.wordnet / "src" / "yaml"),
        *pair_anatomy(pack, options.anatomy / "modules"),
    ]
    report_differences(pairs)


def list_cited(fact: Fact, source: str) -> list[Citation]:
    """List a fact's citations of a source."""
    return [citation for citation in fact.citations if citation.source.id == source]


def agree(own: str, other: str, unit: float) -> str:
    """Return the pack's number if the source's one equals it but for rounding."""
    number, measured = float(own.replace(",", "")), float(other) * unit
    return own if abs(number - measured) <= _ROUNDING * measured else f"{measured:g}"


def pair_ages(pack: Pack, path: Path) -> Iterator[SourcePair]:
    """Pair the ages, days and weights with the records of AnAge that the facts cite."""
    with path.open(encoding="latin-1", newline="") as file:
        records = {int(row["HAGRID"]): row for row in csv.DictReader(file, delimiter="\t")}
    for fact in pack.facts:
        for start, (column, unit) in _AGE_COLUMNS.items():
            if fact.id.startswith(start) and len(fact.values) > 1:
                place = list_cited(fact, "anage")[0].first
                own = fact.values[1].text
                yield SourcePair(fact.id, own, agree(own, records[place][column], unit))


def pair_sleep(pack: Pack, path: Path) -> Iterator[SourcePair]:
    """Pair the hours of sleep with the lines that the facts cite."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    for fact in pack.facts:
        if fact.id.startswith("sleep-") and len(fact.values) > 1:
            own = fact.values[1].text
            line = list_cited(fact, "msleep")[0].first
            yield SourcePair(fact.id, own, lines[line - 1][_SLEEP_HOURS])


def pair_adjectives(pack: Pack, path: Path) -> Iterator[SourcePair]:
    """Pair each adjective with those that the list has for the animal."""
    listed = {
        entry["name"]: entry["collateral_adjectives"]
        for entry in json.loads(path.read_text(encoding="utf-8"))["animals"]
    }
    for fact in pack.facts:
        if fact.id.startswith("adjective-"):
            own = {value.label: value.text for value in fact.values}
            words = listed.get(own["beast"], [])
            found = own["adjective"] if own["adjective"] in words else ", ".join(words)
            yield SourcePair(fact.id, own["adjective"], found)


def pair_groups(pack: Pack, path: Path) -> Iterator[SourcePair]:
    """Pair the name of each group with the list, where the fact cites it."""
    listed = dict(re.findall(r'\("([a-z ]+)", "([a-z]+)"\)', path.read_text(encoding="utf-8")))
    for fact in pack.facts:
        if fact.id.startswith("group-") and list_cited(fact, "venery"):
            own = {value.label: value.text for value in fact.values}
            group = re.sub(r"^an? ", "", own["group"])
            yield SourcePair(fact.id, group, listed.get(own["animals"], ""))


def pair_definitions(pack: Pack, folder: Path) -> Iterator[SourcePair]:
    """Pair each value that only WordNet supports with the words and definitions that its fact cites."""
    synsets: dict[str, dict[str, list[str]]] = {}
    for path in sorted(folder.glob("*.yaml")):
        if not path.name.startswith(("entries", "frames")):
            synsets |= yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    for fact in pack.facts:
        cited = list_cited(fact, "wordnet")
        if len(cited) < len(fact.citations):
            continue
        ids = [str(citation.heading).split()[-1] for citation in cited]
        texts = [" ".join(synsets[id_]["members"] + synsets[id_]["definition"]) for id_ in ids]
        words = fold(" ".join(texts))
        for value in fact.values:
            if value.asked:
                own = fold(re.sub(r"^an? ", "", value.text))
                stem = own.removesuffix("s")
                regions = _REGIONS.get(own, "").split()
                is_there = stem in words or any(region in words.split() for region in regions)
                yield SourcePair(fact.id, own, own if is_there else words[:80])


def pair_anatomy(pack: Pack, folder: Path) -> Iterator[SourcePair]:
    """Pair each asked value of the category on the body with the modules that its fact cites."""
    for fact in pack.facts:
        if fact.category != "body":
            continue
        paths = [folder / f"m{citation.first}" / "index.cnxml" for citation in list_cited(fact, "anatomy")]
        words = fold(" ".join(read_module(path) for path in paths))
        for value in fact.values:
            spellings = (value.text, *value.accept, *fact.find)
            found = any(fold(spelling).replace("per cent", "percent") in words for spelling in spellings)
            yield SourcePair(fact.id, value.text, value.text if found else "")


def read_module(path: Path) -> str:
    """Return the text of a module."""
    return " ".join("".join(ElementTree.parse(path).getroot().itertext()).split())


if __name__ == "__main__":
    main()
