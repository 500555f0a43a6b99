"""Questions for the only option that a sentence is not true of."""

from pathlib import Path

from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion
from quiz.model.pack import Kind
from quiz.model.question import Question
from tests.generate.test_compare import HEAD, maker
from tests.packs.test_pack_reader import read_text

INLAND = ["Chad", "Mali", "Niger", "Malawi"]
COASTAL = ["Angola", "Benin", "Gabon"]
NOBLE = ["neon", "argon", "krypton", "xenon"]
HALOGENS = ["fluorine", "iodine", "bromine", "chlorine"]


def landlocked(fields: str = "open: yes", ask: str = "Which of these in <part> is NOT landlocked?") -> str:
    rows = "\n".join(f"      {name.lower()} | Africa | {name}" for name in INLAND)
    return f"""\
  - id: l
    fact: One of the landlocked countries of <part> is <country>.
    columns:
      part: {{asked: no}}
      country:
        type: land
        kind: oddone
        ask-not: "{ask}"
        wrong: [{", ".join(COASTAL)}]
        wrong-because: it has a coast
        {fields}
    rows: |
      id | part | country
{rows}
    cite: s 1
"""


def groups(fields: str = "") -> str:
    return f"""\
  - id: g
    fact: In the group of <group> is <element>.
    columns:
      group: {{asked: no}}
      element: {{kind: oddone, ask-not: "Which of these elements is NOT in the group of <group>?"{fields}}}
    rows: |
      group       | element
      noble gases | {"; ".join(NOBLE)}
      halogens    | {"; ".join(HALOGENS)}
    cite: s 1
"""


def questions(tables: QuestionMaker, seeds: int = 20) -> list[Question]:
    return [each for seed in range(seeds) for each in tables.iter_questions(seed, kind=Kind.ODDONE)]


def test_three_members_and_one_that_is_declared_wrong(tmp_path: Path) -> None:
    made = questions(maker(tmp_path, landlocked()))

    assert {question.answer for question in made} == set(COASTAL)
    for question in made:
        assert question.options[question.key] == question.answer
        assert len(set(question.options) & set(INLAND)) == 3
        assert question.explanation == f"{question.answer}: it has a coast."
        reasons = {question.options[proof.option]: proof for proof in question.proofs}
        assert reasons.pop(question.answer).reason == "declared-wrong"
        for option, proof in reasons.items():
            assert (proof.reason, proof.facts) == ("other-row", (f"l-{option.lower()}",))


def test_member_of_the_target_is_always_there(tmp_path: Path) -> None:
    tables = maker(tmp_path, landlocked())
    for seed in range(10):
        question = tables.find_question(f"p/l-chad.country/oddone@{seed}")
        assert question is not None
        assert "Chad" in question.options
        assert question.why_wrong[question.options.index("Chad")] == (
            "One of the landlocked countries of Africa is Chad."
        )


def test_whole_list_proves_the_odd_one(tmp_path: Path) -> None:
    made = questions(maker(tmp_path, groups()))

    assert {question.answer for question in made} <= {*NOBLE, *HALOGENS}
    for question in made:
        own, other = (NOBLE, HALOGENS) if "noble" in question.stem else (HALOGENS, NOBLE)
        assert question.answer in other
        assert len(set(question.options) & set(own)) == 3
        proof = next(each for each in question.proofs if each.option == question.key)
        assert proof.reason == "complete-list"


def test_open_list_without_wrong_answers_makes_none(tmp_path: Path) -> None:
    assert questions(maker(tmp_path, groups(", open: yes"))) == []


def test_column_with_another_kind_makes_none(tmp_path: Path) -> None:
    assert questions(maker(tmp_path, landlocked().replace("kind: oddone", "kind: [choice, compare]"))) == []


def test_two_members_are_too_few(tmp_path: Path) -> None:
    text = landlocked().replace("      niger | Africa | Niger\n      malawi | Africa | Malawi\n", "")
    assert "Niger" not in text

    assert questions(maker(tmp_path, text)) == []


def test_name_of_a_member_in_another_row_is_not_the_odd_one(tmp_path: Path) -> None:
    text = groups().replace("fluorine", "Xenon").replace("tables:", "")
    made = questions(maker(tmp_path, text))

    assert made
    assert not any(question.answer.lower() == "xenon" for question in made)


def test_question_without_not_in_capitals_is_not_asked(tmp_path: Path) -> None:
    tables = maker(tmp_path, landlocked(ask="Which of these in <part> is not landlocked?"))
    skipped = tables.make(tables.list_targets()[0], Kind.ODDONE, 0)

    assert isinstance(skipped, SkippedQuestion)
    assert skipped.code == "negation"
    assert skipped.flaw is not None
    assert skipped.flaw.sentence == "the question for the odd one has no NOT in capitals"


def test_question_that_leaves_out_a_part_of_the_sentence_is_reported(tmp_path: Path) -> None:
    reading = read_text(tmp_path, HEAD + landlocked(ask="Which of these is NOT landlocked?"))

    assert [(each.rule.code, each.message) for each in reading.problems][:1] == [
        ("bad-mark", "`ask-not` says less than the sentence, which has `<part>` too")
    ]


def test_claims_and_sensitive_facts_make_none(tmp_path: Path) -> None:
    for field in ("claim: Jane Roe", "tact: plain"):
        text = landlocked().replace("cite: s 1", f"cite: s 1\n    {field}")
        assert questions(maker(tmp_path, text)) == []
