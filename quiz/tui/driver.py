"""The terminal driver: Textual's own, safe against signals, lost terminals and unknown input.

Only this module uses private names of Textual, because drivers have no public ones.
`tests/tui/test_driver.py` fails when Textual changes them.
"""

import os
import select
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Thread, Timer
from types import FrameType
from typing import Any, cast

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.app import App, ScreenStackError

from quiz.tui.input_filter import ESCAPE, ESCAPE_SECONDS, InputFilter, Paste, Token

if sys.platform == "win32":
    from textual.drivers.windows_driver import WindowsDriver as PlatformDriver
else:
    import termios

    from textual.drivers.linux_driver import LinuxDriver as PlatformDriver

_EXIT_SECONDS = 1.2
"""Time for an orderly end after a signal."""
_POLL_SECONDS = 0.1
_MAX_COLUMNS, _MAX_ROWS = 1000, 1000
_RESET = (
    "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1016l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""The end of every mode that Textual begins."""
_FAULTS = ("SIGILL", "SIGFPE", "SIGSEGV", "SIGBUS")
"""Signals whose handler would run forever."""
_NOT_ENDING = ("SIGKILL", "SIGSTOP", "SIGCHLD", "SIGCLD", "SIGCONT", "SIGTSTP", "SIGTTIN", "SIGTTOU")
_IGNORED = ("SIGURG", "SIGWINCH", "SIGINFO", "SIGPIPE", "SIGXFSZ")


def find_crash(app: App[None]) -> Exception | None:
    """Return the exception that ended the app, if one did; Textual only prints it."""
    return app._exception


def restore_terminal(app: App[None]) -> int | None:
    """Restore the terminal if the app failed to do so; return the exit code if a signal ended the app."""
    if not isinstance(app._driver, QuizDriver):
        return None
    app._driver.restore()
    return app._driver.exit_code


class QuizDriver(PlatformDriver):
    """The driver for terminals of Linux, macOS and other Unix systems."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: Any = None) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._output = _Output(sys.__stderr__, self._hang_up)
        self._file = cast(Any, self._output)
        self._size = size or self._get_terminal_size()  # else Textual believes COLUMNS and LINES
        self._is_restored = True
        self._has_to_stop = False
        self.exit_code: int | None = None
        for number in list_ending_signals():
            if signal.getsignal(number) not in (signal.SIG_IGN, None):
                signal.signal(number, self._end_by_signal)

    def start_application_mode(self) -> None:
        """Set up the terminal as soon as the process is in the foreground."""
        while not self._is_in_foreground():
            _stop(with_others=True)
        self._is_restored = False
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual's

    def close(self) -> None:
        """Wait until what restores the terminal is written."""
        super().close()
        self._is_restored = True

    def restore(self) -> None:
        """Restore the terminal at once, whatever state Textual is in."""
        if self._is_restored:
            return
        self._is_restored = True
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        # In a thread, because a terminal that doesn't read would block it.
        writer = Thread(target=_Output(sys.__stderr__, lambda: None).write, args=(_RESET,), daemon=True)
        writer.start()
        writer.join(_POLL_SECONDS)

    def run_input_thread(self) -> None:
        """Read and dispatch input until the game ends or the terminal is gone."""
        escape_seconds = constants.ESCAPE_DELAY if "ESCDELAY" in os.environ else ESCAPE_SECONDS
        input_filter = InputFilter(ANSI_SEQUENCES_KEYS.__contains__, escape_seconds)
        self._parser = XTermParser()
        while not self.exit_event.is_set():
            is_ready, _, _ = select.select([self.fileno], [], [], _POLL_SECONDS)
            if not is_ready:
                self._dispatch(input_filter.tick(self._loop.time()))
                continue
            try:
                data = os.read(self.fileno, 4096)
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            if not data:
                self._hang_up()
                return
            self._dispatch(input_filter.feed(data, self._loop.time()))

    def _dispatch(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            try:
                for event in self._parse(token):
                    self.process_message(event)
            except Exception:  # what Textual's parser can't handle is ignored
                self._parser = XTermParser()

    def _parse(self, token: Token) -> Iterable[Any]:
        """Return the events of a token; Textual's parser only ever sees whole sequences."""
        if isinstance(token, Paste):
            return [events.Paste(token.text)]
        if token == ESCAPE:
            return [events.Key("escape", ESCAPE)]
        if len(token) == 2 and token.startswith(ESCAPE):
            return [events.Key(f"alt+{token[1]}", None)]
        if token.startswith("\x1b[48;") and token.endswith("t") and not self._in_band_window_resize:
            return []
        found = list(self._parser.feed(token))
        if self._parser._awaiting.timeout is not None:  # it expects more, as of a sequence it doesn't know
            self._parser = XTermParser()
        return found

    def _disable_mouse_support(self) -> None:
        if self._mouse_pixels:  # which Textual leaves on
            self.write("\x1b[?1016l")
        super()._disable_mouse_support()

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return the size in cells as the terminal reports it, within bounds."""
        for fileno in (self.fileno, self._output.fileno()):
            with suppress(OSError):
                columns, rows = os.get_terminal_size(fileno)
                if columns > 0 and rows > 0:
                    return min(columns, _MAX_COLUMNS), min(rows, _MAX_ROWS)
        return 80, 24

    def _sigtstp_application(self, *_: object) -> None:
        """Suspend the game, outside of the code that the signal interrupted."""
        self._has_to_stop = True
        self._call_soon(self._suspend)

    def _sigcont_application(self, *_: object) -> None:
        """Set up the terminal again after a stop that couldn't be prepared for."""
        self._has_to_stop = False
        if not self._is_restored:
            self._call_soon(self._take_back)

    def _suspend(self) -> None:
        if not self._has_to_stop:  # it was continued in the meantime
            return
        self._app.app_suspend_signal.publish(self._app)
        self._hand_over(self._stop_process)

    def _take_back(self) -> None:
        self._hand_over(lambda: None)

    def _hand_over(self, stop: Callable[[], None]) -> None:
        """Restore the terminal, stop, and begin again with a full repaint."""
        if self._is_restored or self._app._exit:
            stop()
            return
        self.suspend_application_mode()
        stop()
        self.resume_application_mode()
        self._app.post_message(self.SignalResume())
        with suppress(ScreenStackError):  # the first screen isn't there yet
            self._app.screen.refresh(layout=True)

    def _stop_process(self) -> None:
        """Stop until the game is continued and in the foreground."""
        if self._has_to_stop:
            self._has_to_stop = False
            _stop(with_others=self._is_in_foreground(default=False))
        while not self._is_in_foreground():
            _stop(with_others=True)

    def _is_in_foreground(self, *, default: bool = True) -> bool:
        """Return whether the terminal is ours; the default if it doesn't control our jobs."""
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:
            return default

    def _end_by_signal(self, number: int, _: FrameType | None) -> None:
        self._end(128 + number)

    def _hang_up(self) -> None:
        """End the game because its terminal is gone."""
        self._end(128 + signal.SIGHUP)

    def _end(self, code: int) -> None:
        """End the game with an exit code; if it can't end by itself, end the process."""
        if self.exit_code is not None:
            return
        self.exit_code = code
        timer = Timer(_EXIT_SECONDS, self._end_process)
        timer.daemon = True
        timer.start()
        self._call_soon(lambda: self._app.exit(return_code=code))

    def _end_process(self) -> None:
        self.restore()
        os._exit(self.exit_code or 1)

    def _call_soon(self, callback: Callable[[], object]) -> None:
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(callback)


class _Output:
    """A stream for Textual's writer thread that survives the loss of the terminal."""

    def __init__(self, stream: Any, on_loss: Callable[[], None]) -> None:
        self._stream = stream
        self._on_loss = on_loss
        self._is_lost = False

    def fileno(self) -> int:
        """Return the file descriptor."""
        return cast(int, self._stream.fileno())

    def write(self, text: str) -> None:
        """Write the text, or nothing if the terminal is gone."""
        data = text.encode(self._stream.encoding, self._stream.errors)
        while data and not self._is_lost:
            try:
                data = data[os.write(self.fileno(), data) :]
            except BlockingIOError:  # another program made the terminal non-blocking
                select.select([], [self.fileno()], [], _POLL_SECONDS)
            except OSError:
                self._is_lost = True
                self._on_loss()

    def flush(self) -> None:
        """Do nothing, because nothing is buffered."""


def list_ending_signals() -> list[int]:
    """List the signals that end a process and can be handled."""
    others = {getattr(signal, name, None) for name in (*_FAULTS, *_NOT_ENDING, *_IGNORED)}
    return [number for number in signal.valid_signals() if number not in others]


def _stop(*, with_others: bool) -> None:
    """Stop this process and, if `with_others`, those of the same job, such as a shell script."""
    if with_others:
        handler = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        os.kill(0, signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, handler)
    os.kill(os.getpid(), signal.SIGSTOP)
