"""Faults of style in single texts, and their findings in packs."""

from pathlib import Path

import pytest

from quiz.checks.runner import check_packs
from quiz.checks.style_faults import find_option_faults, find_text_faults
from quiz.text.safe import Text

HEAD = """\
format: 1
name: p
title: P
categories: {c: Rivers}
sources: {s: {title: S}}
"""
BAD = {
    "The bridge with the oldest arch in the whole country is the Main Bridge.": "equative",
    "Of the three bridges, the one with the oldest arch is at Mainz.": "equative",
    "It is the Main that flows into the Rhine.": "equative",
    "The song that is heard at the end of the film is sung by Ada Byron.": "equative",
    "Of the bridges that Wikipedia lists, which is the oldest?": "hedge",
    "By the track listing, which song is the longest?": "hedge",
    "According to the table, which river is the longest?": "hedge",
    "Which song did the singer whose band broke up in 1970 write?": "veil",
    "With what did she open the box?": "fronted",
    "To which programme did he speak of it?": "fronted",
    "After the fall, with whom does he flee?": "fronted",
    "In what did she hide the ring?": "fronted",
    "The cat in the tale wears what?": "ends-with-what",
    "The bridge was built by who?": "ends-with-what",
    "In which year, as Roe tells it, did the river flood?": "inserted-claim",
    "As Roe tells it, the river flooded in 1784.": "inserted-claim",
    "Which river does a song by group The Ferrymen name?": "bare-name",
    "Which river's name means “water” by origin?": "odd-frame",
    "In which letters does its address end?": "odd-frame",
    "Which river is the longest (as of 2026)?": "as-of-in-stem",
    "You are in the capital of Peru. Which city is it?": "scenario",
}
GOOD = [
    "The oldest bridge crosses the Loire.",
    "The official language of the Democratic Republic of the Congo is French.",
    "The capital of Saint Vincent and the Grenadines is Kingstown.",
    "The title of “The Long and Winding Road That Leads to Your Door” is long.",
    "It was built of stone.",
    "Which dam is the tallest?",
    "Which list of names did he lose?",
    "Which command lists what two sorted files share?",
    "In which year did the river flood?",
    "From which country does it come?",
    "Of which planet is Phobos a moon?",
    "For how many years did she rule?",
    "For whom the bell tolls is a novel.",
    "What did she open the box with?",
    "What does the cat in the tale wear?",
    "What was the band, which came from Leeds, called?",
    "Roe tells of a flood. In which year was it?",
    "Which river does a song by the group The Ferrymen name?",
    "Who sang with her band Example?",
    "Which song is the band Example known for?",
    "You can see which river from the castle?",
    "What is the longest river as of 2026?",
]


@pytest.mark.parametrize("text", BAD)
def test_fault_is_found(text: str) -> None:
    assert [fault.rule.code for fault in find_text_faults(text)] == [BAD[text]]


@pytest.mark.parametrize("text", GOOD)
def test_usual_wording_has_no_fault(text: str) -> None:
    assert find_text_faults(text) == ()


@pytest.mark.parametrize(
    ("options", "is_fault"),
    [
        (("a man who steals", "a man who sells", "a man who hides"), True),
        (("a man who steals", "a man who sells", "a woman who hides"), False),
        (("Wars of the Roses", "Wars of the Daisies", "Wars of the Tulips"), False),
        (("on the", "on the", "on the"), False),
        (("a man who steals", "a man who sells"), False),
    ],
)
def test_options_with_the_same_first_words_are_a_fault(options: tuple[str, ...], is_fault: bool) -> None:
    found = find_option_faults(tuple(map(Text, options)))

    assert [fault.rule.code for fault in found] == ["common-words"] * is_fault


def test_long_text_is_left_to_the_rule_for_long_texts() -> None:
    assert find_text_faults("word " * 50 + "With what did she open it?") == ()


def found(folder: Path, text: str) -> list[tuple[str, int]]:
    path = folder / "p.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return [(problem.rule.code, problem.location.line) for problem in check_packs([path]).problems]


TABLE = """\
tables:
  - fact: The <river> flows into the <mouth>.
    columns: {mouth: {ask: "Into what does the <river> flow?"}}
    rows: |
      river | mouth
      Main  | Rhine
      Isar  | Danube
      Saale | Elbe
      Aller | Weser
    cite: s 1
"""


def test_fault_of_a_table_is_reported_once(tmp_path: Path) -> None:
    assert found(tmp_path, TABLE) == [("fronted", 11)]


def test_other_languages_have_no_faults(tmp_path: Path) -> None:
    assert found(tmp_path, "language: de\n" + TABLE) == []


def test_fact_that_is_not_asked_has_no_faults(tmp_path: Path) -> None:
    columns = "columns: {river: {asked: no}, mouth: {asked: no}}"
    text = TABLE.replace('columns: {mouth: {ask: "Into what does the <river> flow?"}}', columns)

    assert "fronted" not in dict(found(tmp_path, text))


def numbers(fields: str = "") -> str:
    rows = "".join(f"      River {letter} | 1,{index}31\n" for index, letter in enumerate("ABCDEFGHIJ"))
    return (
        f"tables:\n  - fact: The <river> has <bridges> bridges.\n{fields}"
        "    columns: {river: {asked: no}, bridges: {type: number}}\n    cite: s 1\n"
        f"    rows: |\n      river | bridges\n{rows}"
    )


def test_numbers_of_little_known_subjects_are_reported_once(tmp_path: Path) -> None:
    assert found(tmp_path, numbers()) == [("not-worth-asking", 12)]


@pytest.mark.parametrize("fields", ["    more: It is near town <river>.\n", "    known: <bridges>\n"])
def test_numbers_with_a_story_or_fame_are_worth_asking(tmp_path: Path, fields: str) -> None:
    assert found(tmp_path, numbers(fields)) == []
