"""The ladder: a column next to the question, or one line."""

import math
from collections.abc import Iterator, Mapping

from textual.content import Content
from textual.reactive import var
from textual.style import Style
from textual.widget import Widget

from quiz.game import ladder_steps
from quiz.game.ladder import Lifeline
from quiz.game.ladder_steps import LadderStep, StepState
from quiz.game.session import Phase, SessionState
from quiz.text.english import format_number

_FALL_SECONDS = 0.12
"""Time for each step of a fall."""
_GLOW_SECONDS = 1.5
_LIFELINES = {
    Lifeline.FIFTY: ("half", "fifty-fifty"),
    Lifeline.SWAP: ("swap", "swap"),
    Lifeline.SOURCES: ("origins", "sources"),
}
"""The action of each lifeline, and its label."""
_STYLES = {
    StepState.AHEAD: "$quiet",
    StepState.ASKED: "bold $primary",
    StepState.CLIMBED: "$success",
    StepState.HERE: "bold reverse $success",
    StepState.MISSED: "bold $error",
    StepState.LOST: "$error",
}
_MARKS = {
    StepState.AHEAD: " ",
    StepState.ASKED: "›",
    StepState.CLIMBED: "✓",
    StepState.HERE: "✓",
    StepState.MISSED: "✗",
    StepState.LOST: "↓",
}
_DOTS = {**_MARKS, StepState.AHEAD: "·", StepState.CLIMBED: "•", StepState.HERE: "•"}
_TO_ASCII = str.maketrans("›✓✗↓·•◆★●○–", ">+xv.*S$o--")


class LadderPanel(Widget):
    """The steps with their prizes, the highest on top, and the lifelines below them."""

    DEFAULT_CSS = """
    LadderPanel { display: none; dock: right; width: 22; height: 20; padding-left: 4; }
    """
    ALLOW_SELECT = False

    position: var[float] = var(0.0, init=False)
    """The step where a fall has come to."""
    glow: var[float] = var(0.0, init=False)
    """The number of steps that shine, from the bottom, once the player is at the top."""

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="ladder")
        self._ascii_only = ascii_only
        self._view: SessionState | None = None
        self._keys: Mapping[str, str] = {}

    def show_state(self, view: SessionState, keys: Mapping[str, str], *, is_news: bool = True) -> None:
        """Show the state of a session on a ladder.

        Args:
            view: The state.
            keys: The keys of the enabled actions.
            is_news: Whether an answer was just given.
        """
        self._view, self._keys = view, keys
        climbed, here = view.player_score.right_count, ladder_steps.find_position(view)
        self.position = float(climbed if is_news else here)
        self.glow = 0.0
        if is_news and here < climbed:
            self.animate("position", float(here), duration=_FALL_SECONDS * (climbed - here))
        if is_news and view.outcome is not None and ladder_steps.is_at_the_top(view):
            self.animate("glow", float(climbed), duration=_GLOW_SECONDS, easing="out_bounce")
        self.refresh()

    def watch_position(self) -> None:
        self.refresh()

    def watch_glow(self) -> None:
        self.refresh()

    def render(self) -> Content:
        if self._view is None:
            return Content()
        lines = [*self._iter_step_lines(self._view), Content(), *self._iter_lifeline_lines(self._view)]
        return Content("\n").join(lines)

    def _iter_step_lines(self, view: SessionState) -> Iterator[Content]:
        falls = ladder_steps.has_fallen(view)
        steps = ladder_steps.list_steps(view, math.ceil(self.position) if falls else None)
        width = len(format_number(steps[-1].prize))
        for step in reversed(steps):
            line = f"{_MARKS[step.state]} {step.number:>2}  {format_number(step.prize):>{width}} "
            style = "bold reverse $primary" if step.number <= self.glow else _STYLES[step.state]
            yield Content.styled(self._encode(f"{line}{_format_sign(step, len(steps)) or ' '}"), style)
        has_nothing = falls and not ladder_steps.find_position(view)
        yield Content.styled("nothing".rjust(width + 6) if has_nothing else "", "bold $error")

    def _iter_lifeline_lines(self, view: SessionState) -> Iterator[Content]:
        used = ladder_steps.list_used_lifelines(view)
        for lifeline, (action, label) in _LIFELINES.items():
            if lifeline in used:
                yield Content.styled(self._encode(f"○    {label}"), "$quiet strike")
            elif lifeline not in view.remaining_lifelines:
                continue
            elif lifeline not in view.offered_lifelines or action not in self._keys:
                yield Content.styled(self._encode(f"●    {label}"), "$quiet")
            else:
                key = Content.styled(f"{self._keys[action]:<2}", "bold $primary")
                line = Content.assemble((self._encode("● "), "$primary"), key, f" {label}")
                yield line.stylize(Style.from_meta({"@click": f"screen.{action}"}))

    def _encode(self, line: str) -> str:
        return line.translate(_TO_ASCII) if self._ascii_only else line


def format_ladder_line(view: SessionState, keys: Mapping[str, str], *, ascii_only: bool) -> Content:
    """Format the ladder as a line: a sign for each step, the prize, and the keys of the lifelines."""
    ladder = view.ladder
    assert ladder is not None
    steps = ladder_steps.list_steps(view)
    parts: list[Content | str] = []
    for step in steps:
        is_plain = step.state in (StepState.AHEAD, StepState.CLIMBED)
        sign = (_format_sign(step, len(steps)) if is_plain else "") or _DOTS[step.state]
        parts.append(Content.styled(sign, _STYLES[step.state]))
    if view.phase is Phase.ASKING:
        parts.append(Content.styled(f"  {format_number(ladder.prize_at(view.number))}  ", "bold"))
        for lifeline, (action, _) in _LIFELINES.items():
            if lifeline in view.offered_lifelines:
                parts.append(Content.styled(f" {keys.get(action, '')}", "bold $primary"))
    line = Content.assemble(*parts)
    if not ascii_only:
        return line
    return Content(line.plain.translate(_TO_ASCII), spans=list(line.spans))


def _format_sign(step: LadderStep, step_count: int) -> str:
    return "★" if step.number == step_count else "◆" if step.is_safe else ""
