"""Run a program in a pseudo-terminal and watch its screen, for timing."""

import os
import pty
import select
import struct
import termios
import time
from collections.abc import Callable, Sequence
from fcntl import ioctl
from pathlib import Path
from types import TracebackType

import pyte

ENVIRONMENT = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


class Terminal:
    """A program on an 80 by 24 screen, or another size; `seconds` since it was started is the clock."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        cwd: Path | None = None,
        **environment: str,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        home = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.started = time.perf_counter()
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            if cwd is not None:
                os.chdir(cwd)
            ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(command[0], list(command), {**ENVIRONMENT, **home, **environment})

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._file)
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)

    @property
    def text(self) -> str:
        """What stands on the screen, runs of white space as one space."""
        return " ".join(" ".join(self._screen.display).split())

    def wait(self, shown: Callable[[str], bool], *, patience: float = 20.0) -> float:
        """Give the moment at which the screen first satisfied `shown`, on `time.perf_counter`."""
        end = time.perf_counter() + patience
        while time.perf_counter() < end:
            if not select.select([self._file], [], [], 0.5)[0]:
                continue
            written = os.read(self._file, 1 << 16)
            now = time.perf_counter()  # before this slow screen of ours has understood it
            self._stream.feed(written)
            if shown(self.text):
                return now
        raise TimeoutError(f"not seen within {patience} s; the screen holds: {self.text}")

    def rest(self, seconds: float) -> None:
        """Read what comes for some seconds; a game's clock never falls silent."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._file], [], [], left)[0]:
                self._stream.feed(os.read(self._file, 1 << 16))

    def press(self, keys: str) -> float:
        """Type keys; give the moment."""
        now = time.perf_counter()
        os.write(self._file, keys.encode())
        return now

    def wait_for_end(self, *, patience: float) -> None:
        """Read what comes until the program closes the terminal."""
        end = time.perf_counter() + patience
        while time.perf_counter() < end:
            if not select.select([self._file], [], [], 0.5)[0]:
                continue
            try:
                written = os.read(self._file, 1 << 16)
            except OSError:  # as Linux tells of the end
                return
            if not written:
                return
            self._stream.feed(written)
        raise TimeoutError(f"the program did not end within {patience} s")

    def memory(self) -> int:
        """Give the peak resident memory in KiB, where /proc tells it."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))
