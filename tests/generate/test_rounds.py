"""A round asks a fact once, and nothing in it gives away what comes later."""

from collections import Counter
from itertools import combinations

import pytest

from quiz.core.model import Fact, Kind, Pack, Question, Tact, Written
from quiz.core.problem import Place
from quiz.generate.items import Maker
from quiz.generate.rounds import draw
from quiz.text.fold import contains, fold
from quiz.text.safe import Text
from tests.generate.facts import CITED, fact, pack

PEOPLE = "Abel Berta Carl Dora Emil Frida Gustav Hanna Ida Jonas Karla Lars".split()
TOWNS = "Aalen Bern Cham Davos Essen Forst Gera Hof Ilmenau Jena Kehl Lahr".split()


def town_pack() -> Pack:
    """Make a pack in which nearly every fact mentions what another asks for."""
    facts: list[Fact] = []
    for number, (person, town) in enumerate(zip(PEOPLE, TOWNS, strict=True)):
        facts.append(fact(f"The mayor of {town} was <{person}>.", "person", id_=f"mayor-{number}"))
        facts.append(
            fact(
                f"{PEOPLE[number - 1]} went to <{town}>.",
                "town",
                id_=f"trip-{number}",
                more=f"So did {person}.",
            )
        )
        facts.append(
            fact(
                f"<town={town}> had <houses={311 * number + 23}> houses and <mills={number + 5}> mills.",
                id_=f"houses-{number}",
                values={"houses": {"type": "count"}, "mills": {"type": "count"}},
            )
        )
    return pack(*facts)


def shown(question: Question) -> str:
    options = question.options if question.kind is Kind.CHOICE else ()
    return " | ".join((question.stem, *options, question.explanation))


@pytest.mark.parametrize("kind", [None, Kind.CHOICE, Kind.TRUEFALSE])
def test_nothing_shown_earlier_holds_a_later_answer(kind: Kind | None) -> None:
    maker = Maker(town_pack())
    for seed in range(40):
        for earlier, later in combinations(draw([maker], category=None, kind=kind, length=10, seed=seed), 2):
            assert not contains(shown(earlier), later.answer)


def test_a_fact_is_asked_once_and_no_two_answers_are_equal() -> None:
    maker = Maker(town_pack())
    for seed in range(40):
        round_ = draw([maker], category=None, kind=None, length=12, seed=seed)
        assert len({question.fact for question in round_}) == len(round_)
        assert len({fold(question.answer) for question in round_}) == len(round_)
        assert len({fold(question.stem) for question in round_}) == len(round_)


def test_a_round_is_as_long_as_is_asked_for_where_it_can_be() -> None:
    maker = Maker(town_pack())

    assert len(draw([maker], category=None, kind=None, length=8, seed=1)) == 8
    assert 8 < len(draw([maker], category=None, kind=None, length=500, seed=1)) <= 36


def test_the_same_seed_draws_the_same_round() -> None:
    rounds = [draw([Maker(town_pack())], category=None, kind=None, length=8, seed=seed) for seed in (4, 4, 5)]

    assert rounds[0] == rounds[1]
    assert rounds[0] != rounds[2]


def test_a_round_alters_no_question() -> None:
    maker = Maker(town_pack())
    made = {question.id: question for question in maker.questions(6)}

    for question in draw([maker], category=None, kind=None, length=10, seed=6):
        assert made[question.id] == question


def test_a_secret_is_asked_before_it_is_told() -> None:
    told = fact("The <hill> is green.", "place", more="Ada lives on it.", id_="hill")
    asked = fact("<Ada> lives alone.", "person", id_="ada")
    maker = Maker(pack(told, asked, place=["lake", "field", "wood"], person=["Max", "Kim", "Lou"]))

    for seed in range(20):
        round_ = draw([maker], category=None, kind=None, length=2, seed=seed)
        assert [question.fact for question in round_] == ["ada", "hill"]


def test_two_questions_that_answer_each_other_do_not_meet() -> None:
    one = fact("<who=Ada> wrote the Red Book.", "person", id_="who")
    other = fact("Ada wrote the <book=Red Book>.", "book", id_="book")
    maker = Maker(
        pack(one, other, person=["Max", "Kim", "Lou"], book=["Blue Book", "Green Book", "Tan Book"])
    )

    for seed in range(20):
        assert len(draw([maker], category=None, kind=Kind.CHOICE, length=2, seed=seed)) == 1


