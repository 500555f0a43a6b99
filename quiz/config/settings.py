"""Read the settings that a player made, and write one of them without touching the rest.

The file is TOML with one entry a line, so that a wrong entry can be named by its line and skipped, and
everything else, remarks included, stays as the player wrote it.
"""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from quiz.model.errors import UsageError
from quiz.model.location import Location
from quiz.text.safe import Text

THEMES = ("dark", "light", "contrast", "colour-blind", "terminal", "terminal-light")
_BYTES_AT_MOST = 1 << 20
SOUNDS = ("off", "bell")


class Settings(NamedTuple):
    """What a player can set; each stands in the file under its name, with `-` for `_`."""

    time: float = 20.0
    """Seconds for each question; 0 for no clock."""
    questions: int = 10
    theme: str | None = None
    """`None` for the one that suits the terminal."""
    sound: str = "off"
    animation: bool = True
    confirm_first: bool = False
    """Whether an option is chosen first and confirmed by a second key."""
    pause_on_blur: bool = True
    """Whether the clock stands still while the terminal is not the one in use."""
    streak_bonus: bool = True
    keys: Mapping[str, str] = {}
    """Other keys for an action, by the name of its key binding: `skip = "x"`. In the file it is a table."""


def replace_setting(settings: Settings, name: str, value: Any) -> Settings:
    """Give the settings with another value, by its name in the file."""
    return settings._replace(**{name.replace("-", "_"): value})


class InvalidSetting(NamedTuple):
    """A line of the file that could not be used, and why."""

    location: Location
    message: Text


class LoadedSettings(NamedTuple):
    """The settings, and what of the file could not be used."""

    settings: Settings
    problems: tuple[InvalidSetting, ...]


def load_settings(path: Path) -> LoadedSettings:
    """Read the settings; a wrong entry is a problem, and as if it were not there. No file is no settings."""
    try:
        lines = _lines(path)
    except OSError as error:
        return LoadedSettings(
            Settings(), (_problem(path, 1, f"the settings can’t be read: {error.strerror or error}"),)
        )
    found = _SettingsParser(path)
    for number, line in enumerate(lines, 1):
        found.line(number, line)
    return LoadedSettings(Settings(**found.values, keys=found.keys), tuple(found.problems))


def save_setting(path: Path, name: str, value: object) -> None:
    """Set one entry, by its name in the file (`keys.skip` for a key), and leave every other line as it is.

    Raises `UsageError` for a value that it can't have, `OSError` where the file can't be written.
    """
    section, _, key = name.rpartition(".")
    _checked(section, key, value)
    lines = _lines(path) or ["# Settings of quiz, one a line; what stands after a # is a remark."]
    _write_whole(path.resolve(), "\n".join([*_with(lines, section, key, _toml(value)), ""]))


class _SettingsParser:
    """Gathers entries line by line."""

    def __init__(self, path: Path) -> None:
        self.values: dict[str, Any] = {}
        self.keys: dict[str, str] = {}
        self.problems: list[InvalidSetting] = []
        self._path = path
        self._section = ""

    def line(self, number: int, line: str) -> None:
        import tomllib  # two milliseconds that only those pay who have settings

        try:
            entries = tomllib.loads(line)
            section = _section_of(line)
            if section is not None:
                self._section = section
                if section not in ("", _KEYS):
                    raise UsageError(f"there are no settings [{section}]")
                return
            for section, key, value in _flat(entries, self._section):
                self._take(section, key, value)
        except tomllib.TOMLDecodeError:
            self._note(number, f'“{line.strip()}” is no entry; one looks like: theme = "dark"')
        except UsageError as error:
            self._note(number, str(error))

    def _take(self, section: str, key: str, value: object) -> None:
        if section not in ("", _KEYS):
            return  # which was said where the section begins
        checked = _checked(section, key, value)
        if section == _KEYS:
            self.keys[key] = str(checked)
        else:
            self.values[key.replace("-", "_")] = checked

    def _note(self, number: int, message: str) -> None:
        self.problems.append(_problem(self._path, number, f"{message}; it is left out"))


_KEYS = "keys"
_SECTION = r"\s*\[\s*([^\[\]]*?)\s*\]\s*(?:#.*)?"
_ENTRY = (
    r"(?P<head>\s*(?P<name>[A-Za-z0-9_.\"'-]+)\s*=\s*)"
    r"(?P<value>\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^#]*?)(?P<tail>\s*(?:#.*)?)"
)
"""Patterns, compiled when there is a file: a start without one need not pay for them."""


