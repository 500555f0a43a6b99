"""Figures of the texts of a pack."""

from pathlib import Path

from quiz.audit.text_figures import Share, measure_texts
from quiz.generate.question_maker import QuestionMaker
from quiz.packs.read.pack_reader import read_pack

PACK = """\
format: 1
name: p
title: P
categories: {a: A, b: B}
sources: {s: {title: S}}
tables:
  - id: mouth
    category: a
    fact: The <river> flows into the <mouth>.
    columns: {mouth: {ask: "Into what does the <river> flow?"}, river: {asked: no}}
    rows: |
      river | mouth
      Main  | Rhine
      Isar  | Danube
      Saale | Elbe
      Aller | Weser
    cite: s 1
  - id: source
    category: b
    fact: The <river> rises near <town>.
    columns: {town: {ask: "With what place near a town does the <river> rise?"}, river: {asked: no}}
    more: <story>
    rows: |
      river | town  | story
      Main  | Bamm  | It is old.
      Isar  | Camm  | It is new.
      Saale | Damm  |
      Aller | Famm  | It is red.
    cite: s 1
"""


def make_pack(folder: Path, text: str = PACK) -> QuestionMaker:
    path = folder / "p.yaml"
    path.write_text(text, encoding="utf-8")
    reading = read_pack(path)
    assert reading.pack is not None, reading.problems
    assert not reading.problems
    return QuestionMaker(reading.pack)


def test_faults_and_repetitions_are_counted(tmp_path: Path) -> None:
    maker = make_pack(tmp_path)
    figures = measure_texts(maker, maker.iter_questions(0))

    assert figures.style_faults == Share(8, 16)  # each choice, and no statement
    assert figures.faults_by_rule == {"fronted": 8}
    assert figures.repeats_by_category == {"a": Share(4, 4), "b": Share(1, 4)}
    assert figures.repeats == Share(5, 8)
    assert figures.equal_statements == 0


def test_other_languages_have_no_faults(tmp_path: Path) -> None:
    maker = make_pack(tmp_path, PACK.replace("title: P", "title: P\nlanguage: de"))

    assert measure_texts(maker, maker.iter_questions(0)).style_faults.part == 0


def test_plain_statement_has_no_story_and_no_reason(tmp_path: Path) -> None:
    maker = make_pack(tmp_path)
    statements = [each for each in maker.iter_questions(0) if each.id.endswith("truefalse@0")]
    plain = [each for each in statements if each.repeats]
    figures = measure_texts(maker, (*plain, *statements, plain[0]))

    assert figures.plain_statements == Share(2 * len(plain) + 1, len(statements) + len(plain) + 1)
    assert figures.equal_statements == len(plain) + 1
