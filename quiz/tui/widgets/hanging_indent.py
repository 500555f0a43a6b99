"""Text with a hanging indent."""

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

_GAP = 2
"""Cells between a text and its lead or its tail, at least."""
_MIN_INDENT = 6
"""The largest indent that stays on a narrow screen."""


class HangingIndent(Visual):
    """A text between a lead in the left margin and a tail at the right edge.

    A lead that is too wide for the margin has a line of its own, so that it never touches the text.
    """

    def __init__(
        self,
        lead: Content,
        text: Content,
        tail: Content | None = None,
        *,
        indent: int = 0,
        min_room: int = 0,
    ) -> None:
        """Keep the parts; the tail is left out where it leaves a longer text less than `min_room` cells."""
        self._lead = lead.rstrip()
        self._text = text
        self._tail = tail or Content()
        self._indent = indent
        self._min_room = min_room

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        width = self._text.get_optimal_width(rules, container_width)
        return self._indent + width + (self._tail.cell_length + _GAP if self._tail else 0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        height = max(1, self._text.get_height(rules, self._room(width)))
        return height + self._has_wide_lead(width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        if not width:
            return []
        room = self._room(width)
        blank = style.rich_style
        indent, is_wide = self._indent_at(width), self._has_wide_lead(width)
        lead = _render_line(self._lead, style, options)
        first = lead.adjust_cell_length(width if is_wide else indent, blank)
        lines = self._text.render_strips(room, height, style, options) or [Strip.blank(room, blank)]
        tail = _render_line(self._tail_at(width), style, options)
        gap = max(0, width - indent - room - tail.cell_length)
        edge = Strip.join([Strip.blank(gap, blank), tail])
        margin = Strip.blank(indent, blank)
        strips = [
            Strip.join(
                [
                    margin if number or is_wide else first,
                    line.extend_cell_length(room, blank),
                    Strip.blank(edge.cell_length, blank) if number else edge,
                ]
            )
            for number, line in enumerate(lines)
        ]
        return [first, *strips] if is_wide else strips

    def _indent_at(self, width: int) -> int:
        return min(self._indent, max(_MIN_INDENT, width // 3))

    def _has_wide_lead(self, width: int) -> bool:
        return bool(self._lead) and self._lead.cell_length + _GAP > self._indent_at(width)

    def _room(self, width: int) -> int:
        tail = self._tail_at(width)
        return max(1, width - self._indent_at(width) - (tail.cell_length + _GAP if tail else 0))

    def _tail_at(self, width: int) -> Content:
        room = width - self._indent_at(width) - self._tail.cell_length - _GAP
        return self._tail if room >= min(self._min_room, self._text.cell_length) else Content()


def _render_line(content: Content, style: Style, options: RenderOptions) -> Strip:
    if not content:
        return Strip([], 0)  # an empty blank has no style, and the filter for NO_COLOR needs one
    return content.render_strips(content.cell_length, 1, style, options)[0]
