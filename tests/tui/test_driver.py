"""The private names of Textual that our driver uses, and how it treats events."""

import inspect
import signal
import sys

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.app import App

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this driver is for other systems")


def test_textual_still_has_the_names_that_the_driver_overrides() -> None:
    from textual.drivers.linux_driver import LinuxDriver

    from quiz.tui.driver import QuizDriver

    own = {name for name, member in vars(QuizDriver).items() if inspect.isfunction(member)}
    assert {
        "_disable_mouse_support",
        "_get_terminal_size",
        "_sigcont_application",
        "_sigtstp_application",
        "run_input_thread",
        "start_application_mode",
        "close",
    } <= own & set(vars(LinuxDriver))


def test_textual_still_has_the_attributes_that_the_driver_reads() -> None:
    from textual.drivers.linux_driver import LinuxDriver

    source = inspect.getsource(LinuxDriver)
    for name in ("_file", "attrs_before", "exit_event", "fileno", "_in_band_window_resize", "_mouse_pixels"):
        assert f"self.{name}" in source
    app = App[None]()
    assert app._exception is None
    assert app._driver is None
    assert ANSI_SEQUENCES_KEYS["\x1b[A"]


def test_parser_waits_for_more_only_inside_a_sequence() -> None:
    parser = XTermParser()
    assert parser._awaiting.timeout is None
    list(parser.feed("\x1b["))
    assert parser._awaiting.timeout is not None


def test_every_signal_that_ends_a_process_is_handled() -> None:
    from quiz.tui.driver import list_ending_signals

    numbers = list_ending_signals()
    assert {signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGUSR1} <= set(numbers)
    assert not {signal.SIGCHLD, signal.SIGWINCH, signal.SIGTSTP, signal.SIGSEGV} & set(numbers)
