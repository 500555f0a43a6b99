"""Random streams, keyed by their purpose.

No other module uses a random generator. Only `Random.random` is used: it is the only method that returns the
same numbers in every version of Python.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

try:
    from _blake2 import blake2b  # saves 2 ms: `hashlib` loads OpenSSL
    from _random import Random  # is made in half the time, with the same numbers
except ImportError:  # not CPython
    from hashlib import blake2b
    from random import Random  # type: ignore[assignment]

Item = TypeVar("Item")


class RandomStream:
    """A stream of random numbers; equal keys make equal streams, other keys independent ones."""

    __slots__ = ("_random",)

    def __init__(self, *key: str | int) -> None:
        self._random = Random(_number(key, 16))

    def random(self) -> float:
        """Return a uniform number from [0, 1)."""
        return self._random.random()

    def randbelow(self, bound: int) -> int:
        """Return a uniform integer from 0 to `bound` - 1."""
        return int(self._random.random() * bound)

    def normal(self) -> float:
        """Return a nearly standard normal number: the sum of twelve uniform numbers less six."""
        # `sum` rounds in another way since Python 3.12, and a loop takes twice as long.
        r = self._random.random
        return r() + r() + r() + r() + r() + r() + r() + r() + r() + r() + r() + r() - 6

    def choice(self, items: Sequence[Item]) -> Item:
        """Return one of the items, each with the same probability."""
        return items[self.randbelow(len(items))]

    def shuffled(self, items: Iterable[Item]) -> list[Item]:
        """Return the items in a random order."""
        keyed = [(self._random.random(), number, item) for number, item in enumerate(items)]
        return [item for _, _, item in sorted(keyed)]  # the numbers differ, so items are never compared


def uniform(*key: str | int) -> float:
    """Return a uniform number from [0, 1); for a single number this is much faster than a stream."""
    return (_number(key, 8) >> 11) / (1 << 53)


def uniform_many(
    names: Iterable[str], before: Iterable[str | int], after: Iterable[str | int] = ()
) -> list[float]:
    """Return `uniform(*before, name, *after)` for each of many names."""
    start = "".join(f"{part}\x1f" for part in before)
    end = "".join(f"\x1f{part}" for part in after)
    keys = (f"{start}{name}{end}".encode("utf-8", "surrogatepass") for name in names)
    return [(int.from_bytes(blake2b(key, digest_size=8).digest(), "big") >> 11) / (1 << 53) for key in keys]


def digest(parts: Iterable[str | int], size: int) -> bytes:
    """Return a hash of some parts in `size` bytes; no part may contain a control character."""
    name = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return blake2b(name, digest_size=size).digest()


def _number(key: Iterable[str | int], size: int) -> int:
    return int.from_bytes(digest(key, size), "big")
