"""Text with a hanging indent."""

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class HangingIndent(Visual):
    """A text between a lead in the left margin and a tail at the right edge."""

    def __init__(self, lead: Content, text: Content, tail: Content | None = None, *, indent: int = 0) -> None:
        self._lead = lead
        self._text = text
        self._tail = tail or Content()
        self._indent = max(indent, lead.cell_length)
        self._outdent = self._tail.cell_length + 1 if self._tail else 0

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        width = self._text.get_optimal_width(rules, container_width)
        return self._indent + width + self._outdent

    def get_height(self, rules: RulesMap, width: int) -> int:
        return max(1, self._text.get_height(rules, self._room(width)))

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        if not width:
            return []
        room = self._room(width)
        blank = style.rich_style
        lead = _render_line(self._lead, style, options).extend_cell_length(self._indent, blank)
        lines = self._text.render_strips(room, height, style, options) or [Strip.blank(room, blank)]
        tail = _render_line(self._tail, style, options)
        gap = max(0, width - self._indent - room - tail.cell_length)
        edge = Strip.join([Strip.blank(gap, blank), tail])
        margin = Strip.blank(self._indent, blank)
        return [
            Strip.join(
                [
                    margin if number else lead,
                    line.extend_cell_length(room, blank),
                    Strip.blank(edge.cell_length, blank) if number else edge,
                ]
            )
            for number, line in enumerate(lines)
        ]

    def _room(self, width: int) -> int:
        return max(1, width - self._indent - self._outdent)


def _render_line(content: Content, style: Style, options: RenderOptions) -> Strip:
    if not content:
        return Strip([], 0)  # an empty blank has no style, and the filter for NO_COLOR needs one
    return content.render_strips(content.cell_length, 1, style, options)[0]
