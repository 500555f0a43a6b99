"""The player's history at a glance, for the home screen."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from quiz.game.modes import MODES
from quiz.text.english import format_count, format_number
from quiz.text.safe import Text

_MIN_ASKED = 5
"""Number of answers from which on a share of right ones is shown."""


_MAX_NAMED = 3
"""Maximum number of categories that are named after a round."""


class CategoryRecord(NamedTuple):
    """The player's answers in one category."""

    seen_count: int = 0
    """Number of its targets that were asked."""
    asked_count: int = 0
    right_count: int = 0


class BestScoreKey(NamedTuple):
    """Rounds whose scores are compared."""

    mode: str
    has_clock: bool
    length: int


class DailyRecord(NamedTuple):
    """The player's daily rounds. Days are in UTC."""

    right_count: int | None = None
    """Right answers in today's round; `None` until it is finished."""
    total: int = 0
    days_in_a_row: int = 0
    """Length of the run of days with a finished daily round that ends today or yesterday."""
    seconds_to_next: int = 0

    @property
    def is_finished(self) -> bool:
        """Whether today's round is finished."""
        return self.right_count is not None


class PlayerOverview(NamedTuple):
    """The player's history at a glance."""

    daily: DailyRecord = DailyRecord()
    due_count: int = 0
    """Number of targets whose review is due."""
    categories: Mapping[str, CategoryRecord] = {}
    """Records by category, as `hero/video`."""
    best_scores: Mapping[BestScoreKey, int] = {}


def add_records(overview: PlayerOverview, categories: Iterable[str]) -> CategoryRecord:
    """Return the sum of the records of some categories."""
    records = [overview.categories.get(name, CategoryRecord()) for name in categories]
    return CategoryRecord(*(sum(values) for values in zip(*records, strict=True)))


def format_daily(daily: DailyRecord) -> Text:
    """Format today's quiz: its result and the time to the next one, or that it waits; and the streak."""
    streak = format_count(daily.days_in_a_row, "day") + " in a row"
    if daily.right_count is None:
        parts = ["not played yet"]
    else:
        wait = format_wait(daily.seconds_to_next)
        right = f"{format_number(daily.right_count)} of {format_number(daily.total)} right"
        parts = [right, f"next in {wait}"]
    if daily.days_in_a_row > 1:
        parts.insert(1, streak)
    return Text(" · ".join(parts))


def format_wait(seconds: int) -> str:
    """Format a time of less than a day: `5 h 12 min`."""
    hours, minutes = divmod(max(1, -(-seconds // 60)), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def format_due(due_count: int) -> Text:
    """Format the number of questions due in practice."""
    return Text(f"{format_count(due_count, 'question')} due" if due_count else "nothing due")


def format_seen(record: CategoryRecord, askable_count: int) -> Text:
    """Format how many questions of a category were seen: `12 of 31`."""
    seen_count = min(record.seen_count, askable_count)  # a later version of the pack may have fewer
    return Text(f"{format_number(seen_count)} of {format_number(askable_count)}")


def format_accuracy(record: CategoryRecord) -> Text:
    """Format the share of right answers, `64% right`, or nothing for a few answers."""
    share = record.right_count / record.asked_count if record.asked_count >= _MIN_ASKED else None
    return Text("" if share is None else f"{share:.0%} right")


class CategorySize(NamedTuple):
    """A category of a round, and how many questions it has."""

    name: str
    title: Text
    askable_count: int


class RoundNews(NamedTuple):
    """News of a finished round, as text."""

    earned: tuple[Text, ...] = ()
    """Achievements that it has earned."""
    rises: tuple[Text, ...] = ()
    """Sentences about what rose: days in a row, and questions seen."""


def iter_rises(
    overview: PlayerOverview,
    new_counts: Mapping[str, int],
    categories: Iterable[CategorySize],
    *,
    is_scored_daily: bool,
) -> Iterator[Text]:
    """Yield what rose during a round: the days in a row, then the seen questions of each category.

    Args:
        overview: The player's history after the round.
        new_counts: The number of targets that the round asked first, by category.
        categories: The categories of the round.
        is_scored_daily: Whether it was the first attempt at a daily round.
    """
    if is_scored_daily and overview.daily.days_in_a_row > 1:
        yield Text(f"Today's quiz: {format_count(overview.daily.days_in_a_row, 'day')} in a row")
    rises = [
        (category, new_counts[category.name]) for category in categories if new_counts.get(category.name)
    ]
    if len(rises) > _MAX_NAMED:
        total = format_count(sum(rise for _, rise in rises), "new question")
        yield Text(f"{total} seen, in {format_number(len(rises))} categories")
        return
    for category, rise in rises:
        record = overview.categories.get(category.name, CategoryRecord())
        seen = format_seen(record, category.askable_count)
        yield Text(f"{category.title}: {seen} seen (+{format_number(rise)})")


def iter_best_scores(overview: PlayerOverview) -> Iterator[tuple[Text, Text]]:
    """Yield the best score of each mode and length with its description, modes in their order."""
    order = {name: position for position, name in enumerate(MODES)}
    known = [key for key in overview.best_scores if key.mode in order]
    for key in sorted(known, key=lambda key: (order[key.mode], not key.has_clock, key.length)):
        mode = MODES[key.mode]
        length = f", {format_count(key.length, 'question')}" if mode.length is None else ""
        clock = ", no clock" if not key.has_clock and mode.default_seconds != 0 else ""
        yield Text(f"{mode.title}{length}{clock}"), format_number(overview.best_scores[key])
