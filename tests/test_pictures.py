"""The script that draws the pictures of the docs."""

import asyncio
import importlib.util
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[1] / "docs" / "pictures.py"


def import_script() -> Any:
    spec = importlib.util.spec_from_file_location("pictures", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_pictures_are_drawn_from_games_and_move_frame_by_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", "truecolor")  # the script sets it, and a test must not keep it
    script = import_script()

    frames = asyncio.run(script.play(script.PICTURES["ladder"]._replace(steps=". + .")))
    moving = ET.fromstring(script.animate(frames))

    assert [group.get("id") for group in moving if group.get("class") == "frame"] == ["frame0", "frame1"]
    assert "Right." in frames[1].replace("&#160;", " ")
    assert all(script.FOLDER.joinpath(f"{name}.svg").is_file() for name in (*script.PICTURES, "playing"))
