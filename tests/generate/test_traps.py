"""Traps: wrong answers that people often choose."""

from pathlib import Path

import pytest

from quiz.generate.question_maker import QuestionMaker
from quiz.generate.similarity import extract_features, measure_similarity
from quiz.generate.subject_traits import SubjectTraits
from quiz.model.pack import Fact, Kind, NearCell, Pack, Trap
from quiz.model.question import Question
from quiz.packs.read.pack_reader import read_pack
from quiz.text.safe import Text
from tests.generate.factories import fact, pack

HEAD = "format: 1\nname: p\ntitle: T\nsources: {atlas: {title: An Atlas}}\n"
TABLE = """\
tables:
  - id: capital
    near: [border]
    columns:
      capital:
        fact: The capital of <country> is <capital>.
        ask: What is the capital of <country>?
        trap: {<largest>: it is the largest city in <country>}
    rows: |
      country | capital  | largest          | border
      Turkey  | Ankara   | Istanbul         | Greece; Iran
      Greece  | Athens   |                  | Turkey
      Iran    | Tehran   |                  | Turkey
      Nigeria | Abuja    | Lagos; Kano      | Niger
      Peru    | Lima     |                  | Chile
    cite: atlas 1
"""


def read(folder: Path, text: str, *problems: str) -> Pack:
    path = folder / "p.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    reading = read_pack(path)
    assert [f"{problem.rule.code}: {problem.message}" for problem in reading.problems] == list(problems)
    assert reading.pack is not None
    return reading.pack


def ask(made: Pack, fact_id: str, kind: Kind, seeds: int = 60) -> list[Question]:
    """Ask for the last value of a fact with several seeds."""
    maker = QuestionMaker(made)
    target = next(target for target in maker.list_targets() if target.fact == fact_id)
    questions = [maker.make(target, kind, seed) for seed in range(seeds)]
    return [question for question in questions if isinstance(question, Question)]


def test_trap_is_in_two_of_three_choices(tmp_path: Path) -> None:
    questions = ask(read(tmp_path, TABLE), "capital-turkey-capital", Kind.CHOICE, 300)
    share = sum("Istanbul" in question.options for question in questions) / len(questions)

    assert len(questions) == 300
    assert 0.58 < share < 0.75


def test_false_statement_always_has_the_trap(tmp_path: Path) -> None:
    questions = ask(read(tmp_path, TABLE), "capital-turkey-capital", Kind.TRUEFALSE)
    false = {question.proofs[0].value for question in questions if question.key == 1}

    assert false == {"Istanbul"}


def test_player_reads_why_the_trap_is_wrong(tmp_path: Path) -> None:
    questions = ask(read(tmp_path, TABLE), "capital-turkey-capital", Kind.CHOICE)
    trapped = next(question for question in questions if "Istanbul" in question.options)

    assert (
        trapped.why_wrong[trapped.options.index(Text("Istanbul"))]
        == "Istanbul: it is the largest city in Turkey."
    )


def test_each_value_of_a_cell_is_a_trap(tmp_path: Path) -> None:
    made = read(tmp_path, TABLE)
    traps = {row.id: row.values[-1].traps for row in made.facts}
    shown = {
        option
        for question in ask(made, "capital-nigeria-capital", Kind.CHOICE)
        for option in question.options
    }

    assert [trap.text for trap in traps["capital-nigeria-capital"]] == ["Lagos", "Kano"]
    assert traps["capital-peru-capital"] == ()
    assert {"Lagos", "Kano"} <= shown


def test_trap_of_one_fact_is_not_offered_in_another(tmp_path: Path) -> None:
    questions = ask(read(tmp_path, TABLE), "capital-peru-capital", Kind.CHOICE)

    assert not any({"Istanbul", "Lagos", "Kano"} & set(question.options) for question in questions)


def test_trap_joins_the_declared_answers_of_a_fact(tmp_path: Path) -> None:
    text = (
        "facts:\n  - id: elbe\n    fact: Dresden lies on the <Elbe>.\n    type: river\n"
        "    wrong: [Oder, Rhine]\n    trap: {Main: it flows through Frankfurt, Oder: it is further east}\n"
        "    cite: atlas 1\n"
    )
    (value,) = read(tmp_path, text).facts[0].values

    assert value.wrong == ("Oder", "Rhine", "Main")
    assert value.wrong_because == ("", "", "it flows through Frankfurt")
    assert value.traps[0] == Trap(Text("Main"), Text("it flows through Frankfurt"))


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (
            "type: river\n    trap: [Elbe]",
            "answer-declared-wrong: “Elbe” is under `trap`, but it is right",
        ),
        (
            "type: count\n    trap: [three]",
            "misplaced-field: `trap` is for names, and quiz makes wrong answers of the type “count” itself",
        ),
    ],
)
def test_impossible_trap_is_reported(tmp_path: Path, fields: str, problem: str) -> None:
    path = tmp_path / "p.yaml"
    text = f"facts:\n  - id: elbe\n    fact: Dresden lies on the <Elbe>.\n    {fields}\n    cite: atlas 1\n"
    path.write_text(HEAD + text, encoding="utf-8")

    assert problem in [f"{each.rule.code}: {each.message}" for each in read_pack(path).problems]


@pytest.mark.parametrize(
    ("old", "new"),
    [("near: [border]", "near: [coast]"), ("trap: {<largest>", "trap: {<biggest>")],
)
def test_unknown_column_of_a_trap_or_near_is_reported(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(HEAD + TABLE.replace(old, new), encoding="utf-8")

    assert "unknown-column" in {problem.rule.code for problem in read_pack(path).problems}


def near_fact(country: str, known: int, *borders: str) -> Fact:
    made = fact(f"The flag of <country={country}> is <flag=flag of {country}>.")
    cells = tuple(NearCell("border", Text(border)) for border in borders)
    return made._replace(near=cells, known=float(known))


def similarity(first: Fact, second: Fact, *others: Fact) -> float:
    subjects = SubjectTraits(pack(first, second, *others))
    features = [
        extract_features(each.values[1].text, [(each, 1)], english=True, subjects=subjects)
        for each in (first, second)
    ]
    return measure_similarity(*features)


def test_neighbours_are_more_similar_than_others() -> None:
    turkey = near_fact("Turkey", 3, "Greece", "Iran")

    assert similarity(turkey, near_fact("Greece", 3, "Turkey")) > similarity(
        turkey, near_fact("Grenad", 3, "nobody")
    )


def test_equal_fame_is_more_similar() -> None:
    cuba, others = near_fact("Cuba", 5), (near_fact("Peru", 1), near_fact("Mali", 5), near_fact("Chad", 3))

    assert similarity(cuba, others[1], *others[::2]) > similarity(cuba, others[0], *others[1:])
