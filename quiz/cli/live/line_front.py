"""The front ends in lines of text, of a player and of a host."""

import asyncio
import sys
from collections.abc import Iterable

from quiz.cli import streams
from quiz.cli.live.line_reader import LineReader
from quiz.cli.output import print_lines, print_stderr
from quiz.game.answer_input import parse_option
from quiz.game.outcome import Answer
from quiz.game.room import RoomPhase
from quiz.game.room_events import HostAction
from quiz.live import room_texts
from quiz.live.room_lines import format_final_line, iter_new_lines
from quiz.live.room_link import LinkEnd, LinkState, Prompt, RoomLink, RoomNews
from quiz.live.room_view import RoomView
from quiz.text.english import format_number
from quiz.text.normalize import fold, fold_characters
from quiz.text.safe import Text, lines

_QUIT = "q"
_HELP = "?"
_ACTIONS = {
    "start": HostAction.START,
    "next": HostAction.NEXT,
    "pause": HostAction.PAUSE,
    "resume": HostAction.RESUME,
    "more": HostAction.EXTEND,
    "skip": HostAction.SKIP,
    "void": HostAction.VOID,
    "lock": HostAction.LOCK,
    "unlock": HostAction.UNLOCK,
    "end": HostAction.END,
}


class LineFront:
    """A room in lines of text."""

    def __init__(self) -> None:
        self.reader = LineReader(streams.or_empty(sys.stdin))
        self.view: RoomView | None = None
        self.link: RoomLink | None = None
        self._is_lost = False

    async def ask(self, prompt: Prompt) -> Text | None:
        """Return what a person types; `None` to leave."""
        trouble = prompt.trouble
        while True:
            if trouble is not None:
                self._print([trouble])
            self._print(_list_prompt_lines(prompt))
            typed = await self.reader.read()
            if typed is None or fold_characters(typed) == _QUIT:
                return None
            chosen = _find_choice(prompt, typed)
            if chosen:
                return chosen
            trouble = (
                Text(f"Please type a number from 1 to {len(prompt.choices)}.") if prompt.choices else None
            )

    def begin(self, link: RoomLink) -> None:
        """Use a link for all that follows."""
        self.link = link

    async def show(self, news: RoomNews) -> None:
        """Print a change of the room or of the connection."""
        match news:
            case RoomView():
                now = 0 if self.link is None else self.link.server_now()
                self._print(iter_new_lines(self.view, news, now))
                self.view = news
            case LinkEnd(reason):
                self.show_note(reason)
            case LinkState.LOST if not self._is_lost:
                self._is_lost = True
                self.show_note(room_texts.LOST)
            case LinkState.CONNECTED if self._is_lost:
                self._is_lost = False
                self.show_note(room_texts.BACK)

    def show_note(self, note: Text) -> None:
        """Print a sentence that does not belong to the room."""
        streams.flush(sys.stdout)
        print_stderr(note)

    def _print(self, new_lines: Iterable[Text]) -> None:
        print_lines(new_lines)
        streams.flush(sys.stdout)


class LinePlayer(LineFront):
    """A player's room in lines of text."""

    async def read_answers(self) -> None:
        """Send the lines that are typed until the player leaves."""
        while (typed := await self.reader.read()) is not None:
            word = fold_characters(typed)
            if word == _QUIT:
                return
            if word == _HELP:
                self.show_note(Text(f"Type the number or letter of an option, or a text. {_QUIT}: leave."))
            elif word:
                await self._answer(typed)
        await asyncio.Event().wait()  # the end of the input does not end the game

    def print_end(self) -> None:
        """Print the last line, if there are points."""
        final = None if self.view is None else format_final_line(self.view)
        self._print([] if final is None else [final])

    async def _answer(self, typed: Text) -> None:
        view, link = self.view, self.link
        if view is None or link is None or not room_texts.can_answer(view):
            self.show_note(Text("There is nothing to answer now."))
            return
        answer = parse_answer(view, typed)
        if answer is None:
            count = len((view.question and view.question.options) or ())
            self.show_note(Text(f"Please type a number from 1 to {count}."))
        elif (reason := await link.answer(view.number - 1, answer)) is not None:
            self.show_note(reason)


class LineHost(LineFront):
    """A host's room in lines of text."""

    def show_address(self, address: str) -> None:
        """Print where players join; the code is in it."""
        self._address = address

    async def show(self, news: RoomNews) -> None:
        """Print a change of the room or of the connection."""
        if self.view is None and isinstance(news, RoomView):
            page, command = room_texts.format_joining(self._address, news.code)
            self._print([Text(f"Join in a browser: {page}"), Text(f"Join in a terminal: {command}")])
        await super().show(news)

    def begin_own(self, link: RoomLink) -> None:
        """Do nothing: a host in lines of text doesn't play along."""

    async def show_own(self, news: RoomNews) -> None:
        """Do nothing."""

    async def read_commands(self) -> None:
        """Obey the lines that are typed until the room is closed; the end of the input closes it."""
        while (typed := await self.reader.read()) is not None:
            word = fold_characters(typed)
            if word == _QUIT:
                return
            if word == _HELP:
                self.show_note(_HOST_HELP)
            elif word == "players":
                self._print(_list_player_lines(self.view))
            else:
                await self._act(word)
            if self.view is not None and self.view.phase is RoomPhase.CLOSED:
                return

    async def _act(self, word: str) -> None:
        view, link = self.view, self.link
        if view is None or link is None:
            return
        command, _, name = word.partition(" ")
        player = None
        if command == "remove":
            found = [each for each in view.names if fold(each.name) == fold(name)]
            if not found:
                self.show_note(Text("There is no such player. Type players to list them."))
                return
            action, player = HostAction.REMOVE, found[0].id
        elif not word:
            action = HostAction.START if view.phase is RoomPhase.LOBBY else HostAction.NEXT
        elif word in _ACTIONS:
            action = _ACTIONS[word]
        else:
            self.show_note(_HOST_HELP)
            return
        if (reason := await link.act(action, player=player)) is not None:
            self.show_note(reason)


_HOST_HELP = Text(
    "Enter: start or continue. pause, resume, more (ten seconds), skip, void, lock, unlock, players, "
    "remove NAME, end, q: close the room."
)


def parse_answer(view: RoomView, typed: Text) -> Answer | None:
    """Return the answer that a line means; `None` if it names no option."""
    question = view.question
    if question is None or question.input != "option":
        return Answer(text=typed)
    option = parse_option(question, typed)
    return None if option is None else Answer(option)


def _list_prompt_lines(prompt: Prompt) -> list[Text]:
    hint = "" if prompt.hint is None else f" ({prompt.hint})"
    choices = [Text(f"{number}) {choice}") for number, choice in enumerate(prompt.choices, 1)]
    return [Text(f"{prompt.label}{hint}:"), *choices]


def _find_choice(prompt: Prompt, typed: Text) -> Text | None:
    if not prompt.choices:
        return typed
    is_number = typed.isascii() and typed.isdigit() and 1 <= int(typed[:6]) <= len(prompt.choices)
    if is_number:
        return prompt.choices[int(typed) - 1]
    return next((choice for choice in prompt.choices if fold(choice) == fold(typed)), None)


def _list_player_lines(view: RoomView | None) -> list[Text]:
    names = () if view is None else view.names
    if not names:
        return [Text("No players yet.")]
    return [
        lines([f"- {name.name}: {format_number(name.score)}{'' if name.connected else ' (away)'}"])
        for name in names
    ]
