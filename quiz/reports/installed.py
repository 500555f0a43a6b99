"""Result of installing a pack."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from quiz.packs.install import InstallResult, PackDiff
from quiz.text.english import format_count, format_number
from quiz.text.safe import Text

_MAX_IDS = 10


def format_install_result(result: InstallResult) -> Iterator[Text]:
    """Yield the location of a pack and its changes."""
    pack, diff = result.pack, result.diff
    version = "" if pack.version is None else f" {pack.version}"
    facts = format_count(len(pack.facts), "fact")
    questions = format_count(len(pack.questions), "hand-written question")
    yield Text(f"{pack.name}{version}: {facts}, {questions}, installed in {result.path}")
    if diff is not None:
        yield from format_diff(diff)


def format_diff(diff: PackDiff) -> Iterator[Text]:
    """Yield the changes of a pack since its previous version."""
    previous = "the previous version" if diff.previous_version is None else diff.previous_version
    changes = [("added", diff.added), ("changed", diff.changed), ("removed", diff.removed)]
    yield Text(f"Compared with {previous}:")
    for change, ids in changes:
        if ids:
            yield Text(f"  {format_number(len(ids))} {change}: {_list_ids(ids)}")
    if not any(ids for _, ids in changes):
        yield Text("  no changes")


def format_never_asked(ids: Sequence[str], path: Path, *, asks_nothing: bool) -> Iterator[Text]:
    """Yield what is never asked in the pack that was installed from a path."""
    if asks_nothing:
        yield Text(f"No question can be made of this pack. See quiz check {path}")
    elif ids:
        yield Text(f"Never asked: {_list_ids(ids)}. See quiz check {path}")


def _list_ids(ids: Sequence[str]) -> str:
    more = f" and {format_number(len(ids) - _MAX_IDS)} more" if len(ids) > _MAX_IDS else ""
    return f"{', '.join(ids[:_MAX_IDS])}{more}"
