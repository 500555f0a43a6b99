"""Imports and actions before the first question is visible."""

import subprocess
import sys

import pytest
from textual.pilot import Pilot

from tests.tui.harness import start_app

_SCRIPT = """
import pkgutil
import sys
import quiz.tui.app
import quiz.tui.screens
optional = {f"quiz.tui.screens.{one.name}" for one in pkgutil.iter_modules(quiz.tui.screens.__path__)}
optional -= {"quiz.tui.screens.base", "quiz.tui.screens.question"}
optional |= {"quiz.tui.command_palette", "quiz.tui.widgets.menu_row", "quiz.tui.widgets.mode_picker"}
costly = ["_footer", "_header", "_markdown", "_data_table", "_digits", "_progress_bar", "_label"]
optional |= {f"textual.widgets.{name}" for name in costly}
print(*sorted(optional & sys.modules.keys()))
"""


@pytest.mark.slow
def test_first_question_imports_no_optional_modules() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.stdout.split() == []


async def test_app_that_quits_before_the_first_question_exits_normally() -> None:
    harness = start_app()

    async def leave(pilot: Pilot[object]) -> None:
        pilot.app.exit()

    await harness.app.run_async(headless=True, auto_pilot=leave)

    assert harness.app.return_code == 0
