"""A value is not disproved if another sentence that shares a name with the fact mentions it."""

import pytest

from quiz.model.pack import Fact
from quiz.text.names import iter_names
from tests.generate.factories import disprove_value, fact, pack

CAPITAL = fact("The capital of Bolivia is <Sucre>.", "city")


@pytest.mark.parametrize(
    "other",
    [
        fact("The government of Bolivia sits in <La Paz>.", "city"),
        fact("Bolivia’s largest airport is near <La Paz>.", "city"),
        fact("<La Paz> is where the ministers of Bolivia work.", "city"),
        fact("La Paz has the ministers of Bolivia and a <cable car>.", "vehicle"),
        fact("In <year=1898>, the ministers of Bolivia moved to <city=La Paz>."),
    ],
)
def test_value_that_a_sentence_with_the_same_name_mentions_is_not_disproved(other: Fact) -> None:
    cities = pack(CAPITAL, other)

    assert disprove_value(cities, CAPITAL, 0, "La Paz") is None
    assert disprove_value(cities, CAPITAL, 0, "Lima") is not None


@pytest.mark.parametrize(
    "other",
    [
        fact("The government of Chile sits in <La Paz>.", "city"),
        fact("Apollo 12 passed over <La Paz> in a dream.", "city"),
        fact("The <town=La Paz> has the ministers of <state=Bolivia>."),
    ],
)
def test_value_that_a_sentence_with_another_name_mentions_is_disproved(other: Fact) -> None:
    assert disprove_value(pack(CAPITAL, other), CAPITAL, 0, "La Paz") is not None


@pytest.mark.parametrize(
    ("flag", "sentences"),
    [
        ("A", ("The front of a boat is the <bow>.", "The back of a boat is the <stern>.")),
        ("IT", ("If it turns left, the front is the <bow>.", "If it turns left, the back is the <stern>.")),
        ("no", ("A boat with no mast has a <bow>.", "A boat with no sail has a <stern>.")),
    ],
)
def test_value_spelled_like_a_function_word_is_not_a_name(flag: str, sentences: tuple[str, str]) -> None:
    bow, stern = (fact(sentence, "part") for sentence in sentences)
    row = fact(f"The signal <signal={flag}> means <meaning=pilot>.")
    other = fact("The signal <signal=B> means <meaning=cargo>.")

    assert disprove_value(pack(bow, stern, row, other), bow, 0, "stern") is not None


def test_mentioned_value_is_false_if_the_author_declares_it() -> None:
    seat = fact("The government of Bolivia sits in <La Paz>.", "city")
    declared = fact("The capital of Bolivia is <Sucre>.", "city", wrong=["La Paz"])
    closed = fact("The capital of Bolivia is <Sucre>.", "city", closed=True)

    assert disprove_value(pack(declared, seat), declared, 0, "La Paz") is not None
    assert disprove_value(pack(closed, seat), closed, 0, "La Paz") is not None


def test_row_of_a_table_is_compared_with_the_sentence_of_a_fact() -> None:
    rows = [
        fact("The capital of <country=Bolivia> is <city=Sucre>."),
        fact("The capital of <country=Peru> is <city=Lima>."),
    ]
    other = fact("La Paz has the ministers of Bolivia and a <cable car>.", "vehicle")

    assert disprove_value(pack(*rows, other), rows[0], 1, "La Paz") is None
    assert disprove_value(pack(*rows, other), rows[1], 1, "La Paz") is not None


def test_name_that_the_whole_pack_is_about_withholds_nothing() -> None:
    people = ["Ada Brook", "Ben Doe", "Cyd Poe", "Dot Moe", "Eve Loe", "Fay Noe", "Gil Roe", "Hal Soe"]
    facts = [
        fact(f"Number {index} on the Titanic was <{name}>.", "person") for index, name in enumerate(people)
    ]

    assert disprove_value(pack(*facts), facts[0], 0, "Ben Doe") is not None
    assert disprove_value(pack(*facts[:4]), facts[0], 0, "Ben Doe") is None


def test_other_languages_use_quoted_titles_and_known_values_only() -> None:
    sucre = fact("Die Hauptstadt von Bolivien ist <Sucre>.", "Stadt")
    la_paz = fact("Die Regierung von Bolivien sitzt in <La Paz>.", "Stadt")
    known = fact("Der größte Salzsee liegt in <Bolivien>.", "Land")

    assert disprove_value(pack(sucre, la_paz, language="de"), sucre, 0, "La Paz") is not None
    assert disprove_value(pack(sucre, la_paz, known, language="de"), sucre, 0, "La Paz") is None


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The government of South Africa sits in Pretoria.", {"south africa", "pretoria"}),
        ("In July, Voyager 2 flew past Uranus.", {"voyager 2", "uranus"}),
        ("“Help!” was sung by John Lennon.", {"help", "john lennon", "lennon"}),
        ("Inter Milan’s goals fell late.", {"inter milan", "milan"}),
        ("The command `wc` counts lines.", {"wc"}),
        ("St. Louis lies on the river.", {"st louis"}),
        ("The Nobel Prize went to her.", {"nobel prize"}),
        ("Turning the bow through the wind is hard.", set()),
        ("Letting a dough rest helps.", set()),
        ("Reading is a town.", {"reading"}),
    ],
)
def test_names_in_a_sentence(sentence: str, names: set[str]) -> None:
    assert set(iter_names(sentence, english=True)) == names


def test_nouns_of_other_languages_are_not_names() -> None:
    assert set(iter_names("Das Lied „Am Fluss“ und der Text", english=False)) == {"am fluss"}
    assert set(iter_names("La chanson « Ciel » vient de Paris.", english=False)) == {"ciel"}
