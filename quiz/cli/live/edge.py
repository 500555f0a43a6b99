"""A server for the rooms of a Redis server."""

from quiz.cli.ending import wait_for_end
from quiz.cli.live.environment import (
    LOCAL,
    find_network_address,
    format_address,
    is_for_all,
    make_clock,
    random_bits,
)
from quiz.cli.output import print_stderr
from quiz.live.limits import LiveSettings
from quiz.live.log import LogError
from quiz.live.redis_log import RedisLog
from quiz.live.server import LiveServer
from quiz.live.tokens import make_token
from quiz.model.errors import UsageError


async def serve_edge(url: str, bind: str, port: int, limits: LiveSettings) -> None:
    """Serve rooms until a signal asks the process to end."""
    log = RedisLog(url)
    server = LiveServer(log, make_clock(), lambda: make_token(random_bits), limits)
    try:
        try:
            await log.check_server()
        except LogError as error:
            raise UsageError(f"can't serve rooms: {error}") from error
        try:
            _, port = await server.start(bind, port)
        except OSError as error:
            raise UsageError(f"can't listen on {bind}: {error.strerror or error}") from error
        host = (find_network_address() or LOCAL) if is_for_all(bind) else bind
        print_stderr(f"Serving rooms at {format_address(host, port)}/CODE. Stop with Ctrl+C.")
        await wait_for_end()
    finally:
        await server.close()
        await log.close()
