"""The lines of the home screen's menu: everything, packs that open, and their categories."""

from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from quiz.game.dealer import MenuItem
from quiz.model.pack import QUESTION_BANK, whole_pack
from quiz.text.normalize import fold
from quiz.text.safe import Text

MAX_FOUND = 50
"""Maximum number of lines that a search finds."""
_WHOLE_PACK = Text("The whole pack")


class EntryType(Enum):
    """The types of lines."""

    EVERYTHING = "everything"
    PACK = "pack"
    """The heading of a pack, which opens and closes."""
    WHOLE_PACK = "whole pack"
    CATEGORY = "category"


class MenuEntry(NamedTuple):
    """A line of the menu."""

    type: EntryType
    title: Text
    askable_count: int
    selection: str | None = None
    """The category, as `hero/video`, or the whole pack, as `hero/*`; `None` for everything."""
    pack: str = ""
    """The name of the pack."""
    categories: tuple[str, ...] = ()
    """The names of the categories in it, as `hero/video`."""
    is_open: bool = False
    pack_title: Text = Text()
    """The title of the pack, for a line that isn't below it."""


def list_packs(menu: Sequence[MenuItem]) -> tuple[str, ...]:
    """List the names of the packs in the menu."""
    return tuple(dict.fromkeys(_pack_name(item) for item in menu if item.category is not None))


def list_entries(menu: Sequence[MenuItem], open_packs: Collection[str]) -> tuple[MenuEntry, ...]:
    """List the lines; a single pack has no line of its own, and its categories are always shown."""
    categories = tuple(item.category for item in menu if item.category is not None)
    entries = [
        MenuEntry(EntryType.EVERYTHING, item.title, item.askable_count, categories=categories)
        for item in menu
        if item.category is None
    ]
    is_single = len(list_packs(menu)) < 2
    for name, items in groupby((item for item in menu if item.category is not None), key=_pack_name):
        entries += _list_pack_entries(name, tuple(items), is_single=is_single, is_open=name in open_packs)
    return tuple(entries)


def search_menu(menu: Sequence[MenuItem], query: str) -> tuple[MenuEntry, ...]:
    """List the packs and categories whose titles or names contain all words of a query, the best first.

    A title that begins with the query comes first, then one that contains all words, then the others.
    """
    wanted = fold(query)
    words = wanted.split()
    found: list[tuple[int, int, MenuEntry]] = []
    for entry in _iter_searchable(menu):
        title = fold(entry.title)
        text = f"{title} {fold(entry.pack_title)} {fold(entry.selection or '')}"
        if all(word in text for word in words):
            rank = 0 if title.startswith(wanted) else 1 if all(word in title for word in words) else 2
            found.append((rank, len(found), entry))
    return tuple(entry for *_, entry in sorted(found, key=lambda each: each[:2])[:MAX_FOUND])


def _iter_searchable(menu: Sequence[MenuItem]) -> Iterator[MenuEntry]:
    is_single = len(list_packs(menu)) < 2
    for name, items in groupby((item for item in menu if item.category is not None), key=_pack_name):
        entries = _list_pack_entries(name, tuple(items), is_single=is_single, is_open=True)
        for entry in entries:
            if entry.type is EntryType.WHOLE_PACK:
                yield entry._replace(title=entry.pack_title, pack_title=Text())
            elif entry.type is EntryType.CATEGORY:
                yield entry


def _list_pack_entries(
    name: str, items: Sequence[MenuItem], *, is_single: bool, is_open: bool
) -> Iterator[MenuEntry]:
    first = items[0]
    names = tuple(item.category for item in items if item.category is not None)
    title = Text(f"{first.pack} ({QUESTION_BANK})") if first.has_question_bank else first.pack
    whole = MenuEntry(
        EntryType.WHOLE_PACK, _WHOLE_PACK, first.pack_count, whole_pack(name), name, names, pack_title=title
    )
    if not is_single:
        yield whole._replace(type=EntryType.PACK, title=title, is_open=is_open, pack_title=Text())
        if is_open and len(items) > 1:
            yield whole
    if is_single or is_open:
        for item in items:
            yield MenuEntry(
                EntryType.CATEGORY,
                item.title,
                item.askable_count,
                item.category,
                name,
                (item.category or "",),
                pack_title=title,
            )


def _pack_name(item: MenuItem) -> str:
    return (item.category or "").partition("/")[0]


class MenuState:
    """The lines that are shown, and the ones that the player chose to play together."""

    def __init__(self, menu: Sequence[MenuItem]) -> None:
        self._menu = tuple(menu)
        self._open_packs: set[str] = set()
        self._chosen: set[str] = set()
        self.query: str | None = None
        """The words of a search; `None` without one."""

    @property
    def entries(self) -> tuple[MenuEntry, ...]:
        """The lines that are shown; those that a search finds, once it has a word."""
        if self.query is not None and self.query.strip():
            return search_menu(self._menu, self.query)
        return list_entries(self._menu, self._open_packs)

    @property
    def full_count(self) -> int:
        """Number of lines if every pack is open."""
        return len(list_entries(self._menu, list_packs(self._menu)))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The chosen categories and packs, in the order of the menu."""
        every = list_entries(self._menu, list_packs(self._menu))
        selections = dict.fromkeys(entry.selection for entry in every if entry.selection in self._chosen)
        return tuple(name for name in selections if name is not None)

    @property
    def chosen_titles(self) -> tuple[Text, ...]:
        """The titles of the chosen categories and packs."""
        every = list_entries(self._menu, ())
        titles = {entry.selection: entry.title for entry in (*every, *_iter_searchable(self._menu))}
        return tuple(titles[name] for name in self.chosen)

    def is_chosen(self, entry: MenuEntry) -> bool:
        """Return whether a line is chosen, by itself or with its whole pack."""
        return entry.selection in self._chosen or whole_pack(entry.pack) in self._chosen

    def toggle_choice(self, entry: MenuEntry) -> None:
        """Choose a line, or unchoose it; everything unchooses all."""
        if entry.selection is None:
            self._chosen.clear()
            return
        was_chosen = entry.selection in self._chosen
        self._chosen -= {*entry.categories, whole_pack(entry.pack)}
        if not was_chosen:
            self._chosen.add(entry.selection)

    def toggle_pack(self, name: str) -> None:
        """Open a pack, or close it."""
        self._open_packs ^= {name}

    def open_all(self) -> None:
        """Open every pack."""
        self._open_packs.update(list_packs(self._menu))

    def restore(self, category: str | None) -> int:
        """Open the pack of the category that was played last, or choose several; return its position.

        Args:
            category: Categories, separated by commas, as a `RoundSpec` has them; `None` for everything.
        """
        names = [] if category is None else category.split(",")
        every = {entry.selection: entry for entry in list_entries(self._menu, list_packs(self._menu))}
        known = [name for name in names if name in every]
        if len(known) > 1:
            self._chosen.update(known)
        for name in known:
            self._open_packs.add(every[name].pack)
        selections = [entry.selection for entry in self.entries]
        return selections.index(known[0]) if len(known) == 1 and known[0] in selections else 0
