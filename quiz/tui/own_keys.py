"""The player's own keys."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import NamedTuple

from textual.binding import Binding

from quiz.text.normalize import fold_characters
from quiz.text.safe import Text
from quiz.tui import keys


class Keymap(NamedTuple):
    """The player's own keys, by the id of the binding, and the problems with them."""

    keys: dict[str, str]
    problems: tuple[Text, ...]


def build_keymap(own_keys: Mapping[str, str]) -> Keymap:
    """Accept the player's own keys, by id; report unknown ids and keys that are already taken."""
    if not own_keys:
        return Keymap({}, ())
    keymap: dict[str, str] = {}
    problems: list[Text] = []
    ids = sorted(
        {binding.id for screen in keys.ALL_SCREENS for binding in Binding.make_bindings(screen) if binding.id}
    )
    for name, own_key in own_keys.items():
        # A capital letter is the same key as the small one.
        key = ",".join(fold_characters(part) if len(part) == 1 else part for part in own_key.split(","))
        clash = _find_clash(name, key, keymap)
        if name not in ids:
            matches = get_close_matches(name, ids, n=1)
            hint = f". Did you mean “{matches[0]}”?" if matches else ""
            problems.append(Text(f"keys: unknown action “{name}”{hint}"))
        elif clash is not None:
            problems.append(Text(f"keys: “{key}” can't be {name}: it is already {clash}"))
        else:
            keymap[name] = key
    return Keymap(keymap, tuple(problems))


def _find_clash(name: str, key: str, keymap: Mapping[str, str]) -> str | None:
    """Return the id of another binding that has a key on a screen with the binding `name`."""
    wanted = _parse_keys(key)
    for screen in keys.ALL_SCREENS:
        bindings = list(Binding.make_bindings(screen))
        if any(binding.id == name for binding in bindings):
            for binding in bindings:
                taken = _parse_keys(keymap.get(binding.id or "", binding.key))
                if binding.id != name and taken & wanted:
                    return str(binding.id)
    return None


def _parse_keys(names: str) -> set[str]:
    return {binding.key for binding in Binding.make_bindings([Binding(names, "")])}
