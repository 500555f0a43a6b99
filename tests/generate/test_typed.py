"""Questions whose answer is typed."""

from pathlib import Path

import pytest

from quiz.generate.kinds.typed import can_be_typed
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion
from quiz.model.pack import Kind, Sensitivity
from quiz.model.question import Question
from quiz.text.safe import Text
from tests.generate.factories import fact, pack
from tests.packs.test_pack_reader import read_text

COUNTRIES = (
    "Peru Chile Cuba Spain France Italy Norway Sweden Kenya Egypt Ghana Mali Japan China India Iran Iraq "
    "Laos Nepal Qatar Togo Chad".split()
)
HEAD = """\
format: 1
name: p
title: P
sources: {s: {title: S}}
"""


def capitals(*extra: str) -> list[str]:
    return [f"The capital of <country={name}> is <city=City of {name}>." for name in (*COUNTRIES, *extra)]


def make(maker: QuestionMaker, name: str) -> Question | SkippedQuestion:
    target = next(target for target in maker.list_targets() if target.target_id == f"pack/{name}")
    return maker.make(target, Kind.TYPED, 0)


def make_of(*sentences: str, name: str = "x.city") -> Question | str:
    facts = [fact(sentence, id_=f"{number or 'x'}") for number, sentence in enumerate(sentences)]
    made = make(QuestionMaker(pack(*facts)), name)
    return made.code if isinstance(made, SkippedQuestion) else made


def test_question_has_the_value_and_the_others_of_its_type() -> None:
    made = make_of(*capitals())

    assert isinstance(made, Question)
    assert (made.stem, made.options, made.key) == ("The capital of Peru is _____.", (), -1)
    assert made.accepted is not None
    assert made.accepted.texts == ("City of Peru",)
    assert set(made.accepted.rivals or ()) == {f"City of {name}" for name in COUNTRIES}


def test_few_values_leave_open_what_is_a_slip() -> None:
    made = make_of(
        "The capital of <country=Peru> is <city=Lima>.", "The capital of <country=Cuba> is <city=Havana>."
    )

    assert isinstance(made, Question)
    assert made.accepted is not None
    assert made.accepted.rivals is None


def test_every_right_answer_and_spelling_is_accepted() -> None:
    whole = pack(
        fact(
            "The capital of Bolivia is <Sucre>.",
            "city",
            id_="x",
            also=(Text("La Paz"),),
            accept=(Text("Chuquisaca"),),
        ),
        city=["Lima", "Quito"],
    )
    made = make(QuestionMaker(whole), "x")

    assert isinstance(made, Question)
    assert made.accepted is not None
    assert set(made.accepted.texts) == {"Sucre", "La Paz", "Chuquisaca"}


def test_rows_with_one_subject_accept_each_other() -> None:
    made = make_of(*capitals(), "The capital of <country=Peru> is <city=Cusco>.")

    assert isinstance(made, Question)
    assert made.accepted is not None
    assert set(made.accepted.texts) == {"City of Peru", "Cusco"}


@pytest.mark.parametrize(
    "sentences",
    [
        # La Paz may be right too: another fact about Bolivia mentions it
        ("The capital of Bolivia is <city=Sucre>.", "The government of Bolivia sits in <city=La Paz>."),
        ("<city=Lyon> is a city in France.", "<city=Bonn> is a city in Germany."),
    ],
)
def test_nothing_is_asked_that_may_have_a_second_answer(sentences: tuple[str, ...], tmp_path: Path) -> None:
    facts = "".join(f"- {{id: f{n}, fact: {sentence}, cite: s 1}}\n" for n, sentence in enumerate(sentences))
    reading = read_text(tmp_path, f"{HEAD}facts:\n{facts}")
    assert reading.pack is not None, reading.problems
    maker = QuestionMaker(reading.pack)

    made = maker.make(maker.list_targets()[0], Kind.TYPED, 0)

    assert isinstance(made, SkippedQuestion)
    assert made.code == "open"


def test_declared_names_are_accepted(tmp_path: Path) -> None:
    asked = "facts:\n- {id: f, fact: The capital of Ukraine is <city=Kyiv>., cite: s 1}\n"
    text = f"{HEAD}names: {{city: {{Kyiv: [Kiev, Kyjiw]}}}}\n{asked}"
    reading = read_text(tmp_path, text)
    assert reading.pack is not None, reading.problems
    maker = QuestionMaker(reading.pack)

    made = maker.make(maker.list_targets()[0], Kind.TYPED, 0)

    assert isinstance(made, Question)
    assert made.accepted is not None
    assert made.accepted.texts == ("Kyiv", "Kiev", "Kyjiw")


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        ("The planet with the shortest year is <Mercury>.", ("Mercury",)),
        ("The country with the oldest parliament is <Iceland>.", ("Iceland",)),
        ("The oldest city on the list is <Kyiv>.", ("Kyiv", "Kiev")),
    ],
)
def test_name_of_something_else_is_not_accepted(
    sentence: str, texts: tuple[str, ...], tmp_path: Path
) -> None:
    reading = read_text(tmp_path, f"{HEAD}facts:\n- {{id: f, fact: {sentence}, type: thing, cite: s 1}}\n")
    assert reading.pack is not None, reading.problems
    maker = QuestionMaker(reading.pack)

    made = maker.make(maker.list_targets()[0], Kind.TYPED, 0)

    assert isinstance(made, Question)
    assert made.accepted is not None
    assert made.accepted.texts == texts


