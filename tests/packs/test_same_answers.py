"""Wrong answers that count as right ones although they are written differently."""

from pathlib import Path

import pytest

from quiz.packs.read.pack_reader import read_pack

HEAD = "format: 1\nname: p\ntitle: T\nsources: {s: {title: S}}\n"


def messages(folder: Path, entry: str) -> list[str]:
    path = folder / "p.yaml"
    path.write_text(HEAD + entry, encoding="utf-8")
    return [problem.message for problem in read_pack(path).problems if problem.rule.code != "nothing-to-ask"]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("MW", "mW", "“mW” under `wrong` is the right answer “MW”, because capitals don’t count"),
        ("pH", "PH", "“PH” under `wrong` is the right answer “pH”, because capitals don’t count"),
        ("Oslo", "oslo", "“oslo” under `wrong` is the right answer “Oslo”, because capitals don’t count"),
        (
            "Café A",
            "Cafe A",
            "“Cafe A” under `wrong` is another spelling of the right answer “Café A”",
        ),
        ("Oslo", "Oslo", "“Oslo” is under `wrong`, but it is right"),
    ],
)
def test_wrong_answer_of_a_fact_that_is_right(right: str, wrong: str, message: str, tmp_path: Path) -> None:
    fact = f"facts: [{{fact: The sign is <{right}>., type: t, wrong: [{wrong}, kW, GW], cite: s 1}}]\n"

    assert messages(tmp_path, fact) == [message]


def test_wrong_answer_of_a_column_that_is_right_in_a_row(tmp_path: Path) -> None:
    table = (
        "tables:\n  - fact: The sign of the <unit> is <sign>.\n    cite: s 1\n"
        "    columns: {sign: {wrong: [mW, kW]}}\n    rows: |\n      unit | sign\n      megawatt | MW\n"
    )

    (message,) = messages(tmp_path, table)
    assert message == "“mW” under `wrong` is the right answer “MW”, because capitals don’t count"


def test_options_of_a_question_that_differ_in_capitals(tmp_path: Path) -> None:
    question = "questions: [{question: Which?, right: MW, wrong: [mW, kW], because: So., cite: s 1}]\n"

    assert messages(tmp_path, question) == [
        "the options “MW” and “mW” differ only in capitals, which don’t count"
    ]
