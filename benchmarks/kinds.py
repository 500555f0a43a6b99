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
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

KINDS = ("compare", "both", "oddone")
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


def judge_both(question: Mapping[str, Any], columns: Sequence[Column]) -> list[str]:
    """List the faults of a question for the value that two rows share."""
    lists: dict[str, list[set[str]]] = {}
    templates = {column.fields["ask-both"] for column in columns if "ask-both" in column.fields}
    for column in columns:
        for row in column.rows if "ask-both" in column.fields else ():
            lists.setdefault(row[0], []).append(set(values_of(column.cell(row, column.name))))
    pairs = [
        pair for template in templates if (pair := find_pair(template, question["stem"], lists)) is not None
    ]
    if len(pairs) != 1 or any(len(lists[name]) != 1 for name in pairs[0]):
        return ["the question does not name two rows"]
    first, second = (lists[name][0] for name in pairs[0])
    faults = []
    if first & second != {question["options"][question["key"]]}:
        faults.append(f"both rows have {sorted(first & second)}")
    for number, option in enumerate(question["options"]):
        if number != question["key"] and (option in first) == (option in second):
            faults.append(f"{option} is in both rows, or in none")
        if option in pairs[0]:
            faults.append(f"{option} is in the question")
    return faults


def find_pair(template: str, stem: str, names: Collection[str]) -> tuple[str, str] | None:
    """Return the two names with which a template, with two marks, becomes the question."""
    before, between, after = MARK.split(template)[::2]
    for first in names:
        start = f"{before}{first}{between}"
        if stem.startswith(start) and stem.endswith(after):
            second = stem[len(start) : len(stem) - len(after)]
            if second in names:
                return first, second
    return None


def judge_oddone(question: Mapping[str, Any], columns: Sequence[Column]) -> list[str]:
    """List the faults of a question for the value that a sentence is not true of."""
    members: set[str] = set()
    declared: list[set[str]] = []
    is_open = False
    for column in columns:
        template = column.fields.get("ask-not")
        rows = [row for row in column.rows if template and column.fill(template, row) == question["stem"]]
        if rows:
            wrong = column.fields.get("wrong", ())
            declared.append(set(wrong if not isinstance(wrong, str) else (wrong,)))
            is_open = is_open or column.fields.get("open") == "yes"
        members.update(value for row in rows for value in values_of(column.cell(row, column.name)))
    faults = []
    key = question["options"][question["key"]]
    if key in members or (is_open and not any(key in wrong for wrong in declared)):
        faults.append(f"{key} is not proved to be outside")
    if "NOT" not in question["stem"].split():
        faults.append("the question has no NOT")
    others = [option for number, option in enumerate(question["options"]) if number != question["key"]]
    return [*faults, *(f"{option} is not a member" for option in others if option not in members)]


JUDGES = {"compare": judge_compare, "both": judge_both, "oddone": judge_oddone}


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
