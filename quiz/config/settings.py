"""The player's settings, in a TOML file.

The file is read line by line, so that an invalid line is reported and the others still count.
"""

import codecs
import re
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any, NamedTuple

from quiz.config.private_files import write_private_file
from quiz.model.errors import QuizError, UsageError
from quiz.text.english import quote
from quiz.text.safe import Text

THEMES = ("auto", "dark", "light", "contrast", "colour-blind", "terminal", "terminal-light")
SOUNDS = ("off", "bell")
_MAX_FILE_BYTES = 1 << 20
_MAX_VALUE_LENGTH = 40
_MAX_LINE_LENGTH = 1000
"""Longer lines are not parsed: some take a time that grows with the square of their length."""
_MAX_WARNINGS = 10
_HEADING = "# Settings of quiz. Text after a # is a comment.\n"
_KEYS = "keys"


class Settings(NamedTuple):
    """The settings. The file has `-` instead of `_` in their names."""

    time: float = 20.0
    """Seconds per question; 0 for no clock."""
    questions: int = 10
    """Questions per round."""
    theme: str = "auto"
    """`auto` chooses a theme that fits the terminal."""
    sound: str = "off"
    animation: bool = True
    confirm_first: bool = False
    """Whether an option is selected first and confirmed by a second key."""
    pause_on_blur: bool = True
    """Whether the clock stops while another window has the focus."""
    streak_bonus: bool = True
    keys: Mapping[str, str] = {}
    """Other keys for actions, by the id of the key binding; in the file a table, as in `skip = "x"`."""


class LoadedSettings(NamedTuple):
    """The settings, and warnings about the lines that were ignored."""

    settings: Settings
    warnings: tuple[Text, ...]


