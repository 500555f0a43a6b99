"""Reading lines without blocking the event loop."""

import asyncio
from threading import Thread
from typing import TextIO

from quiz.text.answers import limit_typed
from quiz.text.safe import Text, one_line


class LineReader:
    """Reads a stream in a thread, which may wait for a person forever."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._loop = asyncio.get_running_loop()
        self._lines: asyncio.Queue[Text | None] = asyncio.Queue()
        self._has_ended = False
        Thread(target=self._read, name="line-reader", daemon=True).start()

    async def read(self) -> Text | None:
        """Return the next line, stripped and safe; `None` at the end of the input."""
        if self._has_ended:
            return None
        line = await self._lines.get()
        self._has_ended = line is None
        return line

    def _read(self) -> None:
        for line in iter(self._stream.readline, ""):
            self._send(one_line(limit_typed(line)))
        self._send(None)

    def _send(self, line: Text | None) -> None:
        try:
            self._loop.call_soon_threadsafe(self._lines.put_nowait, line)
        except RuntimeError:  # the loop has ended
            return
