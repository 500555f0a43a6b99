"""Challenge codes: a round and a score, as a short code that another player can play against.

A code has the parameters of a round, hashes of the names of its packs and categories, a digest of its
questions, and a checksum. It is written in Crockford's base 32, which has no letters that look alike.
"""

import base64
import binascii
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quiz.model import rng
from quiz.model.errors import UsageError
from quiz.text.english import format_count, quote
from quiz.text.safe import Text

_FORMAT = 1
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TO_CROCKFORD = str.maketrans(_STANDARD, _ALPHABET)
_FROM_CROCKFORD = str.maketrans(_ALPHABET, _STANDARD)
_LOOK_ALIKE = str.maketrans("OIL", "011")
_GROUP = 5
_MAX_CODE_LENGTH = 500
_NAME_BYTES, _DIGEST_BYTES, _CHECKSUM_BYTES = 2, 4, 2
_MODES = ("classic", "fact-or-fiction", "sudden-death", "ladder", "daily")
"""The modes that a code can have; their positions are part of the code."""
_KINDS = (None, "choice", "truefalse", "compare", "both", "oddone", "typed", "closest")
_TENTHS = 10


class Challenge(NamedTuple):
    """A round and the score to beat."""

    mode: str
    kind: str | None
    length: int
    seed: int
    seconds: float | None
    """Time limit per question; `None` without a clock."""
    streak_bonus: bool
    score: int
    generator_version: int
    selections: tuple[bytes, ...]
    """Hashes of the categories and whole packs, as `hash_selection` returns them."""
    digest: bytes
    """The first bytes of the digest of the questions."""


def hash_selection(name: str) -> bytes:
    """Return the hash of a category, as `hero/video`, or a whole pack, as `hero/*`."""
    return rng.digest(("challenge", name), _NAME_BYTES)


def shorten_digest(digest: str) -> bytes:
    """Return the part of the digest of a round that a code has."""
    return bytes.fromhex(digest)[:_DIGEST_BYTES]


def encode_challenge(challenge: Challenge) -> Text | None:
    """Return the code of a challenge; `None` if a code can't have its mode, kind or time limit."""
    if challenge.mode not in _MODES or challenge.kind not in _KINDS:
        return None
    tenths = 0 if challenge.seconds is None else challenge.seconds * _TENTHS
    if tenths != int(tenths):
        return None
    payload = bytes(
        (_FORMAT, _MODES.index(challenge.mode), _KINDS.index(challenge.kind), challenge.streak_bonus)
    )
    numbers = (challenge.generator_version, challenge.length, challenge.seed, int(tenths), challenge.score)
    payload += b"".join(map(_encode_number, numbers)) + challenge.digest + b"".join(challenge.selections)
    payload += _checksum(payload)
    code = base64.b32encode(payload).decode().rstrip("=").translate(_TO_CROCKFORD)
    return Text("-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP)))


def decode_challenge(code: str) -> Challenge:
    """Return the challenge of a code; case, spaces and hyphens don't matter.

    Raises:
        UsageError: The code is misspelt, incomplete, or of another version of the program.
    """
    payload = _decode_payload(code)
    if payload[0] != _FORMAT:
        raise UsageError("this challenge was made by another version of quiz")
    try:
        mode, kind, streak_bonus = _MODES[payload[1]], _KINDS[payload[2]], bool(payload[3])
        numbers: list[int] = []
        rest = payload[4:]
        for _ in range(5):
            number, rest = _decode_number(rest)
            numbers.append(number)
    except IndexError:
        raise UsageError("this challenge was made by another version of quiz") from None
    generator_version, length, seed, tenths, score = numbers
    digest, names = rest[:_DIGEST_BYTES], rest[_DIGEST_BYTES:]
    return Challenge(
        mode,
        kind,
        length,
        seed,
        tenths / _TENTHS if tenths else None,
        streak_bonus,
        score,
        generator_version,
        tuple(names[start : start + _NAME_BYTES] for start in range(0, len(names), _NAME_BYTES)),
        digest,
    )


def find_selections(hashes: Sequence[bytes], names: Iterable[str]) -> tuple[str, ...]:
    """Return the names with the hashes of a code.

    Raises:
        UsageError: A name is missing.
    """
    by_hash = {hash_selection(name): name for name in names}
    missing = sum(wanted not in by_hash for wanted in hashes)
    if missing:
        count = format_count(missing, "pack or category", "packs or categories")
        raise UsageError(f"this challenge needs {count} that you don't have. Ask your friend for the pack")
    return tuple(by_hash[wanted] for wanted in hashes)


def _decode_payload(code: str) -> bytes:
    if len(code) > _MAX_CODE_LENGTH:
        raise UsageError(f"{quote(code)} is too long for a challenge")
    plain = "".join(code.upper().split()).replace("-", "").translate(_LOOK_ALIKE)
    if not plain or set(plain) - set(_ALPHABET):
        raise UsageError(f"{quote(code)} is not a challenge. Copy the whole code")
    standard = plain.translate(_FROM_CROCKFORD)
    try:
        data = base64.b32decode(standard + "=" * (-len(standard) % 8))
    except binascii.Error:
        data = b""
    payload, checksum = data[:-_CHECKSUM_BYTES], data[-_CHECKSUM_BYTES:]
    if len(payload) < _DIGEST_BYTES or checksum != _checksum(payload):
        raise UsageError(f"{quote(code)} has a typing error or is incomplete. Copy the whole code")
    return payload


def _checksum(payload: bytes) -> bytes:
    return rng.digest(("challenge", payload.hex()), _CHECKSUM_BYTES)


def _encode_number(number: int) -> bytes:
    """Return a number in groups of seven bits, the lowest first; the high bit means that more follow."""
    data = bytearray()
    while number > 0x7F:
        data.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*data, number))


def _decode_number(data: bytes) -> tuple[int, bytes]:
    number = 0
    for position in range(9):
        number |= (data[position] & 0x7F) << (7 * position)
        if not data[position] & 0x80:
            return number, data[position + 1 :]
    raise IndexError
