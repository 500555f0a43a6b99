"""`quiz web`: the game in a browser."""

import asyncio
import os
import sys
from dataclasses import dataclass

from quiz.cli import streams
from quiz.cli.ending import wait_for_end
from quiz.cli.extras import require_extra
from quiz.cli.option_types import int_type, non_empty_type, parse_port
from quiz.cli.output import print_lines, print_stderr
from quiz.cli.parser import CommandParser, add_pack_option
from quiz.config.paths import find_user_paths
from quiz.model.errors import UsageError

_LOCAL = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class WebOptions:
    """The options of `quiz web`."""

    packs: list[str]
    bind: str
    port: int
    sessions: int


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz web`."""
    add_pack_option(parser)
    parser.add_argument(
        "--bind",
        metavar="ADDRESS",
        type=non_empty_type("--bind"),
        default=_LOCAL,
        help="address to listen on (default: 127.0.0.1, so only this machine)",
    )
    parser.add_argument(
        "--port", metavar="N", type=parse_port, default=0, help="port to listen on (default: a free one)"
    )
    parser.add_argument(
        "--sessions",
        metavar="N",
        type=int_type("--sessions", minimum=1),
        default=10,
        help="maximum number of games at a time (default: 10)",
    )


def run(options: WebOptions) -> None:
    """Serve the game until Ctrl+C."""
    require_extra("quiz web", "web", "textual_serve", "aiohttp")
    asyncio.run(_serve(options))


async def _serve(options: WebOptions) -> None:
    from quiz.cli.web.server import WebServer, WebSettings

    words = [word for pack in options.packs for word in ("--pack", pack)]
    settings = WebSettings(options.bind, options.port, options.sessions, words, find_user_paths(os.environ))
    server = WebServer(settings)
    try:
        address = await server.start()
    except OSError as error:
        raise UsageError(f"can't listen on {options.bind}: {error.strerror or error}") from error
    try:
        if options.bind != _LOCAL:
            print_stderr("Everyone who can reach this address can play here.")
        print_lines([f"Open {address} in a browser. Stop with Ctrl+C."])
        streams.flush(sys.stdout)
        await wait_for_end()
    finally:
        await server.stop()
