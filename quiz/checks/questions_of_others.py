"""Questions that name something else than their sentences."""

from collections.abc import Iterable

from quiz.generate.targets import QuestionTarget
from quiz.model.pack import GAP, Fact, Pack, Value
from quiz.model.problems import EntryRef, Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.text.names import find_other_subject, is_adjective_of
from quiz.text.normalize import contains, fold


def check_questions_of_others(
    pack: Pack, targets: Iterable[QuestionTarget], problems: ProblemCollector
) -> None:
    """Report questions with a name that the sentence lacks, if the sentence has one that they lack.

    A relation is reported once, because the questions of its facts have one template. Any question may have a
    name from a title, because that is what all of them are about.
    """
    titles = fold(" | ".join([pack.title, *(category.title for category in pack.categories)]))
    labels = {(target.fact, target.label) for target in targets}
    english = pack.is_english
    seen: set[tuple[str, str | None]] = set()
    for fact in pack.facts:
        for value in fact.values:
            key = (fact.relation, value.label)
            if value.ask is not None and (fact.id, value.label) in labels and key not in seen:
                seen.add(key)
                _check_value(fact, value, titles, problems, english=english)


def _check_value(fact: Fact, value: Value, titles: str, problems: ProblemCollector, *, english: bool) -> None:
    rest = fact.sentence_with(GAP, value)
    for question in value.wordings:
        names = find_other_subject(question, rest, english=english)
        is_of_title = names is not None and any(contains(titles, f"{names[0]}{end}") for end in ("", "s"))
        if names is not None and not is_adjective_of(*names) and not is_of_title:
            finding = Finding(
                Rule.ASK_OF_ANOTHER,
                f"“{question}” has “{names[0]}”, and the sentence has “{names[1]}” instead",
                "Reword `ask` if it was copied from another fact.",
            )
            problems.report(finding, fact.location, EntryRef(fact=fact.id))
