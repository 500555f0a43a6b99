"""Parsers for the values of options, which raise `UsageError`."""

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from quiz.model.errors import UsageError
from quiz.text.english import format_number, join_words, quote
from quiz.text.safe import Text

if TYPE_CHECKING:
    from quiz.model.rules import Rule  # the start of a game must not build this enum, which takes 0.6 ms

Choice = TypeVar("Choice")

_MAX_WHOLE = 999_999_999_999_999
_MAX_SECONDS = 999_999
_MAX_PORT = 65_535
_MIN_TEAMS, _MAX_TEAMS = 2, 20
_WHOLE = re.compile(r"[0-9]{1,15}")
_DECIMAL = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")


def parse_players(text: str) -> tuple[Text, ...]:
    """Parse the value of `--players`: names that differ when folded."""
    from quiz.game.round_setup import parse_names

    try:
        return parse_names(text)
    except UsageError as error:
        message = str(error)
        raise UsageError(f"--players needs {message}" if message[0].isdigit() else message) from error


def rule_names_type(option: str) -> "Callable[[str], frozenset[Rule]]":
    """Return a parser for names of rules, separated by commas."""

    def parse(text: str) -> "frozenset[Rule]":
        names = [name.strip() for name in text.split(",") if name.strip()]
        if not names:
            raise UsageError(f"{option} needs names of rules, separated by commas. See quiz rule.")
        return frozenset(map(parse_rule, names))

    return parse


def parse_rule(name: str) -> "Rule":
    """Return the rule with a name; accept an old name with a hint on stderr."""
    from quiz.cli.output import print_stderr
    from quiz.model.rules import RULES, find_rule

    rule = find_rule(name)
    if rule is None:
        raise UsageError(f"unknown rule {quote(name)}. {format_suggestion(name, RULES) or 'See quiz rule.'}")
    if rule.code != name:
        print_stderr(f"quiz: “{name}” is now called “{rule.code}”")
    return rule


def choice_type(
    name: str, choices: Iterable[str], convert: Callable[[str], Choice]
) -> Callable[[str], Choice]:
    """Return a parser for one of the choices."""
    words = [str(choice) for choice in choices]

    def parse(text: str) -> Choice:
        if text in words:
            return convert(text)
        message = f"{name} must be {join_words(words, 'or')} (got {quote(text)})"
        suggestion = format_suggestion(text, words)
        raise UsageError(f"{message}. {suggestion}" if suggestion else message)

    return parse


def format_suggestion(text: str, choices: Iterable[str]) -> str:
    """Ask whether the most similar choice was meant; return an empty string if none is similar."""
    matches = get_close_matches(text.casefold(), list(choices), n=1)
    return f"Did you mean “{matches[0]}”?" if matches else ""


def non_empty_type(name: str) -> Callable[[str], str]:
    """Return a parser for text that is not empty: an empty path would be the current folder."""

    def parse(text: str) -> str:
        if not text:
            raise UsageError(f"{name} is empty")
        return text

    return parse


def parse_seconds(text: str) -> float:
    """Parse the value of `--time`."""
    if re.fullmatch(r"[0-9]{7,}(\.[0-9]*)?", text) and float(text) > _MAX_SECONDS:
        raise UsageError(f"--time can be at most {format_number(_MAX_SECONDS)} (got {quote(text)})")
    if not _DECIMAL.fullmatch(text):
        raise UsageError(f"--time must be a number of seconds, 0 for no clock (got {quote(text)})")
    return float(text)


def parse_teams(text: str) -> tuple[Text, ...]:
    """Parse the value of `--teams`: names that differ when folded."""
    from quiz.text.normalize import fold
    from quiz.text.safe import one_line

    names = tuple(one_line(name.strip()) for name in text.split(","))
    is_unique = len({fold(name) for name in names}) == len(names)
    if not _MIN_TEAMS <= len(names) <= _MAX_TEAMS or not all(names) or not is_unique:
        raise UsageError(
            f"--teams needs {_MIN_TEAMS} to {_MAX_TEAMS} names that differ, with commas (got {quote(text)})"
        )
    return names


def parse_network(text: str) -> str:
    """Parse the value of `--proxy`: an address or a network."""
    from ipaddress import ip_network

    try:
        ip_network(text, strict=False)
    except ValueError:
        raise UsageError(
            f"--proxy needs an address such as 127.0.0.1 or 172.16.0.0/12 (got {quote(text)})"
        ) from None
    return text


def parse_port(text: str) -> int:
    """Parse the value of `--port`."""
    port = int_type("--port")(text)
    if port > _MAX_PORT:
        raise UsageError(f"--port can be at most {_MAX_PORT} (got {quote(text)})")
    return port


def int_type(option: str, *, minimum: int = 0) -> Callable[[str], int]:
    """Return a parser for whole numbers from the minimum on, with at most 15 digits."""

    def parse(text: str) -> int:
        if re.fullmatch(r"[0-9]{16,}", text):
            raise UsageError(f"{option} can be at most {format_number(_MAX_WHOLE)} (got {quote(text)})")
        if not _WHOLE.fullmatch(text) or int(text) < minimum:
            raise UsageError(f"{option} must be a whole number, {minimum} or more (got {quote(text)})")
        return int(text)

    return parse
