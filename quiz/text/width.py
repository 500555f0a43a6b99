"""The width of text on a screen, in cells."""

from wcwidth import wcswidth, wcwidth

from quiz.text.safe import Text, one_line


def width(text: Text) -> int:
    """Return the width of one line of text in cells."""
    cells = wcswidth(text)
    return cells if cells >= 0 else len(text)


def truncate(text: Text, cells: int) -> Text:
    """Return the text in one line of at most `cells` cells; `…` marks a cut."""
    line = one_line(text)
    if width(line) <= cells:
        return line
    kept = 0
    taken = 0
    for character in line:
        taken += max(0, wcwidth(character))
        if taken > cells - 1:
            break
        kept += 1
    return Text(line[:kept].rstrip() + "…")
