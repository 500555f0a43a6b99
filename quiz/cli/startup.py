"""Load asyncio as a game needs it: without encryption, for nothing is sent and nothing fetched."""

import sys
from importlib import import_module

_TLS = "ssl"


def load_asyncio() -> None:
    """Import asyncio before Textual does, as on a Python that was built without TLS.

    That saves 6 ms and 4 MiB, most of them OpenSSL's. Whoever imports `ssl` later gets it.
    """
    if _TLS in sys.modules or "asyncio" in sys.modules:
        return
    sys.modules[_TLS] = None  # type: ignore[assignment] # as the import system documents it: there is none
    try:
        import_module("asyncio")
    finally:
        del sys.modules[_TLS]
