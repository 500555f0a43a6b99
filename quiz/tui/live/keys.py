"""Key bindings of the screens of a room."""

from textual.binding import BindingType

from quiz.tui.keys import ANSWERS, HELP, SCROLL, SUSPEND, THEME, TYPED_HELP, bind

_MOVE = "Move between options; scroll"
_CHOOSE = [
    *ANSWERS,
    bind("up", "mark(-1)", "move", _MOVE, show=False, name="up"),
    bind("down", "mark(1)", "move", _MOVE, show=False, name="down"),
    bind("enter,space", "choose_marked", "confirm", "Choose the selected option", name="confirm"),
]

PLAYER: list[BindingType] = [
    *_CHOOSE,
    *SCROLL,
    HELP,
    TYPED_HELP,
    bind("escape", "leave", "leave", "Leave the room (asks first)"),
    THEME,
    SUSPEND,
]

HOST: list[BindingType] = [
    *_CHOOSE,
    bind("enter,space", "start", "start", "Start the game", name="confirm"),
    bind(
        "enter,space",
        "go_on",
        "next",
        "Continue: the answer, the leaderboard, the next question",
        name="confirm",
    ),
    bind("p", "pause", "pause", "Pause or resume the question", name="pause"),
    bind("p", "resume", "resume", "Pause or resume the question", name="pause"),
    bind("plus,t", "extend", "+10 s", "Add ten seconds", name="extend"),
    bind("s", "skip", "skip", "Skip the question (no points)"),
    bind("v", "void", "void", "Take the question out of the scores (asks first)"),
    bind("l", "lock", "lock", "Lock the room for new players; unlock it"),
    bind("l", "unlock", "unlock", "Lock the room for new players; unlock it"),
    bind("r", "players", "players", "List the players, and remove one"),
    *SCROLL,
    HELP,
    TYPED_HELP,
    bind("escape", "end", "end", "End the game, with the result so far (asks first)", name="leave"),
    bind("escape", "leave", "close", "In the lobby and at the end: close the room (asks first)"),
    THEME,
    SUSPEND,
]

PLAYERS: list[BindingType] = [
    bind("up,k", "move(-1)", "choose", "Move between players", show=False, name="up"),
    bind("down,j", "move(1)", "choose", "Move between players", show=False, name="down"),
    bind("delete,x,enter", "remove", "remove", "Remove the selected player"),
    bind("escape,r,q", "close", "back", "Go back"),
]

PROMPT: list[BindingType] = [
    bind("up", "move(-1)", "choose", "Move between choices", show=False, name="up"),
    bind("down", "move(1)", "choose", "Move between choices", show=False, name="down"),
    bind("enter", "choose_marked", "continue", "Continue", name="confirm"),
    bind("escape", "close", "leave", "Leave"),
]
