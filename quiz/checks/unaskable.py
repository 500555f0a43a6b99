"""Values that no choice asks for, with the reason and advice."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from quiz.generate import cloze, wording
from quiz.generate.item_flaws import ItemCheck
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion, SkipReason
from quiz.generate.targets import QuestionTarget
from quiz.generate.values import parse
from quiz.model.pack import Fact, Kind, Pack, Value
from quiz.model.problems import Finding
from quiz.model.rules import Rule
from quiz.text.english import takes_an

_MAX_VALUES = 30
"""Types with more values always have enough distractors, and trying them all takes long."""


def find_unaskable_values(
    pack: Pack, maker: QuestionMaker, targets: Iterable[QuestionTarget]
) -> Iterator[tuple[Fact, Finding]]:
    """Find the values that no choice asks for, among some targets, where the author can change that."""
    facts = {fact.id: fact for fact in pack.facts}
    value_counts = Counter(
        type_ for type_, _ in {(value.type, value.text) for fact in pack.facts for value in fact.values}
    )
    for target in targets:
        fact = facts.get(target.fact)
        value = _find_value(fact, target.label) if fact is not None else None
        if fact is None or value is None or value_counts[value.type] > _MAX_VALUES:
            continue
        if value.assumed_open and not value.wrong:
            continue  # reported at its sentence
        skip = maker.make(target, Kind.CHOICE, 0)
        if not isinstance(skip, SkippedQuestion):
            continue
        explain = _EXPLANATIONS.get(skip.code)
        if explain is None:
            continue
        is_stated = not isinstance(maker.make(target, Kind.TRUEFALSE, 0), SkippedQuestion)
        rule, explain_reason = explain
        reason, advice = explain_reason(fact, value, wording.is_english(pack))
        use = "is only used in a statement" if is_stated else "is never asked"
        yield fact, Finding(rule, f"“{value.text}” {use}: {reason}", advice)


def _lacks_distractors(fact: Fact, value: Value, english: bool) -> tuple[str, str]:
    if value.open and not value.wrong:
        return "other answers may be right too, and none is declared wrong", "Add answers under `wrong`."
    too_few = f"too few other values of the type “{value.type}” fit"
    if (
        value.type in parse.PARSED_TYPES
        and parse.parse_value(value.text, value.type, english=english) is None
    ):
        form = "`9 November 1989` or `1989-11-09`" if value.type == "date" else f"a {value.type} in digits"
        return (
            f"it can’t be read as {'an' if takes_an(value.type) else 'a'} {value.type}",
            f"Write {form}, or add answers under `wrong`; leave an unknown cell empty.",
        )
    is_fixed = english and value.ask is None and not cloze.takes_article(fact, value)
    article = cloze.find_article_before(fact, value) if is_fixed else None
    if article is not None and any(takes_an(text) != (article == "an") for text in value.wrong):
        whole = f"<{article} {value.text}>"
        return f"{too_few} after “{article}”", f"Move the article into the mark, `{whole}`, and into `wrong`."
    advice = f"Add answers under `wrong`, or values under `pools: {value.type}:`."
    return too_few, f"{advice} A choice needs two, better five."


def _contains_answer(fact: Fact, value: Value, english: bool) -> tuple[str, str]:
    if value.ask is None:
        return "the rest of the sentence contains the answer", "Write an `ask` that doesn’t contain it."
    return "its `ask` contains the answer", "Reword `ask`."


def _is_a_bound(fact: Fact, value: Value, english: bool) -> tuple[str, str]:
    return "it is only a limit, so other numbers may be true", "Add wrong answers, or write the exact number."


def _negates(fact: Fact, value: Value, english: bool) -> tuple[str, str]:
    text = "the sentence" if value.ask is None else "its `ask`"
    return (
        f"{text} depends on “not”, “never” or “except”",
        "Reword it without the negation, or write the word in capitals.",
    )


_EXPLANATIONS: dict[str, tuple[Rule, Callable[[Fact, Value, bool], tuple[str, str]]]] = {
    SkipReason.OPEN: (Rule.NO_DISTRACTORS, _lacks_distractors),
    SkipReason.NO_DISTRACTORS: (Rule.NO_DISTRACTORS, _lacks_distractors),
    SkipReason.KEY_IN_STEM: (Rule.KEY_IN_STEM, _contains_answer),
    SkipReason.BOUND: (Rule.BOUND, _is_a_bound),
    ItemCheck.NEGATION: (Rule.NEGATION, _negates),
}
"""The reasons that an author can change: the rule, and a function that returns a reason and advice."""


def _find_value(fact: Fact, label: str | None) -> Value | None:
    return next((value for value in fact.values if value.label == label), None)
