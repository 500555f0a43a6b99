"""Libraries that only some commands need, and that an extra of the package installs."""

from importlib import import_module

from quiz.model.errors import UsageError

_DISTRIBUTION = "cited-quiz"


def require_extra(command: str, extra: str, *modules: str) -> None:
    """Import modules; raise `UsageError` with the line that installs them if one is missing."""
    for name in modules:
        try:
            import_module(name)
        except ImportError as error:
            line = f"pip install '{_DISTRIBUTION}[{extra}]'"
            raise UsageError(
                f"{command} needs {name.partition('.')[0]}, which is not installed. Run: {line}"
            ) from error
