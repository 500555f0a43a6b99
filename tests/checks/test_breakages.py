"""Deliberate breakages of packs: each is named with its place and its fix, and takes nothing else with it."""

from pathlib import Path

import pytest

from quiz.checks.runner import check_packs
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