def _section_of(line: str) -> str | None:
    match = re.fullmatch(_SECTION, line)
    return None if match is None else match.group(1)


def _flat(entries: Mapping[str, object], section: str) -> "list[tuple[str, str, object]]":
    """Give the entries of a line, `keys.skip` and `keys = {skip = ...}` too, each with its section."""
    flat: list[tuple[str, str, object]] = []
    for key, value in entries.items():
        if isinstance(value, dict):
            flat += _flat(value, f"{section}.{key}" if section else key)
        else:
            flat.append((section, key, value))
    return flat


def _number(value: object, *, whole: bool, least: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        return None
    return value if least <= value < 1_000_000 else None


def _time(value: object) -> float | None:
    number = _number(value, whole=False, least=0)
    return None if number is None else float(number)


def _among(known: tuple[str, ...]) -> Callable[[object], str | None]:
    return lambda value: value if isinstance(value, str) and value in known else None


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _named(known: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in known)


_RULES: Mapping[str, tuple[Callable[[object], object], str]] = {
    "time": (_time, "a number of seconds, 0 for no clock"),
    "questions": (lambda value: _number(value, whole=True, least=1), "a whole number from 1"),
    "theme": (_among(THEMES), f"one of {_named(THEMES)}"),
    "sound": (_among(SOUNDS), f"one of {_named(SOUNDS)}"),
    **dict.fromkeys(
        ("animation", "confirm-first", "pause-on-blur", "streak-bonus"), (_truth, "true or false")
    ),
}
"""For each entry what gives its value, or `None` for a wrong one, and what it takes in words."""


def _checked(section: str, key: str, value: object) -> object:
    """Give a value as the program uses it; raises `UsageError`."""
    if section == _KEYS:
        if isinstance(value, str) and value.strip() and value.isprintable():
            return value
        raise UsageError(f"keys.{key} takes the name of a key in quotation marks, not {_toml(value)}")
    if section or key not in _RULES:
        raise UsageError(f"there is no setting “{f'{section}.{key}' if section else key}”{_near(key)}")
    read_value, takes = _RULES[key]
    checked = read_value(value)
    if checked is None:
        raise UsageError(f"{key} takes {takes}, not {_toml(value)}")
    return checked


def _near(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key.replace("_", "-"), _RULES, n=1)
    return f"; did you mean “{near[0]}”?" if near else ""


def _with(lines: list[str], section: str, key: str, value: str) -> list[str]:
    """Put an entry where it stands, else at the end of its section."""
    wanted = f"{section}.{key}".lstrip(".")
    sections = _sections(lines)
    for index, (line, here) in enumerate(zip(lines, sections, strict=True)):
        match = re.fullmatch(_ENTRY, line)
        if match is not None and f"{here}.{match['name']}".lstrip(".") == wanted:
            return [*lines[:index], f"{match['head']}{value}{match['tail']}", *lines[index + 1 :]]
    own = [number for number, here in enumerate(sections, 1) if here == section and lines[number - 1].strip()]
    end = max(own, default=len(lines) if section else 0)
    head = [] if own or not section else ["", f"[{section}]"]
    return [*lines[:end], *head, f"{key} = {value}", *lines[end:]]


def _sections(lines: list[str]) -> list[str]:
    """Give for each line the section that it is in."""
    here = ""
    sections = []
    for line in lines:
        found = _section_of(line)
        here = here if found is None else found
        sections.append(here)
    return sections


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(int(value) if value == int(value) else value)
    import json

    return json.dumps(value, ensure_ascii=False, default=str)  # a TOML string is a JSON string, near enough


def _lines(path: Path) -> list[str]:
    """Give the lines of a file; bytes that are no text become a mark, which no entry takes."""
    if not path.exists():
        return []
    if not path.is_file():  # to open a FIFO would wait for a writer that may never come
        raise OSError(None, "this is no regular file", str(path))
    with path.open("rb") as file:
        data = file.read(_BYTES_AT_MOST + 1)
    if len(data) > _BYTES_AT_MOST:
        raise OSError(None, "the file is larger than 1 MiB", str(path))
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return text.rstrip("\n").split("\n")


def _problem(path: Path, number: int, message: str) -> InvalidSetting:
    return InvalidSetting(Location(Text(str(path)), number), Text(message))


def _write_whole(path: Path, text: str) -> None:
    """Replace a file, leaving the old one if anything fails."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
