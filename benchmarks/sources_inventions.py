"""Compare the tables of the pack “inventions” with fresh copies of the data that they cite.

    .venv-test/bin/python benchmarks/sources_inventions.py --laureates FOLDER --units VOCAB_QUDT-UNITS-ALL.ttl

`--laureates` is a copy of Cartalado/NobelDB-Data, and `--units` the file of units of qudt/qudt-public-repo. A
reason for a prize agrees if a word of it is in a reason that the data has for the winner. The script prints
how many values it compared and each that differs, and exits with 1 if any does.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from source_pairs import SourcePair, read_values, report_differences

_OWN_SURNAMES = {"Emil von Behring": "von Behring"}
_PLAIN = {
    "the discovery of X-rays": "remarkable rays",
    "glass fibres that carry signals": "light in fibers",
    "automatic lights for lighthouses": "lighthouses",
    "photographs in colour": "colours",
    "holography": "holographic",
    "a new microscope": "microscope",
    "the noble gases in the air": "inert gaseous",
    "a way to date old things": "carbon-14",
    "molecules seen with X-rays": "X-ray",
    "a way to copy bits of DNA": "polymerase chain reaction",
    "a serum against diphtheria": "diphtheria",
    "genes that jump": "mobile genetic elements",
    "work on tuberculosis": "tuberculosis",
    "the effect of DDT on insects": "DDT",
    "the transplantation of organs": "organs",
}
"""Words of the data for words of the pack."""
_LANDS = {"France": "French", "Germany": "German", "Britain": "British", "Italy": "Italian"}
_UNSAID = {"volt", "watt", "ampere", "hertz"}
"""Units whose entries in the data do not have the country or the quantity."""
_CODES = {
    "ohm": "OHM",
    "joule": "J",
    "newton": "N",
    "pascal": "PA",
    "coulomb": "C",
    "farad": "FARAD",
    "becquerel": "BQ",
    "kelvin": "K",
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--laureates", type=Path, required=True)
    parser.add_argument("--units", type=Path, required=True)
    options = parser.parse_args()
    facts = read_values("inventions")
    pairs = [
        *pair_prizes(facts, options.laureates / "data" / "gold" / "2016"),
        *pair_units(facts, options.units.read_text()),
    ]
    report_differences(pairs)


def pair_prizes(facts: dict[str, tuple[str, str]], folder: Path) -> Iterator[SourcePair]:
    """Pair the reason of each prize with those of the winner's prizes in the data."""
    people = json.loads((folder / "nobel-laureate-condensed.json").read_text())["laureates"]
    for id_, (winner, feat) in facts.items():
        if not id_.startswith("prize-"):
            continue
        surname = _OWN_SURNAMES.get(winner, winner.split()[-1])
        reasons = [
            prize["motivation"]
            for person in people
            if person.get("surname") == surname
            and person["firstname"].split()[0] in (winner.split()[0], "Sir")
            for prize in person["prizes"]
            if prize.get("motivation")
        ]
        word = _PLAIN.get(feat) or max(feat.split(), key=len)
        agrees = any(word.casefold() in reason.casefold() for reason in reasons)
        yield SourcePair(id_, feat, feat if agrees else " / ".join(reasons))


def pair_units(facts: dict[str, tuple[str, str]], vocabulary: str) -> Iterator[SourcePair]:
    """Pair the quantity and the country of each unit with the description in the data."""
    for id_, (unit, value) in facts.items():
        if not id_.startswith("unit-") or unit in _UNSAID:
            continue
        entry = re.search(rf"^unit:{_CODES[unit]}\n(.*?)\n\n", vocabulary, re.DOTALL | re.MULTILINE)
        text = " ".join(entry[1].split()) if entry else ""
        word = _LANDS.get(value) or value.split()[-1]
        yield SourcePair(id_, value, value if word.casefold() in text.casefold() else text[:300])


if __name__ == "__main__":
    main()
