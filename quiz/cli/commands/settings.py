"""`quiz settings`: the player's settings, listed and changed."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quiz.cli.output import print_lines, print_stderr
from quiz.cli.parser import CommandParser
from quiz.cli.services import require_settings_file
from quiz.config.settings import SETTING_NAMES, Settings, format_value, load_settings, save_setting
from quiz.model.errors import UsageError

_PATH = "path"
"""The word that prints the path of the file instead."""


@dataclass(frozen=True, slots=True)
class SettingsOptions:
    """The options of `quiz settings`."""

    name: str | None
    value: str | None


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz settings`."""
    parser.add_argument(
        "name", metavar="NAME", nargs="?", help="a setting, or “path” for the path of the settings file"
    )
    parser.add_argument("value", metavar="VALUE", nargs="?", help="the new value")


def run(options: SettingsOptions) -> None:
    """List the settings, or change one."""
    file = require_settings_file()
    if options.name == _PATH and options.value is None:
        print_lines([str(file)])
    elif options.name is None:
        loaded = load_settings(file)
        print_stderr(*loaded.warnings)
        print_lines(_iter_lines(loaded.settings))
    elif options.value is None:
        raise UsageError("quiz settings needs a value, as in: quiz settings theme dark")
    else:
        _change(file, options.name, options.value)


def _iter_lines(settings: Settings) -> Iterator[str]:
    defaults = Settings()
    for name in SETTING_NAMES:
        attribute = name.replace("-", "_")
        value, default = getattr(settings, attribute), getattr(defaults, attribute)
        remark = "" if value == default else f"  (default: {format_value(default)})"
        yield f"{name:<15}{format_value(value)}{remark}"
    for action, key in settings.keys.items():
        yield f"{f'keys.{action}':<15}{format_value(key)}"


def _change(file: Path, name: str, text: str) -> None:
    value = _parse_value(text)
    save_setting(file, name, value)
    print_lines([f"{name} = {format_value(value)}"])


def _parse_value(text: str) -> object:
    """Parse a number or a boolean as TOML writes it; everything else is a string."""
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except (ValueError, KeyError):
        return text
    return value if isinstance(value, bool | int | float | str) else text
