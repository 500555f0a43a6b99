"""Print what is remembered: how it went, what is kept, what was objected to."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from quiz.game.modes import MODES
from quiz.generate.question_maker import QuestionMaker
from quiz.history.statistics import AnswerTotals, BestRound, MissedTarget, Statistics
from quiz.history.store import Flag, HistoryCounts
from quiz.model import json_records
from quiz.model.pack import Kind
from quiz.reports.bar_chart import EMPTY, FULL, Bar, format_bars
from quiz.reports.fact_cards import CategoryProgress, list_category_progress
from quiz.text import english
from quiz.text.english import format_count
from quiz.text.safe import Text, one_line
from quiz.text.width import truncate

CHART_CHARACTERS = FULL + EMPTY
"""What charts are drawn with where they need not be ASCII."""
_PERIODS = 12
"""Lines in the chart over time; more days than that are put together as weeks, then as months."""


class TextLayout(NamedTuple):
    """What figures are written on."""

    columns: int
    ascii_only: bool


def stats_to_json(figures: Statistics, makers: Sequence[QuestionMaker]) -> Text:
    """Give the figures as one object; times in seconds, days in UTC."""
    known = {one.name: one for one in list_category_progress(makers, figures.seen_counts)}
    names = dict.fromkeys([*known, *(one.name for one in figures.categories)])
    sums = {one.name: one for one in figures.categories}
    return json_records.to_json_line(
        {
            "rounds": figures.round_count,
            **_sum_fields(_total(figures)),
            "categories": [
                {
                    "category": name,
                    "title": known[name].title if name in known else None,
                    **_sum_fields(sums.get(name, AnswerTotals(name, 0, 0, 0, 0.0))),
                    "seen": known[name].seen_count if name in known else None,
                    "askable": known[name].askable_count if name in known else None,
                }
                for name in names
            ],
            "days": [{"day": day.name, **_sum_fields(day)} for day in figures.days],
            "best": {
                name: [_best_fields(best) for best in figures.best if best.has_clock is timed]
                for name, timed in (("timed", True), ("untimed", False))
            },
            "streaks": {"answers": figures.best_streak, "days": figures.days_in_a_row},
            "practice": {"learnt": figures.mastered, "learning": figures.learning, "due": figures.due},
            "missed": [
                {"base": one.target_id, "asked": one.asked_count, "stem": _stem(one.target_id, makers)}
                for one in figures.always_missed
            ],
        }
    )


def format_stats(figures: Statistics, makers: Sequence[QuestionMaker], sheet: TextLayout) -> Iterator[Text]:
    """Give the figures as lines with charts, none wider than the sheet."""
    total = _total(figures)
    if not figures.round_count:
        yield Text("Nothing is remembered yet: play a round, and see how it went here.")
        return
    yield from _wrapped(
        f"{format_count(total.asked_count, 'answer')} in {format_count(figures.round_count, 'round')}, "
        f"{format_count(total.right_count, 'right', 'right')} ({_percent(total)}), {_pace(total)}.",
        sheet,
    )
    titles = {one.name: one.title for one in list_category_progress(makers, figures.seen_counts)}
    sections: tuple[tuple[str, Iterable[Text]], ...] = (
        (
            "Right, by category",
            _chart(_in_order(figures, titles), sheet, lambda one: titles.get(one.name, Text(one.name))),
        ),
        ("Right, over time", _chart(_periods(figures.days), sheet, lambda one: Text(one.name))),
        ("Seen so far", _seen_chart(list_category_progress(makers, figures.seen_counts), sheet)),
        ("Best rounds with a clock", _best_lines(figures.best, sheet, timed=True)),
        ("Best rounds without a clock", _best_lines(figures.best, sheet, timed=False)),
        ("Streaks", _streaks(figures, sheet)),
        ("Practice", _practice(figures, sheet)),
        ("Always missed", _missed_lines(figures.always_missed, makers, sheet)),
    )
    for title, lines in sections:
        shown = list(lines)
        if shown:
            yield Text()
            yield Text(title)
            yield from shown


def format_history_counts(contents: HistoryCounts) -> Text:
    """Say how much is kept."""
    parts = [
        format_count(contents.round_count, "round"),
        format_count(contents.answer_count, "answer"),
        format_count(contents.flag_count, "marked question"),
    ]
    return english.join_words(parts)


def _total(figures: Statistics) -> AnswerTotals:
    return _added("", figures.categories)


def _added(name: str, sums: Sequence[AnswerTotals]) -> AnswerTotals:
    return AnswerTotals(
        name,
        sum(one.asked_count for one in sums),
        sum(one.right_count for one in sums),
        sum(one.answered_count for one in sums),
        sum(one.seconds for one in sums),
    )


def _sum_fields(one: AnswerTotals) -> dict[str, object]:
    """Give a sum as it is published; `seconds` are those of an answer on average."""
    seconds = round(one.seconds / one.answered_count, 2) if one.answered_count else None
    return {"answers": one.asked_count, "right": one.right_count, "seconds": seconds}


def _best_fields(best: BestRound) -> dict[str, object]:
    return {
        "mode": best.mode,
        "timed": best.has_clock,
        "score": best.score,
        "length": best.length,
        "best_streak": best.best_streak,
        "ended": best.ended_at,
    }


def _percent(one: AnswerTotals) -> str:
    return f"{100 * one.right_count / one.asked_count:.0f} %" if one.asked_count else "0 %"


def _pace(one: AnswerTotals) -> str:
    return f"{one.seconds / one.answered_count:.1f} seconds each" if one.answered_count else "none in time"


def _in_order(figures: Statistics, titles: Mapping[str, Text]) -> Sequence[AnswerTotals]:
    """Put categories into the order of their packs, those of packs that are not at hand last."""
    places = {name: place for place, name in enumerate(titles)}
    return sorted(figures.categories, key=lambda one: (places.get(one.name, len(places)), one.name))


def _chart(
    sums: Sequence[AnswerTotals], sheet: TextLayout, label: Callable[[AnswerTotals], Text]
) -> Iterator[Text]:
    rows = [
        Bar(label(one), one.right_count / one.asked_count, Text(f"{_percent(one):>5} of {one.asked_count:,}"))
        for one in sums
    ]
    return format_bars(rows, sheet.columns, ascii_only=sheet.ascii_only)


def _seen_chart(known: Sequence[CategoryProgress], sheet: TextLayout) -> Iterator[Text]:
    rows = [
        Bar(one.title, one.seen_count / one.askable_count, Text(f"{one.seen_count} of {one.askable_count}"))
        for one in known
    ]
    return format_bars(rows, sheet.columns, ascii_only=sheet.ascii_only)


def _periods(days: Sequence[AnswerTotals]) -> tuple[AnswerTotals, ...]:
    """Put days together, as far as that is needed for a few lines, and give the last of these."""
    for name in (_day, _week, _month):
        periods: dict[str, list[AnswerTotals]] = {}
        for day in days:
            periods.setdefault(name(date.fromisoformat(day.name)), []).append(day)
        if len(periods) <= _PERIODS:
            break
    return tuple(_added(name, sums) for name, sums in periods.items())[-_PERIODS:]


def _day(day: date) -> str:
    return day.isoformat()


def _week(day: date) -> str:
    """Name a week by its Monday."""
    return f"from {(day - timedelta(days=day.weekday())).isoformat()}"


def _month(day: date) -> str:
    return f"{english.MONTHS[day.month - 1][:3]} {day.year}"


def _best_lines(best: Sequence[BestRound], sheet: TextLayout, *, timed: bool) -> Iterator[Text]:
    for one in best:
        if one.has_clock is timed:
            mode = MODES[one.mode].title if one.mode in MODES else one.mode
            length = format_count(one.length, "question")
            line = truncate(
                Text(f"{mode}, {length}, {english.format_date(one.ended_at[:10])}"),
                max(20, sheet.columns - 8),
            )
            yield Text(f"{one.score:>6}  {line}")


def _streaks(figures: Statistics, sheet: TextLayout) -> Iterator[Text]:
    if figures.best_streak or figures.days_in_a_row:
        days = format_count(figures.days_in_a_row, "day")
        yield from _wrapped(f"{figures.best_streak} right in a row at best; {days} of play in a row.", sheet)


def _practice(figures: Statistics, sheet: TextLayout) -> Iterator[Text]:
    yield from _wrapped(
        f"{figures.mastered} learnt, {figures.learning} being learnt, {figures.due} to be asked again now.",
        sheet,
    )


def _missed_lines(
    missed: Sequence[MissedTarget], makers: Sequence[QuestionMaker], sheet: TextLayout
) -> Iterator[Text]:
    for one in missed:
        yield from _wrapped(
            f"{one.asked_count} times: {_stem(one.target_id, makers) or one.target_id}", sheet, indent="  "
        )


def _stem(base: str, makers: Sequence[QuestionMaker]) -> Text | None:
    """Give a question that asks for a base, if a pack at hand makes one."""
    for maker in makers:
        if base.startswith(f"{maker.pack.name}/"):
            for kind in Kind:
                question = maker.find_question(f"{base}/{kind}@0")
                if question is not None:
                    return question.stem
    return None


def _report(flag: Flag) -> Iterator[Text]:
    fields = flag.question
    yield one_line(str(fields["id"]))
    yield Text(f"Marked: {english.format_date(flag.flagged_at[:10])}")
    yield one_line(f"Question: {fields['stem']}")
    for number, option in enumerate(fields["options"]):
        mark = " (right)" if number == fields["key"] else ""
        yield one_line(f"{number + 1}) {option}{mark}")
    yield one_line(f"Why: {fields['explanation']}")
    for citation in fields["citations"]:
        publisher = f", {citation['publisher']}" if citation["publisher"] else ""
        yield one_line(f"Source: {citation['title']}{publisher}: {citation['locator']}")


def _wrapped(line: str, sheet: TextLayout, indent: str = "") -> Iterator[Text]:
    import textwrap

    for part in textwrap.wrap(one_line(line), max(sheet.columns, 20), subsequent_indent=indent):
        yield Text(part)
