"""Reading the settings line by line, and saving one without changing the rest of the file."""

import os
import re
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.config import settings
from quiz.config.paths import UserPaths
from quiz.config.settings import InvalidSettingError, Settings, load_settings, save_setting
from quiz.history.errors import StoreError
from quiz.history.seen_cache import EMPTY_SUMMARY, load_seen_summary
from quiz.history.store import HistoryStore
from quiz.model.errors import QuizError
from quiz.tui import theme
from tests.history.factories import FakeClock

VALUES = {
    "time": st.floats(0, 999_999, allow_subnormal=False).map(lambda number: round(number, 1)),
    "questions": st.integers(1, 999_999),
    "theme": st.sampled_from(settings.THEMES),
    "sound": st.sampled_from(settings.SOUNDS),
    "animation": st.booleans(),
    "confirm-first": st.booleans(),
    "pause-on-blur": st.booleans(),
    "streak-bonus": st.booleans(),
    "keys.skip": st.text(min_size=1).filter(lambda text: bool(text.strip()) and text.isprintable()),
}
ENTRIES = st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), VALUES[name]))


def write_settings(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_bytes(text.encode())
    return path


def test_missing_file_means_defaults_and_is_not_created(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == (Settings(), ())
    assert list(tmp_path.iterdir()) == []


def test_every_setting_is_read(tmp_path: Path) -> None:
    path = write_settings(
        tmp_path,
        "# mine\ntime = 7.5 # quick\nquestions = 5\ntheme = 'light'\nsound = \"bell\"\nanimation = false\n"
        'confirm-first = true\npause-on-blur = false\nstreak-bonus = false\n\n[keys]\nskip = "x"\n',
    )

    assert load_settings(path) == (
        Settings(7.5, 5, "light", "bell", False, True, False, False, {"skip": "x"}),
        (),
    )


@pytest.mark.parametrize("line", ["keys.skip = 'x'", "keys = {skip = 'x'}", "[ keys ] # mine\r\nskip='x'"])
def test_keys_can_be_written_in_every_toml_form(line: str, tmp_path: Path) -> None:
    assert load_settings(write_settings(tmp_path, line)) == (Settings(keys={"skip": "x"}), ())


def test_invalid_line_is_reported_and_ignored(tmp_path: Path) -> None:
    path = write_settings(
        tmp_path,
        "time = -1\nquestions = true\ntheme = \"drak\"\n\nsuond = 'bell'\nanimation = yes\n"
        'sound = "bell"\n[colours]\nred = 1\n[keys]\nskip = 3\nhelp = "h"\n',
    )
    settings, warnings = load_settings(path)

    assert settings == Settings(sound="bell", keys={"help": "h"})
    assert [warning.removeprefix(f"{path}:") for warning in warnings] == [
        "1: time must be a number of seconds from 0 (no clock) to 999,999 (got -1) (ignored)",
        "2: questions must be a whole number from 1 to 999,999 (got true) (ignored)",
        '3: theme must be one of "auto", "dark", "light", "contrast", "colour-blind", '
        '"terminal", "terminal-light" (got "drak") (ignored)',
        "5: unknown setting “suond” (ignored). Did you mean “sound”?",
        '6: invalid line “animation = yes” (ignored). A valid line is: theme = "dark"',
        "8: unknown section [colours] (ignored)",
        "11: keys.skip must be a key in quotation marks (got 3) (ignored)",
    ]


@given(
    st.binary(max_size=200)
    | st.text(st.sampled_from("time=1\n[]keys\"'#.{}, skip\r\x00"), max_size=60).map(str.encode)
)
def test_any_content_is_read_without_an_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(data)

    assert isinstance(load_settings(path).settings.time, float)


def test_folder_instead_of_the_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()

    (warning,) = load_settings(tmp_path / "settings.toml").warnings
    assert warning.startswith(f"{tmp_path / 'settings.toml'}: the settings can't be read: ")


def test_saving_keeps_comments_order_and_unknown_entries(tmp_path: Path) -> None:
    path = write_settings(
        tmp_path,
        "# mine\n\ntime = 20   # slow\nthyme = 1\n\n[keys]  # all of them\n# the left hand\nskip = 'x'\n",
    )
    save_setting(path, "time", 5.0)
    save_setting(path, "theme", "light")
    save_setting(path, "keys.help", "h")
    save_setting(path, "keys.skip", "y")

    assert path.read_text(encoding="utf-8") == (
        '# mine\n\ntime = 5   # slow\nthyme = 1\ntheme = "light"\n\n[keys]  # all of them\n'
        '# the left hand\nskip = "y"\nhelp = "h"\n'
    )


@pytest.mark.parametrize(
    "text", ["keys.skip = 'x'\n", "keys = {skip = 'x'}\n", "time = 3\n[ keys ]\nskip='x'"]
)
def test_key_is_saved_in_every_toml_form(text: str, tmp_path: Path) -> None:
    path = write_settings(tmp_path, text)
    save_setting(path, "keys.skip", "y")

    assert load_settings(path).settings.keys == {"skip": "y"}
    assert load_settings(path).warnings == ()


def test_new_file_begins_with_a_comment(tmp_path: Path) -> None:
    save_setting(tmp_path / "new" / "settings.toml", "time", 5)

    assert (tmp_path / "new" / "settings.toml").read_bytes() == (
        b"# Settings of quiz. Text after a # is a comment.\ntime = 5\n"
    )


def test_saving_keeps_windows_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    path = write_settings(tmp_path, "\ufeff# Größe\r\ntime = 20\r\n")
    save_setting(path, "questions", 5)

    assert path.read_bytes().decode() == "\ufeff# Größe\r\ntime = 20\r\nquestions = 5\r\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"time = 20\nwrong = = 1\n", ":2: this line is not valid TOML; fix it first"),
        (b"time = 20 # \xff\n", " is not UTF-8 text"),
        (b"keys = 3\n", ": “keys” must be a table, as in [keys]"),
    ],
)
def test_saving_leaves_a_broken_file_unchanged(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(data)

    with pytest.raises(QuizError) as error:
        save_setting(path, "keys.skip", "y")
    assert str(error.value) == f"{path}{reason}"
    assert path.read_bytes() == data


@pytest.mark.slow
@given(st.lists(ENTRIES, max_size=8))
def test_saved_settings_are_read_again_and_are_toml(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, object]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "written" / "settings.toml"
    path.unlink(missing_ok=True)
    for name, value in entries:
        save_setting(path, name, value)
    last = dict(entries)
    key = last.pop("keys.skip", None)
    loaded = load_settings(path)

    assert loaded.warnings == ()
    for name, value in last.items():
        assert getattr(loaded.settings, name.replace("-", "_")) == value
    assert loaded.settings.keys == ({} if key is None else {"skip": key})
    if entries:
        tomllib.loads(path.read_text(encoding="utf-8"))


def test_invalid_value_is_not_saved(tmp_path: Path) -> None:
    for name, value in (("time", "slow"), ("theme", "drak"), ("keys.skip", ""), ("thyme", 1), ("a.b", 1)):
        with pytest.raises(InvalidSettingError):
            save_setting(tmp_path / "settings.toml", name, value)

    assert list(tmp_path.iterdir()) == []


def test_symlink_to_the_settings_stays_a_symlink(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    real = write_settings(tmp_path / "mine", "time = 20\n")
    link = tmp_path / "settings.toml"
    link.symlink_to(real)
    save_setting(link, "time", 5)

    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "time = 5\n"


def test_themes_are_those_of_the_screens() -> None:
    assert ("auto", *theme.NAMES) == settings.THEMES


def test_the_manual_shows_every_setting_with_its_default(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "playing.md").read_text(encoding="utf-8")
    shown = re.search(r"```toml\n(.*?)```", manual, re.DOTALL)
    assert shown is not None
    path = write_settings(tmp_path, shown[1])

    assert load_settings(path) == (Settings(keys={"skip": "x"}), ())
    assert len(tomllib.loads(shown[1])) == len(Settings._fields)


def test_too_large_file_is_neither_read_nor_changed(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("questions = 5\n" + "# mine\n" * 200_000, encoding="utf-8")
    with path.open("ab") as file:
        file.truncate(100 << 20)

    assert load_settings(path) == (
        Settings(),
        (f"{path}: the settings can't be read: the file is larger than 1 MiB",),
    )
    with pytest.raises(OSError, match="larger than 1 MiB"):
        save_setting(path, "questions", 6)
    assert path.stat().st_size == 100 << 20


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_fifos_and_devices_are_not_opened(tmp_path: Path) -> None:
    for name in ("settings.toml", "history.sqlite3", "seen.json"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "zero.toml").symlink_to("/dev/zero")

    for name in ("settings.toml", "zero.toml"):
        (warning,) = load_settings(tmp_path / name).warnings
        assert warning == f"{tmp_path / name}: the settings can't be read: not a regular file"
    store = HistoryStore(tmp_path / "history.sqlite3", FakeClock())
    with pytest.raises(StoreError, match="not a regular file"):
        store.open()
    assert load_seen_summary(UserPaths(tmp_path, tmp_path, tmp_path), store) == EMPTY_SUMMARY


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "latin-1"]
)
def test_another_encoding_is_reported_once(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    text = '# façade\ntime = 5\nquestions = 3\n[keys]\nskip = "é"\n'
    path.write_bytes(text.encode(encoding))
    loaded = load_settings(path)

    (warning,) = loaded.warnings
    assert "UTF-8" in warning
    if encoding == "latin-1":  # the other lines can be read
        assert warning.startswith(f"{path}:1: the file is not UTF-8")
        assert loaded.settings == Settings(time=5.0, questions=3)
    else:
        assert encoding[:6].upper() in warning
        assert loaded.settings == Settings()
    with pytest.raises(QuizError, match="UTF-8"):
        save_setting(path, "time", 30)
    assert path.read_bytes() == text.encode(encoding)


NUMBERS = (
    "inf", "+inf", "-inf", "nan", "1e400", "-1e400", "1e-400", "5e-324", "-0.0", "9" * 900, "9" * 5000,
    "0x" + "f" * 900, "0o7", "0b1", "1_000", "1__0", "01", "+1", "1e6", "1_0.0_1", "1979-05-27", "07:32:00",
    "1979-05-27T07:32:00Z",
)  # fmt: skip


@pytest.mark.parametrize("name", ["time", "questions", "theme", "animation", "keys.skip", "x"])
@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[:12])
def test_every_form_of_a_number_is_used_or_reported(name: str, number: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f'{name} = {number}\nsound = "bell"\n', encoding="utf-8")
    settings, warnings = load_settings(path)

    assert settings.sound == "bell"
    if warnings:
        assert [warning.startswith(f"{path}:1: ") for warning in warnings] == [True]
        assert len(warnings[0]) < len(str(path)) + 250
        assert settings == Settings(sound="bell")
    else:
        assert 0 <= settings.time < 1_000_000
        assert 1 <= settings.questions < 1_000_000


@pytest.mark.parametrize(
    "line",
    [
        "x = " + "[" * 50_000,
        "x = " + "[" * 50_000 + "]" * 50_000,
        "x = " + "{a = " * 20_000 + "1" + "}" * 20_000,
        ".".join("a" * 20_000) + " = 1",
        "[" + ".".join("a" * 20_000) + "]",
        "time = " + "[" * 400 + "]" * 400,
        "x = " + "{a = " * 190 + "1" + "}" * 190,
        ".".join("a" * 480) + " = 1",
        "x = '" + "a" * 500_000 + "'",
        '"' + "\\u0001" * 1000 + '" = 1',
    ],
    ids=lambda line: line[:12],
)
def test_depth_and_length_are_reported_in_a_short_sentence(line: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f"{line}\n[]\n", encoding="utf-8")
    warnings = load_settings(path).warnings

    assert warnings[0].startswith(f"{path}:1: ")
    assert all(len(warning) < len(str(path)) + 250 for warning in warnings)
    with suppress(QuizError):  # a file that is valid TOML is changed
        save_setting(path, "time", 30)


def test_only_the_first_warnings_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("x = 1\n" * 5000 + "time = 5\n", encoding="utf-8")
    settings, warnings = load_settings(path)

    assert settings.time == 5.0
    assert len(warnings) == 11
    assert warnings[-1] == f"{path}: 4,990 more lines are ignored"
