"""`quiz host`: a room for many players, each at a terminal or a phone."""

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli import streams
from quiz.cli.exit_code import ExitCode
from quiz.cli.extras import require_extra
from quiz.cli.option_types import (
    choice_type,
    int_type,
    non_empty_type,
    parse_network,
    parse_port,
    parse_seconds,
    parse_teams,
)
from quiz.cli.output import print_stderr
from quiz.cli.parser import CommandParser, add_selection_options
from quiz.cli.services import utc_now
from quiz.config.paths import find_user_paths
from quiz.game.modes import CLASSIC
from quiz.game.room_events import CategoryTitle, Created, RoomSettings, Scoring
from quiz.history.profile import PlayerProfile, load_profile
from quiz.model.errors import UsageError
from quiz.model.pack import Kind
from quiz.text.safe import Text, one_line

if TYPE_CHECKING:
    from quiz.cli.live.hosting import HostPlan, RoomHost
    from quiz.game.round import Round
    from quiz.live.limits import LiveSettings


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
    redis: str | None
    edge: bool
    resume: bool
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
    _add_machines(parser)
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
        type=parse_network,
        default=[],
        help="a proxy whose X-Forwarded-For is believed; repeatable",
    )


def _add_machines(parser: CommandParser) -> None:
    parser.add_argument(
        "--redis", metavar="URL", type=non_empty_type("--redis"), help="keep the room on Redis: redis://…"
    )
    parser.add_argument(
        "--edge", action="store_true", help="serve the rooms of a Redis server, without a room of its own"
    )
    parser.add_argument("--resume", action="store_true", help="open the last room again, after a crash")


def run(options: HostOptions) -> int:
    """Open a room, host the game, and close the room."""
    require_extra("quiz host", "live", "aiohttp", "segno")
    if options.play is not None and options.plain:
        raise UsageError("--play can't be combined with --plain")
    if options.report is not None:
        _check_report(Path(options.report))
    if options.redis is not None:
        require_extra("quiz host --redis", "redis", "redis")
    if options.edge:
        return _serve_edge(options)
    if options.resume and options.redis is not None:
        raise UsageError(
            "--resume opens a room that is kept on this machine, so it can't be combined with --redis"
        )
    is_on_screen = not options.plain and streams.has_screen(os.environ)
    profile = load_profile(os.environ, utc_now, keeps_history=False)
    plan = _resume(options) if options.resume else _draw(options, _choose_address(options))
    from quiz.cli.live.hosting import RoomHost

    host = RoomHost(plan)
    return asyncio.run(_host_on_screen(host, plan, profile) if is_on_screen else _host_in_lines(host, plan))


def _check_report(path: Path) -> None:
    """Raise `UsageError` if the report can't be a file there."""
    if path.is_dir():
        raise UsageError(f"--report names a folder: {path}")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"--report names a file in a folder that doesn't exist: {path}")


async def _host_on_screen(host: "RoomHost", plan: "HostPlan", profile: PlayerProfile) -> int:
    from quiz.cli.live.screen_services import build_room_services, is_ascii_only
    from quiz.tui.live.app import RoomApp
    from quiz.tui.live.host_screen import HostScreen
    from quiz.tui.run import run_app_async

    ascii_only = is_ascii_only()
    screen = HostScreen(plan.code, _format_remark(plan), ascii_only=ascii_only)
    app = RoomApp(screen, host.run, services=build_room_services(profile), ascii_only=ascii_only)
    async with host:
        code = await run_app_async(app)
        host.stays_open = code == ExitCode.HANGUP
        return code


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
    if plan.place.report is None:
        return None
    return one_line(f"The answers of all players will be saved in {plan.place.report}.")


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


def _serve_edge(options: HostOptions) -> int:
    """Serve the rooms of a Redis server until a signal."""
    if options.redis is None:
        raise UsageError("--edge needs --redis URL")
    from quiz.cli.live.edge import serve_edge

    bind = _choose_address(options)
    limits = _build_limits(options)
    asyncio.run(serve_edge(options.redis, bind, options.port, limits))
    return 0


def _build_limits(options: HostOptions) -> "LiveSettings":
    from quiz.live.limits import LiveSettings

    return LiveSettings(
        max_players=options.players_max,
        proxies=tuple(options.proxies),
        takes_over=options.redis is not None,
    )


def _resume(options: HostOptions) -> "HostPlan":
    """Return the plan of the room that was opened last and not closed."""
    from quiz.cli.live.environment import make_clock
    from quiz.cli.live.hosting import HostPlan
    from quiz.cli.live.room_files import find_unfinished, read_created

    folder = _find_folder()
    if folder is None:
        raise UsageError("there is no room to resume")
    files, place = find_unfinished(folder)
    created = asyncio.run(read_created(files, make_clock()))
    limits = _build_limits(options)._replace(max_players=created.settings.max_players, proxies=place.proxies)
    return HostPlan(created, place, limits, files, is_resumed=True)


def _find_folder() -> Path | None:
    """Return the folder for the logs of open rooms."""
    paths = find_user_paths(os.environ)
    return None if paths is None else paths.data / "rooms"


def _draw(options: HostOptions, bind: str) -> "HostPlan":
    """Draw the questions, and return the plan of the room."""
    from quiz.cli.live.environment import make_clock, make_id, random_bits
    from quiz.cli.live.hosting import HostPlan
    from quiz.cli.live.room_files import RoomFiles, RoomPlace
    from quiz.live.tokens import make_code, make_token

    round_, seconds = _draw_round(options)
    titles = {question.category: round_.category_title(question) for question in round_.questions}
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
    created = Created(
        make_id(),
        make_clock()(),
        settings,
        tuple(round_.questions),
        make_token(random_bits),
        tuple(CategoryTitle(name, title) for name, title in titles.items()),
    )
    report = None if options.report is None else str(Path(options.report).absolute())
    folder = _find_folder()
    return HostPlan(
        created,
        RoomPlace(bind, options.port, report, options.play, proxies=tuple(options.proxies)),
        _build_limits(options),
        None if folder is None or options.redis is not None else RoomFiles(folder, settings.code),
        options.redis,
    )


def _draw_round(options: HostOptions) -> "tuple[Round, float | None]":
    """Draw the round, and return it with the time limit in seconds."""
    from quiz.cli.commands.play import PlayOptions, prepare_game
    from quiz.cli.services import show_reading_progress

    play = PlayOptions(
        packs=options.packs,
        categories=options.categories,
        kind=options.kind,
        questions=options.questions,
        time=options.time,
        seed=options.seed,
    )
    setup = prepare_game(play, guard_seconds=0)
    try:
        game = setup.game
        # Questions about grief are not for a contest.
        game.request = game.request._replace(mode=CLASSIC._replace(allows_sensitive=False))
        with show_reading_progress(options.packs):
            round_ = game.draw_round()
        print_stderr(*setup.profile.warnings, *game.dealer.warnings)
        return round_, game.build_rules(round_.request).limit_seconds
    finally:
        setup.close()
