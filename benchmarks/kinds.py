"""Check the questions about several rows against the tables of their packs.

    .venv/bin/python benchmarks/kinds.py --quiz .venv/bin/quiz --seeds 20 questions/*

The script reads the YAML files itself and imports nothing of the program, so it shares no mistake with it. It
confirms the key and every wrong option of each question that `quiz items --json` prints.
"""

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

KINDS = ("compare",)
MIN_SHARE = 0.05
MARK = re.compile(r"<([^<>]+)>")
MONTHS = "January February March April May June July August September October November December".split()


class Column(NamedTuple):
    """A column with questions about several rows, in its table."""

    name: str
    fields: Mapping[str, Any]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def cell(self, row: Sequence[str], name: str) -> str:
        """Return the cell of a row in a column."""
        return row[self.headings.index(name)]

    def fill(self, template: str, row: Sequence[str]) -> str:
        """Replace the marks of a question by the cells of a row."""
        return MARK.sub(lambda mark: values_of(self.cell(row, mark[1].lower()))[0], template)


def read_columns(pack: Path) -> Iterator[Column]:
    """Yield the columns of a pack that have questions about several rows."""
    files = sorted(pack.glob("*.yaml")) if pack.is_dir() else [pack]
    for file in files:
        content = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
        for table in content.get("tables", ()):
            lines = [line for line in table["rows"].splitlines() if line.strip()]
            cells = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines]
            headings = tuple(heading.lower() for heading in cells[0])
            for name, fields in table.get("columns", {}).items():
                if any(field.startswith("ask-") and field != "ask-back" for field in fields):
                    yield Column(name.lower(), fields, headings, tuple(cells[1:]))


def values_of(cell: str) -> list[str]:
    """Return the values of a cell."""
    return [value.strip() for value in cell.split(";") if value.strip()]


def read_number(text: str) -> float | None:
    """Return the number or the date in a text as one that can be compared."""
    month = next((number for number, name in enumerate(MONTHS, 1) if name in text), None)
    digits = re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    if month is not None and digits and len(digits[-1]) == 4:
        day = int(digits[0]) if len(digits) > 1 else 0
        return int(digits[-1]) + month / 12 + day / 372
    if ":" in text:
        total = 0.0
        for part in text.split(":"):
            total = total * 60 + float(part)
        return total
    return float(digits[0].replace(",", "")) if len(digits) == 1 else None


def judge_compare(question: Mapping[str, Any], columns: Sequence[Column]) -> list[str]:
    """List the faults of a question for the largest or the smallest number."""
    found: dict[str, list[tuple[float, bool, bool]]] = {}
    for column in columns:
        is_year = column.fields.get("type", column.name) in ("year", "date")
        for field in ("ask-most", "ask-least"):
            template = column.fields.get(field)
            for row in column.rows:
                if not template or column.fill(template, row) != question["stem"]:
                    continue
                number = read_number(column.cell(row, column.name))
                for cell in row:
                    if number is not None:
                        found.setdefault(cell, []).append((number, field == "ask-most", is_year))
    if any(len(found.get(option, ())) != 1 for option in question["options"]):
        return ["an option is not the subject of one row"]
    (key, wants_most, is_year), *others = (
        found[option][0]
        for option in sorted(
            question["options"], key=lambda option: option != question["options"][question["key"]]
        )
    )
    faults = []
    for number, _, _ in others:
        if (number > key) is wants_most or number == key:
            faults.append(f"{number} against the key {key}")
        if abs(number - key) < (1 if is_year else MIN_SHARE * max(number, key)):
            faults.append(f"{number} is too near {key}")
    return faults


JUDGES = {"compare": judge_compare}


def read_questions(quiz: str, pack: Path, kind: str, seed: int) -> Iterator[Mapping[str, Any]]:
    """Yield the questions of a kind that the program makes of a pack."""
    command = (quiz, "items", "--pack", str(pack), "--kind", kind, "--seed", str(seed), "--json")
    output = subprocess.run(command, check=False, capture_output=True, text=True)
    if output.returncode and "no such question" not in output.stderr:
        sys.exit(output.stderr)
    yield from map(json.loads, output.stdout.splitlines())


def main() -> None:
    """Print the number of questions and faults of each kind and pack."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quiz", default="quiz")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("packs", nargs="+", type=Path)
    options = parser.parse_args()
    fault_count = 0
    for pack in options.packs:
        columns = list(read_columns(pack))
        counts: Counter[str] = Counter()
        for kind in KINDS:
            for seed in range(options.seeds):
                for question in read_questions(options.quiz, pack, kind, seed):
                    counts[kind] += 1
                    for fault in JUDGES[kind](question, columns):
                        fault_count += 1
                        print(f"{question['id']}: {fault}: {question['stem']} {question['options']}")
            print(f"{pack.name}: {kind}: {counts[kind]:,} questions")
    print(f"{fault_count} faults")
    sys.exit(bool(fault_count))


if __name__ == "__main__":
    main()
