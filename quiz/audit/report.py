"""The figures of an audit, as tables for people and as JSON for programs."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from textwrap import wrap

from quiz.audit.intervals import HitRate
from quiz.audit.runner import AttackResults, Audit, SkippedValue, has_missed, is_undecided
from quiz.audit.text_figures import TextFigures
from quiz.model import json_records
from quiz.text.english import format_count, format_number, join_words
from quiz.text.safe import Text, one_line
from quiz.text.width import truncate, width

_DECIMALS = 4
_MAX_CELLS = 79
_MIN_VALUE_CELLS = 12
"""Minimum width of a value, however long its location is."""
_NONE = "–"
_INTENDED = ("not-asked", "silent")
"""Reasons that the author chose. Their values are counted, not listed."""
_MISSED, _TOO_FEW = "  missed", "  too few"
_ADVICE = {
    "longest": "Write wrong answers as long as the right one.",
    "roundest": "Write wrong numbers as round as the right one.",
    "middle": "Write wrong numbers on both sides of the right one.",
}
"""Advice on a missed attack."""
_OTHER_ADVICE = "Write wrong answers as similar to each other as to the right one."

# Measured on 4,465 choices and 783 statements that people wrote for the Open Trivia Database. The right one
# of four numbers had a middle rank in 73.7% of cases; picking one of the two hits half as often.
_PEOPLES_LONGEST = 0.185
_PEOPLES_MIDDLE_TWO = 0.737
_PEOPLES_TRUE = 0.57
_PEOPLES_STYLE_FAULTS = 0.019
_PEOPLES_ATTACKS = {"longest": 0.251, "middle": 0.368, "convergence": 0.261}


def to_json(audit: Audit) -> Text:
    """Return the figures as one JSON object in a line of ASCII; unknown values are null."""
    return json_records.to_json_line(
        {
            "pack": audit.pack,
            "facts": audit.facts,
            "values": audit.values,
            "questions": audit.questions,
            "yielded": _rounded(audit.yield_rate),
            "skipped": audit.skipped_by_reason,
            "proofs_missing": audit.missing_proof_count,
            "flaws_per_question": _rounded(audit.flaws_per_question),
            "leaks_per_1000_rounds": audit.leaks,
            "attacks": _attacks_to_json(audit.main),
            "position_p": _rounded(audit.position_p),
            "rank_p": _rounded(audit.rank_p),
            "seeds": audit.seeds,
            "missed": list(audit.missed_attacks),
            "too_few": list(audit.undecided_attacks),
            "uniquely_longest": _rounded(audit.uniquely_longest),
            "middle_two": _rounded(audit.middle_two),
            "statements_true": _rounded(audit.statements_true),
            "attacked": audit.main.questions,
            "withheld": audit.withheld,
            **_texts_to_json(audit.texts),
            "without_options": audit.without_options,
            "apart": {
                name: {"questions": group.questions, "attacks": _attacks_to_json(group)}
                for name, group in (("bounded", audit.bounded), ("declared", audit.declared))
            },
            "unasked": [
                {
                    "reason": skipped.reason,
                    "fact": skipped.fact,
                    "value": skipped.value,
                    "path": skipped.location.path,
                    "line": skipped.location.line,
                }
                for skipped in audit.skipped_values
            ],
        }
    )


def format_table(audit: Audit, *, strict: bool = False) -> Iterator[Text]:
    """Format the figures next to those typical of people's questions, then the values without a question.

    Args:
        audit: The figures.
        strict: Whether too few facts are a failure too.
    """
    contents = f"{format_count(audit.facts, 'fact')}, {format_count(audit.values, 'value')}"
    questions = f"{format_count(audit.questions, 'question')} of {format_count(audit.seeds, 'seed')}"
    yield one_line(f"{audit.pack}: {audit.title}")
    yield Text(f"{contents}, {questions}")
    yield Text()
    yield _row("", "here", "people’s questions")
    yield _row("values that yield a question", _percent(audit.yield_rate))
    yield _row("questions without options", format_number(audit.without_options))
    yield _row("wrong options without a proof", format_number(audit.missing_proof_count))
    yield _row("flaws in a question", f"{audit.flaws_per_question:.3f}")
    yield _row("answers shown earlier, in 1,000 rounds", f"{audit.leaks:,.0f}")
    yield _row("right option alone the longest", _percent(audit.uniquely_longest), _percent(_PEOPLES_LONGEST))
    yield _row(
        "right number one of the middle two", _percent(audit.middle_two), _percent(_PEOPLES_MIDDLE_TWO)
    )
    yield _row("statements that are true", _percent(audit.statements_true), _percent(_PEOPLES_TRUE))
    yield _row("positions of right answers are even, p", _p(audit.position_p))
    yield _row("ranks of numbers are even, p", _p(audit.rank_p))
    yield from _format_texts(audit.texts)
    counts = [f"{reason.replace('-', ' ')} {count:,}" for reason, count in audit.withheld.items() if count]
    yield Text(f"  values withheld: {', '.join(counts) or 'none'}")
    yield Text()
    yield Text("Guesses from the options alone: the upper limit may be 5 points above chance")
    yield from _format_guesses(audit.main, _PEOPLES_ATTACKS)
    if audit.declared.questions:
        yield Text()
        yield Text("The same guesses where all wrong options are the author’s own")
        yield from _format_guesses(audit.declared)
    if audit.undecided_attacks:
        yield Text("  too few: not enough facts to tell")
    if audit.bounded.questions:
        yield Text()
        yield Text("Not judged: the right option is near an end of its scale")
        yield from _format_guesses(audit.bounded, is_judged=False)
    yield from _format_skipped(audit)
    yield Text()
    yield _format_verdict(audit, strict=strict)


def _format_texts(texts: TextFigures) -> Iterator[Text]:
    """Format the rows about texts, and the rules and categories that have most of what they count."""
    yield _row(
        "questions with a style fault", _percent(texts.style_faults.ratio), _percent(_PEOPLES_STYLE_FAULTS)
    )
    if texts.faults_by_rule:
        yield Text(f"    {', '.join(f'{rule} {count:,}' for rule, count in texts.faults_by_rule.items())}")
    yield _row("explanations that only repeat", _percent(texts.repeats.ratio))
    repeats = [(name, share) for name, share in texts.repeats_by_category.items() if share.part]
    repeats.sort(key=lambda pair: -pair[1].part)
    if repeats:
        named = ", ".join(f"{name} {share.part:,} of {share.whole:,}" for name, share in repeats)
        yield from (
            Text(line) for line in wrap(named, _MAX_CELLS, initial_indent="    ", subsequent_indent="    ")
        )
    yield _row("statements without story or reason", _percent(texts.plain_statements.ratio))
    yield _row("statements with equal texts", format_number(texts.equal_statements))


def _texts_to_json(texts: TextFigures) -> dict[str, object]:
    return {
        "style_faults": _rounded(texts.style_faults.ratio),
        "style_faults_by_rule": texts.faults_by_rule,
        "repeats": _rounded(texts.repeats.ratio),
        "repeats_by_category": {
            name: _rounded(share.ratio) for name, share in texts.repeats_by_category.items()
        },
        "plain_statements": _rounded(texts.plain_statements.ratio),
        "equal_statements": texts.equal_statements,
    }


def _format_verdict(audit: Audit, *, strict: bool) -> Text:
    """Format the last line: which limits are missed and what to do about the first, or OK."""
    if audit.missed_attacks:
        advice = _ADVICE.get(audit.missed_attacks[0], _OTHER_ADVICE)
        return Text(f"Missed: {join_words(audit.missed_attacks)}. {advice}")
    if strict and audit.undecided_attacks:
        return Text(f"Too few facts for {join_words(audit.undecided_attacks)}. Add facts.")
    return Text("OK")


def _format_guesses(
    group: AttackResults, peoples: Mapping[str, float] | None = None, *, is_judged: bool = True
) -> Iterator[Text]:
    if not group.questions:
        yield Text("  no such questions")
        return
    yield _columns("", "hit", "95% limits", "chance", "people’s" if peoples else "", "questions")
    for name, rate in group.attacks.items():
        limits = (
            _NONE if rate.low is None or rate.high is None else f"{_points(rate.low)}–{_points(rate.high)}"
        )
        typical = _points(peoples.get(name) if peoples else None, "")
        line = _columns(name, _points(rate.hit), limits, _points(rate.chance), typical, format_number(rate.n))
        yield Text(line + _verdict(rate)) if is_judged else line


def _verdict(rate: HitRate) -> str:
    if has_missed(rate):
        return _MISSED
    return _TOO_FEW if is_undecided(rate) else ""


def _format_skipped(audit: Audit) -> Iterator[Text]:
    if not audit.skipped_values:
        return
    yield Text()
    yield Text("Values without a question")
    for reason, count in audit.skipped_by_reason.items():
        yield Text(f"{reason}: {format_number(count)}")
        for skipped in audit.skipped_values:
            if skipped.reason == reason and reason not in _INTENDED:
                yield _format_location(skipped)


def _format_location(skipped: SkippedValue) -> Text:
    """Format a location, which stays whole so that it can be opened, and its value, truncated if long."""
    location = one_line(skipped.location.file_and_line)
    room = max(_MAX_CELLS - width(location) - 6, _MIN_VALUE_CELLS)
    return Text(f"  {location}  “{truncate(skipped.value, room)}”")


def _row(name: str, here: str, peoples: str = "") -> Text:
    return Text(f"  {name:<38}{here:>9}{peoples:>20}".rstrip())


def _columns(name: str, hit: str, limits: str, chance: str, peoples: str, n: str) -> Text:
    return Text(f"  {name:<20}{hit:>6}{limits:>13}{chance:>8}{peoples:>10}{n:>11}")


def _attacks_to_json(group: AttackResults) -> dict[str, dict[str, object]]:
    return {
        name: {key: _rounded(value) for key, value in asdict(rate).items()}
        for name, rate in group.attacks.items()
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS)


def _percent(share: float | None) -> str:
    return _NONE if share is None else f"{100 * share:.1f}%"


def _points(share: float | None, unknown: str = _NONE) -> str:
    return unknown if share is None else f"{100 * share:.1f}"


def _p(value: float | None) -> str:
    return _NONE if value is None else f"{value:.3f}"
