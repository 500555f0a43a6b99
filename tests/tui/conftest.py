"""Make every terminal look alike, whatever the environment of the tests says."""

import pytest
from textual import constants


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    # The variables were read when Textual was imported, and a plugin of pytest imports it first.
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "truecolor")
    monkeypatch.setattr(constants, "DEFAULT_THEME", "textual-dark")
