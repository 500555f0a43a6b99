"""The host's lobby: how to join, and who has joined."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from quiz.live.qr_code import draw_address
from quiz.live.room_texts import format_joining
from quiz.live.views import SentName
from quiz.text.english import format_number
from quiz.text.safe import Text
from quiz.text.width import wrap

_GAP = 3
_MARGIN_LINES = 7
"""Lines of the screen besides the QR code."""
_MIN_CELLS = 10
_MIN_NAMES_CELLS = 24
_NAMES_IN_LINE = ", "
_LIGHT, _DARK = "#ffffff", "#000000"


class Lobby(Widget):
    """The addresses, the QR code where there is room for it, and the names of the players."""

    DEFAULT_CSS = "Lobby { height: auto; display: none; }"

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="lobby")
        self._ascii_only = ascii_only
        self._address: str | None = None
        self._code = ""
        self._qr_lines: tuple[str, ...] = ()
        self._names: Sequence[SentName] = ()
        self._remark: Text | None = None

    def show_address(self, address: str | None, code: str, remark: Text | None) -> None:
        """Show where to join, and a remark; `None` while the room is being opened."""
        self._address, self._code, self._remark = address, code, remark
        self._qr_lines = ()
        if address is not None and not self._ascii_only:
            self._qr_lines = draw_address(f"{address.rstrip('/')}/{code}")
        self.refresh(layout=True)

    def show_names(self, names: Sequence[SentName]) -> None:
        """Show who has joined."""
        self._names = tuple(names)
        self.refresh(layout=True)

    def render(self) -> Content:
        return self._draw(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines, which are wrapped already."""
        return len(self._draw(width).split("\n"))

    def _draw(self, columns: int) -> Content:
        qr = self._qr_lines
        has_qr = bool(qr) and columns >= len(qr[0]) + _GAP + _MIN_NAMES_CELLS
        has_qr = has_qr and self.app.size.height >= len(qr) + _MARGIN_LINES
        cells = columns - len(qr[0]) - _GAP if has_qr else columns
        text = [
            Content.styled(part, style)
            for line, style in self._iter_text()
            for part in (wrap(line, max(_MIN_CELLS, cells)) or ("",))
        ]
        if not has_qr:
            return Content("\n").join(text)
        style = "" if self.app.no_color else f"{_LIGHT} on {_DARK}"
        rows = zip_longest(qr, text)
        return Content("\n").join(
            Content.assemble((code or " " * len(qr[0]), style if code else ""), " " * _GAP, line or "")
            for code, line in rows
        )

    def _iter_text(self) -> Iterator[tuple[str, str]]:
        """Yield lines with their styles."""
        if self._address is None:
            yield "Opening the room …", ""
            return
        page, command = format_joining(self._address, self._code)
        yield "Join in a browser", "$quiet"
        yield page, "bold"
        yield "or in a terminal", "$quiet"
        yield command, ""
        yield "", ""
        if self._remark is not None:
            yield self._remark, "$quiet"
            yield "", ""
        if self._names:
            yield f"Players ({format_number(len(self._names))})", "$quiet"
            yield _NAMES_IN_LINE.join(map(_format_name, self._names)), ""
        else:
            yield "No players yet.", "$quiet"


def _format_name(name: SentName) -> str:
    team = f" ({name.team})" if name.team else ""
    return f"{name.name}{team}" if name.connected else f"{name.name}{team} (away)"
