"""Contact sheets of every screen in every theme, to look at, and the contrast of their text.

.venv-test/bin/python -m tests.tui.contact_sheets sheets --size 80x24
"""

import argparse
import asyncio
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":  # before Textual is imported
    os.environ.update(TEXTUAL_COLOR_SYSTEM="truecolor", TERM="xterm-256color", COLORTERM="truecolor")

from coloraide import Color
from rich.segment import Segment
from textual.widget import Widget

from quiz.tui import theme
from quiz.tui.app import QuizApp
from tests.tui.test_snapshots import SCENES, Scene, press_keys

READABLE = 4.5
"""The contrast that WCAG 2.2 asks of text (1.4.3, level AA)."""
_DRAWN = frozenset("━╸─▰▱░▒▓█∙▌▐▀▄▁▂▃▅▆▇╭╮╰╯│╷╵╶╴╱·")
"""Characters of bars and lines, which are not text."""
_COLUMNS = 3
_CELL_WIDTH = 620


class LowContrast(NamedTuple):
    """A text that is hard to read."""

    text: str
    contrast: float


async def show(scene: Scene, label: str, size: tuple[int, int], name: str) -> tuple[str, list[LowContrast]]:
    """Return the picture of a scene in a theme, and its texts of low contrast."""
    harness = scene.start()
    async with harness.app.run_test(size=size) as pilot:
        harness.app.theme = theme.NAMES[label]
        await press_keys(harness, scene.keys, pilot)
        return harness.app.export_screenshot(title=name), list(iter_low_contrast(harness.app))


def iter_low_contrast(app: QuizApp) -> Iterator[LowContrast]:
    """Yield the texts on the screen whose contrast is too low; colours of the terminal can't be measured."""
    for widget in app.screen.walk_children(Widget):
        if widget.visible and widget.display and not widget.children:
            for line in widget.render_lines(widget.size.region):
                yield from _measure(line)


def _measure(line: Iterable[Segment]) -> Iterator[LowContrast]:
    for text, style, _ in line:
        if style is None or not set(text.strip()) - _DRAWN:
            continue
        colours = [style.color, style.bgcolor]
        if any(colour is None or colour.triplet is None for colour in colours):
            continue
        ink, ground = (Color(colour.triplet.hex) for colour in colours if colour and colour.triplet)
        contrast = ink.contrast(ground)
        if contrast < READABLE:
            yield LowContrast(text.strip(), contrast)


def join_pictures(pictures: Iterable[str]) -> str:
    """Return a sheet with some pictures."""
    parts, x, y, height = [], 0.0, 0.0, 0.0
    for number, picture in enumerate(pictures):
        if number and number % _COLUMNS == 0:
            x, y, height = 0.0, y + height, 0.0
        own = re.sub(
            r"terminal-(?:\d+-)?", f"p{number}-", re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.S)
        )
        box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', own)
        assert box is not None
        own_height = _CELL_WIDTH * float(box[2]) / float(box[1])
        place = f'x="{x}" y="{y}" width="{_CELL_WIDTH}" height="{own_height}"'
        parts.append(own[own.index("<svg") :].replace("<svg ", f"<svg {place} ", 1))
        x, height = x + _CELL_WIDTH, max(height, own_height)
    size = f'width="{_COLUMNS * _CELL_WIDTH}" height="{y + height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder for the sheets")
    parser.add_argument("--size", default="80x24", help="size of the screens (default: 80x24)")
    parser.add_argument("--theme", choices=theme.NAMES, action="append", help="a theme (default: all)")
    parser.add_argument("--scene", choices=SCENES, action="append", help="a screen (default: all)")
    options = parser.parse_args()
    columns, rows = map(int, options.size.split("x"))
    options.folder.mkdir(parents=True, exist_ok=True)
    for label in options.theme or theme.NAMES:
        pictures = []
        for name in options.scene or SCENES:
            picture, low = asyncio.run(show(SCENES[name], label, (columns, rows), name))
            pictures.append(picture)
            for text, contrast in low:
                print(f"{label}, {name}: {contrast:.1f} “{text}”")
        path = options.folder / f"{label}-{options.size}.svg"
        path.write_text(join_pictures(pictures), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
