"""Tags of languages."""

import pytest

from quiz.packs.format.languages import is_language_tag, suggest_language_tag
from quiz.packs.format.patterns import LANGUAGE, matches


@pytest.mark.parametrize("tag", "en de pt-BR EN en-us zh-Hant-TW sr-Latn gsw yue de-1996 es-419 uk".split())
def test_known_tag_is_accepted(tag: str) -> None:
    assert is_language_tag(tag)
    assert matches(LANGUAGE, tag)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("German", "de"),
        ("Deutsch", "de"),
        ("deutsch (Österreich)", "de"),
        ("français", "fr"),
        ("русский", "ru"),
        ("日本語", "ja"),
        ("jp", "ja"),
        ("cz", "cs"),
        ("ger", "de"),
        ("eng", "en"),
        ("en_US", "en-US"),
        ("en-UK", "en-GB"),
        ("de_DE.UTF-8", "de-DE"),
        ("English", "en"),
        ("xx", None),
        ("q", None),
        ("Klingon", None),
        ("-", None),
        ("1", None),
    ],
)
def test_unknown_tag_is_refused_with_the_one_that_was_meant(text: str, tag: str | None) -> None:
    assert not is_language_tag(text)
    assert suggest_language_tag(text) == tag
    assert tag is None or is_language_tag(tag)
