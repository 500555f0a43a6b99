"""Categories that a player names."""

from collections.abc import Sequence

from quiz.model.errors import UsageError
from quiz.model.pack import Pack, whole_pack
from quiz.text.english import join_words, quote


def find_category(wanted: str, packs: Sequence[Pack]) -> tuple[str, ...]:
    """Return the names of the categories that a player may mean by a name or a title.

    An exact name goes first, `video`, `hero/video` or for the whole pack `hero/*`, then a name in other
    letter case, then a title. Several packs may have a category of the same title, so the names of titles
    include their packs.

    Raises:
        UsageError: No pack has such a category; the message says what may be meant.
    """
    names = [
        name
        for pack in packs
        for category in pack.categories
        for name in (category.name, f"{pack.name}/{category.name}")
    ]
    if wanted in names or wanted in (whole_pack(pack.name) for pack in packs):
        return (wanted,)
    lower = wanted.strip().casefold()
    if lower in names:
        return (lower,)
    from quiz.text.normalize import fold  # a game with exact names needs no folding

    folded = fold(wanted)
    titled = tuple(
        f"{pack.name}/{category.name}"
        for pack in packs
        for category in pack.categories
        if folded in (fold(category.title), fold(f"{pack.name}/{category.title}"))
    )
    if titled:
        return titled
    raise UsageError(f"unknown category {quote(wanted)}. {_suggest(wanted, names, packs)}")


def _suggest(wanted: str, names: Sequence[str], packs: Sequence[Pack]) -> str:
    from difflib import get_close_matches

    from quiz.text.normalize import fold

    pack = next((pack for pack in packs if fold(wanted) in (fold(pack.name), fold(pack.title))), None)
    if pack is not None:
        categories = join_words([category.name for category in pack.categories])
        return f"“{pack.name}” is a pack: use --pack {pack.name}, or one of its categories, {categories}."
    parts = [part.strip() for part in wanted.split(",")]
    if len(parts) > 1 and all(part in names for part in parts):
        return f"Use {' '.join(f'--category {part}' for part in parts)}."
    titles = {category.title.casefold(): category.name for pack in packs for category in pack.categories}
    spellings = {**titles, **dict(zip(names, names, strict=True))}
    similar = get_close_matches(wanted.casefold(), spellings, n=1)
    if similar:
        return f"Did you mean “{spellings[similar[0]]}”?"
    return f"Categories: {', '.join(dict.fromkeys(names[::2]))}"
