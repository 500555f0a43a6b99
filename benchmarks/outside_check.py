"""Compare facts of the built-in packs with data that the packs do not cite.

    .venv-test/bin/python benchmarks/outside_check.py --countries countries.json --racing FOLDER ...

Each option names a fresh copy of public data. The script leaves out the data without an option:

- `--countries`: `countries.json` of mledoze/countries
- `--eurovision`: `data/eurotable_final_1956-2022.csv` of mucbib/Eurovision-Data
- `--chart`: the folder `date` of mhollingshead/billboard-hot-100
- `--statuses`: `codes.json` of jshttp/statuses; `--ports`: `nmap-services` of nmap/nmap
- `--hosts`: `data/host_city_locations.csv` of rgriff23/Olympic_history
- `--cups`: a copy of openfootball/worldcup
- `--scorers`: a copy of martj42/international_results; `--women`: one of martj42/womens-international-results
- `--racing`: the folder `data` of TracingInsights/RaceData
- `--slams`: `test/data.js` of sbalagop/arrayjs
- `--moons`: `data/csv/satellites.csv` of devstronomy/nasa-data-scraper
- `--oscars`: `the_oscar_award.csv` of Eden13524/Academy-award-winning-films
- `--elements`: `PeriodicTableJSON.json` of Bowserinator/Periodic-Table-JSON
- `--groups`: `src/utils/animals/data.js` of tfpractice/venery
- `--units`: `ucum-essence.xml` of ucum-org/ucum
- `--authors`: `books.json` of benoitvallon/100-best-books; `--booker`: `booker-prize.md` of defndaines/kiroku

Signals and file modes are compared with those of Python on this machine. The script prints how many facts it
compared, how many agree, and each difference with its explanation under `EXPLAINED`. It exits with 1 if a
difference has none.
"""

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from outside_data import (
    Pair,
    pair_authors,
    pair_booker,
    pair_chart,
    pair_countries,
    pair_elements,
    pair_eurovision,
    pair_groups,
    pair_machine,
    pair_moons,
    pair_oscars,
    pair_ports,
    pair_statuses,
    pair_units,
)
from outside_sport import pair_cups, pair_hosts, pair_racing, pair_scorers, pair_slams, pair_women

EXPLAINED = {
    "animals/group-badgers": "the list has three other words, and dictionaries have “cete” as well",
    "countries/border-america-brazil": "they count French Guiana, which is a part of France",
    "countries/border-america-suriname": "they count French Guiana, which is a part of France",
    "countries/border-west-africa-algeria": "they count Western Sahara, which is disputed",
    "countries/capital-central-asia-mongolia": "an older spelling of the name",
    "countries/language-in-asia-iran": "the same language with its second name",
    "countries/language-in-asia-the-maldives": "another name of the language",
    "countries/money-america-venezuela": "the full name of the bolívar from 2018 to 2021",
    "countries/money-asia-mongolia": "another spelling of the name",
    "countries/money-asia-vietnam": "the name with the letters of the language",
    "film/wins-oppenheimer-wins": "the list ends with the prizes of 2020",
    "music/number-one-all-for-you-act": "the chart named the singer by her first name",
    "sport/drivers-juan-manuel-fangio-nation": "the list has a shorter name of the driver",
    "sport/seasons-1957-champion": "a shorter name of the driver",
    "sport/seasons-1970-make": "the list tells the team from the make of its cars",
    "sport/seasons-1978-make": "the list tells the team from the make of its cars",
}
"""Reasons for differences, by fact. A fact that was wrong or doubtful was corrected or dropped."""

CHECKS: dict[str, Callable[[Path], Iterable[Pair]]] = {
    "countries": pair_countries,
    "eurovision": pair_eurovision,
    "chart": pair_chart,
    "statuses": pair_statuses,
    "ports": pair_ports,
    "hosts": pair_hosts,
    "cups": pair_cups,
    "racing": pair_racing,
    "scorers": pair_scorers,
    "women": pair_women,
    "slams": pair_slams,
    "moons": pair_moons,
    "oscars": pair_oscars,
    "elements": pair_elements,
    "groups": pair_groups,
    "units": pair_units,
    "authors": pair_authors,
    "booker": pair_booker,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in CHECKS:
        parser.add_argument(f"--{name}", type=Path)
    options = vars(parser.parse_args())
    pairs = list(pair_machine())
    for name, check in CHECKS.items():
        if options[name] is not None:
            pairs.extend(check(options[name]))
    sys.exit(0 if report(pairs) else 1)


def report(pairs: list[Pair]) -> bool:
    """Print the figures of each pack and every difference. Return whether each difference is explained."""
    different = [pair for pair in pairs if not pair.agrees]
    for pack in sorted({pair.pack for pair in pairs}):
        compared = sum(pair.pack == pack for pair in pairs)
        wrong = sum(pair.pack == pack for pair in different)
        print(f"{pack}: {compared} compared, {compared - wrong} same, {wrong} different")
    for pair in different:
        name = f"{pair.pack}/{pair.fact}"
        why = EXPLAINED.get(name, "not explained")
        print(f"{name}: the pack has “{pair.value}”, the other data “{pair.other}”: {why}")
    print(f"{len(pairs)} compared, {len(pairs) - len(different)} same, {len(different)} different")
    return bool(pairs) and all(f"{pair.pack}/{pair.fact}" in EXPLAINED for pair in different)


if __name__ == "__main__":
    main()
