"""What an start_app of many rounds leaves behind."""

import gc

from textual.strip import Strip

from tests.tui.harness import start_app


def drawn(words: str) -> list[Strip]:
    """Find the drawn lines, anywhere in memory, in which some words stand."""
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, Strip) and words in one.text]


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
