"""Loaded packs, and the interface that loads them."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

from quiz.model.pack import Pack
from quiz.model.pack_summary import PackSummary
from quiz.text.safe import Text


class LoadedPack(NamedTuple):
    """A pack and its location on disk."""

    pack: Pack
    path: Path
    error_count: int
    """Number of errors that left out a part of the pack."""
    is_builtin: bool = False
    is_named: bool = False
    """Whether the player named it."""

    @property
    def name(self) -> str:
        """The name of the pack."""
        return self.pack.name


class LoadResult(NamedTuple):
    """Packs, with a warning for each pack or part of a pack that can't be used."""

    packs: tuple[LoadedPack, ...]
    warnings: tuple[Text, ...] = ()


class SummarizedPack(NamedTuple):
    """The summary of a pack and its location on disk."""

    summary: PackSummary
    path: Path
    error_count: int
    """Number of errors that left out a part of the pack."""
    is_builtin: bool = False

    @property
    def name(self) -> str:
        """The name of the pack."""
        return self.summary.name


class SummaryResult(NamedTuple):
    """Summaries of packs, with a warning for each pack or part of a pack that can't be used."""

    packs: tuple[SummarizedPack, ...]
    warnings: tuple[Text, ...] = ()


class PackLoader(Protocol):
    """Loads the packs of a game."""

    def load(self, category: str | None = None) -> LoadResult:
        """Load the packs that may have a category (`video` or `hero/video`), or all packs."""

    def load_all(self) -> LoadResult:
        """Load all packs."""

    def summarize_all(self, summarize: Callable[[Pack], PackSummary]) -> SummaryResult:
        """Summarize all packs; `summarize` is for those without an up-to-date summary."""

    def close(self) -> None:
        """Write the cache of the packs that were read."""
