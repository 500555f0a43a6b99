"""Faults in the questions that the game makes from tables of strangers, counted from the outside.

    .venv/bin/python benchmarks/public_tables.py --quiz .venv/bin/quiz --seeds 3 TABLES

TABLES is a folder of CSV files from anywhere. Each becomes a pack as an author in a hurry would write it: the
first column that names something is the subject, and every other column is asked. The script judges the
choices of `quiz items` by the cells of the file alone. It imports nothing of the program, so it shares no
mistake with it.
"""

import argparse
import csv
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

MAX_ROWS = 300
MAX_COLUMNS = 14
MAX_CELL = 60
"""A column with longer cells is prose and is not asked."""
MAX_CODE = 3
"""A column whose cells have at most this median length holds codes, where `NA` is Namibia."""

PLACEHOLDER = re.compile(
    r"\W*|#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|n\.?/?a\.?|nan|null"
    r"|unknown|tb[acd]|not (available|applicable)",
    re.IGNORECASE,
)
FOOTNOTE = re.compile(r"\[\w{1,3}\]$|[†‡*¹²³]$")
ENTITY = re.compile(r"&(#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
NUMBER = re.compile(r"[-−+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
BOUNDS = {
    "lat": (-90, 90),
    "latitude": (-90, 90),
    "long": (-180, 180),
    "lon": (-180, 180),
    "longitude": (-180, 180),
    "percent": (0, 100),
    "month": (1, 12),
    "hour": (0, 23),
}
"""The least and greatest value of a column with this word in its heading."""


class Table(NamedTuple):
    """A table: its name, the headings and the cells of each column, with the subject first."""

    name: str
    headings: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]


def read_table(path: Path) -> Table | None:
    """Read a CSV file; return `None` if no column can be the subject."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        rows = [row for row in csv.reader(stream) if any(row)]
    headings, rows = rows[0], [row for row in rows[1:] if len(row) == len(rows[0])]
    columns = [[row[index].strip() for row in rows] for index in range(len(headings))]
    subject = next((index for index, cells in enumerate(columns) if can_be_subject(cells)), None)
    if subject is None:
        return None
    kept: dict[str, int] = {}
    for number, cell in enumerate(columns[subject]):
        if cell and not PLACEHOLDER.fullmatch(cell):
            kept.setdefault(cell.casefold(), number)
    numbers = list(kept.values())[:MAX_ROWS]
    asked = [
        index
        for index, cells in enumerate(columns)
        if index != subject and max(map(len, cells)) <= MAX_CELL and len(set(cells)) > 3
    ][:MAX_COLUMNS]
    return Table(
        path.stem,
        tuple(headings[index] for index in (subject, *asked)),
        tuple(tuple(columns[index][number] for number in numbers) for index in (subject, *asked)),
    )


def can_be_subject(cells: Sequence[str]) -> bool:
    """Return whether a column holds names: words, nearly all of them different."""
    words = sum(bool(re.search(r"[^\W\d]{3}", cell)) and "://" not in cell for cell in cells)
    return len(cells) > 7 and words > 0.9 * len(cells) and len(set(cells)) > 0.8 * len(cells)


def write_pack(table: Table, folder: Path) -> Path:
    """Write a table as a pack of one file and return its path."""
    names = ["subject", *(f"c{index}" for index in range(1, len(table.headings)))]
    sayable = [re.sub(r"[<>\"\\&]", " ", heading).strip() for heading in table.headings]
    lines = [
        "format: 1",
        f"name: {table.name}",
        f"title: {table.name}",
        "licence: none",
        "authors: [unknown]",
        "sources: {file: {title: The file, publisher: Its authors}}",
        f"categories: {{{table.name}: {table.name}}}",
        "tables:",
        f"  - id: {table.name}",
        f"    category: {table.name}",
        "    cite: file 1",
        f"    rows: {table.name}.csv",
        "    columns:",
    ]
    for name, heading in zip(names[1:], sayable[1:], strict=True):
        lines += [
            f"      {name}:",
            f"        fact: The value called {heading} of <subject> is <{name}>.",
            f"        ask: What is the {heading} of <subject>?",
        ]
    path = folder / f"{table.name}.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(names)
        writer.writerows(zip(*table.columns, strict=True))
    return path


def iter_choices(quiz: str, pack: Path, seed: int, home: str) -> Iterator[dict[str, object]]:
    """Yield the choices that the program makes from a pack."""
    command = [quiz, "items", "--json", "--kind", "choice", "--seed", str(seed), "--pack", str(pack)]
    result = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "QUIZ_HOME": home})
    if not result.stdout:
        print(f"{pack.stem}: {result.stderr.strip()[:200]}", file=sys.stderr)
    yield from map(json.loads, result.stdout.splitlines())


class Column:
    """A column, which decides what an option may be."""

    def __init__(self, heading: str, cells: Sequence[str]) -> None:
        """Read the cells."""
        words = set(re.split(r"[\W_]+", heading.lower()))
        self._bounds = next((BOUNDS[word] for word in sorted(words & set(BOUNDS))), None)
        self._cells = {part.strip() for cell in cells for part in (cell, *cell.split(";"))}
        self._numbers = sorted({number for cell in cells if (number := read_number(cell)) is not None})
        self._has_commas = any("," in cell for cell in cells if NUMBER.fullmatch(cell))
        lengths = [len(cell) for cell in cells if cell]
        self._holds_codes = bool(lengths) and statistics.median(lengths) <= MAX_CODE

    def find_faults(self, options: Sequence[str], key: int) -> Iterator[str]:
        """Yield the name of each fault of a choice."""
        if self._is_placeholder(options[key]):
            yield "the key is a placeholder"
        for option in options:
            if FOOTNOTE.search(option):
                yield "a footnote mark"
            if ENTITY.search(option):
                yield "an HTML entity"
            number = read_number(option)
            if number is not None and option not in self._cells:
                if not self._can_be(number):
                    yield "an impossible number"
                if "," in option and not self._has_commas:
                    yield "a number in another form than the column"
        if stands_out(options, key):
            yield "told apart by number form"

    def _is_placeholder(self, text: str) -> bool:
        if text == "0":
            others = [number for number in self._numbers if number]
            return bool(others) and min(others) > 10
        is_code = self._holds_codes and text.isalpha()
        return PLACEHOLDER.fullmatch(text) is not None and not is_code

    def _can_be(self, number: float) -> bool:
        numbers = self._numbers
        if number in numbers:
            return True
        if self._bounds is not None and not self._bounds[0] <= number <= self._bounds[1]:
            return False
        if len(numbers) < 5:
            return True
        gap = statistics.median(b - a for a, b in pairwise(numbers))
        if not numbers[0] - gap <= number <= numbers[-1] + gap:
            return False
        is_whole = all(number == int(number) for number in numbers)
        is_dense = is_whole and len(numbers) >= 0.8 * (numbers[-1] - numbers[0] + 1)
        return not is_dense


def read_number(text: str) -> float | None:
    """Return the number that a cell is, or `None`."""
    return float(text.replace(",", "").replace("−", "-")) if NUMBER.fullmatch(text) else None


def stands_out(options: Sequence[str], key: int) -> bool:
    """Return whether the key alone has a thousands comma, alone has none, or likewise a decimal point."""
    if not all(NUMBER.fullmatch(option) for option in options):
        return False
    large = [index for index, option in enumerate(options) if abs(read_number(option) or 0) > 999]
    forms = [{index for index in large if "," in options[index]}, set(large)]
    commas = forms[0]
    if key in large and len(large) > 1 and (commas == {key} or forms[1] - commas == {key}):
        return True
    points = {index for index, option in enumerate(options) if "." in option}
    return points == {key} or set(range(len(options))) - points == {key}


def judge(table: Table, items: Iterator[dict[str, object]]) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield each choice once as `choices`, and once for each of its faults."""
    columns = [Column(*pair) for pair in zip(table.headings, table.columns, strict=True)]
    for item in items:
        yield "choices", item
        label = re.search(r"[-.]c(\d+)$", str(item["id"]).split("/")[1])
        texts, key = item["options"], item["key"]
        assert isinstance(texts, list)
        assert isinstance(key, int)
        for fault in columns[int(label[1]) if label else 0].find_faults(texts, key):
            yield fault, item


def main() -> int:
    """Print the faults of each table, and return 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("tables", type=Path, help="folder of CSV files")
    parser.add_argument("--quiz", default="quiz", help="the program (default: quiz)")
    parser.add_argument("--seeds", type=int, default=1, help="number of seeds (default: 1)")
    parser.add_argument("--show", type=int, default=0, help="number of choices to print for each fault")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(options.tables.glob("*.csv")):
            table = read_table(path)
            if table is None:
                print(f"{path.name}: no column names its rows, passed over")
                continue
            pack, counts = write_pack(table, Path(folder)), Counter[str]()
            for seed in range(options.seeds):
                for fault, item in judge(table, iter_choices(options.quiz, pack, seed, folder)):
                    counts[fault] += 1
                    if fault != "choices" and total[fault] + counts[fault] <= options.show:
                        print(f"  {fault}: {item['id']}: {item['options']}")
            faults = ", ".join(f"{fault} {n}" for fault, n in sorted(counts.items()) if fault != "choices")
            print(f"{table.name}: {counts['choices']:,} choices{': ' if faults else ''}{faults}")
            total += counts
    fault_count = sum(total.values()) - total["choices"]
    print(f"{total['choices']:,} choices, {fault_count:,} faults")
    return int(fault_count > 0)


if __name__ == "__main__":
    sys.exit(main())
