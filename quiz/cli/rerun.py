"""Running a command again after each save."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import sleep

from quiz.authoring import watch
from quiz.cli import streams
from quiz.cli.exit_code import ExitCode


def rerun_on_save(
    paths: Sequence[Path],
    run: Callable[[], object],
    get_state: Callable[[], object] = lambda: None,
) -> ExitCode:
    """Run now, and whenever a file at the paths or the other state changes, until Ctrl+C."""
    with suppress(KeyboardInterrupt):
        for _ in watch.watch_changes(
            lambda: (watch.stat_files(paths), get_state()), partial(sleep, watch.POLL_SECONDS)
        ):
            streams.clear_screen(sys.stdout)
            run()
            streams.flush(sys.stdout)
    return ExitCode.OK
