"""Read the values of options; what is wrong with one is said in a sentence."""

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from quiz.game.modes import MODES, Mode
from quiz.model.errors import UsageError
from quiz.model.pack import Kind
from quiz.text.english import join_words
from quiz.text.safe import Text, one_line

if TYPE_CHECKING:
    from quiz.model.rules import Rule

FORMATS = ("full", "concise", "json", "github")

_FEWEST, _MOST = 2, 8
_NAME_CELLS = 16
_WHOLE = re.compile(r"[0-9]{1,15}")
_DECIMAL = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")


def parse_kind(text: str) -> Kind:
    return Kind(parse_choice("--kind", text, [kind.value for kind in Kind]))


def parse_mode(text: str) -> Mode:
    return MODES[parse_choice("--mode", text, list(MODES))]


def parse_players(text: str) -> tuple[Text, ...]:
    from quiz.text.normalize import fold
    from quiz.text.width import width

    names = tuple(one_line(name.strip()) for name in text.split(","))
    folded = {fold(name) for name in names}
    if not _FEWEST <= len(names) <= _MOST or not all(names) or len(folded) < len(names):
        raise UsageError(
            f"--players takes {_FEWEST} to {_MOST} names that differ, with commas between, not “{text}”"
        )
    long = next((name for name in names if width(name) > _NAME_CELLS), None)
    if long is not None:
        raise UsageError(f"--players takes names of at most {_NAME_CELLS} letters, not “{long}”")
    return names


def parse_format(text: str) -> str:
    return parse_choice("--format", text, FORMATS)


def rule_names_type(option: str) -> "Callable[[str], frozenset[Rule]]":
    def read(text: str) -> "frozenset[Rule]":
        names = [name.strip() for name in text.split(",") if name.strip()]
        if not names:
            raise UsageError(f"{option} takes names of problems, not “{text}”; “quiz rule” lists them")
        return frozenset(map(parse_rule, names))

    return read


def parse_rule(name: str) -> "Rule":
    """Return the rule with a name; an old name is accepted with a hint on stderr."""
    from quiz.cli.services import print_stderr
    from quiz.model.rules import RULES, find_rule

    rule = find_rule(name)
    if rule is None:
        near = get_close_matches(name.casefold(), RULES, n=1)
        advice = f"Did you mean “{near[0]}”?" if near else "See quiz rule."
        raise UsageError(f"unknown rule “{name}”. {advice}")
    if rule.code != name:
        print_stderr(f"quiz: “{name}” is now called “{rule.code}”")
    return rule


def parse_choice(option: str, text: str, known: Sequence[str]) -> str:
    if text in known:
        return text
    near = get_close_matches(text.casefold(), known, n=1)
    advice = f"; did you mean “{near[0]}”?" if near else ""
    raise UsageError(f"{option} takes {join_words(known, 'or')}, not “{text}”{advice}")


def non_empty_type(rule: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text:  # which would be the folder one stands in
            raise UsageError(f"{rule}, not “”")
        return text

    return read


def parse_seconds(text: str) -> float:
    if not _DECIMAL.fullmatch(text):
        raise UsageError(f"--time takes a number of seconds, 0 for no clock, not “{text}”")
    return float(text)


def positive_int_type(option: str) -> Callable[[str], int]:
    return int_type(option, least=1)


def int_type(option: str, *, least: int = 0) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not _WHOLE.fullmatch(text) or int(text) < least:
            raise UsageError(f"{option} takes a whole number from {least}, not “{text}”")
        return int(text)

    return read


def remove_word(text: str) -> str:
    return parse_choice("quiz flags", text, ("remove",))
