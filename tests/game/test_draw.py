"""Drawing rounds: no repeated fact, no leaks, fair turns."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.draw import DrawRequest, RoundPlan, draw_questions
from quiz.game.recorder import ReviewQueue
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion
from quiz.generate.targets import QuestionTarget
from quiz.model.location import Location
from quiz.model.pack import (
    BASIC_KINDS,
    INPUT_KINDS,
    Fact,
    HandwrittenQuestion,
    Kind,
    Pack,
    RowQuestions,
    Sensitivity,
)
from quiz.model.question import Question
from quiz.text.normalize import contains, fold
from quiz.text.safe import Text
from tests.generate.factories import CITED, fact, pack

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


@pytest.mark.slow
@pytest.mark.parametrize("kind", [None, Kind.CHOICE, Kind.TRUEFALSE])
def test_earlier_question_never_reveals_a_later_answer(kind: Kind | None) -> None:
    maker = QuestionMaker(town_pack())
    for seed in range(40):
        for earlier, later in combinations(
            tuple(draw_questions([maker], DrawRequest(kind=kind, length=10, seed=seed))), 2
        ):
            assert not contains(shown(earlier), later.answer)


@pytest.mark.slow
@pytest.mark.parametrize("kind", [None, Kind.TRUEFALSE])
def test_earlier_question_never_reveals_the_owner_of_a_false_value(kind: Kind | None) -> None:
    mayors = [
        fact(f"The mayor of <town={town}> was <person={person}>.", id_=f"mayor-{number}")
        for number, (person, town) in enumerate(zip(PEOPLE, TOWNS, strict=True))
    ]
    maker = QuestionMaker(pack(*mayors))
    put = 0
    for seed in range(160):
        for earlier, later in combinations(
            tuple(draw_questions([maker], DrawRequest(kind=kind, length=6, seed=seed, allows_input=False))), 2
        ):
            for proof in later.proofs:
                if proof.value is not None:
                    put += 1
                    assert not contains(earlier.explanation, proof.value)
    assert put > 40


@pytest.mark.slow
def test_fact_is_asked_once_and_answers_differ() -> None:
    maker = QuestionMaker(town_pack())
    for seed in range(40):
        round_ = tuple(draw_questions([maker], DrawRequest(length=12, seed=seed)))
        assert len({question.fact for question in round_}) == len(round_)
        assert len({fold(question.answer) for question in round_}) == len(round_)
        assert len({fold(question.stem) for question in round_}) == len(round_)


def test_round_has_the_requested_length_if_possible() -> None:
    maker = QuestionMaker(town_pack())

    assert len(tuple(draw_questions([maker], DrawRequest(length=8, seed=1)))) == 8
    assert 8 < len(tuple(draw_questions([maker], DrawRequest(length=500, seed=1)))) <= 36


def test_same_seed_draws_the_same_round() -> None:
    rounds = [
        tuple(draw_questions([QuestionMaker(town_pack())], DrawRequest(length=8, seed=seed)))
        for seed in (4, 4, 5)
    ]

    assert rounds[0] == rounds[1]
    assert rounds[0] != rounds[2]


def test_round_does_not_change_questions() -> None:
    maker = QuestionMaker(town_pack())
    made = {question.id: question for question in maker.iter_questions(6, is_every_kind=True)}

    for question in draw_questions([maker], DrawRequest(length=10, seed=6)):
        assert made[question.id] == question


def test_question_is_asked_before_another_reveals_it() -> None:
    told = fact("The <hill> is green.", "place", more="Ada lives on it.", id_="hill")
    asked = fact("<Ada> lives alone.", "person", id_="ada")
    maker = QuestionMaker(pack(told, asked, place=["lake", "field", "wood"], person=["Max", "Kim", "Lou"]))

    for seed in range(20):
        round_ = tuple(draw_questions([maker], DrawRequest(length=2, seed=seed)))
        assert [question.fact for question in round_] == ["ada", "hill"]


def test_questions_that_reveal_each_other_are_not_in_one_round() -> None:
    one = fact("<who=Ada> wrote the Red Book.", "person", id_="who")
    other = fact("Ada wrote the <book=Red Book>.", "book", id_="book")
    maker = QuestionMaker(
        pack(one, other, person=["Max", "Kim", "Lou"], book=["Blue Book", "Green Book", "Tan Book"])
    )

    for seed in range(20):
        assert len(tuple(draw_questions([maker], DrawRequest(kind=Kind.CHOICE, length=2, seed=seed)))) == 1


def test_facts_excluded_by_not_with_are_not_in_one_round() -> None:
    state = fact("It is in <Iowa>.", "state", id_="state", not_with=("town",))
    town = fact("It is near <Ames>.", "town", id_="town")
    other = fact("It is <red>.", "colour", id_="colour")
    maker = QuestionMaker(
        pack(state, town, other, state=["Ohio", "Utah"], town=["Waco", "Reno"], colour=["blue", "grey"])
    )

    met = {
        frozenset(question.fact for question in draw_questions([maker], DrawRequest(length=9, seed=seed)))
        for seed in range(20)
    }

    assert met == {frozenset(("state", "colour")), frozenset(("town", "colour"))}


def test_list_is_asked_once() -> None:
    films = ["Zoom", "Glee", "Fame"]
    facts = [
        fact(f"The song is in <{film}>.", "film", also=[f for f in films if f != film]) for film in films
    ]
    maker = QuestionMaker(pack(*facts, film=["Angel", "Popular", "Charmed", "Nurses"]))

    for seed in range(10):
        assert len(tuple(draw_questions([maker], DrawRequest(length=3, seed=seed)))) == 1


@pytest.mark.parametrize(("stem", "right"), [("What is it?", "Gin"), ("What is there?", "Jam")])
def test_stem_and_answer_are_not_repeated(stem: str, right: str) -> None:
    asked = (written("one", "What is it?", "Jam"), written("two", stem, right))
    maker = QuestionMaker(pack()._replace(questions=asked))

    assert len(tuple(draw_questions([maker], DrawRequest(length=2, seed=1)))) == 1


def written(id_: str, stem: str, right: str) -> HandwrittenQuestion:
    return HandwrittenQuestion(
        id_,
        "all",
        Kind.CHOICE,
        Text(stem),
        Text(right),
        (Text("Tea"), Text("Rye")),
        Text("The chronicle says it."),
        (CITED,),
        Location(Text("pack.yaml")),
    )


@pytest.mark.slow
def test_a_fifth_of_a_mixed_round_are_statements_at_most() -> None:
    maker = QuestionMaker(town_pack())
    for seed in range(60):
        kinds = [question.kind for question in draw_questions([maker], DrawRequest(length=10, seed=seed))]

        assert kinds.count(Kind.TRUEFALSE) <= 2
        assert kinds[-1] is not Kind.TRUEFALSE


@pytest.mark.slow
def test_statements_are_about_facts_with_a_story() -> None:
    stories = {"pack/" + entry.id for entry in town_pack().facts if entry.more is not None}
    maker = QuestionMaker(town_pack())
    statements = [
        question
        for seed in range(40)
        for question in draw_questions([maker], DrawRequest(length=10, seed=seed))
        if question.kind is Kind.TRUEFALSE
    ]

    # A few others replace choices that would reveal an answer.
    with_story = sum(question.target_id in stories for question in statements)
    assert with_story > 20
    assert with_story > 0.8 * len(statements)


@pytest.mark.slow
def test_statement_never_tests_the_subject_of_a_table() -> None:
    facts = [
        fact(f"<town={town}> is led by <person={person}>.", id_=town.lower(), more="It is small.")
        for town, person in zip(TOWNS, PEOPLE, strict=True)
    ]
    tested = {
        question.target_id.partition(".")[2]
        for seed in range(20)
        for question in draw_questions([QuestionMaker(pack(*facts))], DrawRequest(length=10, seed=seed))
        if question.kind is Kind.TRUEFALSE
    }

    assert tested == {"person"}


def test_round_of_statements_is_full() -> None:
    sides = [
        fact(f"The {town} side is <{person}>.", f"side {town}", id_=f"side-{town.lower()}", wrong=["Rut"])
        for town, person in zip(TOWNS, PEOPLE, strict=True)
    ]
    only_statements = [
        side._replace(values=tuple(value._replace(kinds=(Kind.TRUEFALSE,)) for value in side.values))
        for side in sides
    ]
    maker = QuestionMaker(pack(*only_statements))

    assert len(tuple(draw_questions([maker], DrawRequest(length=8, seed=1)))) == 8


def two_packs() -> list[QuestionMaker]:
    """Make two packs with a category `all`; one of them has a sensitive fact."""
    one = pack(
        fact("<Ada> built it.", "person"),
        fact("<Eve> mourned.", "person", tact=Sensitivity.CAREFUL),
        fact("<Noor> sang.", "person", category="songs"),
        person=["Max", "Kim", "Lou"],
    )
    other = pack(fact("<Rosa> sold it.", "person"), name="other", person=["Jan", "Ugo", "Ilse"])
    return [QuestionMaker(one), QuestionMaker(other)]


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
def test_category_is_found_in_all_packs_and_sensitive_facts_only_on_request(
    category: str | None, answers: set[str]
) -> None:
    request = DrawRequest(9, 0, () if category is None else (category,), Kind.CHOICE)
    seen = {
        str(question.answer)
        for seed in range(30)
        for question in draw_questions(two_packs(), request._replace(seed=seed))
    }

    assert seen == answers


def test_difficulty_rises_rests_and_ends_at_the_top() -> None:
    levels = (0.8, 0.2, 0.5, 0.3, 0.9, 0.1)
    facts = [
        fact(
            f"The {town} was built by <{person}>.",
            f"kind {town}",
            difficulty=level,
            wrong=["Max", "Kim", "Lou"],
        )
        for town, person, level in zip(TOWNS, PEOPLE, levels, strict=False)
    ]
    maker = QuestionMaker(pack(*facts))

    for seed in range(10):
        drawn = tuple(draw_questions([maker], DrawRequest(kind=Kind.CHOICE, length=6, seed=seed)))
        assert [question.difficulty for question in drawn] == [0.1, 0.2, 0.3, 0.8, 0.5, 0.9]


def test_leak_matters_more_than_difficulty() -> None:
    told = fact("The <hill> is green.", "place", more="Ada lives on it.", id_="hill", difficulty=0.1)
    asked = fact("<Ada> lives alone.", "person", id_="ada", difficulty=0.9)
    maker = QuestionMaker(pack(told, asked, place=["lake", "field", "wood"], person=["Max", "Kim", "Lou"]))

    round_ = tuple(draw_questions([maker], DrawRequest(length=2, seed=0)))

    assert [question.fact for question in round_] == ["ada", "hill"]


def together(*facts: Fact) -> set[tuple[str, ...]]:
    """Return the rounds of choice questions about some facts over 30 seeds, as tuples of ids."""
    maker = QuestionMaker(pack(*facts))
    return {
        tuple(
            question.fact
            for question in draw_questions([maker], DrawRequest(kind=Kind.CHOICE, length=9, seed=seed))
        )
        for seed in range(30)
    }


OPENER = fact("It is <tall>.", "size", id_="opener", wrong=["short", "wide"], difficulty=0.0)


def test_year_that_follows_from_another_is_asked_first() -> None:
    ask = "When was it made again, 20 years after the first time?"
    first = fact(
        "It was made in <red> in 1979.", "colour", id_="first", wrong=["blue", "green"], difficulty=0.1
    )
    again = fact("It was made again in <1999>.", "year", id_="again", ask=ask, difficulty=0.9)
    later = fact("It was made once more in <2006>.", "year", id_="later", difficulty=0.9)

    assert together(OPENER, first, again) == {("opener", "again", "first")}
    assert together(first, again) == {("first",)}  # the first question keeps its place
    assert together(first, later) == {("first", "later")}


def test_time_between_two_known_years_is_not_asked() -> None:
    first = fact("It was made in <red> in 1979.", "colour", id_="first", wrong=["blue", "green"])
    last = fact("It was sold in <blue> in 1999.", "colour", id_="last", wrong=["red", "green"])
    span = fact("It was sold for <20 years>.", "duration", id_="span")

    assert all(set(ids) != {"first", "last", "span"} for ids in together(first, last, span))
    assert any(set(ids) == {"first", "span"} for ids in together(first, last, span))


def test_remaining_share_is_asked_first() -> None:
    came = fact("In <Ohio>, 45% came.", "state", id_="came", difficulty=0.1, wrong=["Iowa", "Utah"])
    left = fact("Of them all, <55%> stayed away.", "percent", id_="left", difficulty=0.9)
    other = fact("Of them all, <57%> stayed away.", "percent", id_="other", difficulty=0.9)

    assert together(OPENER, came, left) == {("opener", "left", "came")}
    assert together(came, other) == {("came", "other")}


def test_sum_of_known_numbers_is_not_asked() -> None:
    here = fact("In <Ohio>, 31 women came.", "state", id_="here", difficulty=0.1, wrong=["Iowa", "Utah"])
    there = fact("In <red>, 12 women came.", "colour", id_="there", difficulty=0.1, wrong=["blue", "green"])
    both = fact("In all, <43 women> came.", "count", id_="both", difficulty=0.9)
    men = fact("In all, <43 men> came.", "count", id_="men", difficulty=0.9)

    assert all(len(ids) == 2 for ids in together(here, there, both))
    assert {frozenset(ids) for ids in together(here, there, men)} == {frozenset(("here", "there", "men"))}


@pytest.mark.slow
def test_every_category_has_turns() -> None:
    facts = [
        fact(f"The {category} number {number} was made by <{name}>.", f"maker {category}", category=category)
        for category, count in (("cars", 40), ("ships", 10), ("bells", 4))
        for number, name in enumerate(
            f"Name{letter}{category}" for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN"[:count]
        )
    ]
    maker = QuestionMaker(pack(*facts))
    shares: Counter[str] = Counter()
    for seed in range(60):
        drawn = Counter(q.category for q in draw_questions([maker], DrawRequest(length=10, seed=seed)))
        assert set(drawn) == {"cars", "ships", "bells"}
        shares += drawn

    assert 0.35 < shares["cars"] / shares.total() < 0.45
    assert 0.15 < shares["bells"] / shares.total() < 0.35


@pytest.mark.slow
def test_packs_have_equal_turns_but_small_ones_fewer() -> None:
    def make(name: str, count: int, categories: int) -> QuestionMaker:
        """Make a pack of single facts, spread over categories."""
        return QuestionMaker(
            pack(
                *[
                    fact(
                        f"Number {number} of {name} is <{name.title()} {chr(97 + number % 26)}{number}>.",
                        f"kind {name}",
                        id_=f"one-{number}",
                        category=f"part-{number % categories}",
                    )
                    for number in range(count)
                ],
                name=name,
            )
        )

    makers = [make("many", 120, 12), make("few", 120, 1), make("small", 25, 1)]
    shares: Counter[str] = Counter()
    for seed in range(60):
        shares += Counter(q.pack for q in draw_questions(makers, DrawRequest(length=10, seed=seed)))

    assert abs(shares["many"] - shares["few"]) < 0.05 * shares.total()
    assert 0.15 < shares["small"] / shares.total() < 0.25


@pytest.mark.slow
def test_long_table_leaves_room_for_other_facts() -> None:
    rows = [
        fact(f"In <town={town}> stand <houses={n * 7 + 11}> houses.", values={"houses": {"type": "count"}})
        for n, town in enumerate(f"Town {letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    ]
    single = [fact(f"The {word} was <{n + 30} metres> high.", "number") for n, word in enumerate(TOWNS[:6])]
    maker = QuestionMaker(pack(*rows, *single))
    share = sum(
        question.answer.endswith("metres")
        for seed in range(50)
        for question in draw_questions([maker], DrawRequest(length=5, seed=seed))
    )

    assert share > 50


def bases(questions: Sequence[Question]) -> list[str]:
    return [question.target_id for question in questions]


def test_practice_asks_due_targets_first() -> None:
    maker = QuestionMaker(town_pack())
    free = tuple(draw_questions([maker], DrawRequest(length=12, seed=3)))
    due = (free[3].target_id, free[1].target_id)
    known = tuple(question.target_id for question in free[5:])
    rest = tuple(
        base for base in known if base.partition(".")[0] not in {one.partition(".")[0] for one in due}
    )

    for length in (2, 3):
        asked = tuple(
            draw_questions([maker], DrawRequest(length=length, seed=9, review_queue=ReviewQueue(due, rest)))
        )
        assert set(bases(asked)) >= set(due)
        assert not set(bases(asked)) & set(rest)


def test_practice_asks_later_targets_if_nothing_else_is_left() -> None:
    whole = pack(
        *[
            fact(f"The mayor of {town} was <{who}>.", "person", id_=f"mayor-{town.lower()}")
            for who, town in zip(PEOPLE, TOWNS, strict=True)
        ]
    )
    later = tuple(f"pack/mayor-{town.lower()}" for town in TOWNS)

    asked = tuple(
        draw_questions(
            [QuestionMaker(whole)], DrawRequest(length=3, seed=9, review_queue=ReviewQueue((), later))
        )
    )

    assert set(bases(asked)) == set(later[:3])


class CountingMaker(QuestionMaker):
    """Counts the questions that it makes."""

    made_count = 0

    def make(self, ask: QuestionTarget, kind: Kind, seed: int) -> Question | SkippedQuestion:
        self.made_count += 1
        return super().make(ask, kind, seed)


def test_plan_makes_no_question() -> None:
    maker = CountingMaker(town_pack())
    plan = RoundPlan([maker], DrawRequest(length=10, seed=1))

    assert len(plan.candidates) == 10
    assert maker.made_count == 0


@pytest.mark.slow
def test_first_question_is_ready_before_the_others_are_made() -> None:
    for seed in range(20):
        maker = CountingMaker(town_pack())
        questions = draw_questions([maker], DrawRequest(length=10, seed=seed))
        first = questions[0]
        count = maker.made_count
        rest = questions[1:]

        assert count < maker.made_count
        assert (first, *rest) == tuple(draw_questions([maker], DrawRequest(length=10, seed=seed)))
        assert len(rest) == 9


@pytest.mark.slow
@given(seed=st.integers(0, 10**6), length=st.integers(1, 40), kind=st.sampled_from([None, *BASIC_KINDS]))
@settings(max_examples=30, deadline=None)
def test_round_has_no_leak_and_no_entry_twice(seed: int, length: int, kind: Kind | None) -> None:
    maker = QuestionMaker(town_pack())
    questions = tuple(draw_questions([maker], DrawRequest(length=length, seed=seed, kind=kind)))

    assert 1 <= len(questions) <= length
    assert len({question.fact for question in questions}) == len(questions)
    assert kind is None or {question.kind for question in questions} == {kind}
    for earlier, later in combinations(questions, 2):
        assert not contains(shown(earlier), later.answer)


@pytest.mark.slow
@given(seed=st.integers(0, 10**6), excluded=st.sets(st.integers(0, 11), max_size=8))
@settings(max_examples=20, deadline=None)
def test_excluded_targets_are_replaced(seed: int, excluded: set[int]) -> None:
    maker = QuestionMaker(town_pack())
    excluded_ids = frozenset(f"pack/mayor-{number}" for number in excluded)
    request = DrawRequest(length=8, seed=seed, excluded_ids=excluded_ids)
    questions = tuple(draw_questions([maker], request))

    assert not excluded_ids & {question.target_id for question in questions}
    assert len(questions) == 8


@pytest.mark.slow
def test_round_in_any_order_has_no_leak_in_either_direction() -> None:
    maker = QuestionMaker(town_pack())
    for seed in range(20):
        request = DrawRequest(length=12, seed=seed, is_any_order=True)
        for one, two in permutations(draw_questions([maker], request), 2):
            assert not contains(shown(one), two.answer)


def test_planned_targets_are_counted() -> None:
    maker = QuestionMaker(town_pack())
    plan = RoundPlan([maker], DrawRequest(length=6, seed=3))
    planned = {candidate.variants[0][0].target_id for candidate in plan.candidates}

    assert plan.count_planned(planned) == 6
    assert plan.count_planned(set(sorted(planned)[:2])) == 2
    assert plan.count_planned(()) == 0


def hill_pack() -> Pack:
    """Make a pack in which each height may be compared with others."""
    asks = RowQuestions(most=Text("Which of these hills is the highest?"), least=Text("Which is the lowest?"))
    hills = [
        fact(
            f"<hill=The {town} Hill> is <height={100 + 60 * number} metres> high.",
            id_=f"hill-{number}",
            values={"hill": {"asked": False}, "height": {"type": "number", "row_questions": asks}},
        )
        for number, town in enumerate(f"{first}{second}" for first in "ABCDEFG" for second in TOWNS)
    ]
    return pack(*hills)


@pytest.mark.slow
def test_questions_about_several_rows_fill_a_third_of_a_round_at_most() -> None:
    maker = QuestionMaker(hill_pack())
    counts = Counter(
        sum(
            question.kind is Kind.COMPARE
            for question in draw_questions([maker], DrawRequest(length=9, seed=seed))
        )
        for seed in range(40)
    )

    assert max(counts) <= 3
    assert counts[0] < 20


@pytest.mark.slow
def test_comparison_is_never_revealed_and_reveals_no_later_number() -> None:
    maker = QuestionMaker(hill_pack())
    for seed in range(40):
        questions = tuple(draw_questions([maker], DrawRequest(length=9, seed=seed)))
        for earlier, later in combinations(questions, 2):
            told = " | ".join((shown(earlier), *earlier.options, *filter(None, earlier.why_wrong)))
            assert not contains(told, later.answer)


def test_round_of_one_kind_has_only_comparisons() -> None:
    maker = QuestionMaker(hill_pack())
    questions = tuple(draw_questions([maker], DrawRequest(length=5, seed=1, kind=Kind.COMPARE)))

    assert [question.kind for question in questions] == [Kind.COMPARE] * len(questions)
    assert questions


@pytest.mark.slow
def test_round_with_mixed_kinds_has_few_questions_without_options_and_none_first() -> None:
    facts = [
        *(
            fact(f"The mayor of <town={town}> was <person={person}>.", id_=f"mayor-{town.lower()}")
            for person, town in zip(PEOPLE, TOWNS, strict=True)
        ),
        *(
            fact(f"{town} was founded in <{1200 + 7 * n}>.", "year", id_=f"year-{n}")
            for n, town in enumerate(TOWNS)
        ),
    ]
    maker = QuestionMaker(pack(*facts))
    counts: Counter[Kind] = Counter()

    for seed in range(60):
        round_ = tuple(draw_questions([maker], DrawRequest(length=10, seed=seed)))
        kinds = [question.kind for question in round_]
        assert kinds[0] not in INPUT_KINDS
        assert sum(kind in INPUT_KINDS for kind in kinds) <= 2
        counts.update(kinds)

    assert counts[Kind.TYPED]
    assert counts[Kind.CLOSEST]


def test_round_without_input_has_only_options() -> None:
    maker = QuestionMaker(town_pack())

    for seed in range(20):
        request = DrawRequest(length=10, seed=seed, allows_input=False)
        assert all(question.options for question in draw_questions([maker], request))


def test_answer_that_is_typed_is_shown_so_it_reveals_a_later_one() -> None:
    built = fact("The hall was built in <1755>.", "year", id_="hall", more="It is large.")
    burnt = fact("The mill burnt down in <1755>.", "year", id_="mill", more="It was of wood.")
    maker = QuestionMaker(pack(built, burnt))

    for seed in range(10):
        request = DrawRequest(length=2, seed=seed, kind=Kind.CLOSEST)
        assert len(tuple(draw_questions([maker], request))) == 1
