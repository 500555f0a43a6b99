"""Facts that the player has seen."""

from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Sensitivity
from quiz.reports import fact_cards
from tests.factories import CITATION, pack


def test_category_progress_counts_seen_targets_and_omits_empty_categories() -> None:
    (chapter,) = fact_cards.list_category_progress(
        [QuestionMaker(pack(4))], {"pack/question-2": 3, "other/question-1": 1}
    )

    assert (chapter.name, chapter.pack, chapter.seen_count, chapter.askable_count) == (
        "pack/film",
        "A Pack",
        1,
        4,
    )


def test_cards_have_only_seen_facts_with_their_sources() -> None:
    whole = pack(4)
    told = fact_cards.iter_fact_cards(
        [QuestionMaker(whole)], "pack/film", {"pack/question-3", "pack/question-1", "pack/no"}
    )

    assert [card.text for card in told] == ["She directed film 1.", "She directed film 3."]
    assert list(fact_cards.iter_fact_cards([QuestionMaker(whole)], "pack/film", ())) == []
    assert list(fact_cards.iter_fact_cards([QuestionMaker(whole)], "pack/music", {"pack/question-1"})) == []
    assert [
        card.citations
        for card in fact_cards.iter_fact_cards([QuestionMaker(whole)], "pack/film", {"pack/question-1"})
    ] == [(CITATION,)]


def test_facts_that_are_never_asked_have_no_card() -> None:
    whole = pack(4)
    silent = [one._replace(tact=Sensitivity.NEVER_ASK) for one in whole.questions]
    kept = QuestionMaker(whole._replace(questions=tuple(silent)))

    assert list(fact_cards.iter_fact_cards([kept], "pack/film", {"pack/question-1"})) == []
