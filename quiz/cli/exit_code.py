"""Exit codes of the program."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The result of a command, for the shell."""

    OK = 0
    PROBLEMS_FOUND = 1
    FAILED = 2
    """The command could not do its work."""
    INTERNAL_ERROR = 70
    """A bug; the number is EX_SOFTWARE of BSD's sysexits.h."""
    HANGUP = 129
    """The terminal is gone."""
    INTERRUPTED = 130
