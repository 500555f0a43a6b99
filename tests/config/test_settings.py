"""Settings are read entry by entry, and written without touching what a person wrote."""

import os
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.config import settings
from quiz.config.paths import UserPaths
from quiz.config.settings import Settings, load_settings, save_setting
from quiz.history.database import StoreError
from quiz.history.seen_cache import EMPTY_SUMMARY, load_seen_summary
from quiz.history.store import HistoryStore
from quiz.model.errors import UsageError
from quiz.tui import theme
from tests.history.factories import Calendar

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


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[tuple[int, str]]:
    return [(problem.location.line, problem.message) for problem in load_settings(path).problems]


def test_no_file_is_no_settings_and_none_is_made(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == (Settings(), ())
    assert list(tmp_path.iterdir()) == []


def test_every_setting_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "# mine\ntime = 7.5 # quick\nquestions = 5\ntheme = 'light'\nsound = \"bell\"\nanimation = false\n"
        'confirm-first = true\npause-on-blur = false\nstreak-bonus = false\n\n[keys]\nskip = "x"\n',
    )

    assert load_settings(path) == (
        Settings(7.5, 5, "light", "bell", False, True, False, False, {"skip": "x"}),
        (),
    )


@pytest.mark.parametrize("line", ["keys.skip = 'x'", "keys = {skip = 'x'}", "[ keys ] # mine\r\nskip='x'"])
def test_keys_may_be_written_in_any_way_of_toml(line: str, tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, line)) == (Settings(keys={"skip": "x"}), ())


def test_a_wrong_entry_is_named_with_its_line_and_skipped(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "time = -1\nquestions = true\ntheme = \"drak\"\n\nsuond = 'bell'\nanimation = yes\n"
        'sound = "bell"\n[colours]\nred = 1\n[keys]\nskip = 3\nhelp = "h"',
    )

    assert load_settings(path).settings == Settings(sound="bell", keys={"help": "h"})
    assert problems(path) == [
        (1, "time takes a number of seconds, 0 for no clock, not -1; it is left out"),
        (2, "questions takes a whole number from 1, not true; it is left out"),
        (
            3,
            'theme takes one of "dark", "light", "contrast", "colour-blind", "terminal", "terminal-light", '
            'not "drak"; it is left out',
        ),
        (5, "there is no setting “suond”; did you mean “sound”?; it is left out"),
        (6, '“animation = yes” is no entry; one looks like: theme = "dark"; it is left out'),
        (8, "there are no settings [colours]; it is left out"),
        (11, "keys.skip takes the name of a key in quotation marks, not 3; it is left out"),
    ]


@given(
    st.binary(max_size=200)
    | st.text(st.sampled_from("time=1\n[]keys\"'#.{}, skip\r\x00"), max_size=60).map(str.encode)
)
def test_whatever_a_file_holds_is_settings_and_problems(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(data)

    assert isinstance(load_settings(path).settings.time, float)


def test_a_folder_in_the_file_s_place_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()

    ((line, message),) = problems(tmp_path / "settings.toml")
    assert (line, message.startswith("the settings can’t be read: ")) == (1, True)


def test_what_a_person_wrote_stays_when_an_entry_changes(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "# mine\n\ntime = 20   # slow\nwrong = = 1\n\n[keys]  # all of them\n# the left hand\nskip = 'x'\n",
    )
    save_setting(path, "time", 5.0)
    save_setting(path, "theme", "light")
    save_setting(path, "keys.help", "h")
    save_setting(path, "keys.skip", "y")

    assert path.read_text(encoding="utf-8") == (
        '# mine\n\ntime = 5   # slow\nwrong = = 1\ntheme = "light"\n\n[keys]  # all of them\n'
        '# the left hand\nskip = "y"\nhelp = "h"\n'
    )


@given(st.lists(ENTRIES, max_size=8))
def test_what_is_written_is_read_again_and_is_toml(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, object]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "written" / "settings.toml"
    path.unlink(missing_ok=True)
    for name, value in entries:
        save_setting(path, name, value)
    last = dict(entries)
    key = last.pop("keys.skip", None)
    found = load_settings(path)

    assert found.problems == ()
    for name, value in last.items():
        assert getattr(found.settings, name.replace("-", "_")) == value
    assert found.settings.keys == ({} if key is None else {"skip": key})
    if entries:
        tomllib.loads(path.read_text(encoding="utf-8"))


def test_nothing_is_written_that_would_not_be_read(tmp_path: Path) -> None:
    for name, value in (("time", "slow"), ("theme", "drak"), ("keys.skip", ""), ("thyme", 1), ("a.b", 1)):
        with pytest.raises(UsageError):
            save_setting(tmp_path / "settings.toml", name, value)

    assert list(tmp_path.iterdir()) == []


def test_a_link_to_the_settings_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    real = written(tmp_path / "mine", "time = 20\n")
    link = tmp_path / "settings.toml"
    link.symlink_to(real)
    save_setting(link, "time", 5)

    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "time = 5\n"


def test_every_theme_of_the_screens_can_be_set_and_no_other() -> None:
    assert tuple(theme.NAMES) == settings.THEMES


def test_the_manual_shows_every_setting_with_its_default(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "playing.md").read_text(encoding="utf-8")
    shown = re.search(r"```toml\n(.*?)```", manual, re.DOTALL)
    assert shown is not None
    path = written(tmp_path, shown[1])

    assert load_settings(path) == (Settings(theme="dark", keys={"skip": "x"}), ())
    assert len(tomllib.loads(shown[1])) == len(Settings._fields)


def test_of_a_file_that_is_too_large_or_none_nothing_is_read_and_nothing_lost(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("questions = 5\n" + "# mine\n" * 200_000, encoding="utf-8")
    with path.open("ab") as file:
        file.truncate(100 << 20)
    found = load_settings(path)

    assert found.settings == Settings()
    assert [problem.message for problem in found.problems] == [
        "the settings can’t be read: the file is larger than 1 MiB"
    ]
    with pytest.raises(OSError, match="larger than 1 MiB"):
        save_setting(path, "questions", 6)
    assert path.stat().st_size == 100 << 20


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_nobody_waits_for_what_is_no_file(tmp_path: Path) -> None:
    for name in ("settings.toml", "history.sqlite3", "glance.json"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "zero.toml").symlink_to("/dev/zero")

    for name in ("settings.toml", "zero.toml"):
        (problem,) = load_settings(tmp_path / name).problems
        assert problem.message == "the settings can’t be read: this is no regular file"
    store = HistoryStore(tmp_path / "history.sqlite3", Calendar())
    with pytest.raises(StoreError, match="this is no regular file"):
        store.open()
    assert load_seen_summary(UserPaths(tmp_path, tmp_path, tmp_path), store) == EMPTY_SUMMARY
