"""Phrases are found as a comparison with each of them finds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.generate.phrases import PhraseIndex, is_within

TEXTS = st.lists(st.sampled_from(["a", "b", "ab", "é", ""]), max_size=4).map(" ".join)


@pytest.mark.slow
@given(phrases=st.lists(TEXTS, max_size=20), text=TEXTS)
def test_index_finds_what_a_comparison_with_each_phrase_finds(phrases: list[str], text: str) -> None:
    index = PhraseIndex(phrases)

    within = {phrase for phrase in phrases if is_within(phrase, text)}
    containing = {phrase for phrase in phrases if is_within(text, phrase)}
    assert set(index.iter_within(text)) == within
    assert set(index.iter_containing(text)) == containing
    assert index.is_in(text) == bool(within)
    assert index.overlaps(text) == bool(within | containing)
    assert index.isdisjoint([text]) == (text not in phrases)


def test_words_are_whole() -> None:
    index = PhraseIndex(["new york", *map(str, range(100))])

    assert index.is_in("in new york today")
    assert not index.is_in("in new yorkshire")
    assert list(index.iter_containing("york")) == ["new york"]
    assert not list(index.iter_containing("yor"))
