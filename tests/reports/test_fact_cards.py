"""Facts that were met, as cards."""

from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Sensitivity
from quiz.reports import fact_cards
from tests.factories import CITATION, pack


def test_a_chapter_says_how_much_of_it_was_met_and_an_empty_one_is_left_out() -> None:
    (chapter,) = fact_cards.list_category_progress(
        [QuestionMaker(pack(4))], {"pack/question-2": 3, "other/question-1": 1}
    )

    assert (chapter.name, chapter.pack, chapter.seen_count, chapter.askable_count) == (
        "pack/film",
        "A Pack",
        1,
        4,
    )


def test_only_what_was_met_is_on_a_card_with_all_its_sources() -> None:
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


def test_what_is_kept_and_never_asked_is_on_no_card() -> None:
    whole = pack(4)
    silent = [one._replace(tact=Sensitivity.NEVER_ASK) for one in whole.questions]
    kept = QuestionMaker(whole._replace(questions=tuple(silent)))

    assert list(fact_cards.iter_fact_cards([kept], "pack/film", {"pack/question-1"})) == []
