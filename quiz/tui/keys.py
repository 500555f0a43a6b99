"""Key bindings of all screens."""

from collections.abc import Iterable, Mapping
from itertools import count, takewhile
from typing import NamedTuple

from textual.binding import Binding, BindingType

_ANSWER = Binding.Group("answer", compact=True)
_NAMES = {
    "question_mark": "?",
    "exclamation_mark": "!",
    "escape": "Esc",
    "slash": "/",
    "pagedown": "Page Down",
    "pageup": "Page Up",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
_TYPED_KEYS = frozenset(
    ("space", "slash", "question_mark", "exclamation_mark", "left", "right", "home", "end")
)
"""The keys with names that a line to type in takes."""
_ASCII_NAMES = {"up": "Up", "down": "Down", "left": "Left", "right": "Right"}


def bind(
    key: str,
    action: str,
    label: str,
    tooltip: str,
    *,
    name: str | None = None,
    show: bool = True,
    priority: bool = False,
    group: Binding.Group | None = None,
) -> Binding:
    """Bind keys to an action; players use the name, by default the action, to choose other keys."""
    return Binding(
        key,
        action,
        label,
        show=show,
        priority=priority,
        tooltip=tooltip,
        id=name or action,
        group=group,
    )


HELP = bind("question_mark", "help", "help", "Show this help")
THEME = bind(
    "ctrl+t",
    "next_theme",
    "theme",
    "Next theme: dark, light, high contrast, colour-blind, terminal",
    name="colours",
    show=False,
    priority=True,
)
PALETTE = bind(
    "ctrl+p",
    "command_palette",
    "commands",
    "Command palette: search modes, pages and themes",
    name="palette",
    show=False,
    priority=True,
)
ASK_TO_QUIT = bind(
    "ctrl+c", "ask_to_quit", "quit", "Quit (asks first)", name="ask-to-quit", show=False, priority=True
)
SUSPEND = bind(
    "ctrl+z",
    "suspend_process",
    "suspend",
    "Suspend the game; fg brings it back",
    name="suspend",
    show=False,
    priority=True,
)
QUIT = bind("ctrl+q", "quit", "quit", "Quit from any screen", show=False, priority=True)
EVERYWHERE: list[BindingType] = [THEME, PALETTE, SUSPEND, ASK_TO_QUIT, QUIT]
_PAGE_KEYS = [HELP, THEME, PALETTE]
_QUIT_HERE = bind("q", "app.quit", "quit", "Quit", name="quit-here")
_FACTS = bind("f", "facts", "facts", "Read the facts you've seen, with their sources")

_MOVE_OPTIONS = "Move between options; scroll after the answer"
_FLAG = "Flag a bad question, or unflag it (after answering)"
_FIRST_OR_LAST = "First or last option; after the answer, start or end"
_SKIP = "Skip (no points)"
_CONFIRM_OPTION = "Choose the selected option; continue"
_SCROLL_PAGES = [
    bind("pagedown", "read(1, True)", "page", "Scroll a page", show=False, name="page-down"),
    bind("pageup", "read(-1, True)", "page", "Scroll a page", show=False, name="page-up"),
]
_SCROLL_ENDS = [
    bind("home", "read_end(-1)", "start", "Scroll to the start or the end", show=False, name="first"),
    bind("end", "read_end(1)", "end", "Scroll to the start or the end", show=False, name="last"),
]
SCROLL = [
    bind("down", "read(1)", "scroll", "Scroll", show=False, name="down"),
    bind("up", "read(-1)", "scroll", "Scroll", show=False, name="up"),
    *_SCROLL_PAGES,
    *_SCROLL_ENDS,
]


def _move_bindings(things: str) -> list[Binding]:
    return [
        bind("up,k", "move(-1)", "choose", f"Move between {things}", show=False, name="up"),
        bind("down,j", "move(1)", "choose", f"Move between {things}", show=False, name="down"),
        bind("pagedown", "move_page(1)", "page", "Move a page", show=False, name="page-down"),
        bind("pageup", "move_page(-1)", "page", "Move a page", show=False, name="page-up"),
        bind("home", "move_end(-1)", "first", "Select the first or the last", show=False, name="first"),
        bind("end", "move_end(1)", "last", "Select the first or the last", show=False, name="last"),
    ]


TYPED_HELP = bind("f1,ctrl+g", "help(True)", "help", HELP.tooltip, name="help-typed")
ANSWERS: list[BindingType] = [
    *(
        bind(
            number,
            f"choose('{number}')",
            "answer",
            "Choose by number",
            name=f"answer-{number}",
            group=_ANSWER,
        )
        for number in "123456"
    ),
    *(
        bind(
            letter,
            f"choose('{letter}')",
            "answer",
            "Choose by letter; t and f for true and false",
            name=f"answer-{letter}",
            show=False,
        )
        for letter in "abcdeft"
    ),
]

QUESTION: list[BindingType] = [
    *ANSWERS,
    bind("up", "mark(-1)", "move", _MOVE_OPTIONS, show=False, name="up"),
    bind("down", "mark(1)", "move", _MOVE_OPTIONS, show=False, name="down"),
    bind("up", "read(-1)", "scroll", _MOVE_OPTIONS, show=False, name="up"),
    bind("down", "read(1)", "scroll", _MOVE_OPTIONS, show=False, name="down"),
    bind("home", "mark_end(-1)", "first", _FIRST_OR_LAST, show=False, name="first"),
    bind("end", "mark_end(1)", "last", _FIRST_OR_LAST, show=False, name="last"),
    bind("home", "read_end(-1)", "start", _FIRST_OR_LAST, show=False, name="first"),
    bind("end", "read_end(1)", "end", _FIRST_OR_LAST, show=False, name="last"),
    bind("enter,space", "choose_marked", "confirm", _CONFIRM_OPTION, name="confirm"),
    bind("enter,space", "go_on", "next", _CONFIRM_OPTION, name="confirm"),
    bind("s", "skip", "skip", _SKIP),
    bind("f2,ctrl+n", "skip(True)", "skip", _SKIP, name="skip-typed"),
    bind("i", "sources", "source", "Show the source (after answering)", name="source"),
    bind("exclamation_mark", "flag", "flag", _FLAG, show=False),
    bind("h", "half", "fifty-fifty", "Ladder, once each: remove all but one wrong option"),
    bind("w", "swap", "swap", "Ladder, once each: swap the question"),
    bind("i", "origins", "sources", "Ladder, once each: show the sources of this category", name="source"),
    *_SCROLL_PAGES,
    HELP,
    TYPED_HELP,
    bind("escape", "leave", "leave", "Leave the round (asks first)"),
    THEME,
    PALETTE,
    SUSPEND,
    QUIT,
]

HOME: list[BindingType] = [
    *(
        bind(
            str(number),
            f"pick({number - 1})",
            "play",
            "Play line 1–9, or open its pack",
            name=f"pick-{number}",
            show=False,
        )
        for number in range(1, 10)
    ),
    *_move_bindings("categories"),
    bind(
        "tab",
        "choose_found",
        "choose",
        "In a search: choose the selected line, and search for another",
        name="next-pack",
    ),
    bind("tab", "move_pack(1)", "pack", "Move between packs", show=False, name="next-pack"),
    bind("shift+tab", "move_pack(-1)", "pack", "Move between packs", show=False, name="previous-pack"),
    bind("enter", "play", "play", "Play the selected category, or open its pack", name="confirm"),
    bind("space", "choose", "choose", "Choose several categories or packs, then play them", name="choose"),
    bind("slash", "search", "search", "Search the categories"),
    bind("right", "turn_mode(1)", "mode", "Change mode", name="right"),
    bind("left", "turn_mode(-1)", "mode", "Change mode", show=False, name="left"),
    bind("u", "set_up", "set up", "Set up a round: kind, length, time, players, seed", name="set-up"),
    bind("s", "stats", "stats", "See your stats and what you miss most"),
    bind("c", "copy_daily", "copy", "Copy the result of today's quiz", name="copy"),
    bind("d", "daily", "daily", "Play today's ten questions, the same for everyone", show=False),
    bind("p", "practice", "practice", "Practise what is due", show=False),
    bind("g", "resume", "resume", "Resume the last round", show=False),
    bind("o", "settings", "settings", "Change theme, time, length and more"),
    *_PAGE_KEYS,
    SUSPEND,
    _QUIT_HERE,
    bind("escape", "close_search", "close", "Close the search; quit (asks first)", name="leave-home"),
    bind("escape", "leave", "quit", "Close the search; quit (asks first)", name="leave-home", show=False),
]

RESULTS: list[BindingType] = [
    bind("r", "again", "again", "Play again"),
    bind("m", "missed", "missed", "Replay the questions you missed"),
    bind("c", "copy", "copy", "Copy the result and a challenge for a friend"),
    _FACTS,
    bind("h,escape", "home", "home", "Choose another category"),
    *SCROLL,
    *_PAGE_KEYS,
    SUSPEND,
    _QUIT_HERE,
]

HAND_OVER: list[BindingType] = [
    bind("enter,space", "begin", "ready", "Show your question", name="confirm"),
    *SCROLL,
    SUSPEND,
    bind("escape", "close(True)", "leave", "Leave the round (asks first)", name="leave"),
]

STATS: list[BindingType] = [
    bind("right", "turn(1)", "category", "Stats of one pack or category", name="right"),
    bind("left", "turn(-1)", "category", "Stats of one pack or category", show=False, name="left"),
    bind("tab", "turn_pack(1)", "pack", "Move between packs", show=False, name="next-pack"),
    bind("shift+tab", "turn_pack(-1)", "pack", "Move between packs", show=False, name="previous-pack"),
    bind("m", "missed", "practise", "Practise what you miss most here", name="missed"),
    _FACTS,
    *SCROLL,
    *_PAGE_KEYS,
    bind("escape,s,enter,q", "close", "back", "Go back"),
]

SETUP: list[BindingType] = [
    bind("up", "move(-1)", "choose", "Move between the lines", show=False, name="up"),
    bind("down", "move(1)", "choose", "Move between the lines", show=False, name="down"),
    bind("tab", "move(1)", "next", "Move between the lines", show=False, name="next-line"),
    bind("shift+tab", "move(-1)", "previous", "Move between the lines", show=False, name="previous-line"),
    bind("enter", "start", "play", "Play this round", name="confirm"),
    bind("right", "change(1)", "change", "Next value", name="right"),
    bind("left", "change(-1)", "change", "Previous value", show=False, name="left"),
    HELP,
    bind("escape", "close", "back", "Go back"),
]

SETTINGS: list[BindingType] = [
    *_move_bindings("settings"),
    bind("right,enter,space", "change(1)", "change", "Next value", name="right"),
    bind("left", "change(-1)", "change", "Previous value", show=False, name="left"),
    HELP,
    bind("escape,o,q", "close", "back", "Go back"),
]

FACT_CATEGORIES: list[BindingType] = [
    *_move_bindings("categories"),
    bind("enter,space", "show", "read", "Read the facts of the selected category", name="confirm"),
    *_PAGE_KEYS,
    bind("escape,f,q", "close", "back", "Go back"),
]

FACT_CARDS: list[BindingType] = [
    bind("right,n,enter,space", "turn(1)", "next", "Next card", name="right"),
    bind("left", "turn(-1)", "previous", "Previous card", show=False, name="left"),
    bind("i", "sources", "source", "Show its sources", name="source"),
    *SCROLL,
    *_PAGE_KEYS,
    bind("escape,f,q", "close", "back", "Go back"),
]

SOURCE: list[BindingType] = [
    bind("o", "open", "open", "Open the link (asks first)"),
    bind("right,n", "turn(1)", "next", "Next source", name="right"),
    bind("left", "turn(-1)", "previous", "Previous source", show=False, name="left"),
    *SCROLL,
    bind("escape,i,enter,q", "close", "close", "Close"),
]

HELP_SCREEN: list[BindingType] = [
    *SCROLL,
    bind("escape,question_mark,enter,q", "close", "close", "Close"),
]

CONFIRM: list[BindingType] = [
    bind("y", "close(True)", "yes", "Yes", name="yes"),
    bind("n,escape,enter", "close(False)", "no", "No", name="no"),
]

ALL_SCREENS = (
    QUESTION,
    HOME,
    SETUP,
    RESULTS,
    HAND_OVER,
    STATS,
    SETTINGS,
    FACT_CATEGORIES,
    FACT_CARDS,
    SOURCE,
    HELP_SCREEN,
    CONFIRM,
    EVERYWHERE,
)
"""The bindings of every screen, and those that work everywhere."""


class KeyHint(NamedTuple):
    """Keys with the same effect."""

    keys: str
    label: str
    sentence: str
    action: str
    is_clickable: bool
    """Whether all keys have one action; `1–4` has four."""


def is_typed(key: str) -> bool:
    """Return whether a line to type in takes a key."""
    return len(key) == 1 or key in _TYPED_KEYS


def list_key_hints(
    active: Iterable[Binding], declared: Iterable[BindingType], *, ascii_only: bool = False
) -> tuple[KeyHint, ...]:
    """List the hints of a screen: each action with its first key, groups of actions as a range.

    Args:
        active: The bindings that do something now. The player's own keys change their order.
        declared: The bindings of the screen, in the order of the hints.
        ascii_only: Whether the terminal shows only ASCII.
    """
    order = [binding.action for binding in Binding.make_bindings(declared)]
    shown = [binding for binding in active if binding.show]
    shown.sort(key=lambda binding: order.index(binding.action) if binding.action in order else len(order))
    groups = _group_by_tooltip(shown)
    return tuple(
        _build_hint(group if group[0].group else group[:1], ascii_only, is_short=True) for group in groups
    )


def list_manual_lines(
    bindings: Iterable[BindingType], keymap: Mapping[str, str], *, ascii_only: bool = False
) -> tuple[KeyHint, ...]:
    """List the keys of a screen for its help: each effect with all its keys, with the player's own ones."""
    own_bindings = [
        binding.with_key(key)
        for binding in Binding.make_bindings(bindings)
        for key in keymap.get(binding.id or "", binding.key).split(",")
    ]
    return tuple(_build_hint(group, ascii_only) for group in _group_by_tooltip(own_bindings))


def _group_by_tooltip(bindings: Iterable[Binding]) -> Iterable[list[Binding]]:
    groups: dict[str, list[Binding]] = {}
    for binding in bindings:
        groups.setdefault(binding.tooltip, []).append(binding)
    return groups.values()


def _build_hint(group: list[Binding], ascii_only: bool, *, is_short: bool = False) -> KeyHint:
    names = list(dict.fromkeys(_key_name(binding.key, ascii_only, is_short) for binding in group))
    successors = (chr(ord(names[0][0]) + index) for index in count())
    run = [
        name for name, _ in takewhile(lambda pair: pair[0] == pair[1], zip(names, successors, strict=False))
    ]
    if len(run) > 1:
        names = [f"{run[0]}{'-' if ascii_only else '–'}{run[-1]}", *names[len(run) :]]
    first = group[0]
    is_clickable = all(binding.action == first.action for binding in group)
    return KeyHint(", ".join(names), first.description, first.tooltip, first.action, is_clickable)


def _key_name(key: str, ascii_only: bool, is_short: bool) -> str:
    """Return the name of a key for players: `s`, `→`, `Ctrl+P`; a short one in lower case."""
    name = (_ASCII_NAMES.get(key) if ascii_only else None) or _NAMES.get(key, key)
    if len(name) == 1:
        return name
    return name.lower() if is_short else "+".join(part[:1].upper() + part[1:] for part in name.split("+"))
