"""Readers of data that packs do not cite, each paired with the facts of a pack: see `outside_check.py`."""

import csv
import json
import re
import signal
import stat
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from quiz.model.pack import Fact
from quiz.packs import library
from quiz.packs.read.pack_reader import read_pack

COUNTRIES = {"cabo verde": "cape verde", "turkey": "turkiye"}
"""Names of countries in the file of countries, by the names in the pack."""
SERVICES = {"quote of day": "qotd", "dns": "domain"}
"""Names of services in the file of ports, by the names in the pack."""


class Pair(NamedTuple):
    """A value of a pack and what other data have for it."""

    pack: str
    fact: str
    value: str
    other: str
    agrees: bool


def read_facts(pack: str, *starts: str, end: str = "") -> list[Fact]:
    """List the facts of a built-in pack with two values, whose ids have one of these starts and an end."""
    found = read_pack(library.builtin_pack_folder() / pack).pack
    assert found is not None
    return [
        fact
        for fact in found.facts
        if len(fact.values) > 1 and fact.id.startswith(starts) and fact.id.endswith(end)
    ]


def fold(text: str) -> str:
    """Return a text in small letters without accents, articles and punctuation."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("ł", "l").replace("ø", "o"))
    letters = "".join(letter for letter in plain.casefold() if not unicodedata.combining(letter))
    words = re.findall(r"[^\W_]+", re.sub("[’'ʻ]", "", letters))
    return " ".join("st" if word == "saint" else word for word in words if word not in ("the", "a", "an"))


def pair_with(pack: str, fact: Fact, other: str | None) -> Pair:
    """Pair the second value of a fact with a text, which agrees if both are folded alike."""
    value = fact.values[1].text
    agrees = other is not None and fold(value) == fold(other)
    return Pair(pack, fact.id, value, other or "nothing", agrees)


def pair_with_any(pack: str, fact: Fact, others: list[str]) -> Pair:
    """Pair the second value of a fact with several texts. It agrees if one of them is folded alike."""
    value = fact.values[1].text
    return Pair(pack, fact.id, value, ", ".join(others) or "nothing", fold(value) in map(fold, others))


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pair_countries(path: Path) -> Iterator[Pair]:
    countries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    by_name: dict[str, dict[str, Any]] = {}
    for country in countries:
        for name in (*country["altSpellings"], country["name"]["official"]):
            by_name.setdefault(fold(name), country)
    by_name |= {fold(country["name"]["common"]): country for country in countries}
    by_name |= {ours: by_name[theirs] for ours, theirs in COUNTRIES.items()}
    names = {country["cca3"]: country["name"]["common"] for country in countries}
    for fact in read_facts("countries", "capital-"):
        yield pair_with_any("countries", fact, by_name[fold(fact.values[0].text)]["capital"])
    for fact in read_facts("countries", "domain-"):
        domains = by_name[fold(fact.values[0].text)]["tld"]
        yield pair_with_any("countries", fact, [domain.removeprefix(".") for domain in domains])
    for fact in read_facts("countries", "language-"):
        languages = by_name[fold(fact.values[0].text)]["languages"]
        yield pair_with_any("countries", fact, list(languages.values()))
    for fact in read_facts("countries", "money-"):
        yield pair_money(fact, by_name[fold(fact.values[0].text)])
    for fact in read_facts("countries", "landlocked-"):
        country = by_name[fold(fact.values[1].text)]
        other = "landlocked" if country["landlocked"] else "a coast"
        yield Pair("countries", fact.id, fact.values[1].text, other, country["landlocked"])
    for fact in read_facts("countries", "border-"):
        told = {by_name[fold(text)]["cca3"] for text in (fact.values[1].text, *fact.values[1].also)}
        others = set(by_name[fold(fact.values[0].text)]["borders"])
        missing, more = (
            ", ".join(sorted(names[code] for code in codes)) for codes in (others - told, told - others)
        )
        yield Pair(
            "countries", fact.id, f"also {more}" if more else "all", missing or "no other", told == others
        )


def pair_money(fact: Fact, country: dict[str, Any]) -> Pair:
    """Pair the name of a country’s money with names such as “Albanian lek”, which end with it."""
    others = [money["name"] for money in country["currencies"].values()]
    value = fact.values[1].text
    agrees = any(f" {fold(other)}".endswith(f" {fold(value)}") for other in others)
    return Pair("countries", fact.id, value, ", ".join(others), agrees)


def pair_eurovision(path: Path) -> Iterator[Pair]:
    winners = {row["Year"]: row for row in read_rows(path) if row["Place"] == "1"}
    for column, end in (("Country", "-country"), ("Artist", "-act"), ("Song", "-song")):
        for fact in read_facts("music", "winner-", end=end):
            yield pair_with("music", fact, re.sub(r" \(.*", "", winners[fact.values[0].text][column]))
    points = {fold(row["Artist"]): row["Points"] for row in winners.values()}
    for fact in read_facts("music", "points-"):
        yield pair_with("music", fact, points.get(fold(fact.values[0].text)))


def pair_chart(folder: Path) -> Iterator[Pair]:
    weeks: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.glob("*.json")):
        if not "1996" <= path.name[:4] <= "2009":
            continue
        first = json.loads(path.read_text(encoding="utf-8"))["data"][0]
        weeks[fold(re.sub(r"\(.*?\)|/.*", "", first["song"]))][first["artist"]] += 1
    for fact in read_facts("music", "number-one-"):
        acts = weeks[fold(re.sub(r"\(.*?\)", "", fact.values[0].text))]
        if fact.id.endswith("-act"):
            act = fold(fact.values[1].text)
            agrees = any(act in fold(other) for other in acts)
            yield Pair("music", fact.id, fact.values[1].text, ", ".join(acts), agrees)
        elif fact.id.endswith("-weeks"):
            yield pair_with_any("music", fact, [str(number) for number in acts.values()])


def pair_statuses(path: Path) -> Iterator[Pair]:
    phrases: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    for fact in read_facts("terminal", "status-"):
        yield pair_with("terminal", fact, phrases.get(fact.values[0].text))


def pair_ports(path: Path) -> Iterator[Pair]:
    services: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        service, place, *_ = [*line.split(), ""]
        if place.endswith("/tcp") or (place.endswith("/udp") and place[:-4] not in services):
            services[place[:-4]] = service
    for fact in read_facts("terminal", "port-"):
        name = SERVICES.get(fold(fact.values[1].text), fold(fact.values[1].text))
        other = services.get(fact.values[0].text, "nothing")
        yield Pair("terminal", fact.id, fact.values[1].text, other, name == fold(other))


def pair_machine() -> Iterator[Pair]:
    """Pair signals and file modes with those of Python on this machine."""
    for fact in read_facts("terminal", "signal-"):
        yield pair_with("terminal", fact, str(signal.Signals[fact.values[0].text].value))
    for fact in read_facts("terminal", "mode-"):
        letters = stat.filemode(stat.S_IFREG | int(fact.values[0].text, 8))[1:]
        value = fact.values[1].text.strip("`")
        yield Pair("terminal", fact.id, value, letters, value == letters)


def pair_moons(path: Path) -> Iterator[Pair]:
    planets = {fold(row["name"]): row["planet"] for row in read_rows(path)}
    for fact in read_facts("space", "moon-", end="-planet"):
        yield pair_with("space", fact, planets.get(fold(fact.values[0].text)))


def pair_oscars(path: Path) -> Iterator[Pair]:
    wins: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read_rows(path):
        if row["winner"].casefold() == "true":
            wins[fold(row["film"])][row["year_ceremony"]] += 1
    for fact in read_facts("film", "wins-"):
        others = [str(number) for number in wins[fold(fact.values[0].text)].values()]
        yield pair_with_any("film", fact, others)


def pair_elements(path: Path) -> Iterator[Pair]:
    elements = {fold(one["name"]): one for one in json.loads(path.read_text(encoding="utf-8"))["elements"]}
    for start in ("symbol", "number"):
        for fact in read_facts("elements", f"{start}-"):
            name = {"caesium": "cesium"}.get(fact.values[0].text, fact.values[0].text)
            value, other = fact.values[1].text.strip("`"), str(elements[fold(name)][start])
            yield Pair("elements", fact.id, value, other, value == other)


def pair_groups(path: Path) -> Iterator[Pair]:
    groups: dict[str, list[str]] = defaultdict(list)
    for animals, words in re.findall(r"\[ '([^']*)', \[([^\]]*)\]", path.read_text(encoding="utf-8")):
        groups[fold(animals)] += re.findall(r"[A-Za-z]+", words)
    for fact in read_facts("animals", "group-"):
        animals = fold(fact.values[0].text)
        yield pair_with_any("animals", fact, groups.get(animals, groups[animals.removesuffix("es")]))


def pair_authors(path: Path) -> Iterator[Pair]:
    authors = {fold(book["title"]): book["author"] for book in json.loads(path.read_text(encoding="utf-8"))}
    for fact in read_facts("books", "child-", "classic-", "modern-", end="-author"):
        author = authors.get(fold(fact.values[0].text))
        if author is not None:
            yield pair_with("books", fact, author)


def pair_booker(path: Path) -> Iterator[Pair]:
    """Pair the author of each book that won, which is the third value of its fact."""
    rows = re.findall(r"(\d{4}): ([^_:]+):? _(.+?)_", path.read_text(encoding="utf-8"))
    authors = {(year, fold(title)): author for year, author, title in rows}
    for fact in read_facts("books", "booker-", end="-author"):
        year, book, author = (value.text for value in fact.values)
        other = authors.get((year, fold(book)), "nothing")
        yield Pair("books", fact.id, author, other, fold(author) == fold(other))


def pair_units(path: Path) -> Iterator[Pair]:
    """Pair the quantity of a unit with names such as “electric capacitance”, by their last words."""
    quantities: dict[str, str] = {}
    for unit in ElementTree.parse(path).getroot():
        name, quantity = unit.findtext("{*}name"), unit.findtext("{*}property")
        if name is not None and quantity is not None:
            quantities[fold(name)] = quantity
    for fact in read_facts("inventions", "unit-", end="-quantity"):
        value, other = fact.values[1].text, quantities.get(fold(fact.values[0].text), "nothing")
        yield Pair("inventions", fact.id, value, other, fold(value).split()[-1] == fold(other).split()[-1])
