"""Opening an address in a browser that has a window of its own."""

import asyncio
import shlex
import sys
from collections.abc import Mapping
from pathlib import PurePath

OPENING_SECONDS = 6.0
"""Time after which a browser that still runs counts as opened."""
_TEXT_BROWSERS = frozenset(
    ("browsh", "carbonyl", "chawan", "elinks", "links", "links2", "lynx", "retawq", "w3m", "www-browser")
)
# It waits for the browser, whose exit code `webbrowser` doesn't report.
_OPEN = """\
import os, sys, time, webbrowser
is_open = webbrowser.open(sys.argv[1])
end = time.monotonic() + 4
while is_open and hasattr(os, "WNOHANG") and time.monotonic() < end:
    try:
        _, status = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        break
    is_open = status == 0
    time.sleep(0.05)
sys.exit(0 if is_open else 1)
"""


async def open_address(address: str, environment: Mapping[str, str]) -> bool:
    """Open the address in another process without a terminal; return whether that worked.

    A browser for terminals would share ours with the game, so that it is not used.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",  # so that no file in this folder is imported
            "-c",
            _OPEN,
            address,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            env=build_environment(environment),
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return await asyncio.wait_for(process.wait(), OPENING_SECONDS) == 0
    except TimeoutError:
        return True


def build_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what makes Python choose a browser for terminals."""
    kept = {name: value for name, value in environment.items() if name not in ("TERM", "BROWSER")}
    browsers = [
        command for command in environment.get("BROWSER", "").split(":") if not _is_text_browser(command)
    ]
    if any(browsers):
        kept["BROWSER"] = ":".join(browsers)
    return kept


def _is_text_browser(command: str) -> bool:
    try:
        words = shlex.split(command)
    except ValueError:  # a quotation mark without its partner
        return True
    return not words or PurePath(words[0]).name in _TEXT_BROWSERS
