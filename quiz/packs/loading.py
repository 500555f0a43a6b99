"""Open the packs that a command line names."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quiz.generate.question_maker import QuestionMaker
from quiz.model.errors import PackError, UsageError
from quiz.model.rules import Severity
from quiz.packs import library
from quiz.text.english import format_count
from quiz.text.safe import Text

if TYPE_CHECKING:
    from quiz.packs.cache import PackCache


_SLOW = Text("Large packs take long to read here: PyYAML was installed without libyaml.")


class LoadedPack(NamedTuple):
    """A pack that was opened, and where it stands."""

    pack: QuestionMaker
    path: Path
    error_count: int
    """How many problems left something of it out."""


class LoadResult(NamedTuple):
    """Packs, ready to make questions."""

    packs: tuple[LoadedPack, ...]
    warnings: tuple[Text, ...]
    """A sentence for each pack of which something can't be used."""

    @property
    def makers(self) -> tuple[QuestionMaker, ...]:
        return tuple(pack.pack for pack in self.packs)


def opened(
    names: Sequence[str],
    user_folder: Path | None,
    category: str | None = None,
    cache: "PackCache | None" = None,
) -> LoadResult:
    """Open packs by name or path, or without names all that there are, the user’s own first.

    A pack that was asked for and of which nothing can be used is refused; one that merely lies in the user's
    folder is left out, with a sentence. With a category the built-in packs that can't have it stay shut,
    unless none has it. Large packs are taken from the cache, and kept in it.
    """
    if not names:
        some = _all(user_folder, category, cache)
        return some if category is None or _has(some, category) else _all(user_folder, None, cache)
    packs: dict[str, LoadedPack] = {}
    told: list[Text] = []
    for path in dict.fromkeys(library.find_pack(name, user_folder) for name in names):
        pack = _opened(path, told, cache)
        if pack.pack.pack.name in packs:
            raise UsageError(f"two of the packs are called “{pack.pack.pack.name}”")
        packs[pack.pack.pack.name] = pack
        if path.parent == user_folder and _is_builtin(library.pack_name(path)):
            told.append(
                Text(f"“{library.pack_name(path)}” is your own {path}, not the one that comes with quiz")
            )
    return LoadResult(tuple(packs.values()), tuple(told))


def _builtin(category: str | None) -> list[Path]:
    return [
        path
        for path in library.list_builtin_packs()
        if category is None or library.may_have_category(path, category)
    ]


def _all(user_folder: Path | None, category: str | None, cache: "PackCache | None") -> LoadResult:
    told: list[Text] = []
    packs = [_opened(path, told, cache) for path in _builtin(category)]
    taken = {library.pack_name(path): path for path in library.list_builtin_packs()}
    own: list[LoadedPack] = []
    for path in library.list_user_packs(user_folder):
        try:
            pack = _opened(path, told, cache)
        except PackError as error:
            told.append(Text(str(error)))
            continue
        name = pack.pack.pack.name
        first = taken.setdefault(name, path)
        if first is path:
            own.append(pack)
        else:
            told.append(
                Text(f"{path} is left out, for {first} is called “{name}” too; --pack {path} plays it")
            )
    return LoadResult((*own, *packs), tuple(told))


def _has(packs: LoadResult, category: str) -> bool:
    return any(
        category in (known.name, f"{maker.pack.name}/{known.name}")
        for maker in packs.makers
        for known in maker.pack.categories
    )


def _opened(path: Path, told: list[Text], cache: "PackCache | None") -> LoadedPack:
    reading = library.load_pack(path, cache)
    assert reading.pack is not None  # or it would have been refused
    errors = sum(problem.severity is Severity.ERROR for problem in reading.problems)
    if errors:
        problems = format_count(errors, "problem")
        told.append(Text(f"{reading.pack.name}: {problems} left something out; see quiz check {path}"))
    if _SLOW not in told and library.was_slow(reading):
        told.append(_SLOW)
    return LoadedPack(QuestionMaker(reading.pack), path, errors)


def _is_builtin(name: str) -> bool:
    return name in map(library.pack_name, library.list_builtin_packs())
