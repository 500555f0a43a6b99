"""`quiz join`: a seat in a room."""

import asyncio
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.cli import streams
from quiz.cli.extras import require_extra
from quiz.cli.option_types import non_empty_type
from quiz.cli.parser import CommandParser
from quiz.cli.services import utc_now
from quiz.history.profile import PlayerProfile, load_profile

if TYPE_CHECKING:
    from quiz.cli.live.playing import RoomVisit


@dataclass(frozen=True, slots=True)
class JoinOptions:
    """The options of `quiz join`."""

    address: str | None
    code: str | None
    name: str | None
    team: str | None
    plain: bool
    keep_history: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz join`."""
    parser.add_argument(
        "address", metavar="ADDRESS", nargs="?", help="where the room is (default: rooms in your network)"
    )
    parser.add_argument("code", metavar="CODE", nargs="?", help="the five characters on the host's screen")
    parser.add_argument("--name", metavar="NAME", type=non_empty_type("--name"), help="your name in the room")
    parser.add_argument("--team", metavar="NAME", type=non_empty_type("--team"), help="your team")
    parser.add_argument("--plain", action="store_true", help="play in lines of text, as for a screen reader")
    parser.add_argument(
        "--no-history", dest="keep_history", action="store_false", help="don't save your answers"
    )


def run(options: JoinOptions) -> int:
    """Join a room and play until it closes."""
    require_extra("quiz join", "live", "aiohttp")
    from quiz.cli.live.playing import RoomVisit
    from quiz.live.joining import JoinWishes

    profile = load_profile(os.environ, utc_now, keeps_history=options.keep_history)
    visit = RoomVisit(JoinWishes(options.address, options.code, options.name, options.team), profile.recorder)
    is_on_screen = not options.plain and streams.has_screen(os.environ)
    try:
        return asyncio.run(_play_on_screen(visit, profile) if is_on_screen else _play_in_lines(visit))
    finally:
        profile.recorder.close()


async def _play_on_screen(visit: "RoomVisit", profile: PlayerProfile) -> int:
    from quiz.cli.live.screen_services import build_room_services, is_ascii_only
    from quiz.tui.live.app import RoomApp
    from quiz.tui.live.player_screen import PlayerScreen
    from quiz.tui.run import run_app_async

    ascii_only = is_ascii_only()
    screen = PlayerScreen(None, ascii_only=ascii_only)
    app = RoomApp(screen, visit.run, services=build_room_services(profile), ascii_only=ascii_only)
    async with visit:
        return await run_app_async(app)


async def _play_in_lines(visit: "RoomVisit") -> int:
    from quiz.cli.live.line_front import LinePlayer
    from quiz.cli.live.racing import run_until_first_ends

    front = LinePlayer()
    async with visit:
        if await visit.enter(front):
            await run_until_first_ends(visit.follow(front), front.read_answers())
            front.print_end()
    return 0
