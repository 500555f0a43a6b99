"""QR codes drawn with characters, two rows of squares in a line."""

from collections.abc import Sequence

_QUIET_ZONE = 2
"""Squares of the edge. The standard has four, but two are enough for today's phones."""
_HALVES = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}
"""The character for an upper and a lower square, each dark or not; the ink is the light colour."""


def draw_address(address: str) -> tuple[str, ...]:
    """Draw an address as lines of equal length, whose ink is the light colour."""
    import segno

    # In capitals, an address needs fewer squares; scheme and host are the same in both cases.
    code = segno.make_qr(address.upper(), error="l", boost_error=False)
    return draw_squares(tuple(tuple(map(bool, row)) for row in code.matrix))


def draw_squares(squares: Sequence[Sequence[bool]]) -> tuple[str, ...]:
    """Draw rows of squares, dark ones as `True`, with a light edge."""
    edge = (False,) * _QUIET_ZONE
    width = len(squares[0]) + 2 * _QUIET_ZONE
    blank = [(False,) * width] * _QUIET_ZONE
    rows = [*blank, *((*edge, *row, *edge) for row in squares), *blank]
    if len(rows) % 2:
        rows.append((False,) * width)
    return tuple(
        "".join(_HALVES[pair] for pair in zip(rows[index], rows[index + 1], strict=True))
        for index in range(0, len(rows), 2)
    )
