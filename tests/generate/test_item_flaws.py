"""Flaws of wording are found, and sound questions have none."""

import pytest

from quiz.generate.item_flaws import ItemCheck, find_flaws, has_odd_option
from quiz.text.safe import Text
from tests.factories import question, statement


def failed_checks(
    *options: str, key: int = 0, stem: str = "Who directed it?", english: bool = True
) -> list[ItemCheck]:
    choice = question(options=options, key=key, stem=stem)
    return [flaw.check for flaw in find_flaws(choice, english=english)]


@pytest.mark.parametrize(
    ("options", "stem", "check"),
    [
        (("Ada", "…", "Max"), "Who directed it?", "empty-option"),
        (("Ada", "Max", "“max”"), "Who directed it?", "double-option"),
        (("Hubble Telescope", "Kepler", "Gaia"), "Which telescope is it?", "shared-word"),
        (("Ada Countess of Lovelace", "Max", "Kim"), "Who directed it?", "longest-key"),
        (("12", "8.2", "9.6"), "How long was it?", "odd-key"),
        (("the UK", "Peru", "Chad"), "Which country was it?", "odd-key"),
        (("Blink-182", "Muse", "Oasis"), "Which band was it?", "odd-key"),
        (("It left.", "It ran", "It sat"), "What did it do?", "full-stop-at-key"),
        (("Ada", "Max", "All of the above"), "Who directed it?", "all-of-these"),
        (("Ada", "Max", "None of these"), "Who directed it?", "none-of-these"),
        (("Ada", "Max", "Both A and B"), "Who directed it?", "letters-as-options"),
        (("Ada", "Max", "The answer above"), "Who directed it?", "options-by-place"),
        (("daily", "often", "never"), "When was it seen?", "hedged-option"),
        (("True", "False"), "Did she direct it?", "true-false-as-options"),
        (("owl", "cat", "dog"), "It was an _____ of hers.", "article-at-gap"),
        (("Ada", "Max", "Kim"), "_____ …", "empty-stem"),
        (("Ada", "Max", "Kim"), "Who, " + "oh so very " * 20 + "long ago, directed it?", "long-stem"),
        (("Ada", "Max", "Kim"), "Which of Ada’s friends was it?", "key-in-stem"),
        (("Ada", "Max", "Kim"), "Who was it? Who not?", "two-questions"),
        (("Ada", "Max", "Kim"), "Who directed it", "no-end-mark"),
        (("Ada", "Max", "Kim"), "Who did not direct it?", "negation"),
        (("Ada", "Max", "Kim"), "Who is in the picture shown below?", "missing-media"),
        (("Ada", "Max", "Kim"), "Who directed the the film?", "repeated-word"),
        (("Ada", "Max", "Kim"), "Which of these is true?", "unfocused"),
    ],
)
def test_flaw_is_found_by_its_check(options: tuple[str, ...], stem: str, check: str) -> None:
    assert ItemCheck(check) in failed_checks(*options, stem=stem)


@pytest.mark.parametrize(
    ("options", "stem"),
    [
        (("Ada", "Max", "Kim", "Lou"), "Who directed it?"),
        (("C", "C++", "C#"), "In which language was it written?"),
        (("-40", "40", "0"), "How cold was it?"),
        (("the UK", "the US", "Peru"), "Which country was it?"),
        (("Mojave Desert", "Gobi Desert", "Namib"), "In which desert was it?"),
        (("an owl", "an ox", "a dog"), "What did she see in “Not a Day”?"),
        (("Ada", "Max", "Kim"), "Which of them sang “No, No, Never”?"),
        (("[/]", "[b]", "[i]"), "Which tag is it?"),
        (("list[int]", "list[str]", "set[int]"), "Which type is it?"),
        (("日本", "中国", "韓国"), "Which country is it?"),
        (("x" * 300, "y" * 300, "z" * 300), "Which is it?"),
        (("three", "two", "four"), "She had had how many?"),
    ],
)
def test_sound_question_has_no_flaw(options: tuple[str, ...], stem: str) -> None:
    assert failed_checks(*options, stem=stem) == []


@pytest.mark.parametrize(
    ("stem", "check"),
    [("Did it come out in 2001?", "question-as-statement"), ("It did not come out in 2001.", "negation")],
)
def test_statement_has_checks_of_its_own(stem: str, check: str) -> None:
    assert check in [flaw.check for flaw in find_flaws(statement(stem=stem))]


