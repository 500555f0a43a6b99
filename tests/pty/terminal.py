"""A pseudo-terminal with a program in it, whose screen can be read and whose keys can be pressed."""

import os
import re
import signal
import sys
import termios
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pexpect
import pyte
from rich.console import Console
from rich.style import Style
from textual.renderables.digits import Digits

import quiz
from tests.shipped.builtin import fill_pack_cache

_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_TYPED = re.compile(r"Type (?:the answer|an? \w+ from ([\d,]+))")
_ALTERNATE_SCREEN = re.compile(rb"(?<=\x1b\[\?1049h)")
ROOT = Path(quiz.__file__).parent.parent
PATIENCE = 60.0
"""Seconds after which a test fails because something isn't seen; enough for a busy machine."""
GUARD = 0.2
"""A little more than the time for which a new question or verdict ignores keys, in seconds."""
ATTEMPT_SECONDS = 1.5
STILL_SECONDS = 0.3
# A parallel test runner passes a size to its workers, which is not the size of the terminal.
_INHERITED = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}


def draw_score(score: int) -> tuple[str, ...]:
    """Return the rows of a score in large digits, with runs of white space as one space."""
    console = Console(width=80)
    rows = console.render_lines(Digits(f"{score:,}", Style(bold=True)), pad=False)
    return tuple(" ".join("".join(segment.text for segment in row).split()) for row in rows[:3])


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
        ignored_signals: Sequence[int],
    ) -> None:
        self.written = b""
        """The output so far."""
        self._was_raw = self._is_gone = False
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

        def ignore_signals() -> None:
            for number in ignored_signals:
                signal.signal(number, signal.SIG_IGN)

        self._program: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable,
            ["-m", module, *words],
            cwd=cwd,
            dimensions=(rows, columns),
            env={**_INHERITED, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", **environment},
            preexec_fn=ignore_signals,
        )
        self._program.delaybeforesend = None
        assert self._program.pid is not None
        self._pid = self._program.pid

    @property
    def text(self) -> str:
        """The text on the screen, with runs of white space as one space."""
        return " ".join(" ".join(self._screen.display).split())

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines on the screen, at their full width."""
        return tuple(self._screen.display)

    @property
    def cells(self) -> list[list[object]]:
        """The cells of the screen, with their colours."""
        rows, columns = range(self._screen.lines), range(self._screen.columns)
        return [[self._screen.buffer[row][column] for column in columns] for row in rows]

    @property
    def cells_below_clock(self) -> list[list[object]]:
        """The cells of the screen without the status and the clock at the top."""
        return self.cells[3:]

    @property
    def leftovers(self) -> set[str]:
        """The modes that are still set: private modes by number, and `raw` or a hidden cursor."""
        modes: dict[str, bool] = {}
        for numbers, letter in _MODE.findall(self.written):
            modes |= dict.fromkeys(numbers.decode().split(";"), letter == b"h")
        # Line wrap and the cursor are set on an ordinary terminal.
        unusual = {mode for mode, is_set in modes.items() if is_set is not (mode in ("7", "25"))}
        return unusual | {"raw"} if self._is_raw() else unusual

    def _is_raw(self) -> bool:
        if not self._program.closed:
            flags = termios.tcgetattr(self._program.child_fd)[3]
            self._was_raw = not (flags & termios.ECHO and flags & termios.ICANON and flags & termios.ISIG)
        return self._was_raw

    def send(self, data: bytes) -> None:
        """Send the program bytes that may be no keys."""
        os.write(self._program.child_fd, data)

    def send_signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self._pid, number)

    def wait_until_stopped(self) -> None:
        """Wait until the program is stopped by a signal."""
        _, status = os.waitpid(self._pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        self.rest(0.05)  # for the rest of its output

    def resume(self) -> None:
        """Continue the program, on a terminal whose screen was cleared."""
        self._screen.reset()
        self.send_signal(signal.SIGCONT)

    def hang_up(self) -> None:
        """Close the terminal of the program."""
        process = self._program.ptyproc  # type: ignore[attr-defined] # missing in the stubs
        process.fileobj.close()
        process.closed = self._program.closed = True

    def press(self, keys: str) -> float:
        """Type keys and return the time before."""
        moment = monotonic()
        self._program.send(keys)
        return moment

    def press_until(self, keys: str, shown: Callable[[str], bool]) -> float:
        """Press keys until the text on the screen satisfies `shown`; return the time before the first.

        For keys that a question or verdict ignores for its guard time, and that do nothing on the screen that
        follows. The game counts the guard time on its own clock, which on a busy machine starts later than
        the text arrives here, so a key may have to be pressed again. `tests/tui/test_question.py` tests with
        a clock of its own that one key is enough.
        """
        end = monotonic() + PATIENCE
        self.rest(GUARD)
        first = self.press(keys)
        while not self._sees(shown, ATTEMPT_SECONDS):
            assert monotonic() < end, f"no effect of {keys!r} in {PATIENCE} s; the screen holds: {self.text}"
            self.press(keys)
        return first

    def answer_with(self, key: str) -> float:
        """Answer the question, wait for all of the answer, and return the time before the key was pressed.

        A question without options gets an answer that is wrong or far away.
        """
        typed = _TYPED.search(self.text)
        if typed is not None:
            key = f"{(typed[1] or 'qqqqqq').replace(',', '')}\r"
        return self.press_until(key, lambda text: "Source:" in text and "enter next" in text)

    def continue_round(self) -> float:
        """Leave the answer, and return the time before the key was pressed."""
        return self.press_until("\r", lambda text: "enter next" not in text)

    def wait(self, *shown: str) -> float:
        """Wait until all of these texts are on the screen, and return the time."""
        return self.wait_until(lambda text: all(part in text for part in shown))

    def wait_until(self, shown: Callable[[str], bool]) -> float:
        """Wait until the text on the screen satisfies `shown`, and return the time."""
        assert self._sees(shown, PATIENCE), f"not seen in {PATIENCE} s; the screen holds: {self.text}"
        return monotonic()

    def _sees(self, shown: Callable[[str], bool], seconds: float) -> bool:
        """Return whether the text on the screen satisfies `shown` in a time."""
        end = monotonic() + seconds
        while not shown(self.text):
            if monotonic() > end:
                return False
            self._read(0.2)
        return True

    def wait_until_still(self) -> None:
        """Wait until nothing changes on the screen, except for the status and the clock at the top."""
        before = None
        while before != (before := self.cells_below_clock):
            self.rest(STILL_SECONDS)

    def rest(self, seconds: float) -> None:
        """Wait for a time that a rule of the game needs."""
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0:
            self._read(left)

    def wait_for_exit(self) -> int | None:
        """Wait for the program to end, and return its exit code."""
        self._program.expect(pexpect.EOF, timeout=PATIENCE)
        self._take(self._program.before or b"")
        self._is_raw()
        self._program.close()
        return self._program.exitstatus

    def wait_for_process(self) -> int:
        """Wait for the end of a program whose terminal is gone, and return its exit code."""
        _, status = os.waitpid(self._pid, 0)
        self._is_gone = True
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """End the program, if it still runs."""
        if not self._is_gone:
            self._program.close(force=True)

    def _take(self, written: bytes) -> None:
        self.written += written
        for part in _ALTERNATE_SCREEN.split(written):  # which is empty when a program turns to it
            self._stream.feed(part)
            if part.endswith(b"\x1b[?1049h"):
                self._screen.erase_in_display(2)

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
    ignored_signals: Sequence[int] = (),
    variables: Sequence[tuple[str, str]] = (),
    **environment: str,
) -> Iterator[Terminal]:
    """Start the program in a terminal, with all packs in the cache of its home, and end it in any case."""
    if (home := environment.get("QUIZ_HOME")) is not None:
        fill_pack_cache(Path(home))
    terminal = Terminal(
        list(words), columns, rows, {**environment, **dict(variables)}, cwd, module, ignored_signals
    )
    try:
        yield terminal
    finally:
        terminal.close()
