"""Memory after many rounds."""

import gc

import pytest
from textual.strip import Strip

from tests.tui.harness import start_app


def drawn(words: str) -> list[Strip]:
    """Return the drawn lines with some words, anywhere in memory."""
    gc.collect()
    return [strip for strip in gc.get_objects() if isinstance(strip, Strip) and words in strip.text]


@pytest.mark.slow
async def test_drawn_lines_of_removed_screens_are_freed() -> None:
    harness = start_app()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert drawn("Skip (no points)")
        await pilot.press("escape")
        for _ in range(3):
            await harness.advance(pilot, 1)
            await pilot.press("1")
            await harness.advance(pilot, 1)
            await pilot.press("enter")
        await pilot.pause()
        assert drawn("of 3 right")

        await pilot.press("r")
        await pilot.pause()

        assert not drawn("Skip (no points)")
        assert not drawn("of 3 right")
