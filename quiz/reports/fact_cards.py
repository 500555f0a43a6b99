"""Facts that the player has seen."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from quiz.generate import wording
from quiz.generate.question_maker import PackEntry, QuestionMaker
from quiz.model.pack import Citation, HandwrittenQuestion
from quiz.text.english import format_number
from quiz.text.safe import Text


class CategoryProgress(NamedTuple):
    """A category of a pack, with the number of its targets that the player has seen."""

    name: str
    """`hero/video`."""
    title: Text
    pack: Text
    seen_count: int
    askable_count: int

    def format_seen(self) -> Text:
        """Format how many targets were seen: `3 of 42`."""
        return Text(f"{format_number(self.seen_count)} of {format_number(self.askable_count)}")


class FactCard(NamedTuple):
    """A fact, or the explanation of a hand-written question, with its citations."""

    text: Text
    citations: tuple[Citation, ...]


def list_category_progress(
    makers: Sequence[QuestionMaker], seen_ids: Collection[str]
) -> tuple[CategoryProgress, ...]:
    """List the categories that have targets; `seen_ids` are the targets that were asked."""
    progress = []
    for maker in makers:
        targets: dict[str, list[str]] = {}
        for target in maker.list_targets():
            targets.setdefault(target.category, []).append(target.target_id)
        for category in maker.pack.categories:
            if ids := targets.get(category.name):
                name = f"{maker.pack.name}/{category.name}"
                seen = sum(target_id in seen_ids for target_id in ids)
                progress.append(CategoryProgress(name, category.title, maker.pack.title, seen, len(ids)))
    return tuple(progress)


def iter_fact_cards(
    makers: Sequence[QuestionMaker], category: str, seen_ids: Collection[str]
) -> Iterator[FactCard]:
    """Yield the seen facts of a category like `hero/video`, in the order of its pack."""
    for maker in makers:
        for entry in maker.iter_entries():
            if f"{maker.pack.name}/{entry.category}" == category and any(
                target.target_id in seen_ids for target in maker.list_targets_of(entry)
            ):
                yield FactCard(_format_entry(maker, entry), entry.citations)


def _format_entry(maker: QuestionMaker, entry: PackEntry) -> Text:
    if isinstance(entry, HandwrittenQuestion):
        return entry.explanation or Text(f"{entry.stem} {entry.right}")
    sources = {source.id: source for source in maker.pack.sources}
    return wording.write_explanation(entry, sources, english=maker.pack.is_english)
