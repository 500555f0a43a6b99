"""Give what was met in play as cards: the facts of a category, to be read with their sources."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from quiz.generate import wording
from quiz.generate.question_maker import PackEntry, QuestionMaker
from quiz.model.pack import Citation, HandwrittenQuestion
from quiz.text.safe import Text


class CategoryProgress(NamedTuple):
    """A category of a pack, and how much of it was asked so far."""

    name: str
    """`hero/video`."""
    title: Text
    pack: Text
    seen_count: int
    askable_count: int


class FactCard(NamedTuple):
    """A fact or a question by hand that was met, in words that stand alone."""

    text: Text
    citations: tuple[Citation, ...]


def list_category_progress(
    makers: Sequence[QuestionMaker], seen: Collection[str]
) -> tuple[CategoryProgress, ...]:
    """Give each category in which anything can be asked; `seen` are the bases that were."""
    found = []
    for maker in makers:
        asked: dict[str, list[str]] = {}
        for ask in maker.list_targets():
            asked.setdefault(ask.category, []).append(ask.target_id)
        for category in maker.pack.categories:
            bases = asked.get(category.name, [])
            if bases:
                met = sum(base in seen for base in bases)
                name = f"{maker.pack.name}/{category.name}"
                found.append(CategoryProgress(name, category.title, maker.pack.title, met, len(bases)))
    return tuple(found)


def iter_fact_cards(
    makers: Sequence[QuestionMaker], chapter: str, seen: Collection[str]
) -> Iterator[FactCard]:
    """Give what was met of a category, as `hero/video`, in the order of its pack."""
    for maker in makers:
        if not chapter.startswith(f"{maker.pack.name}/"):
            continue
        for told in maker.iter_entries():
            is_of_it = f"{maker.pack.name}/{told.category}" == chapter
            if is_of_it and any(ask.target_id in seen for ask in maker.list_targets_of(told)):
                yield FactCard(_text(maker, told), told.citations)


def _text(maker: QuestionMaker, told: PackEntry) -> Text:
    if isinstance(told, HandwrittenQuestion):
        return told.explanation
    pack = maker.pack
    sources = {source.id: source for source in pack.sources}
    return wording.write_explanation(told, sources, english=wording.is_english(pack))
