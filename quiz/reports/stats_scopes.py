"""Parts of the statistics: everything, a pack or a category."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from quiz.game.categories import find_category
from quiz.game.round import EVERYTHING
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import whole_pack
from quiz.text.english import join_words
from quiz.text.normalize import fold
from quiz.text.safe import Text


class StatsScope(NamedTuple):
    """The categories that statistics are about."""

    title: Text = EVERYTHING
    selections: tuple[str, ...] = ()
    """Categories, as `hero/video`, and whole packs, as `hero/*`; none for everything."""
    categories: tuple[str, ...] | None = None
    """The names of all those categories; `None` for everything."""

    @property
    def pack(self) -> str:
        """The name of the first pack; empty for everything."""
        return self.selections[0].partition("/")[0] if self.selections else ""


class StatsPage(NamedTuple):
    """The statistics of one scope."""

    format_lines: Callable[[int], Sequence[Text]]
    """Returns lines of at most the given number of columns."""
    missed_ids: tuple[str, ...] = ()
    """The targets that are missed most and can be asked again."""
    scopes: tuple[StatsScope, ...] = ()
    """The scopes with answers, everything first."""


def list_scopes(makers: Sequence[QuestionMaker], answered: Collection[str]) -> tuple[StatsScope, ...]:
    """List everything, then each pack with answers and its categories with answers.

    A pack with answers in one category only, or the only such pack, has no scope besides its categories.
    """
    answered_by_pack = {maker: _list_answered(maker, answered) for maker in makers}
    packs = {maker: scopes for maker, scopes in answered_by_pack.items() if scopes}
    scopes = [StatsScope()]
    for maker, categories in packs.items():
        if len(packs) > 1 and len(categories) > 1:
            scopes.append(_build_pack_scope(maker))
        scopes += categories
    return tuple(scopes)


def find_scope(wanted: Sequence[str], makers: Sequence[QuestionMaker]) -> StatsScope:
    """Return the scope of categories and packs, given as names or titles; everything without any.

    Raises:
        UsageError: No pack has one of them; the message says what may be meant.
    """
    found = list(dict.fromkeys(scope for word in wanted for scope in _iter_found(word, makers)))
    if not found:
        return StatsScope()
    return StatsScope(
        Text(join_words([scope.title for scope in found])),
        tuple(dict.fromkeys(name for scope in found for name in scope.selections)),
        tuple(dict.fromkeys(name for scope in found for name in scope.categories or ())),
    )


def _iter_found(word: str, makers: Sequence[QuestionMaker]) -> Iterator[StatsScope]:
    for maker in makers:
        if fold(word) in (fold(maker.pack.name), fold(maker.pack.title)):
            yield _build_pack_scope(maker)
            return
    names = find_category(word, [maker.pack for maker in makers])
    for maker in makers:
        if whole_pack(maker.pack.name) in names:
            yield _build_pack_scope(maker)
        for scope in _list_category_scopes(maker):
            if not {scope.selections[0], scope.selections[0].partition("/")[2]}.isdisjoint(names):
                yield scope


def _build_pack_scope(maker: QuestionMaker) -> StatsScope:
    names = tuple(f"{maker.pack.name}/{category.name}" for category in maker.pack.categories)
    return StatsScope(maker.pack.title, (whole_pack(maker.pack.name),), names)


def _list_answered(maker: QuestionMaker, answered: Collection[str]) -> list[StatsScope]:
    return [scope for scope in _list_category_scopes(maker) if scope.selections[0] in answered]


def _list_category_scopes(maker: QuestionMaker) -> list[StatsScope]:
    names = {f"{maker.pack.name}/{category.name}": category.title for category in maker.pack.categories}
    return [StatsScope(title, (name,), (name,)) for name, title in names.items()]
