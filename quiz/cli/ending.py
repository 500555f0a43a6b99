"""The end of a server: a signal of the system, or Ctrl+C."""

import asyncio
import signal
from contextlib import suppress

_ENDING_SIGNALS = ("SIGTERM", "SIGHUP")


async def wait_for_end() -> None:
    """Wait until a signal asks the process to end; Ctrl+C cancels the wait."""
    end = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in _ENDING_SIGNALS:
        with suppress(AttributeError, NotImplementedError):  # Windows has none of them
            loop.add_signal_handler(getattr(signal, name), end.set)
    await end.wait()
