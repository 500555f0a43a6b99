"""A player's way into a room, the same for all front ends."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import NamedTuple, Protocol

from quiz.live.room_link import LinkEnd, LinkState, Prompt, RoomFront, RoomLink, RoomNews
from quiz.live.room_view import RoomView
from quiz.live.tokens import parse_code
from quiz.model.errors import UsageError
from quiz.text.english import quote
from quiz.text.safe import Text, one_line

_ADDRESS = re.compile(
    r"(?P<scheme>https?://)?(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?P<port>:[0-9]{1,5})?"
    r"(?:/(?P<code>\w*)/?)?",
    re.ASCII | re.IGNORECASE,
)


class RoomAddress(NamedTuple):
    """A server, such as `http://192.168.1.5:8080`, and the code if the address has one."""

    server: str
    code: str | None = None


class Seat(RoomLink, Protocol):
    """A link on which a player can ask for a seat."""

    async def join(self, name: str, team: str | None = None) -> Text | None:
        """Ask for a seat; return the reason if that is refused."""


class JoinWishes(NamedTuple):
    """The words of a player on the command line."""

    address: str | None = None
    code: str | None = None
    name: str | None = None
    team: str | None = None


def parse_room_address(text: str) -> RoomAddress:
    """Read an address as the host's screen shows it, with or without the scheme and the code.

    Raises:
        UsageError: The text is not an address.
    """
    match = _ADDRESS.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"{quote(text)} is not an address. Type it as the host's screen shows it.")
    code = match["code"] or None
    if code is not None and parse_code(code) is None:
        raise UsageError(f"{quote(code)} is not the code of a room. It has five letters and digits.")
    server = f"{(match['scheme'] or 'http://').lower()}{match['host']}{match['port'] or ''}"
    return RoomAddress(server, None if code is None else parse_code(code))


async def choose_room(wishes: JoinWishes, front: RoomFront, find: "Finder") -> RoomAddress | None:
    """Return the room that a player wants to join, asking for what is missing; `None` to leave."""
    text, trouble = wishes.address, None
    if text is not None and parse_code(text) and wishes.code is None:  # the code alone was typed
        wishes, text = wishes._replace(code=text), None
    code = None if wishes.code is None else parse_code(wishes.code)
    if wishes.code is not None and code is None:
        raise UsageError(f"{quote(wishes.code)} is not the code of a room. It has five letters and digits.")
    while True:
        if text is None:
            text = await _ask_address(front, find, code, trouble)
        if text is None:
            return None
        try:
            address = parse_room_address(text)
            break
        except UsageError as error:
            if wishes.address is not None and trouble is None and text == wishes.address:
                raise
            text, trouble = None, Text(f"{error}")
    code, trouble = code or address.code, None
    while code is None:
        typed = await front.ask(Prompt(Text("Code of the room"), trouble=trouble))
        if typed is None:
            return None
        code, trouble = parse_code(typed), Text("A code has five letters and digits, such as K7QMP.")
    return address._replace(code=code)


Finder = Callable[[], Awaitable[tuple[RoomAddress, ...]]]
"""Returns the rooms in the local network, with their codes."""


async def _ask_address(front: RoomFront, find: Finder, code: str | None, trouble: Text | None) -> Text | None:
    """Return the address of the only room with a code, or the one that a person chooses or types."""
    rooms = [room for room in await find() if code in (None, room.code)]
    found = [Text(f"{room.server}/{room.code}") for room in rooms]
    if code is not None and len(found) == 1:
        return found[0]
    other = Text("another address")
    if rooms:
        chosen = await front.ask(Prompt(Text("Rooms in your network"), choices=(*found, other)))
        if chosen is None or chosen != other:
            return chosen
    hint = Text("As the host's screen shows it, for example 192.168.1.5:8080")
    return await front.ask(Prompt(Text("Address of the host"), hint, trouble))


async def take_seat(seat: Seat, news: AsyncIterator[RoomNews], wishes: JoinWishes, front: RoomFront) -> bool:
    """Ask for a seat until there is one; return whether the player has one.

    Raises:
        UsageError: The room can't be reached, or there is none.
    """
    view = await _wait_for_view(news)
    name, team, trouble = wishes.name, wishes.team, None
    while True:
        if name is None:
            name = await front.ask(Prompt(Text(f"Your name in “{view.title}”"), trouble=trouble))
        if name is None:
            return False
        if team not in view.team_names:
            team = None
        if team is None and view.team_names:
            team = await front.ask(Prompt(Text("Your team"), choices=view.team_names))
            if team is None:
                return False
        trouble = await seat.join(one_line(name), team)
        if trouble is None:
            return True
        name = None


async def _wait_for_view(news: AsyncIterator[RoomNews]) -> RoomView:
    async for each in news:
        match each:
            case RoomView():
                return each
            case LinkEnd(reason):
                raise UsageError(reason.rstrip("."))
            case LinkState.LOST:
                raise UsageError(
                    "the host can't be reached. Check the address, and that you are in its network"
                )
            case _:
                continue
    raise UsageError("the room is closed")