class InvalidSettingError(UsageError):
    """A setting that doesn't exist, or a value that it can't have."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}{hint}")
        self.message = message
        self.hint = hint


def replace_setting(settings: Settings, name: str, value: Any) -> Settings:
    """Return the settings with one value changed, by its name in the file."""
    return settings._replace(**{name.replace("-", "_"): value})


def load_settings(path: Path) -> LoadedSettings:
    """Read the settings; invalid lines are ignored with a warning, and a missing file means defaults."""
    try:
        data = _read_file(path)
    except OSError as error:
        reason = f"{path}: the settings can't be read: {error.strerror or error}"
        return LoadedSettings(Settings(), (Text(reason),))
    parser = _SettingsParser(path)
    wide_encoding = _find_wide_encoding(data)
    if wide_encoding is not None:
        reason = f"{path}: the settings are ignored: the file is {wide_encoding}. Save it as UTF-8."
        return LoadedSettings(Settings(), (Text(reason),))
    if data:
        text = data.decode("utf-8-sig", errors="surrogateescape").replace("\r\n", "\n").replace("\r", "\n")
        for number, line in enumerate(text.rstrip("\n").split("\n"), 1):
            parser.parse_line(number, line)
    return LoadedSettings(Settings(**parser.values, keys=parser.keys), parser.list_warnings())


def save_setting(path: Path, name: str, value: object) -> None:
    """Save one setting and keep the rest of the file: comments, order, line ends and byte order mark.

    Args:
        path: The file. It is replaced in one step, or created.
        name: The name in the file, as in `time` or `keys.skip`.
        value: The value.

    Raises:
        InvalidSettingError: The setting doesn't exist or can't have the value.
        QuizError: The file is not valid TOML, and stays unchanged.
        OSError: The file can't be read or written.
    """
    section, _, key = name.rpartition(".")
    _check_value(section, key, value)
    import tomlkit  # takes 30 ms, only needed here

    data = _read_file(path)
    if (wide_encoding := _find_wide_encoding(data)) is not None:
        raise QuizError(f"{path} is {wide_encoding}; save it as UTF-8 first")
    if any(len(line) > _MAX_LINE_LENGTH for line in data.splitlines()):
        raise QuizError(f"{path} has a line that is too long; shorten it first")
    encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
    try:
        document = tomlkit.parse(data.decode(encoding).replace("\r\n", "\n") or _HEADING)
    except UnicodeDecodeError as error:
        raise QuizError(f"{path} is not UTF-8 text") from error
    except tomlkit.exceptions.ParseError as error:
        raise QuizError(f"{path}:{error.line}: this line is not valid TOML; fix it first") from error
    except (tomlkit.exceptions.TOMLKitError, ValueError, RecursionError) as error:
        raise QuizError(f"{path} is not valid TOML; fix it first") from error
    table = document.setdefault(section, tomlkit.table()) if section else document
    if not isinstance(table, MutableMapping):
        raise QuizError(f"{path}: “{section}” must be a table, as in [{section}]")
    table[key] = int(value) if isinstance(value, float) and value.is_integer() else value
    text = tomlkit.dumps(document)
    write_private_file(
        path.resolve(), text.replace("\n", "\r\n" if b"\r\n" in data else "\n").encode(encoding)
    )


def _find_wide_encoding(data: bytes) -> str | None:
    """Return the name of an encoding whose ASCII characters have zero bytes, with or without a mark."""
    start = data[:4]
    if start in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE) or start.count(0) == 3:
        return "UTF-32"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or 0 in start:
        return "UTF-16"
    return None


class _SettingsParser:
    """Collects settings line by line."""

    def __init__(self, path: Path) -> None:
        self.values: dict[str, Any] = {}
        self.keys: dict[str, str] = {}
        self._path = path
        self._section = ""
        self._warnings: list[Text] = []
        self._warning_count = 0
        self._is_utf_8 = True

    def list_warnings(self) -> tuple[Text, ...]:
        """Return the first warnings, and the number of the others."""
        more = self._warning_count - len(self._warnings)
        if not more:
            return tuple(self._warnings)
        lines = "1 more line is" if more == 1 else f"{more:,} more lines are"
        return (*self._warnings, Text(f"{self._path}: {lines} ignored"))

    def parse_line(self, number: int, line: str) -> None:
        """Collect the settings of a line, or a warning."""
        if any("\udc80" <= character <= "\udcff" for character in line):  # bytes that are not UTF-8
            if self._is_utf_8:
                hint = ". Save the file as UTF-8."
                self._warn(number, "the file is not UTF-8, so lines with other letters are", hint)
            self._is_utf_8 = False
            return
        if len(line) > _MAX_LINE_LENGTH:
            self._warn(number, f"this line has {len(line):,} characters, more than a setting needs")
            return
        import tomllib  # takes 2 ms, only needed if there is a file

        try:
            entries = tomllib.loads(line)
            section = re.fullmatch(_SECTION, line)
            if section is None:
                for entry in _flatten(entries, self._section):
                    self._add(*entry)
                return
            self._section = section[1].strip()
            if self._section not in ("", _KEYS):
                self._warn(number, f"unknown section [{self._section[:_MAX_VALUE_LENGTH]}]")
        except InvalidSettingError as error:
            self._warn(number, error.message, error.hint)
        except (ValueError, RecursionError):  # no TOML, a number of thousands of digits, or nested too deeply
            self._warn(number, f"invalid line {quote(line.strip())}", '. A valid line is: theme = "dark"')

    def _add(self, section: str, key: str, value: object) -> None:
        if self._section not in ("", _KEYS):
            return  # the heading of the section has a warning
        checked = _check_value(section, key, value)
        if section == _KEYS:
            self.keys[key] = str(checked)
        else:
            self.values[key.replace("-", "_")] = checked

    def _warn(self, number: int, message: str, hint: str = "") -> None:
        self._warning_count += 1
        if len(self._warnings) < _MAX_WARNINGS:
            self._warnings.append(Text(f"{self._path}:{number}: {message} (ignored){hint}"))


_SECTION = r"\s*\[([^\[\]]*)\]\s*(?:#.*)?"


def _flatten(entries: Mapping[str, object], section: str) -> "list[tuple[str, str, object]]":
    """Return the section, key and value of each entry, also of `keys.skip` and `keys = {skip = ...}`."""
    flat: list[tuple[str, str, object]] = []
    for key, value in entries.items():
        if isinstance(value, dict):
            flat += _flatten(value, f"{section}.{key}" if section else key)
        else:
            flat.append((section, key, value))
    return flat


def _number(value: object, *, is_whole: bool, minimum: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int if is_whole else int | float):
        return None
    return value if minimum <= value < 1_000_000 else None


def _seconds(value: object) -> float | None:
    number = _number(value, is_whole=False, minimum=0)
    return None if number is None else float(number)


def _choice(choices: tuple[str, ...]) -> Callable[[object], str | None]:
    return lambda value: value if isinstance(value, str) and value in choices else None


def _boolean(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _list_choices(choices: tuple[str, ...]) -> str:
    return ", ".join(f'"{choice}"' for choice in choices)


_CHECKS: Mapping[str, tuple[Callable[[object], object], str]] = {
    "time": (_seconds, "a number of seconds from 0 (no clock) to 999,999"),
    "questions": (lambda value: _number(value, is_whole=True, minimum=1), "a whole number from 1 to 999,999"),
    "theme": (_choice(THEMES), f"one of {_list_choices(THEMES)}"),
    "sound": (_choice(SOUNDS), f"one of {_list_choices(SOUNDS)}"),
    **dict.fromkeys(
        ("animation", "confirm-first", "pause-on-blur", "streak-bonus"), (_boolean, "true or false")
    ),
}
"""The check of each setting, which returns its value or `None`, and a description of valid values."""

SETTING_NAMES = tuple(_CHECKS)
"""The names of the settings, apart from those of the keys."""


def _check_value(section: str, key: str, value: object) -> object:
    """Return a value as the program uses it, or raise `InvalidSettingError`."""
    if section == _KEYS:
        if isinstance(value, str) and value.strip() and value.isprintable():
            return value
        raise InvalidSettingError(
            f"keys.{key[:_MAX_VALUE_LENGTH]} must be a key in quotation marks (got {format_value(value)})"
        )
    if section or key not in _CHECKS:
        name = f"{section}.{key}" if section else key
        raise InvalidSettingError(f"unknown setting {quote(name)}", _suggest(key))
    check, expected = _CHECKS[key]
    checked = check(value)
    if checked is None:
        raise InvalidSettingError(f"{key} must be {expected} (got {format_value(value)})")
    return checked


def _suggest(key: str) -> str:
    from difflib import get_close_matches

    matches = get_close_matches(key.replace("_", "-"), _CHECKS, n=1)
    return f". Did you mean “{matches[0]}”?" if matches else ""


def format_value(value: object) -> str:
    """Return a value as TOML writes it, cut after some characters; dates and the like as text."""
    import json

    if isinstance(value, float) and value.is_integer():
        value = int(value)
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except ValueError:  # Python writes no number of thousands of digits
        return "a huge number"
    return text if len(text) <= _MAX_VALUE_LENGTH else f"{text[:_MAX_VALUE_LENGTH]}…"


def _read_file(path: Path) -> bytes:
    """Return the content of a file, empty if it doesn't exist."""
    if not path.exists():
        return b""
    if not path.is_file():  # opening a FIFO would block
        raise OSError(None, "not a regular file", str(path))
    with path.open("rb") as file:
        data = file.read(_MAX_FILE_BYTES + 1)
    if len(data) > _MAX_FILE_BYTES:
        raise OSError(None, "the file is larger than 1 MiB", str(path))
    return data
