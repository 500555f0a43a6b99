"""A pseudo-terminal with a program in it, whose screen can be read and whose keys can be pressed."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pexpect
import pyte

import quiz

ROOT = Path(quiz.__file__).parent.parent
PATIENCE = 20.0
# A parallel test runner passes a size to its workers, which is not the size of the terminal.
_INHERITED = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}


class Terminal:
    """The program on a screen of some size."""

    def __init__(
        self,
        words: list[str],
        columns: int,
        rows: int,
        environment: dict[str, str],
        cwd: str,
        module: str,
    ) -> None:
        self.written = b""
        """The output so far."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._program: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable,
            ["-m", module, *words],
            cwd=cwd,
            dimensions=(rows, columns),
            env={**_INHERITED, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", **environment},
        )
        self._program.delaybeforesend = None

    @property
    def text(self) -> str:
        """The text on the screen, with runs of white space as one space."""
        return " ".join(" ".join(self._screen.display).split())

    def press(self, keys: str) -> float:
        """Type keys and return the time before."""
        moment = monotonic()
        self._program.send(keys)
        return moment

    def wait(self, *shown: str) -> float:
        """Wait until all of these texts are on the screen, and return the time."""
        return self.wait_until(lambda text: all(part in text for part in shown))

    def wait_until(self, shown: Callable[[str], bool]) -> float:
        """Wait until the text on the screen satisfies `shown`, and return the time."""
        end = monotonic() + PATIENCE
        while not shown(self.text):
            assert monotonic() < end, f"not seen in {PATIENCE} s; the screen holds: {self.text}"
            self._read(0.2)
        return monotonic()

    def rest(self, seconds: float) -> None:
        """Wait for a time that a rule of the game needs."""
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0:
            self._read(left)

    def wait_for_exit(self) -> int | None:
        """Wait for the program to end, and return its exit code."""
        self._program.expect(pexpect.EOF, timeout=PATIENCE)
        self._take(self._program.before or b"")
        self._program.close()
        return self._program.exitstatus

    def close(self) -> None:
        """End the program, if it still runs."""
        self._program.close(force=True)

    def _take(self, written: bytes) -> None:
        self.written += written
        self._stream.feed(written)

    def _read(self, seconds: float) -> None:
        try:
            self._take(self._program.read_nonblocking(1 << 16, timeout=seconds))
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF as end:
            raise AssertionError(f"the program has ended; the screen holds: {self.text}") from end


@contextmanager
def playing(
    *words: str,
    columns: int = 80,
    rows: int = 24,
    cwd: str = str(ROOT),
    module: str = "quiz",
    **environment: str,
) -> Iterator[Terminal]:
    """Start the program in a terminal, and end it in any case."""
    terminal = Terminal(list(words), columns, rows, environment, cwd, module)
    try:
        yield terminal
    finally:
        terminal.close()
