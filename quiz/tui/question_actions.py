"""The actions of the question screen that do something now."""

from collections.abc import Sequence

from textual.binding import Binding, BindingType

from quiz.game import answer_input
from quiz.game.ladder import Lifeline
from quiz.game.session import Phase, SessionState

LIFELINES = {"half": Lifeline.FIFTY, "swap": Lifeline.SWAP, "origins": Lifeline.SOURCES}
"""Lifelines by action."""


def is_enabled(
    action: str, parameters: tuple[object, ...], state: SessionState, *, has_selection: bool
) -> bool:
    """Return whether an action does something in a state; `has_selection`: whether an option is selected."""
    is_asking = state.phase is Phase.ASKING
    match action:
        case "choose":
            option = answer_input.parse_option(state.question, str(parameters[0]))
            return is_asking and option is not None and option not in state.hidden_options
        case "mark" | "mark_end":
            return is_asking and bool(state.question.options)
        case "skip":
            return is_asking and state.ladder is None and is_typing(state) == bool(parameters)
        case "help":
            return is_typing(state) == bool(parameters)
        case "half" | "swap" | "origins":
            return is_asking and LIFELINES[action] in state.offered_lifelines
        case "choose_marked":
            return is_asking and has_selection
        case "go_on" | "sources" | "flag":
            return state.phase is Phase.REVEALED
    return True


def find_next_option(state: SessionState, selected: int | None, step: int) -> int:
    """Return the visible option after the selected one, or before it if `step` is -1; the ends are joined."""
    options = [index for index in range(len(state.question.options)) if index not in state.hidden_options]
    before_first = -1 if step > 0 else len(options)
    position = before_first if selected is None else options.index(selected)
    return options[(position + step) % len(options)]


def list_help_bindings(bindings: Sequence[BindingType], state: SessionState | None) -> list[BindingType]:
    """Return the bindings that the help describes, each key with one meaning."""
    hidden = set()
    if state is not None:
        hidden = {action for action in LIFELINES if not is_enabled(action, (), state, has_selection=False)}
    if "origins" not in hidden:
        hidden.add("sources")  # the key has one meaning at a time
    if state is not None and state.ladder is not None:
        hidden.add("skip")
    if not is_typing(state):
        hidden |= {"skip(True)", "help(True)"}
    return [one for one in bindings if not (isinstance(one, Binding) and one.action in hidden)]


def is_typing(state: SessionState | None) -> bool:
    """Return whether the player types an answer now."""
    return state is not None and state.phase is Phase.ASKING and not state.question.options
