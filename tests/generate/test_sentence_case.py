"""Tests of values in the middle of sentences."""

from quiz.generate.sentence_case import to_sentence_case
from quiz.model.pack import Fact
from quiz.text.normalize import fold
from quiz.text.safe import Text
from tests.generate.factories import fact


def restore(facts: list[Fact], *pool: str) -> dict[str, Text]:
    """Return the values of facts with one value each, and of a pool, in sentence case."""
    occurrences = {fold(entry.values[0].text): [(entry, 0)] for entry in facts}
    return to_sentence_case(occurrences, [Text(text) for text in pool])


def test_word_in_capitals_keeps_them() -> None:
    assert restore([fact("<NASA> sent it.", "thing")], "soldiers", "farmers", "scouts")["nasa"] == "NASA"


def test_initial_article_is_lower_case_if_another_article_is() -> None:
    assert restore([fact("<The UK> saw it.", "thing")], "the US", "Peru", "Chad") == {
        "uk": "the UK",
        "us": "the US",
        "peru": "Peru",
        "chad": "Chad",
    }


def test_initial_article_is_kept_without_a_sample() -> None:
    assert restore([fact("<The UK> saw it.", "thing")], "Peru", "Chad")["uk"] == "The UK"


def test_initial_word_is_lower_case_if_most_values_are() -> None:
    assert restore([fact("<Rain> fell.", "weather")], "snow", "hail")["rain"] == "rain"


def test_initial_name_keeps_its_capital() -> None:
    assert restore([fact("<Peru> won.", "land")], "Chad", "Mali", "scotland")["peru"] == "Peru"


def test_value_inside_a_sentence_is_kept() -> None:
    inside = fact("They saw <Rain>.", "weather")

    assert restore([inside], "snow", "hail")["rain"] == "Rain"


def restore_places(*sentences: str) -> Text:
    facts = [fact(sentence, "land") for sentence in sentences]
    (text,) = to_sentence_case({"sweden": [(each, 0) for each in facts]}, []).values()
    return text


def test_spelling_of_most_places_wins() -> None:
    assert restore_places("A is in <sweden>.", "B is in <Sweden>.", "C is in <Sweden>.") == "Sweden"
    assert restore_places("A is in <Sweden>.", "B is in <sweden>.", "C is in <sweden>.") == "sweden"
    assert restore_places("A is in <SWEDEN>.", "B is in <Sweden>.", "C is in <Sweden>.") == "Sweden"


def test_tie_goes_to_the_capital() -> None:
    assert restore_places("A is in <sweden>.", "B is in <Sweden>.") == "Sweden"