def test_what_its_author_keeps_apart_does_not_meet() -> None:
    state = fact("It is in <Iowa>.", "state", id_="state", not_with=("town",))
    town = fact("It is near <Ames>.", "town", id_="town")
    other = fact("It is <red>.", "colour", id_="colour")
    maker = Maker(
        pack(state, town, other, state=["Ohio", "Utah"], town=["Waco", "Reno"], colour=["blue", "grey"])
    )

    met = {
        frozenset(question.fact for question in draw([maker], category=None, kind=None, length=9, seed=seed))
        for seed in range(20)
    }

    assert met == {frozenset(("state", "colour")), frozenset(("town", "colour"))}


def test_one_list_is_asked_once() -> None:
    films = ["Zoom", "Glee", "Fame"]
    facts = [
        fact(f"The song is in <{film}>.", "film", also=[f for f in films if f != film]) for film in films
    ]
    maker = Maker(pack(*facts, film=["Angel", "Popular", "Charmed", "Nurses"]))

    for seed in range(10):
        assert len(draw([maker], category=None, kind=None, length=3, seed=seed)) == 1


@pytest.mark.parametrize(("stem", "right"), [("What is it?", "Gin"), ("What is there?", "Jam")])
def test_neither_a_question_nor_an_answer_comes_twice(stem: str, right: str) -> None:
    asked = (written("one", "What is it?", "Jam"), written("two", stem, right))
    maker = Maker(pack()._replace(questions=asked))

    assert len(draw([maker], category=None, kind=None, length=2, seed=1)) == 1


def written(id_: str, stem: str, right: str) -> Written:
    return Written(
        id_,
        "all",
        Kind.CHOICE,
        Text(stem),
        Text(right),
        (Text("Tea"), Text("Rye")),
        Text("So it is told."),
        (CITED,),
        Place(Text("pack.yaml")),
    )


def test_both_kinds_are_mixed() -> None:
    maker = Maker(town_pack())
    kinds = Counter(
        question.kind
        for seed in range(60)
        for question in draw([maker], category=None, kind=None, length=8, seed=seed)
    )

    assert 0.4 < kinds[Kind.CHOICE] / kinds.total() < 0.6


def two_packs() -> list[Maker]:
    """Make two packs that both have a category `all`, one of which mourns."""
    one = pack(
        fact("<Ada> built it.", "person"),
        fact("<Eve> mourned.", "person", tact=Tact.PLAIN),
        fact("<Noor> sang.", "person", category="songs"),
        person=["Max", "Kim", "Lou"],
    )
    other = pack(fact("<Rosa> sold it.", "person"), name="other", person=["Jan", "Ugo", "Ilse"])
    return [Maker(one), Maker(other)]


@pytest.mark.parametrize(
    ("category", "answers"),
    [
        (None, {"Ada", "Noor", "Rosa"}),
        ("all", {"Ada", "Eve", "Rosa"}),
        ("pack/all", {"Ada", "Eve"}),
        ("other/all", {"Rosa"}),
        ("songs", {"Noor"}),
        ("nothing", set()),
    ],
)
def test_a_category_is_sought_in_all_packs_and_grief_only_where_it_is_chosen(
    category: str | None, answers: set[str]
) -> None:
    seen = {
        str(question.answer)
        for seed in range(30)
        for question in draw(two_packs(), category=category, kind=Kind.CHOICE, length=9, seed=seed)
    }

    assert seen == answers


def test_a_long_table_leaves_room_for_other_facts() -> None:
    rows = [
        fact(f"In <town={town}> stand <houses={n * 7 + 11}> houses.", values={"houses": {"type": "count"}})
        for n, town in enumerate(f"Town {letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    ]
    single = [fact(f"The {word} was <{n + 30} metres> high.", "number") for n, word in enumerate(TOWNS[:6])]
    maker = Maker(pack(*rows, *single))
    share = sum(
        question.answer.endswith("metres")
        for seed in range(50)
        for question in draw([maker], category=None, kind=None, length=5, seed=seed)
    )

    assert share > 50