def test_former_name_is_not_accepted(tmp_path: Path) -> None:
    table = """\
tables:
- id: t
  cite: s 1
  columns:
    city: {fact: The capital of <country> is <city>.}
  rows: |
    country | city
    Norway  | Oslo
    Peru    | Lima
    Japan   | Tokyo
    Kenya   | Nairobi
"""
    reading = read_text(tmp_path, f"{HEAD}{table}")
    assert reading.pack is not None, reading.problems
    maker = QuestionMaker(reading.pack)

    made = [maker.make(target, Kind.TYPED, 0) for target in maker.list_targets()]

    accepted = [each.accepted.texts for each in made if isinstance(each, Question) and each.accepted]
    assert ("Oslo",) in accepted
    assert ("Tokyo",) in accepted


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("Kyiv", True),
        ("Côte d’Ivoire", True),
        ("Guinea-Bissau", True),
        ("St. John’s", True),
        (".pe", True),
        ("Br", True),
        ("Łódź", True),
        ("B", False),
        ("skip", False),
        ("AC/DC", False),
        ("Lima (Peru)", False),
        ("f(x) = 2", False),
        ("`git`", False),
        ("the money ran out at once", False),
        ("a" * 31, False),
        ("Київ", False),
        ("1969", False),
    ],
)
def test_value_can_be_typed_if_it_is_short_and_plain(text: str, can: bool) -> None:
    assert can_be_typed(text, english=True) is can


@pytest.mark.parametrize(
    ("sentence", "fields", "code"),
    [
        ("It was built in <1755>.", {"type_": "year"}, "hard-to-type"),
        ("It ends with <a slow dance>.", {"type_": "end"}, "hard-to-type"),
        ("Type `<git>` first.", {"type_": "command"}, "hard-to-type"),
        ("It lies in <Peru>.", {"type_": "country", "open": True}, "open"),
        ("It lies in <Peru>.", {"type_": "country", "tact": Sensitivity.CAREFUL}, "tact"),
        ("It lies in <Peru>.", {"type_": "country", "kinds": (Kind.CHOICE,)}, "other-kind"),
        (
            "It lies in <Peru>.",
            {"type_": "country", "ask": Text("Which of these countries is it in?")},
            "hard-to-type",
        ),
    ],
)
def test_reason_is_reported(sentence: str, fields: dict[str, object], code: str) -> None:
    made = make(QuestionMaker(pack(fact(sentence, id_="x", **fields))), "x")  # type: ignore[arg-type]

    assert isinstance(made, SkippedQuestion)
    assert made.code == code


def test_common_noun_is_asked_for_if_its_type_has_more() -> None:
    metals = [
        fact(f"Element {n} is <{name}>.", "element", id_=f"e{n}")
        for n, name in enumerate("nickel zinc iron lead tin".split())
    ]

    assert isinstance(make(QuestionMaker(pack(*metals)), "e0"), Question)
    assert isinstance(make(QuestionMaker(pack(*metals[:4])), "e0"), SkippedQuestion)


def read_question(tmp_path: Path, fields: str) -> Question | str:
    reading = read_text(
        tmp_path,
        f"{HEAD}questions:\n- {{id: q, question: Which?, cite: s 1, because: So it is., {fields}}}\n",
    )
    if reading.pack is None or not reading.pack.questions:
        return " ".join(str(problem.message) for problem in reading.problems)
    maker = QuestionMaker(reading.pack)
    made = maker.make(maker.list_targets()[0], Kind.TYPED, 0)
    return made.code if isinstance(made, SkippedQuestion) else made


def test_handwritten_question_without_wrong_answers_is_typed(tmp_path: Path) -> None:
    made = read_question(tmp_path, "right: Rhine, accept: [Rhein]")

    assert isinstance(made, Question)
    assert (made.id, made.kind, made.options) == ("p/q/typed@0", Kind.TYPED, ())
    assert made.accepted is not None
    assert made.accepted == (("Rhine", "Rhein"), None, 0.0)


def test_handwritten_number_has_a_tolerance(tmp_path: Path) -> None:
    made = read_question(tmp_path, "right: 1969, tolerance: 1")

    assert isinstance(made, Question)
    assert made.accepted is not None
    assert made.accepted.tolerance == 1.0


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("right: a, wrong: b, accept: c", "`accept` belongs to an answer that players type"),
        ("right: Rhine, tolerance: 1", "`tolerance` needs a number"),
        ("right: 1969, tolerance: some", "tolerance"),
        ("wrong: b", "right"),
    ],
)
def test_misplaced_field_is_reported(tmp_path: Path, fields: str, message: str) -> None:
    made = read_question(tmp_path, fields)

    assert isinstance(made, str)
    assert message in made


def test_handwritten_answer_that_is_hard_to_type_is_not_asked(tmp_path: Path) -> None:
    assert read_question(tmp_path, "right: The money ran out in the end") == "hard-to-type"
