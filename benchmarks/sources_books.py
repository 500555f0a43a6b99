"""Compare the built-in pack `books` with fresh copies of what it cites.

    python benchmarks/sources_books.py EBOOKS GOODBOOKS PRIZES

EBOOKS is a folder with the repositories of Standard Ebooks that the pack names, each under its name there,
GOODBOOKS the file `books.csv`, and PRIZES the file `british_literary_prizes-1990-2022.csv`. Each value of a
fact must be in the cited part of each source that the fact cites. Years of popular books and winners of the
Booker Prize are compared as such.
"""

import csv
import html
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sources_film import simplify

from quiz.model.pack import Citation, Fact, Pack
from quiz.packs.read.pack_reader import read_pack

PACK = Path(__file__).parents[1] / "questions" / "books"
DESCRIPTION, TEXT = 1, 2
MYTHOLOGY = "thomas-bulfinch_bulfinchs-mythology"
NUMBERS = {"nine": "9", "fifty": "50"}


class Data(NamedTuple):
    """The sources of the pack."""

    ebooks: Path
    good: dict[int, dict[str, str]]
    prizes: list[dict[str, str]]


def strip_markup(text: str) -> str:
    """Return the words of XHTML, even if it is escaped."""
    plain = re.sub(r"<[^>]+>", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))
    return re.sub("[\u2060\u00ad]", "", plain)


def read_ebook(folder: Path, pattern: str) -> str:
    """Return the text of an ebook, or of some of its files."""
    files = sorted((folder / "src" / "epub" / "text").glob(pattern))
    return " ".join(strip_markup(file.read_text(encoding="utf-8")) for file in files)


def read_description(folder: Path) -> str:
    """Return the metadata of an ebook: the title, the names of the author and the description."""
    opf = (folder / "src" / "epub" / "content.opf").read_text(encoding="utf-8")
    return strip_markup(opf.split("<manifest")[0])


def find_text(data: Data, citation: Citation) -> str:
    """Return the cited part of a source, simplified."""
    numbers = range(citation.first, citation.last + 1)
    if citation.source.id == "good":
        return simplify(" ".join(" ".join(data.good[number].values()) for number in numbers))
    if citation.source.id == "prizes":
        rows = [
            row for row in data.prizes if int(row["prize_year"]) in numbers and row["person_role"] == "winner"
        ]
        names = [
            f"{row['first_name']} {row['last_name']} {row['book_title']} {row['prize_year']}" for row in rows
        ]
        return simplify(" ".join(names))
    folder = data.ebooks / str(citation.source.url).rsplit("/", 1)[-1]
    if citation.source.id == "myth":
        return simplify(" ".join(read_ebook(folder, f"chapter-1-{number}.xhtml") for number in numbers))
    parts = [
        read_description(folder) if number == DESCRIPTION else read_ebook(folder, "*") for number in numbers
    ]
    return simplify(" ".join(parts))


def spellings(value: str) -> Iterator[str]:
    """Yield the ways in which a source may write a value."""
    yield simplify(value)
    yield simplify(value).replace(" ", "")
    yield re.sub(r"\b(\w) (?=\w\b)", r"\1", simplify(value))
    if value in NUMBERS:
        yield NUMBERS[value]


def find_faults(data: Data, fact: Fact) -> Iterator[str]:
    """Yield the values of a fact that a cited source doesn't have."""
    for source in {citation.source.id for citation in fact.citations}:
        cited = [citation for citation in fact.citations if citation.source.id == source]
        text = " ".join(find_text(data, citation) for citation in cited)
        for value in fact.values:
            words = list(spellings(str(value.text)))
            if not any(f" {word} " in f" {text} " or f" {word}" in f" {text}" for word in words):
                yield f"{fact.id}: {value.text} is not in {source}"


def find_year_fault(data: Data, fact: Fact) -> Iterator[str]:
    """Yield a year that differs from that in the table of popular books."""
    if fact.id.endswith("-year") and fact.citations[0].source.id == "good":
        year = data.good[fact.citations[0].first]["original_publication_year"].removesuffix(".0")
        if year != fact.values[1].text:
            yield f"{fact.id}: {fact.values[1].text} is {year} in the table"


def find_prize_fault(data: Data, fact: Fact) -> Iterator[str]:
    """Yield a winner of the Booker Prize that differs from that in the table."""
    if fact.id.startswith("booker-") and fact.id.endswith("-author"):
        year = str(fact.sentence).split(" of ")[1][:4]
        won = [r for r in data.prizes if r["prize_alias"] == "Booker Prize" and r["person_role"] == "winner"]
        names = {simplify(row["last_name"]) for row in won if row["prize_year"] == year}
        values = simplify(" ".join(str(value.text) for value in fact.values))
        if not any(name in values for name in names):
            yield f"{fact.id}: {names} won in {year}"


def compare(pack: Pack, data: Data) -> tuple[int, list[str]]:
    """Return the number of facts that were compared, and the differences."""
    faults: list[str] = []
    for fact in pack.facts:
        faults += [*find_faults(data, fact), *find_year_fault(data, fact), *find_prize_fault(data, fact)]
    return len(pack.facts), faults


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Compare the pack with the data, and print the differences."""
    pack = read_pack(PACK).pack
    assert pack is not None
    ebooks, good, prizes = map(Path, sys.argv[1:4])
    numbered = {int(row["book_id"]): row for row in read_rows(good)}
    count, faults = compare(pack, Data(ebooks, numbered, read_rows(prizes)))
    for fault in faults:
        print(fault)
    print(f"{count} facts compared, {len(faults)} to look at")


if __name__ == "__main__":
    main()
