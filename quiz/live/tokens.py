"""Codes of rooms, and tokens, which decide who a client is."""

from collections.abc import Callable

from quiz.model.rng import digest

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Letters and digits that are hard to confuse: without 0 and O, 1, I and L."""
CODE_LENGTH = 5
_TOKEN_BITS = 128
_ID_BYTES = 8

RandomBits = Callable[[int], int]
"""Returns a number of as many random bits, as `secrets.randbits` does."""


def make_code(bits: RandomBits) -> str:
    """Return the code of a new room, such as `K7QMP`."""
    number = bits(_TOKEN_BITS)
    letters = []
    for _ in range(CODE_LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(letters)


def make_token(bits: RandomBits) -> str:
    """Return the token of a host or a player: 128 random bits."""
    return f"{bits(_TOKEN_BITS):032x}"


def derive_id(token: str) -> str:
    """Return the public id of the owner of a token, from which the token can't be found."""
    return f"p{digest((token.encode('unicode_escape').decode(),), _ID_BYTES).hex()}"


def parse_code(text: str) -> str | None:
    """Return a code as it is stored; `None` if the text can't be one. Case and blanks don't matter."""
    code = "".join(text.split()).upper()
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else None
