"""Rules for the text of every screen at every size."""

import re

import pytest
from textual.pilot import Pilot

from tests.tui.harness import AppHarness
from tests.tui.test_snapshots import SCENES

SIZES = ((30, 8), (40, 12), (60, 18), (80, 24), (100, 30), (200, 55))
FEW_SIZES = ((40, 12), (80, 24))
"""The sizes that are tried in every run; the others are tried before a release."""
WAYS_OUT = {
    **dict.fromkeys(SCENES, "esc"),
    **{name: "q quit" for name in SCENES if name.startswith("home")},
    **{name: "h home" for name in SCENES if name.startswith("results")},
    "home-search": "esc close",
    "confirm": "y leave",
    "confirm-link": "n cancel",
}
"""The hint of each screen that leads out of it."""
UNIT = r"(?:points?|questions?|seconds?|s|%|right)"
KEY = r"(?:Esc|Enter|Space|Home|End|Page Up|Page Down|Ctrl\+[A-Z]|[↑↓←→])"


async def show(name: str, size: tuple[int, int], pilot: Pilot[None], harness: AppHarness) -> list[str]:
    """Go to a scene, and return the lines of the screen."""
    await harness.advance(pilot, 1)
    for key in SCENES[name].keys.split():
        if key == "wait":
            await harness.advance(pilot, 1)
        else:
            await pilot.press(key)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return harness.lines


@pytest.mark.slow
@pytest.mark.parametrize(
    "size",
    [
        pytest.param(
            size, marks=[] if size in FEW_SIZES else [pytest.mark.exhaustive], id=f"{size[0]}x{size[1]}"
        )
        for size in SIZES
    ],
)
@pytest.mark.parametrize("name", [name for name in SCENES if name not in ("palette", "too-small")])
async def test_screen_is_readable_at_every_size(name: str, size: tuple[int, int]) -> None:
    harness = SCENES[name].start()
    async with harness.app.run_test(size=size) as pilot:
        lines = await show(name, size, pilot, harness)
        text = "\n".join(lines)
        assert WAYS_OUT[name] in text
        assert not re.search(rf"{KEY}[^\W\d_]", text), "a key touches its text"
        assert not re.search(r"\d{4,}(?: points| question|\b of )|\+\d{4,}", text), "no thousands separator"
        assert not re.search(rf"\d\n\W*{UNIT}\b", text), "a number is split from its unit"
        assert all(len(line) <= size[0] for line in lines)
        assert re.search(r"\d", text) or name.startswith(("confirm", "source", "help", "fact"))
