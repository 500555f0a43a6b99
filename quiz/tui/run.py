"""Running an app."""

from quiz.tui.driver import find_crash, restore_terminal
from quiz.tui.terminal_app import TerminalApp


def run_app(app: TerminalApp) -> int:
    """Run the app and return its exit code; raise the exception that ended it, if one did."""
    app.error_console.quiet = True  # Textual would print hundreds of lines about a crash
    exit_code = None
    try:
        app.run()
    finally:
        exit_code = restore_terminal(app)
    return _find_code(app, exit_code)


async def run_app_async(app: TerminalApp) -> int:
    """Run the app in the running event loop, as `run_app` does."""
    app.error_console.quiet = True
    exit_code = None
    try:
        await app.run_async()
    finally:
        exit_code = restore_terminal(app)
    return _find_code(app, exit_code)


def _find_code(app: TerminalApp, exit_code: int | None) -> int:
    failure = app.failure or find_crash(app)
    if exit_code is not None:
        return exit_code
    if failure is not None:
        raise failure
    return app.return_code or 0
