"""A program in a pseudo-terminal, whose screen is watched for timing."""

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
    """A program on an 80 by 24 screen, or another size; moments are those of `time.perf_counter`."""

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
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.started = time.perf_counter()
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            if cwd is not None:
                os.chdir(cwd)
            ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(command[0], list(command), {**ENVIRONMENT, **inherited, **environment})

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    @property
    def text(self) -> str:
        """The text on the screen, with runs of white space as one space."""
        return " ".join(" ".join(self._screen.display).split())

    def wait(self, is_shown: Callable[[str], bool], *, timeout_seconds: float = 20.0) -> float:
        """Return the moment at which the screen first satisfied a condition.

        Raises:
            TimeoutError: The screen did not satisfy it in time.
        """
        end = time.perf_counter() + timeout_seconds
        while time.perf_counter() < end:
            if not select.select([self._file], [], [], 0.5)[0]:
                continue
            output = os.read(self._file, 1 << 16)
            now = time.perf_counter()  # before this emulation, which is slow, has processed the output
            self._stream.feed(output)
            if is_shown(self.text):
                return now
        raise TimeoutError(f"not seen within {timeout_seconds} s; the screen shows: {self.text}")

    def read_for(self, seconds: float) -> None:
        """Read the output for some seconds; a game's clock writes all the time."""
        end = time.perf_counter() + seconds
        while (remaining := end - time.perf_counter()) > 0:
            if select.select([self._file], [], [], remaining)[0]:
                self._stream.feed(os.read(self._file, 1 << 16))

    def press(self, keys: str) -> float:
        """Type keys, and return the moment."""
        now = time.perf_counter()
        os.write(self._file, keys.encode())
        return now

    def wait_for_end(self, *, timeout_seconds: float) -> None:
        """Read the output until the program closes the terminal.

        Raises:
            TimeoutError: The program did not end in time.
        """
        end = time.perf_counter() + timeout_seconds
        while time.perf_counter() < end:
            if not select.select([self._file], [], [], 0.5)[0]:
                continue
            try:
                output = os.read(self._file, 1 << 16)
            except OSError:  # Linux reports the end as an error
                return
            if not output:
                return
            self._stream.feed(output)
        raise TimeoutError(f"the program did not end within {timeout_seconds} s")

    def kill(self) -> None:
        """Kill the program with SIGKILL."""
        os.close(self._file)
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)

    def peak_memory(self) -> float:
        """Return the program's peak resident memory in MiB, from /proc."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024