@pytest.mark.parametrize(
    "stem",
    [
        "It came out in 2001.",
        "She directed the film.",
        "Then the film came out.",
        "Kahn also directed “Waiting for Tonight”.",
        "Kahn directed this film.",
        "The latter was directed by Kahn.",
    ],
)
def test_statement_that_refers_to_an_earlier_sentence_is_flawed(stem: str) -> None:
    assert [flaw.check for flaw in find_flaws(statement(stem=stem))] == [ItemCheck.REFERS_BACK]


@pytest.mark.parametrize(
    "stem",
    [
        "It was Kahn that directed the film.",
        "It was announced in 2015 that the film would be shown.",
        "“This Film” was directed by Kahn.",
        "The film was directed by Kahn, who had also written it.",
        "The hero was knocked down and then carried away.",
    ],
)
def test_statement_that_names_its_subject_has_no_flaw(stem: str) -> None:
    assert find_flaws(statement(stem=stem)) == ()


def test_sound_statement_has_no_flaw() -> None:
    assert find_flaws(statement(stem="The film came out in 2001.")) == ()


def test_english_checks_are_skipped_in_other_languages() -> None:
    assert failed_checks("Ada", "Max", "Kim", stem="Was war die Not?", english=False) == []


def test_sentence_quotes_the_flawed_words() -> None:
    flawed = question(stem="Which of the the films?")

    assert [flaw.sentence for flaw in find_flaws(flawed)] == ["“the the” repeats a word"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("the UK", "Peru", "Chad"), "only the right option begins with an article"),
        (("UK", "the USA", "the EU"), "every option but the right one begins with an article"),
        (("U2", "Muse", "Oasis"), "only the right option has a digit"),
    ],
)
def test_sentence_names_the_form_that_sets_the_key_apart(options: tuple[str, ...], sentence: str) -> None:
    assert [flaw.sentence for flaw in find_flaws(question(options=options))] == [sentence]


def test_option_is_odd_if_it_has_or_lacks_a_form_alone() -> None:
    options = tuple(map(Text, ("a hill", "a lake", "wood")))

    assert has_odd_option(options)
    assert not has_odd_option(tuple(map(Text, ("a hill", "a lake", "wood", "field"))))


@pytest.mark.parametrize(
    "stem",
    [
        "Which harbour is shown in this picture?",
        "Whose portrait do you see on the right?",
        "Which of these is in the following image?",
        "Who is the man in the photograph?",
        "Listen to this song. Who sings it?",
        "Click on the town that lies on the Rhine.",
        "Which ferry can you see here?",
        "Which town is pictured below?",
        "What do you hear in this clip?",
        "Look at the map below. Which town is it?",
    ],
)
def test_question_about_a_picture_or_sound_is_flawed(stem: str) -> None:
    assert failed_checks("Ada", "Max", "Kim", stem=stem) == [ItemCheck.MISSING_MEDIA]


@pytest.mark.parametrize(
    "stem",
    [
        "Which beetles are called click beetles?",
        "Tap water comes from where?",
        "Who put the town on the map?",
        "Which village lies below the dam?",
        "Who is the man in the picture “Nighthawks”?",
        "Who sings in the video of “Hero”?",
        "On which side of the road do you see the sea in Brighton?",
        "Which key is to the right of Q?",
        "Which of the following rivers flows into the North Sea?",
        "What is the image of a function?",
    ],
)
def test_question_without_missing_media_is_not_flawed(stem: str) -> None:
    assert ItemCheck.MISSING_MEDIA not in failed_checks("Ada", "Max", "Kim", stem=stem)


@pytest.mark.parametrize("words", ["the the", "was was", "The the", "of of"])
def test_repeated_word_is_flawed(words: str) -> None:
    stem = f"{words} end?" if words[0].isupper() else f"Who saw {words} end?"

    assert ItemCheck.REPEATED_WORD in failed_checks("Ada", "Max", "Kim", stem=stem)


@pytest.mark.parametrize(
    "words", ["Duran Duran", "Bora Bora", "that that", "had had", "The The", "cha cha", "In in"]
)
def test_words_that_may_be_repeated_are_not_flawed(words: str) -> None:
    assert ItemCheck.REPEATED_WORD not in failed_checks("Ada", "Max", "Kim", stem=f"Who saw {words} there?")
