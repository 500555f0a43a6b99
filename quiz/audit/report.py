"""Show what was measured of a pack: to people as tables, to programs as JSON."""

from collections.abc import Iterator
from dataclasses import asdict

from quiz.audit.intervals import HitRate
from quiz.audit.runner import AttackResults, Audit, SkippedValue, is_within_chance
from quiz.model import json_records
from quiz.text.english import format_count
from quiz.text.safe import Text, one_line
from quiz.text.width import truncate, width

_DECIMALS = 4
_CELLS = 79
_SHORTEST = 12
"""A value is shown in so many cells at least, however long the place is."""
_NONE = "–"
_MEANT = ("not-asked", "silent")
"""Reasons that are the author's own wish: values that yield nothing for these are counted, not listed."""
_MISSED, _TOO_FEW = "  missed", "  too few"

# What was measured of 4,465 choices and 783 statements that people wrote for the Open Trivia Database.
# Of four numbers the right one stood at a middle rank in 73.7 %; to pick one of the two hits half as often.
_PEOPLES_LONGEST = 0.185
_PEOPLES_MIDDLE_TWO = 0.737
_PEOPLES_TRUE = 0.57
_PEOPLES_ATTACKS = {"longest": 0.251, "middle": 0.368, "convergence": 0.261}


def to_json(found: Audit) -> Text:
    """Give the figures as one JSON object in a line of ASCII; what is unknown is null."""
    return json_records.to_json_line(
        {
            "pack": found.pack,
            "facts": found.facts,
            "values": found.values,
            "questions": found.questions,
            "yielded": _rounded(found.yield_rate),
            "skipped": found.skipped_by_reason,
            "proofs_missing": found.missing_proof_count,
            "flaws_per_question": _rounded(found.flaws_per_question),
            "leaks_per_1000_rounds": found.leaks,
            "attacks": _attacks(found.main),
            "position_p": _rounded(found.position_p),
            "rank_p": _rounded(found.rank_p),
            "seeds": found.seeds,
            "missed": list(found.missed_attacks),
            "uniquely_longest": _rounded(found.uniquely_longest),
            "middle_two": _rounded(found.middle_two),
            "statements_true": _rounded(found.statements_true),
            "attacked": found.main.questions,
            "apart": {
                name: {"questions": group.questions, "attacks": _attacks(group)}
                for name, group in (("bounded", found.bounded), ("declared", found.declared))
            },
            "unasked": [
                {
                    "reason": one.reason,
                    "fact": one.fact,
                    "value": one.value,
                    "path": one.place.path,
                    "line": one.place.line,
                }
                for one in found.skipped_values
            ],
        }
    )


def format_table(found: Audit) -> Iterator[Text]:
    """Give the figures, each beside what people's questions reach, then the values that yield nothing."""
    held = f"{format_count(found.facts, 'fact')}, {format_count(found.values, 'value')}"
    made = f"{format_count(found.questions, 'question')} of {format_count(found.seeds, 'seed')}"
    yield one_line(f"{found.pack}: {found.title}")
    yield Text(f"{held}, {made}")
    yield Text()
    yield _row("", "here", "people’s")
    yield _row("values that yield a question", _percent(found.yield_rate))
    yield _row("wrong options without a proof", f"{found.missing_proof_count:,}")
    yield _row("flaws in a question", f"{found.flaws_per_question:.3f}")
    yield _row("answers told earlier, in 1,000 rounds", f"{found.leaks:,.0f}")
    yield _row("right option alone the longest", _percent(found.uniquely_longest), _percent(_PEOPLES_LONGEST))
    yield _row(
        "right number one of the middle two", _percent(found.middle_two), _percent(_PEOPLES_MIDDLE_TWO)
    )
    yield _row("statements that are true", _percent(found.statements_true), _percent(_PEOPLES_TRUE))
    yield _row("places of keys are even, p", _p(found.position_p))
    yield _row("ranks of numbers are even, p", _p(found.rank_p))
    yield Text()
    yield Text("Guessed by the options alone: the upper limit may lie 5 points above chance")
    yield from _guesses(found.main, is_bounded=True)
    if any(_verdict(found.main.attacks[name]) == _TOO_FEW for name in found.missed_attacks):
        yield Text("  too few: of so few facts the limits lie too far apart to tell")
    for title, group in (
        ("Apart: the right option lies near an end of its scale", found.bounded),
        ("Apart: all wrong options are the author’s own", found.declared),
    ):
        if group.questions:
            yield Text()
            yield Text(title)
            yield from _guesses(group, is_bounded=False)
    yield from _unasked(found)


def _guesses(group: AttackResults, *, is_bounded: bool) -> Iterator[Text]:
    if not group.questions:
        yield Text("  no such questions")
        return
    yield _columns("", "hit", "95 % limits", "chance", "people’s", "questions")
    for name, rate in group.attacks.items():
        limits = (
            _NONE if rate.low is None or rate.high is None else f"{_points(rate.low)}–{_points(rate.high)}"
        )
        peoples = _PEOPLES_ATTACKS.get(name) if is_bounded else None
        line = _columns(
            name, _points(rate.hit), limits, _points(rate.chance), _points(peoples, ""), f"{rate.n:,}"
        )
        yield Text(line + _verdict(rate)) if is_bounded else line


def _verdict(rate: HitRate) -> str:
    if is_within_chance(rate) or rate.low is None or rate.chance is None:
        return ""
    return _MISSED if rate.low > rate.chance else _TOO_FEW


def _unasked(found: Audit) -> Iterator[Text]:
    if not found.skipped_values:
        return
    yield Text()
    yield Text("Values that yield nothing")
    for reason, count in found.skipped_by_reason.items():
        yield Text(f"{reason}: {count:,}")
        for one in found.skipped_values:
            if one.reason == reason and reason not in _MEANT:
                yield _placed(one)


def _placed(one: SkippedValue) -> Text:
    """Put a value after its place, cut where it is long; the place stays whole, for people to open it."""
    place = one_line(f"{one.place.path}:{one.place.line}")
    room = max(_CELLS - width(place) - 6, _SHORTEST)
    return Text(f"  {place}  “{truncate(one.value, room)}”")


def _row(name: str, here: str, peoples: str = "") -> Text:
    return Text(f"  {name:<38}{here:>9}{peoples:>12}".rstrip())


def _columns(name: str, hit: str, limits: str, chance: str, peoples: str, n: str) -> Text:
    return Text(f"  {name:<20}{hit:>6}{limits:>13}{chance:>8}{peoples:>10}{n:>11}")


def _attacks(group: AttackResults) -> dict[str, dict[str, object]]:
    return {
        name: {key: _rounded(value) for key, value in asdict(rate).items()}
        for name, rate in group.attacks.items()
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS)


def _percent(share: float | None) -> str:
    return _NONE if share is None else f"{100 * share:.1f} %"


def _points(share: float | None, unknown: str = _NONE) -> str:
    return unknown if share is None else f"{100 * share:.1f}"


def _p(value: float | None) -> str:
    return _NONE if value is None else f"{value:.3f}"
