"""Savings of time at the start of a game."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

_TLS = "ssl"


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
