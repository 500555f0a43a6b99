"""Draw from streams of chance that are keyed by what they are for.

No other module makes or draws from a generator. Only `Random.random` is used: of the methods of
`random`, it alone is promised to give the same numbers on every version of Python.
"""

from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeVar

try:
    from _blake2 import blake2b  # as `random` gets its own; `hashlib` loads OpenSSL first, 2 ms at each start
except ImportError:  # on another Python
    from hashlib import blake2b

Item = TypeVar("Item")


class RandomStream:
    """A stream of chance; streams of different keys are independent, those of one key are equal."""

    __slots__ = ("_random",)

    def __init__(self, *key: str | int) -> None:
        self._random = Random(_number(key, 16))

    def random(self) -> float:
        """Draw from [0, 1), uniformly."""
        return self._random.random()

    def randbelow(self, bound: int) -> int:
        """Draw a whole number from 0 to `bound` - 1, uniformly."""
        return int(self._random.random() * bound)

    def normal(self) -> float:
        """Draw from a distribution close to the standard normal: twelve uniform draws less six."""
        return sum(self._random.random() for _ in range(12)) - 6

    def choice(self, items: Sequence[Item]) -> Item:
        """Draw one of the items, uniformly."""
        return items[self.randbelow(len(items))]

    def shuffled(self, items: Iterable[Item]) -> list[Item]:
        """Give the items in an order drawn uniformly."""
        keyed = [(self._random.random(), number, item) for number, item in enumerate(items)]
        return [item for _, _, item in sorted(keyed)]  # no two have one number, so no items are compared


def uniform(*key: str | int) -> float:
    """Draw once from [0, 1), uniformly, where no more is wanted: it costs far less than a stream."""
    return (_number(key, 8) >> 11) / (1 << 53)


def uniform_many(
    names: Iterable[str], before: Iterable[str | int], after: Iterable[str | int] = ()
) -> list[float]:
    """Draw for each name what `uniform` draws for the key with that name in it; thousands are drawn so."""
    start = "".join(f"{part}\x1f" for part in before)
    end = "".join(f"\x1f{part}" for part in after)
    keys = (f"{start}{name}{end}".encode("utf-8", "surrogatepass") for name in names)
    return [(int.from_bytes(blake2b(key, digest_size=8).digest(), "big") >> 11) / (1 << 53) for key in keys]


def digest(parts: Iterable[str | int], size: int) -> bytes:
    """Give so many bytes that are others for any other parts; no part may hold a control character."""
    name = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return blake2b(name, digest_size=size).digest()


def _number(key: Iterable[str | int], size: int) -> int:
    return int.from_bytes(digest(key, size), "big")
