"""Compare the tables of the pack “sport” with fresh copies of the data that they cite.

    .venv-test/bin/python benchmarks/sources_sport.py --games FILE --cups FOLDER ...

`--games` is `data/Olympics_Games.csv` of josephwccheng/olympedia_web_scraping, `--cups` the folder
`data-csv` of jfjelstul/worldcup, `--results` the file `results.csv` of martj42/international_results, `--atp`
and `--wta` are copies of JeffSackmann/tennis_atp and tennis_wta, and `--f1` is the folder `src/data` of
f1db/f1db. Lines and files are those that a fact cites. The script prints how many values it compared and each
that differs, and exits with 1 if any does.
"""

import argparse
import csv
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from outside_data import Pair, fold, pair_with, pair_with_any, read_facts
from outside_sport import CITIES

from quiz.model.pack import Fact

COUNTRIES = {
    "AUT": "Austria",
    "CAN": "Canada",
    "CHN": "China",
    "FRA": "France",
    "GER": "Germany",
    "ITA": "Italy",
    "JPN": "Japan",
    "KOR": "South Korea",
    "NOR": "Norway",
    "RUS": "Russia",
    "SUI": "Switzerland",
    "USA": "the United States",
    "YUG": "Yugoslavia",
    "ARG": "Argentina",
    "AUS": "Australia",
    "BEL": "Belgium",
    "BRA": "Brazil",
    "CRO": "Croatia",
    "DEN": "Denmark",
    "ESP": "Spain",
    "GBR": "Great Britain",
    "POL": "Poland",
    "ROU": "Romania",
    "SRB": "Serbia",
    "SWE": "Sweden",
}
"""Names of countries by the codes of the Olympic Games and of tennis."""
PLACES = {"Ciudad de México": "Mexico City", "München": "Munich", "Montréal": "Montreal"}
LATIN = str.maketrans("ćčśąšřžý", "ccsasrzy")
TOURNAMENTS = {
    "the French Open": "roland garros",
    "the US Open": "us open",
    "the Australian Open": "australian open",
}
LANDS = {"united-states-of-america": "the United States"}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("games", "cups", "results", "atp", "wta", "f1"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    pairs = [
        *pair_games(read_lines(options.games)),
        *pair_cups(options.cups, read_lines(options.results)),
        *pair_players(options.atp, options.wta),
        *pair_finals(options.atp, options.wta),
        *pair_racing(options.f1),
    ]
    different = [pair for pair in pairs if not pair.agrees]
    for pair in different:
        print(f"{pair.fact}: the pack has “{pair.value}”, the source “{pair.other}”")
    print(f"{len(pairs)} values compared, {len(different)} differ")
    sys.exit(1 if different or not pairs else 0)


def read_lines(path: Path) -> list[dict[str, str]]:
    """Read the rows of a table, each at the number of its line, with empty ones before the first."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{}, {}, *csv.DictReader(file)]


def list_places(fact: Fact, source: str) -> list[int]:
    """List the lines or files of a source that a fact cites."""
    return [
        place
        for citation in fact.citations
        if citation.source.id == source
        for place in range(citation.first, citation.last + 1)
    ]


def pair_games(lines: list[dict[str, str]]) -> Iterator[Pair]:
    def find(fact: Fact, season: str, year: str) -> Iterator[dict[str, str]]:
        for place in list_places(fact, "games"):
            if (
                lines[place]["year"] == year
                and season in lines[place]["edition"]
                and not lines[place]["isHeld"]
            ):
                yield lines[place]

    for season, end in (("Summer", "-city"), ("Winter", "-place")):
        for fact in read_facts("sport", f"{season.casefold()}-", end=end):
            rows = find(fact, season, fact.values[0].text)
            cities = [CITIES.get(row["city"], PLACES.get(row["city"], row["city"])) for row in rows]
            yield pair_with_any("sport", fact, cities)
    for fact in read_facts("sport", "winter-", end="-country"):
        rows = find(fact, "Winter", fact.values[0].text)
        yield pair_with_any("sport", fact, [COUNTRIES[row["country_noc"]] for row in rows])
    for fact in read_facts("sport", "summer-year-"):
        rows = find(fact, "Summer", fact.values[1].text)
        cities = [CITIES.get(row["city"], PLACES.get(row["city"], row["city"])) for row in rows]
        city = fact.values[0].text
        yield Pair("sport", fact.id, city, ", ".join(cities), city in cities)


def pair_cups(folder: Path, results: list[dict[str, str]]) -> Iterator[Pair]:
    cups, matches, awards = (
        read_lines(folder / f"{name}.csv") for name in ("tournaments", "matches", "award_winners")
    )

    def find_cup(fact: Fact) -> dict[str, str]:
        """Return the cited tournament, or one made of the cited match of a later one."""
        for place in list_places(fact, "cups"):
            if cups[place]["year"] == fact.values[0].text:
                return cups[place]
        (place,) = list_places(fact, "results")
        match = results[place]
        teams = (match["home_team"], match["away_team"])
        won = int(match["home_score"]) > int(match["away_score"])
        return {"winner": teams[not won], "loser": teams[won], "host_country": ""}

    for start, ends in (("cups-", ("-winner", "-host")), ("women-", ("-women-winner",))):
        for end, column in zip(ends, ("winner", "host_country"), strict=False):
            for fact in read_facts("sport", start, end=end):
                if fact.values[1].text and "final of" not in fact.values[0].text:
                    yield pair_with("sport", fact, find_cup(fact)[column])
    for fact in read_facts("sport", "cups-", end="-loser"):
        cup = find_cup(fact)
        finals = [matches[place] for place in list_places(fact, "matches")]
        finals = [match for match in finals if match["stage_name"] == "final"]
        teams = {match[column] for match in finals for column in ("home_team_name", "away_team_name")}
        yield pair_with_any(
            "sport", fact, [cup["loser"]] if "loser" in cup else sorted(teams - {cup["winner"]})
        )
    for fact in read_facts("sport", "scorers-", end="-scorer"):
        rows = [awards[place] for place in list_places(fact, "awards")]
        names = [
            f"{row['given_name']} {row['family_name']}".removeprefix("not applicable ")
            for row in rows
            if row["award_name"] == "Golden Boot" and row["tournament_id"].endswith(fact.values[0].text)
        ]
        yield pair_with_any("sport", fact, names)


def read_champions(folder: Path, tour: str, seasons: list[int]) -> list[dict[str, str]]:
    """List the finals of the Grand Slam tournaments of some seasons. Season 1 is 1968."""
    rows = []
    for season in sorted(set(seasons)):
        rows += read_lines(folder / f"{tour}_matches_{1967 + season}.csv")[2:]
    return [row for row in rows if row["tourney_level"] == "G" and row["round"] == "F"]


def simplify(name: str) -> str:
    return fold(name.translate(LATIN)).replace("na li", "li na")


def pair_players(atp: Path, wta: Path) -> Iterator[Pair]:
    for fact in read_facts("sport", "players-"):
        tour, folder = ("atp", atp) if list_places(fact, "atp") else ("wta", wta)
        name = simplify(fact.values[0].text)
        finals = read_champions(folder, tour, list_places(fact, tour))
        won = [row for row in finals if simplify(row["winner_name"]) == name]
        if fact.id.endswith("-titles"):
            yield pair_with("sport", fact, str(len(won)))
        else:
            yield pair_with_any("sport", fact, sorted({COUNTRIES[row["winner_ioc"]] for row in won}))


def pair_finals(atp: Path, wta: Path) -> Iterator[Pair]:
    for start, tour, folder in (("mens-final-", "atp", atp), ("womens-final-", "wta", wta)):
        for fact in read_facts("sport", start):
            tournament, year = fact.values[0].text.split(" final of ")
            wanted = TOURNAMENTS.get(tournament, fold(tournament))
            rows = [
                row
                for row in read_champions(folder, tour, list_places(fact, tour))
                if fold(row["tourney_name"]) == wanted and row["tourney_date"].startswith(year)
            ]
            column = "loser_name" if fact.id.endswith("-loser") else "winner_name"
            value = fact.values[1].text
            names = [row[column] for row in rows]
            yield Pair("sport", fact.id, value, ", ".join(names), simplify(value) in map(simplify, names))


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def pair_racing(folder: Path) -> Iterator[Pair]:
    def name(kind: str) -> Callable[[str], str]:
        return lambda key: str(read_yaml(folder / kind / f"{key}.yml")["name"])

    for fact in read_facts("sport", "seasons-"):
        season = folder / "seasons" / fact.values[0].text
        champion = read_yaml(season / "driver-standings.yml")[0]["driverId"]
        if fact.id.endswith("-champion"):
            yield pair_with("sport", fact, name("drivers")(champion))
            continue
        makes = {
            entrant["constructorId"]
            for path in sorted(season.glob("races/*/race-results.yml"))
            for entrant in read_yaml(path)
            if entrant["driverId"] == champion
        }
        yield pair_with_any("sport", fact, sorted(map(name("constructors"), makes)))
    drivers = {fold(one["name"]): one for one in map(read_yaml, sorted((folder / "drivers").glob("*.yml")))}
    for fact in read_facts("sport", "drivers-", end="-nation"):
        nation = drivers[fold(fact.values[0].text)]["nationalityCountryId"]
        yield pair_with("sport", fact, LANDS.get(nation, nation.replace("-", " ")))
    circuits = list(map(read_yaml, sorted((folder / "circuits").glob("*.yml"))))
    for fact in read_facts("sport", "circuits-", end="-land"):
        wanted = fold(fact.values[0].text)
        lands = [
            LANDS.get(one["countryId"], one["countryId"].replace("-", " "))
            for one in circuits
            if wanted in fold(f"{one['id']} {one['name']} {one['fullName']} {one.get('previousNames')}")
        ]
        yield pair_with_any("sport", fact, lands)


if __name__ == "__main__":
    main()
