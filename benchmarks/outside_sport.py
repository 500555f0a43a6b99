"""Readers of data that the pack “sport” does not cite, paired with its facts: see `outside_check.py`."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from outside_data import Pair, fold, pair_with, pair_with_any, read_facts, read_rows

CITIES = {
    "Athina": "Athens",
    "Antwerpen": "Antwerp",
    "Roma": "Rome",
    "Moskva": "Moscow",
    "Sankt Moritz": "St. Moritz",
    "Torino": "Turin",
}
NATIONS = {
    "American": "the United States",
    "Argentine": "Argentina",
    "Australian": "Australia",
    "Austrian": "Austria",
    "Brazilian": "Brazil",
    "British": "the United Kingdom",
    "Canadian": "Canada",
    "Dutch": "the Netherlands",
    "Finnish": "Finland",
    "French": "France",
    "German": "Germany",
    "Italian": "Italy",
    "New Zealander": "New Zealand",
    "South African": "South Africa",
    "Spanish": "Spain",
}
LANDS = {"UK": "the United Kingdom", "USA": "the United States", "UAE": "the United Arab Emirates"}
HOSTS = {"usa": "the United States"}
AFTER_THE_LIST = ("Roger Federer", "Rafael Nadal")
"""Players who won more titles after March 2017, where the list of Grand Slam tournaments ends."""
TEAM = r"([A-Z][a-z]+(?: [A-Z][a-z]+)*)"


def pair_hosts(path: Path) -> Iterator[Pair]:
    hosts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in read_rows(path):
        hosts[row["Season"], row["Year"]].append(CITIES.get(row["City"], row["City"]))
    for season, end in (("Summer", "-city"), ("Winter", "-place")):
        for fact in read_facts("sport", f"{season.casefold()}-", end=end):
            cities = hosts.get((season, fact.values[0].text))
            if cities is not None:
                yield pair_with_any("sport", fact, cities)
    for fact in read_facts("sport", "summer-year-"):
        years = [
            year
            for (season, year), cities in hosts.items()
            if season == "Summer" and fact.values[0].text in cities
        ]
        if years:
            yield pair_with("sport", fact, ", ".join(years))


def read_final(folder: Path) -> tuple[str, str] | None:
    """Return the winner and the loser of a World Cup’s final, or `None` if it had none."""
    for path in sorted(folder.glob("cup*.txt"), reverse=True):
        found = re.search(r"^▪ Final$(.*?)@", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        if found is None:
            continue
        score = re.search(rf"{TEAM} +(\d+)-(\d+)(.*?){TEAM} *$", found[1], re.DOTALL)
        assert score is not None, found[1]
        first, *goals, rest, second = score.groups()
        shootout = re.search(r"(\d+)-(\d+) pen", rest)
        ahead, behind = map(int, shootout.groups() if shootout else goals)
        return (first, second) if ahead > behind else (second, first)
    return None


def pair_cups(folder: Path) -> Iterator[Pair]:
    folders = {path.name[:4]: path for path in sorted(folder.glob("[12]*--*"))}
    finals = {year: read_final(path) for year, path in folders.items()}
    for place, end in enumerate(("-winner", "-loser")):
        for fact in read_facts("sport", "cups-", end=end):
            final = finals[fact.values[0].text]
            if final is not None:
                yield pair_with("sport", fact, final[place])
    for fact in read_facts("sport", "cups-", end="-host"):
        name = folders[fact.values[0].text].name[6:].replace("-", " ")
        yield pair_with("sport", fact, HOSTS.get(name, name))


def pair_racing(folder: Path) -> Iterator[Pair]:
    """Pair champions, their teams and their countries, and circuits."""
    tables = {
        name: read_rows(folder / f"{name}.csv") for name in ("races", "drivers", "circuits", "constructors")
    }
    last: dict[str, dict[str, str]] = {}
    for race in tables["races"]:
        if race["year"] not in last or int(race["round"]) > int(last[race["year"]]["round"]):
            last[race["year"]] = race
    leaders = {
        row["raceId"]: row["driverId"]
        for row in read_rows(folder / "driver_standings.csv")
        if row["position"] == "1"
    }
    drivers = {row["driverId"]: f"{row['forename']} {row['surname']}" for row in tables["drivers"]}
    for fact in read_facts("sport", "seasons-", end="-champion"):
        leader = leaders.get(last[fact.values[0].text]["raceId"])
        if leader is not None:
            yield pair_with("sport", fact, drivers[leader])
    yield from pair_makes(folder, {race["raceId"]: race["year"] for race in tables["races"]}, last, leaders)
    nations = {fold(drivers[row["driverId"]]): row["nationality"] for row in tables["drivers"]}
    for fact in read_facts("sport", "drivers-", end="-nation"):
        yield pair_with("sport", fact, NATIONS.get(nations.get(fold(fact.values[0].text), "")))
    for fact in read_facts("sport", "circuits-", end="-land"):
        name = fold(fact.values[0].text)
        found = {
            LANDS.get(row["country"], row["country"])
            for row in tables["circuits"]
            if name in fold(f"{row['circuitRef'].replace('_', ' ')} {row['name']} {row['location']}")
        }
        yield pair_with_any("sport", fact, sorted(found))


def pair_makes(
    folder: Path, years: dict[str, str], last: dict[str, dict[str, str]], leaders: dict[str, str]
) -> Iterator[Pair]:
    """Pair the teams of champions with those that they raced for in their season."""
    names = {row["constructorId"]: row["name"] for row in read_rows(folder / "constructors.csv")}
    makes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in read_rows(folder / "results.csv"):
        makes[years[row["raceId"]], row["driverId"]].add(names[row["constructorId"]])
    for fact in read_facts("sport", "seasons-", end="-make"):
        year = fact.values[0].text
        leader = leaders.get(last[year]["raceId"])
        if leader is not None:
            yield pair_with_any("sport", fact, sorted(makes[year, leader]))


def pair_slams(path: Path) -> Iterator[Pair]:
    pattern = r'"year": "(\d+)",\s*"tournament": "(.*?)",\s*"winner": "(.*?)",\s*"runner": "(.*?)"'
    rows = re.findall(pattern, path.read_text(encoding="utf-8"))
    finals = {(fold(tournament.replace("U.S.", "US")), year): names for year, tournament, *names in rows}
    for place, end in enumerate(("-men-winner", "-men-loser")):
        for fact in read_facts("sport", "mens-final-", end=end):
            tournament, year = fact.values[0].text.removeprefix("the ").split(" final of ")
            yield pair_with("sport", fact, finals.get((fold(tournament), year), ["nothing"] * 2)[place])
    titles = Counter(fold(winner) for year, _, winner, _ in rows if year >= "1968")
    for fact in read_facts("sport", "players-", end="-titles"):
        name = fact.values[0].text
        if name not in AFTER_THE_LIST and fold(name) in titles:
            yield pair_with("sport", fact, str(titles[fold(name)]))


def pair_scorers(folder: Path) -> Iterator[Pair]:
    """Pair the best scorer of a World Cup with those who scored the most goals in its matches."""
    cups = {
        (row["date"], row["home_team"])
        for row in read_rows(folder / "results.csv")
        if row["tournament"] == "FIFA World Cup"
    }
    goals: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read_rows(folder / "goalscorers.csv"):
        if (row["date"], row["home_team"]) in cups and row["own_goal"] == "FALSE":
            goals[row["date"][:4]][row["scorer"]] += 1
    for fact in read_facts("sport", "scorers-", end="-scorer"):
        scorers = goals[fact.values[0].text]
        yield pair_with_any(
            "sport", fact, [name for name in scorers if scorers[name] == max(scorers.values())]
        )


def pair_women(folder: Path) -> Iterator[Pair]:
    """Pair the winner of a women’s World Cup with the winner of its last match."""
    shootouts = {
        (row["date"], row["home_team"]): row["winner"] for row in read_rows(folder / "shootouts.csv")
    }
    last: dict[str, dict[str, str]] = {}
    for row in read_rows(folder / "results.csv"):
        if row["tournament"] == "FIFA World Cup":
            last[row["date"][:4]] = row
    for fact in read_facts("sport", "women-", end="-women-winner"):
        match = last[fact.values[0].text]
        home, away = int(match["home_score"]), int(match["away_score"])
        winner = match["home_team"] if home > away else match["away_team"]
        if home == away:
            winner = shootouts[match["date"], match["home_team"]]
        yield pair_with("sport", fact, winner)
