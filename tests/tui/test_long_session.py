"""What an evening of many rounds leaves behind."""

import gc

from textual.strip import Strip

from tests.tui.harness import evening


def drawn(words: str) -> list[Strip]:
    """Find the drawn lines, anywhere in memory, in which some words stand."""
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, Strip) and words in one.text]


async def test_nothing_is_kept_of_what_was_drawn_of_a_page_that_has_gone() -> None:
    game = evening()
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert drawn("Pass the question")
        await pilot.press("escape")
        for _ in range(3):
            await game.later(pilot, 1)
            await pilot.press("1")
            await game.later(pilot, 1)
            await pilot.press("enter")
        await pilot.pause()
        assert drawn("of 3 right")

        await pilot.press("r")
        await pilot.pause()

        assert not drawn("Pass the question")
        assert not drawn("of 3 right")
