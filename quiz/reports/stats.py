"""The player's statistics."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from quiz.game.modes import MODES
from quiz.generate.question_maker import QuestionMaker
from quiz.history.rows import FactTotals
from quiz.history.statistics import AnswerTotals, BestRound, MissedTarget, Statistics
from quiz.history.store import HistoryCounts
from quiz.model import json_records
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.reports.achievements import (
    Achievement,
    format_earned,
    list_achievements,
    list_next_achievements,
)
from quiz.reports.bar_chart import EMPTY, FULL, Bar, format_bars
from quiz.reports.calendar import SHADES, format_calendar
from quiz.reports.fact_cards import CategoryProgress, list_category_progress
from quiz.reports.stats_scopes import StatsScope
from quiz.text import english
from quiz.text.english import format_count, format_number
from quiz.text.safe import Text
from quiz.text.width import truncate, wrap

CHART_CHARACTERS = FULL + EMPTY + SHADES
"""The characters of charts, except in ASCII."""
_MAX_PERIODS = 12
"""Lines in the chart over time; more days are grouped into weeks, then into months."""
_EVERYTHING = StatsScope()
_NO_GAMES = Text("No games yet. Play a round and your stats will appear here.")


class TextLayout(NamedTuple):
    """The width and character set of a report."""

    columns: int
    ascii_only: bool


def stats_to_json(
    statistics: Statistics, makers: Sequence[QuestionMaker], scope: StatsScope = _EVERYTHING
) -> Text:
    """Return the statistics as a JSON object; times in seconds, days in UTC.

    What belongs to whole rounds is left out of the statistics of some categories.
    """
    progress = {category.name: category for category in _list_progress(statistics, makers, scope)}
    totals = {category.name: category for category in statistics.categories}
    return json_records.to_json_line(
        {
            "rounds": statistics.round_count,
            **_total_fields(_add_totals("", statistics.categories)),
            "categories": [
                {
                    "category": name,
                    "title": progress[name].title if name in progress else None,
                    **_total_fields(totals.get(name, AnswerTotals(name, 0, 0, 0, 0.0))),
                    "seen": progress[name].seen_count if name in progress else None,
                    "askable": progress[name].askable_count if name in progress else None,
                }
                for name in dict.fromkeys([*progress, *totals])
            ],
            "days": [{"day": day.name, **_total_fields(day)} for day in statistics.days],
            **(_round_fields(statistics, makers) if statistics.is_complete else {}),
            "practice": {
                "learnt": statistics.mastered,
                "learning": statistics.learning,
                "due": statistics.due,
            },
            "missed": [
                {
                    "base": target.target_id,
                    "asked": target.asked_count,
                    "stem": _find_stem(target.target_id, makers),
                }
                for target in statistics.always_missed
            ],
        }
    )


def format_stats(
    statistics: Statistics,
    makers: Sequence[QuestionMaker],
    layout: TextLayout,
    scope: StatsScope = _EVERYTHING,
) -> Iterator[Text]:
    """Yield the statistics as lines with charts, none wider than the layout.

    Those of some categories begin with the questions missed most.
    """
    if not statistics.round_count:
        yield _NO_GAMES if statistics.is_complete else Text(f"No answers in “{scope.title}” yet.")
        return
    for title, lines in _list_sections(statistics, makers, layout, scope):
        body = list(lines)
        if title and body:
            yield Text()
            yield Text(title)
        yield from body


def _list_sections(
    statistics: Statistics, makers: Sequence[QuestionMaker], layout: TextLayout, scope: StatsScope
) -> Sequence[tuple[str, Iterable[Text]]]:
    """List the titles of the sections and their lines; the first has no title."""
    progress = _list_progress(statistics, makers, scope)
    titles = {category.name: category.title for category in progress}
    achievements = list_achievements(statistics.achievement_counts, makers)
    seen = [
        Bar(category.title, category.seen_count / category.askable_count, category.format_seen())
        for category in progress
    ]
    missed: tuple[tuple[str, Iterable[Text]], ...] = (
        ("Hardest questions", _format_hardest(statistics.hardest, makers, layout)),
        ("Never answered right", _format_missed(statistics.always_missed, makers, layout)),
    )
    return (
        ("", _join(_list_totals(statistics), layout)),
        *(() if statistics.is_complete else reversed(missed)),
        ("Achievements", _format_achievements(achievements, layout)),
        ("Next achievements", _chart_next(achievements, layout)),
        ("Your days", _format_days(statistics, layout)),
        (
            "Accuracy by category",
            _chart(
                _sort_categories(statistics.categories, titles),
                layout,
                lambda category: titles.get(category.name, Text(category.name)),
            ),
        ),
        (
            "Accuracy over time",
            _chart(_group_days(statistics.days), layout, lambda period: Text(period.name)),
        ),
        ("Seconds per answer", _chart_speed(_group_days(statistics.days), layout)),
        ("Questions seen", format_bars(seen, layout.columns, ascii_only=layout.ascii_only)),
        ("Best rounds with a clock", _format_best(statistics.best, layout, has_clock=True)),
        ("Best rounds without a clock", _format_best(statistics.best, layout, has_clock=False)),
        ("Streaks", _join(_list_streaks(statistics), layout)),
        ("Practice", _wrap(_format_practice(statistics), layout)),
        *(missed if statistics.is_complete else ()),
    )


def list_practisable(statistics: Statistics, makers: Sequence[QuestionMaker]) -> tuple[str, ...]:
    """List the targets that are missed most, without those of missing packs."""
    missed_ids = statistics.list_missed_ids()
    return tuple(target_id for target_id in missed_ids if _find_question(target_id, makers) is not None)


def format_history_counts(counts: HistoryCounts) -> Text:
    """Format the size of the history."""
    parts = [
        format_count(counts.round_count, "round"),
        format_count(counts.answer_count, "answer"),
        format_count(counts.flag_count, "flagged question"),
    ]
    return english.join_words(parts)


def _add_totals(name: str, totals: Sequence[AnswerTotals]) -> AnswerTotals:
    return AnswerTotals(
        name,
        sum(part.asked_count for part in totals),
        sum(part.right_count for part in totals),
        sum(part.answered_count for part in totals),
        sum(part.seconds for part in totals),
    )


def _total_fields(total: AnswerTotals) -> dict[str, object]:
    """Return the published fields; `seconds` is the average of an answer."""
    seconds = round(total.seconds / total.answered_count, 2) if total.answered_count else None
    return {"answers": total.asked_count, "right": total.right_count, "seconds": seconds}


def _round_fields(statistics: Statistics, makers: Sequence[QuestionMaker]) -> dict[str, object]:
    """Return the published fields about whole rounds."""
    return {
        "best": {
            name: [_best_fields(best) for best in statistics.best if best.has_clock is has_clock]
            for name, has_clock in (("timed", True), ("untimed", False))
        },
        "streaks": {"answers": statistics.best_streak, "days": statistics.days_in_a_row},
        "achievements": [
            {"title": one.title, "meaning": one.meaning, "reached": one.reached, "goal": one.goal}
            for one in list_achievements(statistics.achievement_counts, makers)
            if one.reached
        ],
    }


def _list_progress(
    statistics: Statistics, makers: Sequence[QuestionMaker], scope: StatsScope
) -> list[CategoryProgress]:
    progress = list_category_progress(makers, statistics.seen_counts)
    return [each for each in progress if scope.categories is None or each.name in scope.categories]


def _best_fields(best: BestRound) -> dict[str, object]:
    return {
        "mode": best.mode,
        "timed": best.has_clock,
        "score": best.score,
        "length": best.length,
        "best_streak": best.best_streak,
        "ended": best.ended_at,
    }


def _list_totals(statistics: Statistics) -> Iterator[str]:
    total = _add_totals("", statistics.categories)
    rounds = format_count(statistics.round_count, "round")
    yield f"{format_count(total.asked_count, 'answer')} in {rounds}"
    yield f"{_percentage(total)} correct"
    if total.answered_count:
        yield f"{total.seconds / total.answered_count:.1f} s on average"


def _list_streaks(statistics: Statistics) -> Iterator[str]:
    if statistics.days and statistics.is_complete:
        yield f"Best streak: {format_number(statistics.best_streak)}"
        yield f"Days in a row: {format_number(statistics.days_in_a_row)}"


def _format_practice(statistics: Statistics) -> str:
    mastered, learning = format_number(statistics.mastered), format_number(statistics.learning)
    return f"{mastered} mastered, {learning} learning, {format_number(statistics.due)} due now"


def _percentage(total: AnswerTotals) -> str:
    return f"{total.right_count / total.asked_count if total.asked_count else 0:.0%}"


def _sort_categories(
    categories: Sequence[AnswerTotals], titles: Mapping[str, Text]
) -> Sequence[AnswerTotals]:
    """Sort categories as their packs do; those of missing packs come last."""
    positions = {name: position for position, name in enumerate(titles)}
    return sorted(
        categories, key=lambda category: (positions.get(category.name, len(positions)), category.name)
    )


def _chart(
    totals: Sequence[AnswerTotals], layout: TextLayout, label: Callable[[AnswerTotals], Text]
) -> Iterator[Text]:
    bars = [
        Bar(
            label(total),
            total.right_count / total.asked_count,
            Text(f"{_percentage(total):>4} of {format_number(total.asked_count)}"),
        )
        for total in totals
    ]
    return format_bars(bars, layout.columns, ascii_only=layout.ascii_only)


def _format_achievements(achievements: Sequence[Achievement], layout: TextLayout) -> Iterator[Text]:
    sign = "*" if layout.ascii_only else "★"
    for one in achievements:
        if one.is_earned:
            yield from _wrap(f"{sign} {format_earned(one)}", layout, indent=2)


def _chart_next(achievements: Sequence[Achievement], layout: TextLayout) -> Iterator[Text]:
    bars = [
        Bar(one.title, one.share, Text(f"{format_number(one.reached)} of {format_number(one.goal)}"))
        for one in list_next_achievements(achievements)
    ]
    return format_bars(bars, layout.columns, ascii_only=layout.ascii_only)


def _format_days(statistics: Statistics, layout: TextLayout) -> Iterator[Text]:
    if statistics.days and statistics.today is not None and statistics.is_complete:
        counts = {day.name: day.asked_count for day in statistics.days}
        columns = layout.columns
        yield from format_calendar(counts, statistics.today, columns, ascii_only=layout.ascii_only)


def _chart_speed(totals: Sequence[AnswerTotals], layout: TextLayout) -> Iterator[Text]:
    """Yield a chart of the average times; one period alone has nothing to be compared with."""
    speeds = [(total.name, total.seconds / total.answered_count) for total in totals if total.answered_count]
    slowest = max((seconds for _, seconds in speeds), default=0.0)
    if len(speeds) < 2 or not slowest:
        return iter(())
    bars = [Bar(Text(name), seconds / slowest, Text(f"{seconds:4.1f} s")) for name, seconds in speeds]
    return format_bars(bars, layout.columns, ascii_only=layout.ascii_only)


def _group_days(days: Sequence[AnswerTotals]) -> tuple[AnswerTotals, ...]:
    """Return the last days, weeks or months, whichever cover all days in a few lines."""
    for name_period in (date.isoformat, _name_week, _name_month):
        periods: dict[str, list[AnswerTotals]] = {}
        for day in days:
            periods.setdefault(name_period(date.fromisoformat(day.name)), []).append(day)
        if len(periods) <= _MAX_PERIODS:
            break
    return tuple(_add_totals(name, totals) for name, totals in periods.items())[-_MAX_PERIODS:]


def _name_week(day: date) -> str:
    return f"from {(day - timedelta(days=day.weekday())).isoformat()}"


def _name_month(day: date) -> str:
    return f"{english.MONTHS[day.month - 1][:3]} {day.year}"


def _format_best(best: Sequence[BestRound], layout: TextLayout, *, has_clock: bool) -> Iterator[Text]:
    rounds = [round_ for round_ in best if round_.has_clock is has_clock]
    scores = [format_number(round_.score) for round_ in rounds]
    score_width = max(map(len, scores), default=0)
    for round_, score in zip(rounds, scores, strict=True):
        mode = MODES[round_.mode].title if round_.mode in MODES else round_.mode
        length = format_count(round_.length, "question")
        line = Text(f"{mode}, {length}, {english.format_date(round_.ended_at[:10])}")
        room = max(20, layout.columns - score_width - 4)
        yield Text(f"  {score:>{score_width}}  {truncate(line, room)}")


def _format_missed(
    targets: Sequence[MissedTarget], makers: Sequence[QuestionMaker], layout: TextLayout
) -> Iterator[Text]:
    for target in targets:
        count = {1: "once", 2: "twice"}.get(target.asked_count, f"{format_number(target.asked_count)} times")
        yield from _wrap(f"missed {count}: {_describe_target(target.target_id, makers)}", layout, indent=2)


def _format_hardest(
    facts: Sequence[FactTotals], makers: Sequence[QuestionMaker], layout: TextLayout
) -> Iterator[Text]:
    for fact in facts:
        count = f"{format_number(fact.right_count)} of {format_number(fact.asked_count)} right"
        yield from _wrap(f"{count}: {_describe_target(fact.target_id, makers)}", layout, indent=2)


def _describe_target(target_id: str, makers: Sequence[QuestionMaker]) -> Text:
    """Return the stem of a question about a target with its category, or the id if its pack is missing."""
    question = _find_question(target_id, makers)
    if question is None:
        return Text(target_id)
    titles = {
        f"{maker.pack.name}/{category.name}": category.title
        for maker in makers
        for category in maker.pack.categories
    }
    return Text(f"{question.stem} ({titles[f'{question.pack}/{question.category}']})")


def _find_stem(target_id: str, makers: Sequence[QuestionMaker]) -> Text | None:
    question = _find_question(target_id, makers)
    return None if question is None else question.stem


def _find_question(target_id: str, makers: Sequence[QuestionMaker]) -> Question | None:
    """Return a question about a target, if one of the packs makes one."""
    for maker in makers:
        if target_id.startswith(f"{maker.pack.name}/"):
            for kind in Kind:
                question = maker.find_question(f"{target_id}/{kind}@0")
                if question is not None:
                    return question
    return None


def _join(parts: Iterable[str], layout: TextLayout) -> Iterator[Text]:
    return _wrap((", " if layout.ascii_only else " · ").join(parts), layout)


def _wrap(line: str, layout: TextLayout, indent: int = 0) -> Iterator[Text]:
    yield from wrap(line, max(layout.columns, 20), indent)
