"""Every key of every screen, with what it does in a word and in a sentence, and the button that acts."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from textual.binding import Binding, BindingType

from quiz.text.safe import Text

LEFT_BUTTON = 1
_ANSWER = Binding.Group("answer", compact=True)
_RANGE = 2
"""From so many neighbours on, keys are shown as a range."""
_NAMES = {
    "question_mark": "?",
    "exclamation_mark": "!",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
}


def _binding(
    key: str, action: str, word: str, sentence: str, *, show: bool = True, name: str | None = None
) -> Binding:
    """Bind keys to an action; the id is the name by which a player gives it other keys."""
    return Binding(key, action, word, show=show, tooltip=sentence, id=name or action)


HELP = _binding("question_mark", "help", "help", "Show this page; the clock waits.")
THEME = Binding(
    "ctrl+t",
    "next_theme",
    "colours",
    show=False,
    priority=True,
    tooltip="Change the colours: dark, light, loud, clear to every eye, the terminal’s own.",
    id="colours",
)
PALETTE = Binding(
    "ctrl+p",
    "command_palette",
    "commands",
    show=False,
    priority=True,
    tooltip="Find a way to play, a page or colours by name.",
    id="palette",
)
QUIT = Binding(
    "ctrl+q", "quit", "quit", show=False, priority=True, tooltip="Quit, wherever you are.", id="quit"
)

SUSPEND = Binding(
    "ctrl+z",
    "suspend_process",
    "suspend",
    show=False,
    priority=True,
    tooltip="Put the game aside; “fg” in the shell brings it back, and the question has cost nothing.",
    id="suspend",
)

_MOVE = "Move over the options; after the answer, scroll."
_PAGES: list[BindingType] = [
    _binding("pagedown", "read(1, True)", "page", "Scroll a page.", show=False, name="page-down"),
    _binding("pageup", "read(-1, True)", "page", "Scroll a page.", show=False, name="page-up"),
]
_READ: list[BindingType] = [
    _binding("down", "read(1)", "scroll", "Scroll the text.", show=False, name="down"),
    _binding("up", "read(-1)", "scroll", "Scroll the text.", show=False, name="up"),
    *_PAGES,
]

QUESTION: list[BindingType] = [
    *(
        Binding(
            str(number),
            f"choose('{number}')",
            "answer",
            tooltip="Choose an option by its number.",
            id=f"answer-{number}",
            group=_ANSWER,
        )
        for number in range(1, 7)
    ),
    *(
        Binding(
            letter,
            f"choose('{letter}')",
            "answer",
            show=False,
            tooltip="Choose an option by its letter; t is true and f is false where that is the question.",
            id=f"answer-{letter}",
        )
        for letter in "abcdeft"
    ),
    _binding("up", "mark(-1)", "move", _MOVE, show=False, name="up"),
    _binding("down", "mark(1)", "move", _MOVE, show=False, name="down"),
    _binding("up", "read(-1)", "scroll", _MOVE, show=False, name="up"),
    _binding("down", "read(1)", "scroll", _MOVE, show=False, name="down"),
    _binding(
        "enter,space",
        "choose_marked",
        "answer",
        "Choose the option under the bar; go on.",
        show=False,
        name="confirm",
    ),
    _binding("enter,space", "go_on", "next", "Choose the option under the bar; go on.", name="confirm"),
    _binding("s", "skip", "skip", "Pass the question by; it earns nothing."),
    _binding("i", "sources", "source", "After the answer: show where it is written.", name="source"),
    _binding(
        "exclamation_mark",
        "flag",
        "wrong?",
        "After the answer: mark the question as wrong or bad; it is asked no more.",
        show=False,
    ),
    _binding("h", "half", "half", "On a ladder, once: take all wrong options but one away."),
    _binding("w", "swap", "swap", "On a ladder, once: ask another question."),
    _binding(
        "i", "origins", "sources", "On a ladder, once: name what the questions are drawn from.", name="source"
    ),
    *_PAGES,
    HELP,
    _binding("escape", "leave", "end", "End the round, after asking."),
    THEME,
    PALETTE,
    SUSPEND,
    QUIT,
]

HOME: list[BindingType] = [
    *(
        Binding(
            str(number),
            f"pick({number - 1})",
            "play",
            show=False,
            tooltip="Play one of the first nine.",
            id=f"pick-{number}",
        )
        for number in range(1, 10)
    ),
    _binding("up", "move(-1)", "choose", "Move over the categories.", show=False, name="up"),
    _binding("down", "move(1)", "choose", "Move over the categories.", show=False, name="down"),
    _binding("enter,space", "play", "play", "Play the category under the bar.", name="confirm"),
    _binding("right", "turn_mode(1)", "mode", "Change the way to play.", name="right"),
    _binding("left", "turn_mode(-1)", "mode", "Change the way to play.", show=False, name="left"),
    _binding("d", "daily", "daily", "Play today’s ten questions, the same for everybody."),
    _binding("g", "resume", "go on", "Go on with the round that was left."),
    _binding("s", "stats", "stats", "See how it went so far."),
    _binding("o", "settings", "options", "Change colours, time, length and more."),
    HELP,
    THEME,
    PALETTE,
    SUSPEND,
    _binding("q,escape", "app.quit", "quit", "Quit.", name="quit-here"),
]

_FACTS = _binding("f", "facts", "facts", "Read the facts that you have met, with their sources.")

RESULTS: list[BindingType] = [
    _binding("r", "again", "again", "Play another round of the same."),
    _binding("c", "copy", "copy", "Copy the result of a daily round, to share it."),
    _binding("m", "missed", "missed", "Play the questions that went wrong once more."),
    _FACTS,
    _binding("h,escape", "home", "home", "Choose another category."),
    *_READ,
    HELP,
    THEME,
    PALETTE,
    SUSPEND,
    _binding("q", "app.quit", "quit", "Quit.", name="quit-here"),
]

STATS: list[BindingType] = [
    _FACTS,
    *_READ,
    HELP,
    THEME,
    PALETTE,
    _binding("escape,s,enter,q", "close", "home", "Go back.", name="close"),
]

SETTINGS: list[BindingType] = [
    _binding("up", "move(-1)", "choose", "Move over the settings.", show=False, name="up"),
    _binding("down", "move(1)", "choose", "Move over the settings.", show=False, name="down"),
    _binding("right,enter,space", "change(1)", "change", "Take the next value.", name="right"),
    _binding("left", "change(-1)", "back", "Take the value before.", show=False, name="left"),
    HELP,
    _binding("escape,o,q", "close", "home", "Go back.", name="close"),
]

FACT_CATEGORIES: list[BindingType] = [
    _binding("up", "move(-1)", "choose", "Move over the categories.", show=False, name="up"),
    _binding("down", "move(1)", "choose", "Move over the categories.", show=False, name="down"),
    _binding("enter,space", "show", "read", "Read what you have met of the category.", name="confirm"),
    HELP,
    THEME,
    PALETTE,
    _binding("escape,f,q", "close", "back", "Go back.", name="close"),
]

FACT_CARDS: list[BindingType] = [
    _binding("right,n,enter,space", "turn(1)", "next", "Show the next card.", name="right"),
    _binding("left", "turn(-1)", "before", "Show the card before.", show=False, name="left"),
    _binding("i", "sources", "source", "Show all that is known of its sources.", name="source"),
    *_READ,
    HELP,
    THEME,
    PALETTE,
    _binding("escape,f,q", "close", "back", "Go back.", name="close"),
]

SOURCE: list[BindingType] = [
    _binding("o", "open", "open", "Open the address, after asking."),
    _binding("right,n", "turn(1)", "next", "Show the next source.", name="right"),
    _binding("left", "turn(-1)", "before", "Show the source before.", show=False, name="left"),
    *_READ,
    _binding("escape,i,enter,q", "close", "close", "Close the card."),
]

HELP_SCREEN: list[BindingType] = [
    *_READ,
    _binding("escape,question_mark,enter,q", "close", "close", "Close this page."),
]

CONFIRM: list[BindingType] = [
    _binding("y", "yes", "yes", "Do it."),
    _binding("n,escape,enter", "no", "no", "Leave things as they are."),
]


class KeyHint(NamedTuple):
    """Keys that do the same, and what they do."""

    keys: str
    word: str
    sentence: str
    action: str


def list_key_hints(bindings: Iterable[Binding]) -> tuple[KeyHint, ...]:
    """Give the line at the foot of a screen: each action once, by its first key, groups as a range."""
    return tuple(
        KeyHint(
            _shown(same if same[0].group else same[:1]), same[0].description, same[0].tooltip, same[0].action
        )
        for same in _together(binding for binding in bindings if binding.show)
    )


def list_manual_lines(bindings: Iterable[BindingType], own: Mapping[str, str]) -> tuple[KeyHint, ...]:
    """Give the help of a screen: each sentence once, with all its keys, `own` in place of the usual ones."""
    return tuple(
        KeyHint(_shown(same), same[0].description, same[0].tooltip, same[0].action)
        for same in _together(
            binding.with_key(key)
            for binding in _made(bindings)
            for key in own.get(binding.id or "", binding.key).split(",")
        )
    )


def _together(bindings: Iterable[Binding]) -> Iterable[list[Binding]]:
    """Put bindings that say the same together, in the order in which they first come."""
    same: dict[str, list[Binding]] = {}
    for binding in bindings:
        same.setdefault(binding.tooltip, []).append(binding)
    return same.values()


def _shown(bindings: list[Binding]) -> str:
    """Write keys as a person reads them: `enter space`, `1-4`."""
    names = list(dict.fromkeys(_NAMES.get(binding.key, binding.key) for binding in bindings))
    if len(names) >= _RANGE and all(len(name) == 1 for name in names):
        run = [name for index, name in enumerate(names) if ord(name) == ord(names[0]) + index]
        if len(run) >= _RANGE:
            return " ".join([f"{run[0]}-{run[-1]}", *names[len(run) :]])
    return " ".join(names)


SCREENS = (
    QUESTION,
    HOME,
    RESULTS,
    STATS,
    SETTINGS,
    FACT_CATEGORIES,
    FACT_CARDS,
    SOURCE,
    HELP_SCREEN,
    CONFIRM,
)


class Keymap(NamedTuple):
    """Keys that a player gave to actions, and what of it can't be."""

    keys: dict[str, str]
    """The keys by the name of what they do."""
    problems: tuple[Text, ...]


