"""Achievements, derived from the history: nothing is saved for them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from quiz.game.modes import LADDER_MODE, MODES, SUDDEN_DEATH
from quiz.generate.question_maker import QuestionMaker
from quiz.history.achievement_counts import AchievementCounts
from quiz.model.pack import Fact
from quiz.text.english import format_number
from quiz.text.safe import Text

_MIN_COLLECTION = 8
"""Number of values in a collection, at least: fewer are learned by chance."""
_MAX_COLLECTION = 60
MAX_NEXT = 3
"""Number of achievements that are shown before they are earned, the nearest ones."""


class Achievement(NamedTuple):
    """Something to be proud of, and how far the player is."""

    title: Text
    meaning: Text
    """A noun phrase, such as `ten right answers in a row`."""
    reached: int
    goal: int

    @property
    def is_earned(self) -> bool:
        """Whether the player has reached the goal."""
        return self.reached >= self.goal

    @property
    def share(self) -> float:
        """The part of the goal that is reached, from 0 to 1."""
        return min(1.0, self.reached / self.goal)


def list_achievements(counts: AchievementCounts, makers: Sequence[QuestionMaker]) -> tuple[Achievement, ...]:
    """List all achievements: those of rounds first, then whole types of values and whole categories."""
    return (*_iter_round_achievements(counts), *_iter_collections(counts, makers))


def list_new_achievements(
    before: AchievementCounts, after: AchievementCounts, makers: Sequence[QuestionMaker]
) -> tuple[Achievement, ...]:
    """List the achievements that were earned between two counts."""
    earlier = {one.title for one in list_achievements(before, makers) if one.is_earned}
    return tuple(
        one for one in list_achievements(after, makers) if one.is_earned and one.title not in earlier
    )


def list_next_achievements(achievements: Sequence[Achievement]) -> list[Achievement]:
    """Return the begun achievements that are nearest to their goals."""
    begun = [one for one in achievements if one.reached and not one.is_earned]
    return sorted(begun, key=lambda one: -one.share)[:MAX_NEXT]


def format_earned(achievement: Achievement) -> Text:
    """Format an achievement in a line: `Perfect round: every question of a round right`."""
    return Text(f"{achievement.title}: {achievement.meaning}")


def _iter_round_achievements(counts: AchievementCounts) -> Iterator[Achievement]:
    rows = (
        ("Perfect round", "every question of a round right", counts.perfect_round_count, 1),
        ("Flawless ten", "ten perfect rounds", counts.perfect_round_count, 10),
        ("On a roll", "ten right answers in a row", counts.best_streak, 10),
        ("Week of quizzes", "today's quiz, seven days in a row", counts.longest_daily_run, 7),
        ("Month of quizzes", "today's quiz, thirty days in a row", counts.longest_daily_run, 30),
        ("Second chance", "ten questions right that you once missed", counts.regained_count, 10),
        ("All-rounder", "a round in every mode", counts.mode_count, len(MODES)),
        ("Survivor", "a whole sudden death", counts.longest_sudden_death, (SUDDEN_DEATH.length or 0) - 1),
        ("Hundred facts", "a hundred different questions right", len(counts.right_ids), 100),
        ("Thousand facts", "a thousand different questions right", len(counts.right_ids), 1000),
    )
    for title, meaning, count, goal in rows:
        yield Achievement(Text(title), Text(meaning), count, goal)
    assert LADDER_MODE.ladder is not None
    prizes = LADDER_MODE.ladder.prizes
    climbed = sum(prize <= counts.best_ladder_prize for prize in prizes)
    yield Achievement(Text("Millionaire"), Text("the top of the ladder"), climbed, len(prizes))


def _iter_collections(counts: AchievementCounts, makers: Sequence[QuestionMaker]) -> Iterator[Achievement]:
    """Yield an achievement for each type of values, such as `capital in South America`, and each category."""
    for maker in makers:
        for name, target_ids in _group_by_type(maker).items():
            if _MIN_COLLECTION <= len(target_ids) <= _MAX_COLLECTION and maker.pack.is_english:
                known = len(target_ids & counts.right_ids)
                yield Achievement(Text(f"Every {name}"), Text("all answered right"), known, len(target_ids))
        for category in maker.pack.categories:
            targets = [target for target in maker.list_targets() if target.category == category.name]
            target_ids = {target.target_id for target in targets}
            is_sensitive = any(target.sensitive for target in targets)
            if len(target_ids) >= _MIN_COLLECTION and not is_sensitive:
                known, size = len(target_ids & counts.right_ids), len(target_ids)
                meaning = Text(f"all {format_number(size)} questions answered right")
                yield Achievement(Text(f"All of “{category.title}”"), meaning, known, size)


def _group_by_type(maker: QuestionMaker) -> Mapping[str, set[str]]:
    """Return the targets of facts by the type of their value."""
    groups: dict[str, set[str]] = {}
    for entry in maker.iter_entries():
        if not isinstance(entry, Fact) or entry.tact is not None:
            continue
        types = {value.label: value.type for value in entry.values}
        for target in maker.list_targets_of(entry):
            name = types.get(target.label) or (entry.values[0].type if target.label is None else None)
            if name is not None:
                groups.setdefault(name, set()).add(target.target_id)
    return groups
