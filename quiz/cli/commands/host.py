"""`quiz host`: a room for many players, each at a terminal or a phone."""

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli import streams
from quiz.cli.extras import require_extra
from quiz.cli.option_types import (
    choice_type,
    int_type,
    non_empty_type,
    parse_port,
    parse_seconds,
    parse_teams,
)
from quiz.cli.output import print_stderr
from quiz.cli.parser import CommandParser, add_selection_options
from quiz.game.modes import CLASSIC
from quiz.game.room_events import CategoryTitle, RoomSettings, Scoring
from quiz.model.errors import UsageError
from quiz.model.pack import Kind
from quiz.text.safe import Text, one_line

if TYPE_CHECKING:
    from quiz.cli.live.hosting import HostPlan, RoomHost
    from quiz.history.profile import PlayerProfile


@dataclass(frozen=True, slots=True)
class HostOptions:
    """The options of `quiz host`."""

    packs: list[str]
    categories: list[str]
    kind: Kind | None
    questions: int | None
    time: float | None
    seed: int | None
    scoring: Scoring
    streak_bonus: bool
    teams: tuple[Text, ...]
    lock: bool
    play: str | None
    local: bool
    bind: str | None
    port: int
    report: str | None
    players_max: int
    proxies: list[str]
    plain: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz host`."""
    add_selection_options(parser)
    number = int_type("--questions", minimum=1)
    parser.add_argument("--questions", metavar="N", type=number, help="questions in the game (default: 10)")
    parser.add_argument(
        "--time",
        metavar="SECONDS",
        type=parse_seconds,
        help="seconds per question, 0 to wait for everyone (default: 20)",
    )
    parser.add_argument("--seed", metavar="N", type=int_type("--seed"), help="the questions of a seed")
    _add_rules(parser)
    _add_network(parser)
    parser.add_argument(
        "--report", metavar="FILE", type=non_empty_type("--report"), help="save the results: CSV, or .json"
    )
    parser.add_argument("--plain", action="store_true", help="host in lines of text")


def _add_rules(parser: CommandParser) -> None:
    parser.add_argument(
        "--scoring",
        metavar="RULE",
        type=choice_type("--scoring", Scoring, Scoring),
        default=Scoring.SPEED,
        help="speed, accuracy or none (default: speed)",
    )
    parser.add_argument("--streak-bonus", action="store_true", help="more points for right answers in a row")
    parser.add_argument(
        "--teams", metavar="NAMES", type=parse_teams, default=(), help="teams to choose from: Reds,Blues"
    )
    parser.add_argument("--lock", action="store_true", help="refuse players who come after the start")
    parser.add_argument(
        "--play", metavar="NAME", type=non_empty_type("--play"), help="play along under this name"
    )
    parser.add_argument(
        "--players-max",
        metavar="N",
        type=int_type("--players-max", minimum=1),
        default=2000,
        help="maximum number of players (default: 2000)",
    )


def _add_network(parser: CommandParser) -> None:
    parser.add_argument("--local", action="store_true", help="only for players on this machine")
    parser.add_argument(
        "--bind",
        metavar="ADDRESS",
        type=non_empty_type("--bind"),
        help="address to listen on (default: yours in the local network, after asking)",
    )
    parser.add_argument(
        "--port", metavar="N", type=parse_port, default=0, help="port to listen on (default: a free one)"
    )
    parser.add_argument(
        "--proxy",
        dest="proxies",
        metavar="ADDRESS",
        action="append",
        type=non_empty_type("--proxy"),
        default=[],
        help="a proxy whose X-Forwarded-For is believed; repeatable",
    )


def run(options: HostOptions) -> int:
    """Open a room, host the game, and close the room."""
    require_extra("quiz host", "live", "aiohttp", "segno")
    if options.play is not None and options.plain:
        raise UsageError("--play can't be combined with --plain")
    if options.report is not None and not Path(options.report).absolute().parent.is_dir():
        raise UsageError(f"--report names a file in a folder that doesn't exist: {options.report}")
    is_on_screen = not options.plain and streams.has_screen(os.environ)
    bind = _choose_address(options)
    plan, profile = _draw(options, bind)
    from quiz.cli.live.hosting import RoomHost

    try:
        host = RoomHost(plan)
        if is_on_screen:
            return asyncio.run(_host_on_screen(host, plan, profile))
        return asyncio.run(_host_in_lines(host, plan))
    finally:
        profile.recorder.close()


async def _host_on_screen(host: "RoomHost", plan: "HostPlan", profile: "PlayerProfile") -> int:
    from quiz.cli.live.screen_services import build_room_services, is_ascii_only
    from quiz.tui.live.app import RoomApp
    from quiz.tui.live.host_screen import HostScreen
    from quiz.tui.run import run_app_async

    ascii_only = is_ascii_only()
    screen = HostScreen(plan.settings.code, _format_remark(plan), ascii_only=ascii_only)
    app = RoomApp(screen, host.run, services=build_room_services(profile), ascii_only=ascii_only)
    async with host:
        return await run_app_async(app)


async def _host_in_lines(host: "RoomHost", plan: "HostPlan") -> int:
    from quiz.cli.live.line_front import LineHost
    from quiz.cli.live.racing import run_until_first_ends

    front = LineHost()
    if (remark := _format_remark(plan)) is not None:
        front.show_note(remark)
    async with host:
        await run_until_first_ends(host.run(front), front.read_commands())
    return 0


def _format_remark(plan: "HostPlan") -> Text | None:
    if plan.report is None:
        return None
    return one_line(f"The answers of all players will be saved in {plan.report}.")


def _choose_address(options: HostOptions) -> str:
    from quiz.cli.live.environment import LOCAL, find_network_address

    if options.local and options.bind is not None:
        raise UsageError("--local can't be combined with --bind")
    if options.local:
        return LOCAL
    if options.bind is not None:
        return options.bind
    address = find_network_address()
    if address is None:
        print_stderr("This machine is in no network, so the room is for this machine only.")
        return LOCAL
    if not streams.is_terminal(sys.stdin):
        raise UsageError(f"who can join? Use --local for this machine, or --bind {address} for your network")
    print_stderr(f"Open the room to everyone in your network, at {address}? y or n (this machine only):")
    return address if sys.stdin.readline().strip().casefold() in ("y", "yes") else LOCAL


def _draw(options: HostOptions, bind: str) -> "tuple[HostPlan, PlayerProfile]":
    """Draw the questions, and return the plan of the room with the host's profile."""
    from quiz.cli.commands.play import PlayOptions, prepare_game
    from quiz.cli.live.environment import random_bits
    from quiz.cli.live.hosting import HostPlan
    from quiz.cli.services import show_reading_progress
    from quiz.live.limits import LiveSettings
    from quiz.live.tokens import make_code

    play = PlayOptions(
        packs=options.packs,
        categories=options.categories,
        kind=options.kind,
        questions=options.questions,
        time=options.time,
        seed=options.seed,
    )
    setup = prepare_game(play, guard_seconds=0)
    game = setup.game
    game.request = game.request._replace(mode=CLASSIC._replace(allows_sensitive=False))
    with show_reading_progress(options.packs):
        round_ = game.draw_round()
    print_stderr(*setup.profile.warnings, *game.dealer.warnings)
    setup.loader.close()
    titles = {question.category: round_.category_title(question) for question in round_.questions}
    seconds = game.build_rules(round_.request).limit_seconds
    settings = RoomSettings(
        code=make_code(random_bits),
        title=round_.title,
        scoring=options.scoring,
        seconds=seconds,
        streak_bonus=options.streak_bonus,
        teams=options.teams,
        plays_along=options.play is not None,
        max_players=options.players_max,
        locked=options.lock,
        keeps_report=options.report is not None,
    )
    plan = HostPlan(
        settings,
        round_.questions,
        tuple(CategoryTitle(name, title) for name, title in titles.items()),
        bind,
        options.port,
        LiveSettings(max_players=options.players_max, proxies=tuple(options.proxies)),
        None if options.play is None else one_line(options.play),
        None if options.report is None else Path(options.report),
    )
    return plan, setup.profile
