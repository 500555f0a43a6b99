"""Stories about subjects, which all facts about them share."""

from pathlib import Path

import pytest

from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Fact, Kind
from quiz.packs.codec import decode_pack, encode_pack
from quiz.packs.read.pack_reader import read_pack
from quiz.packs.read.result import ReadResult

PACK = """\
format: 1
name: p
title: P
sources: {s: {title: S}, t: {title: T}}
tables:
  - id: t
    cite: s 1
    columns:
      capital:
        fact: The capital of <country> is <capital>.
        ask: What is the capital of <country>?
      coast:
        fact: The coast of <country> is on the <coast>.
    rows: |
      country | capital  | coast
      Peru    | Lima     | Pacific
      Chile   | Santiago | Pacific
      Kenya   | Nairobi  | Indian Ocean
      Ghana   | Accra    | Atlantic
"""
STORIES = """\
about:
  - of: country
    rows: |
      country | more                     | cite
      Peru    | It has 3,000 potatoes.   | t 5
      Chile   | Its desert is very dry.  | t 6
"""


def read(folder: Path, text: str) -> ReadResult:
    (folder / "p.yaml").write_text(text, encoding="utf-8")
    return read_pack(folder / "p.yaml")


def facts(reading: ReadResult) -> dict[str, Fact]:
    assert reading.pack is not None
    return {fact.id: fact for fact in reading.pack.facts}


def test_all_facts_about_a_subject_share_its_story(tmp_path: Path) -> None:
    reading = read(tmp_path, PACK + STORIES)
    by_id = facts(reading)

    assert reading.problems == ()
    for id_ in ("t-peru-capital", "t-peru-coast"):
        assert by_id[id_].more == "Peru: it has 3,000 potatoes."
        assert [(each.source.id, each.first) for each in by_id[id_].more_citations] == [("t", 5)]
        assert [each.source.id for each in by_id[id_].citations] == ["s"]
    assert by_id["t-kenya-capital"].more is None


def test_story_that_names_its_subject_does_not_name_it_twice(tmp_path: Path) -> None:
    named = STORIES.replace("Its desert is very dry.", "The desert of Chile is very dry.")
    by_id = facts(read(tmp_path, PACK + named))

    assert by_id["t-chile-capital"].more == "The desert of Chile is very dry."
    assert by_id["t-peru-capital"].more == "Peru: it has 3,000 potatoes."


def test_fact_keeps_its_own_story_and_grief_has_none(tmp_path: Path) -> None:
    own = PACK.replace("cite: s 1", "cite: s 1\n    more: It is far away.", 1)
    grief = PACK.replace("cite: s 1", "cite: s 1\n    tact: plain", 1)

    assert facts(read(tmp_path, own + STORIES))["t-peru-capital"].more == "It is far away."
    assert facts(read(tmp_path, grief + STORIES))["t-peru-capital"].more is None


def test_question_cites_its_story(tmp_path: Path) -> None:
    pack = read(tmp_path, PACK + STORIES).pack
    assert pack is not None
    question = QuestionMaker(pack).find_question("p/t-peru-capital/choice@0")

    assert question is not None
    assert question.explanation == "Peru: it has 3,000 potatoes."
    assert [citation.source.id for citation in question.citations] == ["s", "t"]


def test_round_shows_a_story_once(tmp_path: Path) -> None:
    pack = read(tmp_path, PACK + STORIES).pack
    assert pack is not None
    maker = QuestionMaker(pack)
    for seed in range(20):
        request = DrawRequest(length=8, seed=seed, kind=Kind.CHOICE)
        stories = [question.more for question in draw_questions([maker], request) if question.more]
        assert len(stories) == len(set(stories))


def test_stories_survive_encoding(tmp_path: Path) -> None:
    pack = read(tmp_path, PACK + STORIES).pack
    assert pack is not None

    assert decode_pack(tmp_path / "p.yaml", encode_pack(pack, tmp_path / "p.yaml")) == pack


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("      Peru    | It", "      Persia  | It", "unused-story", 24),
        ("of: country", "of: land", "unused-story", 24),
        ("      Chile   | Its", "      Peru    | Its", "duplicate-id", 25),
        ("| t 5", "|", "missing-field", 24),
        ("| t 5", "| x 5", "unknown-source", 24),
        ("| more ", "| tale ", "unknown-column", 22),
        ("  - of: country\n    rows", "  - rows", "missing-field", 21),
    ],
)
def test_mistakes_in_stories_are_reported(tmp_path: Path, old: str, new: str, rule: str, line: int) -> None:
    assert old in STORIES
    reading = read(tmp_path, PACK + STORIES.replace(old, new, 1))
    problem = reading.problems[0]

    assert (problem.rule.code, problem.location.line) == (rule, line)
    assert len(facts(reading)) == 8


def test_second_story_in_another_file_names_the_file_of_the_first(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(PACK + STORIES, encoding="utf-8")
    (tmp_path / "stories.yaml").write_text(STORIES, encoding="utf-8")
    first, second = read_pack(tmp_path).problems

    assert first.message == f"“Peru” already has a story in {tmp_path / 'pack.yaml'}:24"
    assert second.message == f"“Chile” already has a story in {tmp_path / 'pack.yaml'}:25"
