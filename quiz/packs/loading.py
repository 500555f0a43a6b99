"""A loader for installed packs and for packs named on the command line."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from quiz.model.errors import PackError, UsageError
from quiz.model.loading import LoadedPack, LoadResult, SummarizedPack, SummaryResult
from quiz.model.pack import Pack
from quiz.model.pack_summary import PackSummary
from quiz.packs import library
from quiz.packs.read.result import ReadResult
from quiz.text.english import format_count
from quiz.text.safe import Text

if TYPE_CHECKING:
    from quiz.packs.cache import PackCache

_Pack = TypeVar("_Pack", LoadedPack, SummarizedPack)
_Read: TypeAlias = Callable[[Path], tuple[_Pack, tuple[Text, ...]]]
"""Returns a pack or its summary with the warnings about it."""
_SLOW_YAML = Text("Large packs load slowly: PyYAML was installed without libyaml.")


class LibraryLoader:
    """Loads packs by name or path; without names, the user's packs and then the built-in ones.

    A named pack that can't be used is an error. A pack that is merely in the user's folder is left out with
    a warning. Each pack is read once.
    """

    def __init__(
        self,
        names: Sequence[str],
        user_folder: Path | None,
        cache: "PackCache | None" = None,
        *,
        was_slow: Callable[[ReadResult], bool] = library.was_slow,
    ) -> None:
        self._names = names
        self._user_folder = user_folder
        self._cache = cache
        self._was_slow = was_slow
        self._loaded: dict[Path, tuple[LoadedPack, tuple[Text, ...]]] = {}
        self._summarized: dict[Path, tuple[SummarizedPack, tuple[Text, ...]]] = {}

    def load(self, category: str | None = None) -> LoadResult:
        """Load the packs; with a category, only the built-in packs that may have it.

        If no pack has the category, load all packs.

        Raises:
            PackError: A named pack can't be used.
            UsageError: A name is unknown, or two packs have the same name.
        """
        if self._names:
            named, warnings = self._select_named(self._load_pack)
            return LoadResult(tuple(loaded._replace(is_named=True) for loaded in named), warnings)
        packs, warnings = self._select_installed(self._load_pack, category)
        if category is not None and not any(_has_category(loaded, category) for loaded in packs):
            packs, warnings = self._select_installed(self._load_pack)
        return LoadResult(packs, warnings)

    def load_all(self) -> LoadResult:
        """Load all packs, or all named packs."""
        return self.load()

    def summarize_all(self, summarize: Callable[[Pack], PackSummary]) -> SummaryResult:
        """Summarize all packs, or all named packs.

        Args:
            summarize: Summarizes a pack that has no up-to-date summary; only such packs are loaded.

        Raises:
            PackError: A named pack can't be used.
            UsageError: A name is unknown, or two packs have the same name.
        """

        def read(path: Path) -> tuple[SummarizedPack, tuple[Text, ...]]:
            if path not in self._summarized:
                self._summarized[path] = self._load_or_make_summary(path, summarize)
            return self._summarized[path]

        return SummaryResult(*(self._select_named(read) if self._names else self._select_installed(read)))

    def close(self) -> None:
        """Write the cache of the packs that were read."""
        if self._cache is not None:
            self._cache.save()

    def _select_named(self, read: _Read[_Pack]) -> tuple[tuple[_Pack, ...], tuple[Text, ...]]:
        packs: dict[str, _Pack] = {}
        warnings: list[Text] = []
        builtin_names = [library.pack_name(path) for path in library.list_builtin_packs()]
        for path in dict.fromkeys(library.find_pack(name, self._user_folder) for name in self._names):
            pack, new_warnings = read(path)
            warnings += new_warnings
            name = library.pack_name(path)
            if pack.name in packs:
                raise UsageError(f"two of the packs are called “{pack.name}”")
            packs[pack.name] = pack
            if path.parent == self._user_folder and name in builtin_names:
                warnings.append(Text(f"“{name}” is your own pack {path}, not the built-in one"))
        return tuple(packs.values()), _unique(warnings)

    def _select_installed(
        self, read: _Read[_Pack], category: str | None = None
    ) -> tuple[tuple[_Pack, ...], tuple[Text, ...]]:
        warnings: list[Text] = []
        error = library.find_folder_error(self._user_folder)
        if error is not None:
            reason = (error.strerror or "unknown error").lower()
            warnings.append(Text(f"{self._user_folder}: {reason}, so your own packs are left out"))
        builtin_paths = library.list_builtin_packs()
        builtin_packs: list[_Pack] = []
        for path in builtin_paths:
            if category is None or library.may_have_category(path, category):
                pack, new_warnings = read(path)
                builtin_packs.append(pack)
                warnings += new_warnings
        path_by_name = {library.pack_name(path): path for path in builtin_paths}
        user_packs: list[_Pack] = []
        for path in library.list_user_packs(self._user_folder):
            try:
                pack, new_warnings = read(path)
            except PackError as error:
                warnings.append(Text(str(error)))
                continue
            warnings += new_warnings
            first_path = path_by_name.setdefault(pack.name, path)
            if first_path is path:
                user_packs.append(pack)
            else:
                warnings.append(
                    Text(
                        f"{path} is left out: {first_path} is also called “{pack.name}”. "
                        f"Use --pack {path} to play it."
                    )
                )
        return tuple(user_packs + builtin_packs), _unique(warnings)

    def _load_pack(self, path: Path) -> tuple[LoadedPack, tuple[Text, ...]]:
        if path not in self._loaded:
            self._loaded[path] = self._read(path)
        return self._loaded[path]

    def _load_or_make_summary(
        self, path: Path, summarize: Callable[[Pack], PackSummary]
    ) -> tuple[SummarizedPack, tuple[Text, ...]]:
        summary = library.load_summary(path, self._cache)
        if summary is not None:  # of a pack without errors
            return SummarizedPack(summary, path, 0, _is_builtin(path)), ()
        loaded, warnings = self._load_pack(path)
        summary = summarize(loaded.pack)
        if self._cache is not None:
            self._cache.add_summary(path, summary)
        return SummarizedPack(summary, path, loaded.error_count, loaded.is_builtin), warnings

    def _read(self, path: Path) -> tuple[LoadedPack, tuple[Text, ...]]:
        reading = library.load_pack(path, self._cache)
        assert reading.pack is not None  # otherwise `load_pack` has raised an error
        warnings: list[Text] = []
        error_count = reading.error_count
        if error_count:
            errors = format_count(error_count, "error")
            warnings.append(Text(f"{reading.pack.name}: {errors}, parts are left out. See quiz check {path}"))
        if self._was_slow(reading):
            warnings.append(_SLOW_YAML)
        return LoadedPack(reading.pack, path, error_count, _is_builtin(path)), tuple(warnings)


def _is_builtin(path: Path) -> bool:
    return path.parent == library.builtin_pack_folder()


def _unique(warnings: Sequence[Text]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(warnings))


def _has_category(loaded: LoadedPack, category: str) -> bool:
    pack = loaded.pack
    return any(category in (known.name, f"{pack.name}/{known.name}") for known in pack.categories)
