"""Check the questions about several rows, and those without options, against the files of their packs.

    .venv/bin/python benchmarks/kinds.py --quiz .venv/bin/quiz --seeds 20 questions/*

The script reads the YAML files itself and imports nothing of the program, so it shares no mistake with it.
It confirms the key and every wrong option of each question that `quiz items --json` prints. Where answers are
typed or guessed, it confirms that each value of the files is accepted, and no other value of the column.
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

KINDS = ("compare", "both", "oddone", "typed", "closest")
MIN_SHARE = 0.05
MARK = re.compile(r"<([^<>]+)>")
GAP = "_____"
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


class Asked(NamedTuple):
    """A stem with the values that a file has for it, and all values of their column."""

    stem: str
    values: tuple[str, ...]
    column: frozenset[str]


def read_asked(pack: Path) -> Iterator[Asked]:
    """Yield each stem that asks for a value of a fact, a list or a table, with its values."""
    files = sorted(pack.glob("*.yaml")) if pack.is_dir() else [pack]
    for file in files:
        content = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
        for entry in content.get("facts", ()):
            yield from read_fact(entry)
        for entry in content.get("lists", ()):
            for value in entry["each"]:
                for stem in stems_of(entry, MARK.sub(GAP, entry["fact"])):
                    yield Asked(stem, (value,), frozenset())
        for table in content.get("tables", ()):
            yield from read_table(table)


def read_fact(entry: Mapping[str, Any]) -> Iterator[Asked]:
    """Yield the stems of a single fact."""
    marks = [mark[1].partition("=") for mark in MARK.finditer(entry["fact"])]
    for index, (label, equals, text) in enumerate(marks):
        value = text if equals else label
        fields = entry.get("values", {}).get(label if equals else "", entry if len(marks) == 1 else {})
        parts = MARK.split(entry["fact"])[::2]
        shown = [GAP if other == index else each[2] or each[0] for other, each in enumerate(marks)]
        sentence = "".join(part for pair in zip(parts, [*shown, ""], strict=True) for part in pair)
        for stem in stems_of(fields, sentence):
            yield Asked(stem, (value, *as_list(fields.get("also"))), frozenset())


def read_table(table: Mapping[str, Any]) -> Iterator[Asked]:
    """Yield the stems of the columns of a table."""
    lines = [line for line in table["rows"].splitlines() if line.strip()]
    cells = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines]
    headings, rows = tuple(heading.lower() for heading in cells[0]), cells[1:]
    columns = {name.lower(): fields for name, fields in table.get("columns", {}).items()}
    for name in headings:
        index = headings.index(name)
        fields = columns.get(name, {})
        column = frozenset(value for row in rows if index < len(row) for value in values_of(row[index]))
        templates = {template for template in (fields.get("fact", table.get("fact")),) if template}
        if index == 0:
            templates |= {other["fact"] for other in columns.values() if "fact" in other}
        for row in (row for row in rows if len(row) == len(headings)):
            whole = Column(name, fields, headings, ())
            for template in templates:
                gapped = re.sub(rf"(?i)<{re.escape(name)}>", GAP, template)
                if GAP in gapped:
                    for stem in stems_of(fields, gapped):
                        yield Asked(fill_safely(whole, stem, row), tuple(values_of(row[index])), column)
            backs = [as_list(other.get("ask-back")) for other in columns.values()] if index == 0 else []
            for back in (each for several in backs for each in several):
                yield Asked(fill_safely(whole, back, row), tuple(values_of(row[index])), column)


def fill_safely(column: Column, template: str, row: Sequence[str]) -> str:
    """Fill a template; a mark without a cell stays."""
    marks = {mark[1].lower() for mark in MARK.finditer(template)}
    filled = all(name in column.headings and values_of(column.cell(row, name)) for name in marks)
    return column.fill(template, row) if filled else template


def stems_of(fields: Mapping[str, Any], sentence: str) -> list[str]:
    """List the author's questions, or else the sentence with a gap."""
    return as_list(fields.get("ask")) or [sentence]


def as_list(value: Any) -> list[str]:
    """Return one text or several as a list."""
    return [value] if isinstance(value, str) else list(value or ())


def plain(text: str) -> str:
    """Return a text without case, an article at its start, or one before a gap."""
    text = re.sub(rf"(?i)\b(?:a|an|the) (?={GAP})", "", text)
    return re.sub(r"(?i)^(?:a|an|the) ", "", text.strip()).casefold()


def judge_typed(question: Mapping[str, Any], asked: Mapping[str, Sequence[Asked]]) -> list[str]:
    """List the faults of a question whose answer is typed; it must be one that the files ask."""
    found = asked.get(plain(question["stem"]), ())
    accepted = {plain(answer) for answer in question["answers"]}
    true = {plain(value) for each in found for value in each.values}
    faults = [f"{value} is true and not accepted" for value in sorted(true - accepted)]
    others = {plain(value) for each in found for value in each.column} - true
    faults += [f"{value} is accepted and not true" for value in sorted(accepted & others)]
    if not accepted & true:
        faults.append(f"none of {sorted(accepted)} is a value of the files")
    return faults


def judge_closest(question: Mapping[str, Any], asked: Mapping[str, Sequence[Asked]]) -> list[str]:
    """List the faults of a question for the closest number."""
    found = asked.get(plain(question["stem"]), ())
    numbers = {read_number(value) for each in found for value in each.values}
    number = question["number"]
    faults = [] if numbers == {number["value"]} else [f"the files have {sorted(map(str, numbers))}"]
    if not number["low"] <= number["value"] <= number["high"]:
        faults.append("the number is outside its scale")
    if not 0 <= number["full"] < number["none"]:
        faults.append("no distance earns some of the points")
    return faults


JUDGES = {"compare": judge_compare, "both": judge_both, "oddone": judge_oddone}
INPUT_JUDGES = {"typed": judge_typed, "closest": judge_closest}


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
        asked: dict[str, list[Asked]] = {}
        for each in read_asked(pack):
            asked.setdefault(plain(each.stem), []).append(each)
        counts: Counter[str] = Counter()
        for kind in KINDS:
            for seed in range(options.seeds):
                for question in read_questions(options.quiz, pack, kind, seed):
                    counts[kind] += 1
                    faults = (
                        INPUT_JUDGES[kind](question, asked)
                        if kind in INPUT_JUDGES
                        else JUDGES[kind](question, columns)
                    )
                    for fault in faults:
                        fault_count += 1
                        print(f"{question['id']}: {fault}: {question['stem']} {question['options']}")
            print(f"{pack.name}: {kind}: {counts[kind]:,} questions")
    print(f"{fault_count} faults")
    sys.exit(bool(fault_count))


if __name__ == "__main__":
    main()
