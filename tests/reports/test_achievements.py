"""Achievements and the calendar of days."""

from datetime import date

import pytest

from quiz.generate.question_maker import QuestionMaker
from quiz.history.achievement_counts import AchievementCounts
from quiz.packs.loading import LibraryLoader
from quiz.reports.achievements import (
    format_earned,
    list_achievements,
    list_new_achievements,
    list_next_achievements,
)
from quiz.reports.calendar import format_calendar


def list_makers() -> list[QuestionMaker]:
    """Return the maker of the pack that has capitals."""
    return [QuestionMaker(loaded.pack) for loaded in LibraryLoader((), None).load("capitals").packs]


def find_ids(maker: QuestionMaker, start: str, label: str) -> frozenset[str]:
    """Return the targets of a table."""
    return frozenset(
        target.target_id
        for target in maker.list_targets()
        if target.fact.startswith(start) and target.label == label
    )


@pytest.mark.slow
def test_all_capitals_of_a_part_of_the_world_are_an_achievement() -> None:
    makers = list_makers()
    capitals = find_ids(makers[0], "capital-south-america", "capital")
    assert len(capitals) >= 8
    last = min(capitals)

    almost = list_achievements(AchievementCounts(right_ids=capitals - {last}), makers)
    (nearest, *_) = list_next_achievements(almost)
    assert nearest.title == "Every capital in South America"
    assert (nearest.reached, nearest.goal, nearest.is_earned) == (len(capitals) - 1, len(capitals), False)

    before, after = (AchievementCounts(right_ids=known) for known in (capitals - {last}, capitals))
    new = list_new_achievements(before, after, makers)
    assert [format_earned(one) for one in new] == ["Every capital in South America: all answered right"]
    assert list_new_achievements(after, after, makers) == ()


def test_first_perfect_round_is_earned_once() -> None:
    earned = [
        [one.title for one in list_new_achievements(before, after, ())]
        for before, after in (
            (AchievementCounts(), AchievementCounts(perfect_round_count=1)),
            (AchievementCounts(perfect_round_count=1), AchievementCounts(perfect_round_count=2)),
            (AchievementCounts(), AchievementCounts(longest_daily_run=7, best_ladder_prize=1_000_000)),
            (AchievementCounts(best_ladder_prize=500_000), AchievementCounts(best_ladder_prize=500_000)),
        )
    ]

    assert earned == [["Perfect round"], [], ["Week of quizzes", "Millionaire"], []]


@pytest.mark.slow
def test_titles_differ() -> None:
    titles = [one.title for one in list_achievements(AchievementCounts(), list_makers())]

    assert len(titles) == len(set(titles))


def test_calendar_ends_today_and_shades_days_by_their_answers() -> None:
    counts = {"2026-11-30": 1, "2026-12-01": 60, "2026-11-22": 10, "2026-11-27": 25}

    lines = list(format_calendar(counts, date(2026, 12, 1), 20, ascii_only=True))

    assert lines == [
        "     Oct Nov",
        "Mon  . . . . . . :",
        "     . . . . . . #",
        "Wed  . . . . . .",
        "     . . . . . .",
        "Fri  . . . . . *",
        "     . . . . . .",
        "     . . . . + .",
    ]


def test_calendar_is_never_wider_than_its_columns() -> None:
    for columns in (20, 30, 40, 76, 200):
        for line in format_calendar({}, date(2026, 1, 2), columns, ascii_only=False):
            assert len(line) <= columns
