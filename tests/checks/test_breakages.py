"""Deliberate breakages of packs: each is named with its place and its fix, and takes nothing else with it."""

from pathlib import Path

import pytest

from quiz.checks.runner import check_packs
from quiz.packs.read.pack_reader import read_pack
from tests.checks.breakages import SOUND, Breakage, find_complaints, load_breakages

BREAKAGES = [
    pytest.param(
        breakage,
        id=f"{group}:{breakage.name}",
        marks=[pytest.mark.xfail(reason=breakage.gap, strict=True)] if breakage.gap else [],
    )
    for group, breakages in load_breakages().items()
    for breakage in breakages
]


@pytest.mark.parametrize("path", sorted(SOUND.iterdir()), ids=lambda path: path.stem)
def test_sound_packs_have_no_problem(path: Path) -> None:
    assert check_packs([path], None).problems == ()


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_breakage_is_named_and_takes_nothing_else(breakage: Breakage, tmp_path: Path) -> None:
    assert find_complaints(breakage, tmp_path) == []


@pytest.mark.parametrize(
    "slip",
    [
        "\tnote: x",
        "    note:x",
        "<p>",
        '    note: "x',
        "    note: [a, b",
        "     note: x",
        "note: x",
        "stray words",
        "\u00a0   note: x",
        "\u200bnote: x",
        "    - x",
        "]",
        "=======",
        "    wrong: {a: [}",
        "    note: x: y",
    ],
)
def test_a_slip_in_any_line_leaves_out_its_entry_only(slip: str, tmp_path: Path) -> None:
    """A slip may also take the entry above it, to which it may belong."""
    lines = (SOUND / "german.yaml").read_text(encoding="utf-8").split("\n")
    entries = [line for line in lines if line.startswith("  - id: ")]
    starts = [lines.index(entry) for entry in entries]
    path = tmp_path / "german.yaml"
    for number in range(starts[0] + 1, len(lines)):
        path.write_text("\n".join([*lines[:number], slip, *lines[number:]]), encoding="utf-8")
        reading = read_pack(path)
        touched = {start for start in starts if start < number}
        whole = {entries[starts.index(start)] for start in starts} - {entries[starts.index(max(touched))]}
        kept = set() if reading.pack is None else {f"  - id: {fact.id}" for fact in reading.pack.facts}

        assert whole <= kept, number
        assert any(abs(problem.location.line - number - 1) <= 1 for problem in reading.problems), number
