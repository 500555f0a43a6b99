"""Compare the built-in pack `film` with fresh copies of the data that it cites.

    python benchmarks/sources_film.py MOVIES OSCARS PIXAR

MOVIES is a folder with the files `movies-1900s.json` and so on, OSCARS the file `oscars.csv`, PIXAR the file
`pixar_films.csv`. Each value of a fact must be in the cited part of each source that the fact cites: in the
introductions of the films that the fact names, in the rows of the cited ceremonies, in the row of the film.
Winners of Oscars, films that lost, numbers of Oscars and parts of real people are compared as such.
"""

import csv
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from quiz.model.pack import Citation, Fact, Pack
from quiz.packs.read.pack_reader import read_pack

PACK = Path(__file__).parents[1] / "questions" / "film"
FIRST_DECADE = 1900
NUMBERS = dict(enumerate("zero one two three four five six seven eight nine ten eleven twelve".split()))
ORDINALS = {"second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th"}
NOT_PRIZES = {"SciTech", "Special"}


def simplify(text: str) -> str:
    """Return a text in small letters without accents, quotation marks, articles and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    words = re.findall(r"[a-z0-9]+", re.sub(r"'s\b|'", "", plain).encode("ascii", "ignore").decode())
    return " ".join(word for word in words if word not in {"a", "an", "the"})


def title_of(text: str) -> str:
    """Return the title within a value such as `“Psycho” (1960)`."""
    quoted = re.search(r"“([^”]+)”", text)
    return simplify(quoted[1] if quoted else text)


class Data(NamedTuple):
    """The rows of the three sources."""

    films: dict[int, list[dict[str, Any]]]
    """The films of each decade, counted from 1."""
    oscars: list[dict[str, str]]
    pixar: dict[int, dict[str, str]]


def read_data(movies: Path, oscars: Path, pixar: Path) -> Data:
    """Read the three sources."""
    films = {
        number: json.loads((movies / f"movies-{decade}s.json").read_text(encoding="utf-8"))
        for number, decade in enumerate(range(FIRST_DECADE, 2030, 10), 1)
    }
    with oscars.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    with pixar.open(encoding="utf-8", newline="") as file:
        numbered = {int(row["number"]): row for row in csv.DictReader(file)}
    return Data(films, [{key: value or "" for key, value in row.items()} for row in rows], numbered)


def find_text(data: Data, citation: Citation, fact: Fact) -> str:
    """Return the cited part of a source: of a decade, only the introductions of films that a fact names."""
    span = range(citation.first, citation.last + 1)
    if citation.source.id == "oscars":
        rows = [row for row in data.oscars if int(row["Ceremony"]) in span]
        return simplify(" ".join(" ".join(row.values()) for row in rows))
    if citation.source.id == "pixar":
        return simplify(" ".join(" ".join(data.pixar[number].values()) for number in span))
    asked = [str(value.ask or "") for value in fact.values]
    said = simplify(" ".join((str(fact.sentence), *asked)))
    named = [film for number in span for film in data.films[number] if is_named(film, said)]
    return simplify(" ".join(" ".join(describe(film)) for film in named))


def describe(film: dict[str, Any]) -> tuple[str, ...]:
    """Return the title, the year, the cast and the introduction of a film."""
    return film["title"], str(film["year"]), *film["cast"], film.get("extract") or ""


def is_named(film: dict[str, Any], said: str) -> bool:
    """Return whether a text names a film, by its own title or by that which its introduction begins with."""
    shown = re.split(r" \(| or: | is an? | is the ", film.get("extract") or "", maxsplit=1)[0]
    titles = {simplify(film["title"]), simplify(shown)} - {""}
    return any(f" {title} " in f" {said} " for title in titles)


def spellings(value: str) -> Iterator[str]:
    """Yield the ways in which a source may write a value."""
    yield simplify(value)
    yield title_of(value)
    yield simplify(re.sub(r"\([^)]*\)", "", value))
    for number, word in NUMBERS.items():
        if value == word:
            yield str(number)
    if value in ORDINALS:
        yield ORDINALS[value]


def find_faults(data: Data, fact: Fact) -> Iterator[str]:
    """Yield the values of a fact that a cited source doesn't have."""
    texts: dict[str, str] = {}
    for citation in fact.citations:
        texts[citation.source.id] = texts.get(citation.source.id, "") + " " + find_text(data, citation, fact)
    for source, text in texts.items():
        for value in fact.values:
            if not any(f" {spelling} " in f" {text} " for spelling in spellings(str(value.text))):
                yield f"{fact.id}: {value.text} is not in {source}"


def find_oscar_faults(data: Data, fact: Fact) -> Iterator[str]:
    """Yield the differences between a fact about Oscars and the data."""
    values = [str(value.text) for value in fact.values]
    won = [row for row in data.oscars if row["Winner"] == "True" and row["Class"] not in NOT_PRIZES]
    if fact.id.startswith("best-"):
        film = values[0]
        year = str(fact.sentence).split(" of ")[1][:4]
        nominated = [r for r in data.oscars if r["CanonicalCategory"] == "BEST PICTURE" and r["Year"] == year]
        best = {simplify(row["Film"]) for row in nominated if row["Winner"] == "True"}
        if best != {title_of(film)}:
            yield f"{fact.id}: the best picture of {year} is {best}"
        lost = {simplify(row["Film"]) for row in nominated} - best
        yield from (
            f"{fact.id}: {text} did not lose" for text in fact.values[0].wrong if title_of(text) not in lost
        )
    elif fact.id.startswith("wins-"):
        counts = Counter((simplify(row["Film"]), row["Ceremony"]) for row in won)
        places = {str(number) for c in fact.citations for number in range(c.first, c.last + 1)}
        found = {
            count
            for (film, place), count in counts.items()
            if film == title_of(values[0]) and place in places
        }
        if found != {int(values[1])}:
            yield f"{fact.id}: {values[0]} won {found}"
    elif fact.id.startswith("song-") and len(values) == 2:
        song, film = map(title_of, values)
        of_film = {
            simplify(r["Detail"])
            for r in won
            if "Song)" in r["CanonicalCategory"] and simplify(r["Film"]) == film
        }
        if song not in of_film:
            yield f"{fact.id}: the songs of {film} with an Oscar are {of_film}"
    elif fact.id.startswith("real-") and len(values) == 2:
        person, actor = map(simplify, values)
        last = person.split()[-1]
        parts = [r for r in won if r["Class"] == "Acting" and last in simplify(r["Detail"]).split()]
        if actor not in {simplify(row["Nominees"]) for row in parts}:
            yield f"{fact.id}: {person} was played by {[(row['Nominees'], row['Detail']) for row in parts]}"


def compare(pack: Pack, data: Data) -> tuple[int, list[str]]:
    """Return the number of facts that were compared, and the differences."""
    faults: list[str] = []
    for fact in pack.facts:
        special = list(find_oscar_faults(data, fact))
        is_special = fact.id.startswith(("best-", "wins-")) or (
            len(fact.values) == 2 and fact.id.startswith(("song-", "real-"))
        )
        faults += special if is_special else find_faults(data, fact)
    return len(pack.facts), faults


def main() -> None:
    """Compare the pack with the data, and print the differences."""
    pack = read_pack(PACK).pack
    assert pack is not None
    count, faults = compare(pack, read_data(*map(Path, sys.argv[1:4])))
    for fault in faults:
        print(fault)
    print(f"{count} facts compared, {len(faults)} to look at")


if __name__ == "__main__":
    main()
