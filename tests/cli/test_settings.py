"""`quiz settings`: listing and changing settings."""

from pathlib import Path

import pytest

from quiz.config.settings import load_settings
from tests.cli.harness import run_failing, run_ok


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set a new home for each test, and return the path of its settings."""
    monkeypatch.setenv("QUIZ_HOME", str(tmp_path))
    return tmp_path / "settings.toml"


def test_every_setting_is_listed_with_its_value(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    file.write_text('time = 7.5\n[keys]\nskip = "x"\n', encoding="utf-8")

    lines = [line.split(maxsplit=1) for line in run_ok(capsys, "settings")]

    assert [name for name, _ in lines] == [
        "time", "questions", "theme", "sound", "animation", "confirm-first", "pause-on-blur", "streak-bonus",
        "keys.skip",
    ]  # fmt: skip
    assert dict(lines)["time"] == "7.5  (default: 20)"
    assert dict(lines)["questions"] == "10"
    assert dict(lines)["keys.skip"] == '"x"'


@pytest.mark.parametrize(
    ("name", "text", "attribute", "value"),
    [
        ("time", "0", "time", 0.0),
        ("theme", "dark", "theme", "dark"),
        ("theme", '"dark"', "theme", "dark"),
        ("confirm-first", "true", "confirm_first", True),
    ],
)
def test_change_keeps_comments(
    capsys: pytest.CaptureFixture[str], file: Path, name: str, text: str, attribute: str, value: object
) -> None:
    file.write_text("# mine\nquestions = 5  # few\n", encoding="utf-8")

    run_ok(capsys, "settings", name, text)

    assert getattr(load_settings(file).settings, attribute) == value
    assert file.read_text(encoding="utf-8").startswith("# mine\nquestions = 5  # few\n")


def test_change_of_a_key(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    run_ok(capsys, "settings", "keys.skip", "x")

    assert load_settings(file).settings.keys == {"skip": "x"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("themes", "dark"), "unknown setting “themes”. Did you mean “theme”?"),
        (("time", "soon"), 'time must be a number of seconds from 0 (no clock) to 999,999 (got "soon")'),
        (("animation", "2020-01-01"), 'animation must be true or false (got "2020-01-01")'),
        (("theme",), "quiz settings needs a value, as in: quiz settings theme dark"),
    ],
)
def test_invalid_change_is_refused(
    capsys: pytest.CaptureFixture[str], file: Path, words: tuple[str, ...], message: str
) -> None:
    assert message in run_failing(["settings", *words], capsys)
    assert not file.exists()


def test_path_is_printed(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    assert run_ok(capsys, "settings", "path") == [str(file)]
