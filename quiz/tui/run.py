"""Running the app."""

from quiz.tui.app import QuizApp
from quiz.tui.driver import find_crash, restore_terminal


def run_app(app: QuizApp) -> int:
    """Run the app and return its exit code; raise the exception that ended it, if one did."""
    app.error_console.quiet = True  # Textual would print hundreds of lines about a crash
    exit_code = None
    try:
        app.run()
    finally:
        exit_code = restore_terminal(app)
    failure = app.failure or find_crash(app)
    if exit_code is not None:
        return exit_code
    if failure is not None:
        raise failure
    return app.return_code or 0
