"""Preparation of the process for a game: environment variables, garbage collection, imports."""

import gc
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from quiz.model.errors import UsageError
from quiz.text.english import join_words

_TLS = "ssl"
_COLOUR_SYSTEMS = ("auto", "standard", "256", "truecolor", "windows")


def check_textual_variables(environment: MutableMapping[str, str]) -> None:
    """Raise `UsageError` for variables that Textual can't use; remove empty ones, which mean nothing."""
    for name in ("NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DRIVER", "TEXTUAL_LOG"):
        if not environment.get(name):
            environment.pop(name, None)
    colours = environment.get("TEXTUAL_COLOR_SYSTEM", _COLOUR_SYSTEMS[0])
    if colours not in _COLOUR_SYSTEMS:
        allowed = join_words(_COLOUR_SYSTEMS, "or")
        raise UsageError(f"TEXTUAL_COLOR_SYSTEM must be {allowed}, not “{colours}”")
    try:
        if log := environment.get("TEXTUAL_LOG"):
            Path(log).open("a").close()
    except OSError as error:
        raise UsageError(f"can't write {log}, which TEXTUAL_LOG names: {error.strerror}") from error


@contextmanager
def paused_garbage_collection() -> Iterator[None]:
    """Turn the garbage collector off until the game has started, at most inside the block.

    A start allocates much and frees little, so that collecting takes a tenth of its time. `QuizApp` turns the
    collector on again after its first paint.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def load_asyncio() -> None:
    """Import asyncio without TLS, which no game uses, as on a Python that was built without it.

    That saves 7 ms and 4 MiB, most of them OpenSSL's. A later import of `ssl` works as usual.
    """
    if _TLS in sys.modules or "asyncio" in sys.modules:
        return
    sys.modules[_TLS] = None  # type: ignore[assignment] # the documented way to make an import fail
    try:
        import_module("asyncio")
    finally:
        del sys.modules[_TLS]
