"""Rounds of large packs, drawn beforehand, with which the next games begin before the packs are opened.

A round of a seed is the same whenever it is drawn, so one that was kept is as good as new while the packs
are what they were.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from quiz import __version__
from quiz.packet import packed, unpacked
from quiz.packs import index, kept
from quiz.packs.reading import TABLES
from quiz.round import Order, Round

AT_MOST = 16
"""So many rounds of one order are kept."""


class KeptRounds:
    """What is kept of some packs; that is nothing where all of them are small."""

    def __init__(self, find: Callable[[], Sequence[Path]], folder: Path) -> None:
        """Take note of the cache's folder, and of what says where the packs stand."""
        self._find = find
        self._folder = folder
        self._paths: Sequence[Path] | None = None

    def is_worth_it(self) -> bool:
        """Say whether the packs are so large that opening them takes long."""
        try:
            read = [path for path in self._packs() if not index.path_of(path).exists()]
            return any(kept.is_large(kept.stamps(path)) for path in read)
        except OSError:
            return False

    def rounds(self, order: Order) -> tuple[Round, ...]:
        """Give the rounds that are kept for an order, of whatever seeds."""
        if not self.is_worth_it():
            return ()
        body = kept.read(self._file(order))
        try:
            data = json.loads(body or b"{}")
            if data["program"] != __version__ or data["files"] != self._checksums():
                return ()
            found = [unpacked(text) for text in data["rounds"]]
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return ()
        return tuple(
            one._replace(order=order._replace(seed=one.order.seed)) for one in found if one is not None
        )

    def keep(self, order: Order, rounds: Iterable[Round]) -> None:
        """Keep the first rounds of some that were drawn for an order; nothing is said where that can't be."""
        with suppress(OSError):
            data = {
                "program": __version__,
                "files": self._checksums(),
                "rounds": [packed(one) for one in rounds][:AT_MOST],
            }
            kept.write(self._file(order), json.dumps(data).encode())

    def _packs(self) -> Sequence[Path]:
        if self._paths is None:
            self._paths = self._find()
        return self._paths

    def _file(self, order: Order) -> Path:
        """Give the file for all orders whose questions are the same but for their seeds."""
        category, kind, length, _, mode, _, players, _, without = order
        parts = json.dumps([category, kind, length, mode.name, len(players), sorted(without)])
        return kept.place(self._packs(), self._folder, "rounds", parts)

    def _checksums(self) -> list[list[Any]]:
        return [index.checksums(path, _tables_beside(path)) for path in self._packs()]


def _tables_beside(path: Path) -> list[str]:
    """Name the tables that a pack which is a single file may read."""
    return [] if path.is_dir() else [file.name for file in path.parent.iterdir() if file.suffix in TABLES]
