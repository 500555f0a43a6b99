"""The podium after a round of several players, as lines of text."""

from collections.abc import Sequence

from quiz.game.results import RankedPlayer
from quiz.text.english import format_number
from quiz.text.safe import Text
from quiz.text.width import width

_HEIGHTS = {1: 3, 2: 2, 3: 1}
"""Lines of the block below each rank."""
_MIN_CELLS = 7
_GAP = 1


def format_podium(
    ranked: Sequence[RankedPlayer], columns: int, *, ascii_only: bool = False
) -> tuple[Text, ...]:
    """Draw the first three places, the first in the middle; nothing if the columns don't suffice.

    Players of the same rank have blocks of the same height.
    """
    first, *others = (player for player in ranked if player.rank in _HEIGHTS)
    shown = [*others[:1], first, *others[1:2]]
    scores = [format_number(player.tally.score) for player in shown]
    cells = max(
        _MIN_CELLS, *(width(player.name) + 2 for player in shown), *(len(score) + 2 for score in scores)
    )
    if (cells + _GAP) * len(shown) > columns:
        return ()
    block = "#" if ascii_only else "█"
    lines = [[" " * cells] * len(shown) for _ in range(max(_HEIGHTS.values()) + 2)]
    for place, (player, score) in enumerate(zip(shown, scores, strict=True)):
        top = max(_HEIGHTS.values()) - _HEIGHTS[player.rank]
        lines[top][place] = _center(player.name, cells)
        lines[top + 1][place] = _center(score, cells)
        for line in lines[top + 2 :]:
            line[place] = block * cells
        half = (cells - 3) // 2
        lines[top + 2][place] = f"{block * half} {player.rank} {block * (cells - 3 - half)}"
    return tuple(
        Text((" " * _GAP).join(line).rstrip()) for line in lines if any(part.strip() for part in line)
    )


def _center(text: Text, cells: int) -> str:
    room = cells - width(text)
    return f"{' ' * (room // 2)}{text}{' ' * (room - room // 2)}"
