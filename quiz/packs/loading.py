"""A loader for installed packs and for packs named on the command line."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.model.errors import PackError, UsageError
from quiz.model.loading import LoadedPack, LoadResult
from quiz.packs import library
from quiz.packs.read.result import ReadResult
from quiz.text.english import format_count
from quiz.text.safe import Text

if TYPE_CHECKING:
    from quiz.packs.cache import PackCache

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

    def load(self, category: str | None = None) -> LoadResult:
        """Load the packs; with a category, only the built-in packs that may have it.

        If no pack has the category, load all packs.

        Raises:
            PackError: A named pack can't be used.
            UsageError: A name is unknown, or two packs have the same name.
        """
        if self._names:
            return self._load_named()
        result = self._load_installed(category)
        if category is None or any(_has_category(loaded, category) for loaded in result.packs):
            return result
        return self._load_installed(None)

    def load_all(self) -> LoadResult:
        """Load all packs, or all named packs."""
        return self.load()

    def close(self) -> None:
        """Write the cache for large packs that were read."""
        if self._cache is not None:
            self._cache.save()

    def _load_named(self) -> LoadResult:
        packs: dict[str, LoadedPack] = {}
        warnings: list[Text] = []
        builtin_names = [library.pack_name(path) for path in library.list_builtin_packs()]
        for path in dict.fromkeys(library.find_pack(name, self._user_folder) for name in self._names):
            loaded = self._load_pack(path, warnings)
            name = library.pack_name(path)
            if loaded.pack.name in packs:
                raise UsageError(f"two of the packs are called “{loaded.pack.name}”")
            packs[loaded.pack.name] = loaded._replace(is_named=True)
            if path.parent == self._user_folder and name in builtin_names:
                warnings.append(Text(f"“{name}” is your own pack {path}, not the built-in one"))
        return LoadResult(tuple(packs.values()), _unique(warnings))

    def _load_installed(self, category: str | None) -> LoadResult:
        warnings: list[Text] = []
        error = library.find_folder_error(self._user_folder)
        if error is not None:
            reason = (error.strerror or "unknown error").lower()
            warnings.append(Text(f"{self._user_folder}: {reason}, so your own packs are left out"))
        builtin_paths = library.list_builtin_packs()
        builtin_packs = [
            self._load_pack(path, warnings)
            for path in builtin_paths
            if category is None or library.may_have_category(path, category)
        ]
        path_by_name = {library.pack_name(path): path for path in builtin_paths}
        user_packs: list[LoadedPack] = []
        for path in library.list_user_packs(self._user_folder):
            try:
                loaded = self._load_pack(path, warnings)
            except PackError as error:
                warnings.append(Text(str(error)))
                continue
            name = loaded.pack.name
            first_path = path_by_name.setdefault(name, path)
            if first_path is path:
                user_packs.append(loaded)
            else:
                warnings.append(
                    Text(
                        f"{path} is left out: {first_path} is also called “{name}”. "
                        f"Use --pack {path} to play it."
                    )
                )
        return LoadResult((*user_packs, *builtin_packs), _unique(warnings))

    def _load_pack(self, path: Path, warnings: list[Text]) -> LoadedPack:
        if path not in self._loaded:
            self._loaded[path] = self._read(path)
        loaded, new_warnings = self._loaded[path]
        warnings += new_warnings
        return loaded

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
        is_builtin = path.parent == library.builtin_pack_folder()
        return LoadedPack(reading.pack, path, error_count, is_builtin), tuple(warnings)


def _unique(warnings: Sequence[Text]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(warnings))


def _has_category(loaded: LoadedPack, category: str) -> bool:
    pack = loaded.pack
    return any(category in (known.name, f"{pack.name}/{known.name}") for known in pack.categories)
