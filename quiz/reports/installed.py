"""Result of installing a pack."""

from collections.abc import Iterator

from quiz.packs.install import InstallResult
from quiz.text.english import format_count, format_number
from quiz.text.safe import Text

_MAX_IDS = 10


def format_install_result(result: InstallResult) -> Iterator[Text]:
    """Yield the location of a pack, its changes, and how to play it."""
    pack, diff = result.pack, result.diff
    version = "" if pack.version is None else f" {pack.version}"
    facts = format_count(len(pack.facts), "fact")
    questions = format_count(len(pack.questions), "hand-written question")
    yield Text(f"{pack.name}{version}: {facts}, {questions}, installed in {result.path}")
    if diff is not None:
        previous = "the previous version" if diff.previous_version is None else diff.previous_version
        changes = [("added", diff.added), ("changed", diff.changed), ("removed", diff.removed)]
        yield Text(f"Compared with {previous}:")
        for change, ids in changes:
            if ids:
                more = f" and {format_number(len(ids) - _MAX_IDS)} more" if len(ids) > _MAX_IDS else ""
                yield Text(f"  {format_number(len(ids))} {change}: {', '.join(ids[:_MAX_IDS])}{more}")
        if not any(ids for _, ids in changes):
            yield Text("  no changes")
    yield Text(f"Play it: quiz --pack {pack.name}")
