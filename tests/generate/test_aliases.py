"""Texts that name the same thing are one name."""

from quiz.generate.aliases import AliasIndex
from tests.generate.factories import fact, pack

CHAIN = AliasIndex(
    pack(
        fact("It went to <the UK>.", "country", accept=["Britain"]),
        fact("It was seen in <Albion>.", "country", accept=["United Kingdom"]),
        fact("It stayed in <the UK>.", "country", accept=["United Kingdom"]),
    )
)


def test_chain_of_spellings_is_one_name() -> None:
    assert CHAIN.are_same("Albion", "Britain")
    assert not CHAIN.are_same("Albion", "Peru")
    assert CHAIN.canonical_many(["albion", "britain", "peru"]) == ["uk", "uk", "peru"]


def test_spellings_begin_with_the_text_itself() -> None:
    assert CHAIN.spellings("albion") == ("albion", "uk", "britain", "united kingdom")
    assert CHAIN.spellings("peru") == ("peru",)


def test_correct_names_include_other_right_answers() -> None:
    born = fact("She was born in <Britain>.", "country", also=["Peru", "Albion"])

    assert CHAIN.correct_names(born.values[0]) == ("uk", "peru")
