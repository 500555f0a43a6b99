"""Keys in other forms: capitals, full-width digits and the like."""

from textual.binding import Binding
from textual.events import Key

from quiz.text.normalize import fold_characters


def fold_key(event: Key) -> Key:
    """Return the key of the character that NFKC and case folding make of the key's character."""
    character = event.character
    if character is None and event.key.startswith("shift+") and len(event.key) == len("shift+") + 1:
        character = event.key[-1]
    if character is None:
        return event
    folded = fold_characters(character)
    if folded == event.character or len(folded) != 1 or not folded.isprintable():
        return event
    return Key(_key_of(folded), folded)


def _key_of(character: str) -> str:
    """Return Textual's name of a character's key."""
    if character in ", ":
        return {",": "comma", " ": "space"}[character]
    (binding,) = Binding.make_bindings([Binding(character, "")])
    return binding.key
