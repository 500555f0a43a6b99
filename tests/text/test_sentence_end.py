"""The end of a sentence in any script."""

import pytest

from quiz.text.sentence_end import count_question_marks, find_end, has_end_mark, is_question


@pytest.mark.parametrize(
    "sentence",
    [
        "It is so.",
        "It is “so.”",
        "Is it so?",
        "Is it (so?)",
        "他是谁？",
        "首都是东京。",
        "「首都は東京です。」",
        "ｶﾀｶﾅ｡",
        "ما هي العاصمة؟",
        "Ποια είναι η πρωτεύουσα;",
        "Ποια είναι η πρωτεύουσα\u037e",
        "राजधानी दिल्ली है।",
        "Մայրաքաղաքը Երևանն է։",
        "ዋና ከተማው አዲስ አበባ ነው።",
        "រាជធានីគឺភ្នំពេញ។",
        "Er sagte: „So ist es.“",
        "Il a dit : « C’est ainsi. »",
        "Er sagte: »So ist es.«",
        "They are these:",
        "เมืองหลวงคือกรุงเทพฯ",
        "เมืองหลวงคือกรุงเทพ",
        "ນະຄອນຫຼວງແມ່ນວຽງຈັນ",
    ],
)
def test_sentence_has_end_mark_of_its_script(sentence: str) -> None:
    assert has_end_mark(sentence)


@pytest.mark.parametrize(
    "sentence", ["It is so", "It is “so”", "It is so;", "它是", "Это так", "It is (so.) now", ""]
)
def test_text_without_end_mark(sentence: str) -> None:
    assert not has_end_mark(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("So?", True),
        ("“So?”", True),
        ("是？", True),
        ("؟", True),
        ("Είναι;", True),
        ("So;", False),
        ("So.", False),
    ],
)
def test_question_ends_with_question_mark_of_its_script(sentence: str, expected: bool) -> None:
    assert is_question(sentence) is expected


def test_end_is_before_marks_quotation_marks_and_brackets() -> None:
    ends = ["It is so.", "It is “so.”", "It is so", "是这样。", "It is (so…)"]

    assert [end[: find_end(end)] for end in ends] == [
        "It is so",
        "It is “so",
        "It is so",
        "是这样",
        "It is (so",
    ]


def test_question_marks_in_a_row_count_once() -> None:
    texts = ("Is it??", "Is it? Was it?", "是？嗎？", "So.", "Is `$?` 0?")

    assert [count_question_marks(text) for text in texts] == [1, 2, 2, 0, 1]
