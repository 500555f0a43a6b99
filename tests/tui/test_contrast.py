"""Contrast of the text on real screens; `tests.tui.contact_sheets` measures all of them."""

import pytest
from textual.theme import Theme

from quiz.tui import theme
from tests.tui.contact_sheets import iter_low_contrast
from tests.tui.test_snapshots import SCENES, press_keys

MEASURED = ("home-player", "ladder-fall", "wrong", "settings", "palette")


@pytest.mark.slow
@pytest.mark.parametrize("own", theme.COLOUR_THEMES, ids=lambda own: own.name)
async def test_text_is_readable_in_every_theme(own: Theme) -> None:
    for name in MEASURED:
        scene = SCENES[name]
        harness = scene.start()
        async with harness.app.run_test(size=scene.size) as pilot:
            harness.app.theme = own.name
            await press_keys(harness, scene.keys, pilot)
            assert list(iter_low_contrast(harness.app)) == [], name
