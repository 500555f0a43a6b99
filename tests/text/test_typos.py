"""Misspelled words are found without comparing each word with all others."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.text.typos import TypoIndex, differs_by_typo

WORDS = st.text(alphabet="abA1 é", max_size=8)


@given(words=st.lists(WORDS, max_size=8), word=WORDS)
def test_index_finds_what_a_comparison_with_each_word_finds(words: list[str], word: str) -> None:
    index: TypoIndex[int] = TypoIndex()
    for number, other in enumerate(words):
        index.add(other, number)

    expected = next((number for number, other in enumerate(words) if differs_by_typo(word, other)), None)
    assert index.find(word) == expected


def test_first_of_several_similar_words_is_found() -> None:
    index: TypoIndex[str] = TypoIndex()
    for word in ("river", "rivers", "town"):
        index.add(word, word)

    assert index.find("rivets") == "rivers"
    assert index.find("rive") == "river"
    assert index.find("lake") is None


def test_sentences_are_not_compared() -> None:
    index: TypoIndex[str] = TypoIndex()
    index.add("word " * 30, "long")

    assert index.find("word " * 29 + "wort") is None