def build_keymap(wanted: Mapping[str, str]) -> Keymap:
    """Take a player's own keys, by name, save those that are unknown or meant for something else already."""
    if not wanted:
        return Keymap({}, ())
    taken: dict[str, str] = {}
    problems: list[Text] = []
    known = {binding.id for screen in SCREENS for binding in _made(screen) if binding.id}
    for name, key in wanted.items():
        if name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            advice = f"; did you mean “{near[0]}”?" if near else ""
            problems.append(Text(f"keys: nothing is called “{name}”{advice}"))
            continue
        other = _clash(name, key, taken)
        if other is None:
            taken[name] = key
        else:
            problems.append(Text(f"keys: “{key}” can’t be {name}, for it is {other}"))
    return Keymap(taken, tuple(problems))


def _clash(name: str, key: str, taken: Mapping[str, str]) -> str | None:
    """Give what a key does already on a screen where it should do something else."""
    wanted = {binding.key for binding in _made([Binding(key, name)])}
    for screen in SCREENS:
        bindings = list(_made(screen))
        if all(binding.id != name for binding in bindings):
            continue
        for binding in bindings:
            own = taken.get(binding.id or "")
            keys = {binding.key} if own is None else {one.key for one in _made([Binding(own, name)])}
            if binding.id != name and keys & wanted:
                return str(binding.id)
    return None


def _made(bindings: Iterable[BindingType]) -> Iterable[Binding]:
    return Binding.make_bindings(bindings)
