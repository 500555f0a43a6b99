"""An environment that makes every terminal look alike."""

import os

import pytest

_READ_AT_IMPORT = ("TEXTUAL_COLOR_SYSTEM", "TEXTUAL_THEME")
"""Variables that Textual reads when a plugin of pytest imports it, before any test can change them."""

if any(name in os.environ for name in _READ_AT_IMPORT):
    raise pytest.UsageError(f"unset {' and '.join(_READ_AT_IMPORT)} to test the screens")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
