"""The summary of a pack."""

from collections import Counter

from quiz.model.pack import Pack, Sensitivity
from quiz.model.pack_summary import CategorySummary, PackSummary


def summarize_pack(pack: Pack) -> PackSummary:
    """Count what can be asked of a pack, which takes about as long as reading it."""
    from quiz.generate.question_maker import QuestionMaker  # few starts have a pack to summarize

    maker = QuestionMaker(pack)
    facts = Counter(fact.category for fact in pack.facts)
    silent = Counter(fact.category for fact in pack.facts if fact.tact is Sensitivity.NEVER_ASK)
    categories = tuple(
        CategorySummary(name, title, maker.count_askable(name), facts[name], silent[name])
        for name, title, _ in pack.categories
    )
    return PackSummary(pack.name, pack.title, categories, maker.count_askable(), pack.has_question_bank)
