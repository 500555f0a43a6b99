"""Say what came of adding a pack."""

from collections.abc import Iterator, Sequence

from quiz.packs.install import InstallResult
from quiz.text.english import format_count, join_words
from quiz.text.safe import Text

_IDS_AT_MOST = 10


def format_install_result(done: InstallResult) -> Iterator[Text]:
    """Say where a pack is now, what is new in it, and how it is played."""
    pack, change = done.pack, done.diff
    held = [format_count(len(pack.facts), "fact"), format_count(len(pack.questions), "question")]
    version = "" if pack.version is None else f", version {pack.version}"
    yield Text(f"{pack.name}{version}: {join_words(held)} by hand, now in {done.path}")
    if change is not None:
        earlier = "" if change.previous_version is None else f" {change.previous_version}"
        yield Text(f"Beside the version{earlier} that was there:")
        yield from _ids("came", change.added)
        yield from _ids("changed", change.changed)
        yield from _ids("went", change.removed)
        if not (change.added or change.changed or change.removed):
            yield Text("  nothing came, changed or went")
    yield Text(f"Play it: quiz --pack {pack.name}")


def _ids(what: str, ids: Sequence[str]) -> Iterator[Text]:
    if ids:
        rest = len(ids) - _IDS_AT_MOST
        more = f" and {rest:,} more" if rest > 0 else ""
        yield Text(f"  {len(ids):,} {what}: {', '.join(ids[:_IDS_AT_MOST])}{more}")
