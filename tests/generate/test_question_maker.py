"""Every question made has one right answer, by everything that its pack says."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion
from quiz.generate.targets import QuestionTarget
from quiz.model.location import Location
from quiz.model.pack import BASIC_KINDS, Fact, HandwrittenQuestion, Kind, Pack, Sensitivity
from quiz.model.pack import Category as PackCategory
from quiz.model.question import ProofReason, Question, QuestionOrigin
from quiz.text.english import ordinal
from quiz.text.normalize import fold, overlaps
from quiz.text.safe import Text
from tests.generate.factories import CITED, fact, pack
from tests.generate.test_parse import CRITICAL_AT_ONE_IN_A_THOUSAND, SUSPICIOUSLY_EVEN, chi_square

NAMES = ["Ada", "Ada Byron", "Ádá", "Grace", "Max", "Noor", "the Who", "Who", "Lou", "Kim Lee", "Lee", "Ana"]
PLACES = ["Peru", "Chad", "the UK", "UK", "Mali", "New Mali", "Cuba", "Oman", "Togo", "Fiji"]


def choice(made: Pack, number: int = 0, seed: int = 0) -> Question:
    maker = QuestionMaker(made)
    question = maker.make(maker.list_targets()[number], Kind.CHOICE, seed)
    assert isinstance(question, Question), question
    return question


def reason(made: Pack, kind: Kind, number: int = 0) -> str:
    maker = QuestionMaker(made)
    ask = (
        next(iter(maker.iter_skipped())).target if not maker.list_targets() else maker.list_targets()[number]
    )
    skip = maker.make(ask, kind, 0)
    assert isinstance(skip, SkippedQuestion), skip
    return skip.code


def said(sentence: str) -> str:
    """Fold a sentence, articles inside it included."""
    return fold(sentence).replace(" the ", " ")


def truths(made: Pack) -> set[str]:
    """List every sentence that is true by the pack, folded."""
    told = set()
    for one in made.facts:
        for texts in product(*((value.text, *value.also, *value.accept) for value in one.values)):
            told.add(said(_filled(one, texts)))
    return told


def _filled(one: Fact, texts: tuple[str, ...]) -> str:
    sentence, end = "", 0
    for value, text in zip(one.values, texts, strict=True):
        sentence += one.sentence[end : value.start] + text
        end = value.end
    return sentence + one.sentence[end:]


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """Make up a pack of single facts and of rows, as contradictory as can be."""
    names, places = st.sampled_from(NAMES), st.sampled_from(PLACES)
    ranks = st.integers(min_value=1, max_value=30).map(ordinal)
    lists = st.lists(names, max_size=2, unique=True)
    facts = [
        fact(
            f"The {noun} was built by <{draw(names)}>.",
            "person",
            id_=f"{noun}-{number}",
            open=draw(st.booleans()),
            also=draw(lists),
            accept=draw(lists),
            wrong=draw(lists),
        )
        for number, noun in enumerate(draw(st.lists(st.sampled_from(["tower", "bridge"]), max_size=4)))
    ]
    for number in range(draw(st.integers(min_value=0, max_value=6))):
        facts.append(
            fact(
                f"In <place={draw(places)}> the team of <person={draw(names)}> came <rank={draw(ranks)}>.",
                id_=f"row-{number}",
                values={
                    "place": {"open": draw(st.booleans()), "asked": draw(st.booleans())},
                    "person": {"open": draw(st.booleans()), "also": draw(lists)},
                    "rank": {"type": "ordinal"},
                },
            )
        )
    return pack(*facts, person=draw(st.lists(names, max_size=8)), place=draw(st.lists(places, max_size=8)))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(packs(), st.integers(min_value=0, max_value=50))
def test_distractors_are_false_in_the_whole_pack(made: Pack, seed: int) -> None:
    told = truths(made)
    facts = {one.id: one for one in made.facts}
    for question in QuestionMaker(made).iter_questions(seed, kind=Kind.CHOICE):
        one = facts[question.fact]
        index = _asked(one, question)
        for number, option in enumerate(question.options):
            texts = [str(value.text) for value in one.values]
            texts[index] = option
            stated = said(_filled(one, tuple(texts)))
            assert (stated in told) == (number == question.key), (stated, sorted(told))


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(packs(), st.integers(min_value=0, max_value=50))
def test_key_of_statement_is_its_truth(made: Pack, seed: int) -> None:
    told = truths(made)
    for question in QuestionMaker(made).iter_questions(seed, kind=Kind.TRUEFALSE):
        assert (said(question.stem) in told) == (question.key == 0)
        assert [proof.option for proof in question.proofs] == [1 - question.key]


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(packs(), st.integers(min_value=0, max_value=50))
def test_options_are_distinct_and_proved(made: Pack, seed: int) -> None:
    facts = {one.id: one for one in made.facts}
    for question in QuestionMaker(made).iter_questions(seed, kind=Kind.CHOICE):
        assert 3 <= len(question.options) <= 4
        for number, option in enumerate(question.options):
            assert not any(overlaps(option, other) for other in question.options[:number])
        assert [proof.option for proof in question.proofs] == [
            number for number in range(len(question.options)) if number != question.key
        ]
        value = facts[question.fact].values[_asked(facts[question.fact], question)]
        if value.open:
            reasons = {proof.reason for proof in question.proofs}
            assert reasons <= {ProofReason.DECLARED_WRONG, ProofReason.INVERSE}
        assert fold(question.options[question.key]) == fold(value.text)


def _asked(one: Fact, question: Question) -> int:
    label = question.id.split("/")[1].partition(".")[2]
    return next(index for index, value in enumerate(one.values) if (value.label or "") == label)


@pytest.mark.slow
def test_position_of_key_is_uniform() -> None:
    made = pack(fact("<Ada> built it.", "person"), person=["Grace", "Max", "Noor", "Kim", "Lou"])
    places = Counter(choice(made, seed=seed).key for seed in range(1000))

    assert SUSPICIOUSLY_EVEN < chi_square(places, 4) < CRITICAL_AT_ONE_IN_A_THOUSAND


def test_half_of_the_statements_are_true() -> None:
    maker = QuestionMaker(pack(fact("<Ada> built it.", "person"), person=["Grace", "Max", "Noor"]))
    true = 0
    for seed in range(1000):
        question = maker.make(maker.list_targets()[0], Kind.TRUEFALSE, seed)
        assert isinstance(question, Question)
        true += question.key == 0

    assert 448 <= true <= 552


def test_values_of_type_are_equally_frequent_distractors() -> None:
    names = ["Ada", "Grace", "Max", "Noor", "Kim", "Lou"]
    made = pack(fact("<Ada> built it.", "person"), person=names)
    seen = Counter(str(option) for seed in range(400) for option in choice(made, seed=seed).options)

    assert set(seen) == set(names)
    assert max(seen[name] for name in names[1:]) < 1.4 * min(seen[name] for name in names[1:])


def test_numbers_are_in_ascending_order() -> None:
    made = pack(fact("It sold <8 million> copies.", "number"), fact("It won on <14 May 2003>.", "date"))
    for seed in range(20):
        millions = [int(option.split()[0]) for option in choice(made, 0, seed).options]
        assert millions == sorted(millions)
        years = [int(option[-4:]) for option in choice(made, 1, seed).options]
        assert years == sorted(years)


def test_versions_and_numbers_of_own_type_are_in_ascending_order() -> None:
    made = pack(
        fact("It came with <3.10>.", "version"),
        fact("It means <404>.", "status"),
        version=["3.9", "3.11", "3", "3.0.1"],
        status=["418", "1001", "99"],
    )

    for seed in range(20):
        versions = choice(made, 0, seed).options
        assert [[*map(int, one.split("."))] for one in versions] == sorted(
            [*map(int, one.split("."))] for one in versions
        )
        assert choice(made, 1, seed).options == ("99", "404", "418", "1001")


def test_months_are_in_calendar_order() -> None:
    made = pack(fact("It came out in <January>.", "month", wrong=["December", "April", "August"]))

    assert choice(made).options == ("January", "April", "August", "December")


def test_rank_of_key_among_declared_wrong_numbers_is_uniform() -> None:
    made = pack(
        fact("It came out in <2001>.", "year", wrong=["1990", "1994", "1999", "2003", "2004", "2009"])
    )
    ranks = Counter(choice(made, seed=seed).key for seed in range(800))

    assert SUSPICIOUSLY_EVEN < chi_square(ranks, 4) < CRITICAL_AT_ONE_IN_A_THOUSAND


def test_declared_wrong_numbers_on_one_side_make_question() -> None:
    made = pack(fact("It came out in <2001>.", "year", wrong=["1990", "1994"], open=True))

    assert choice(made).options == ("1990", "1994", "2001")


def test_same_seed_makes_same_question() -> None:
    made = pack(fact("<Ada> built it.", "person"), person=["Grace", "Max", "Noor"])

    assert choice(made, seed=5) == choice(made, seed=5)
    assert any(choice(made, seed=5).options != choice(made, seed=seed).options for seed in range(9))


@pytest.mark.parametrize("kind", BASIC_KINDS)
def test_value_of_one_kind_is_not_asked_in_another(kind: Kind) -> None:
    maker = QuestionMaker(
        pack(fact("<Ada> built it.", "person", kinds=(kind,)), person=["Max", "Kim", "Lou"])
    )

    assert [question.kind for question in maker.iter_questions(0)] == [kind]


def difficulty(question: Question | SkippedQuestion) -> float:
    assert isinstance(question, Question)
    return question.difficulty


def test_frequent_value_and_statement_are_easier() -> None:
    names = ["Max", "Kim", "Lou", "Noor", "Pia", "Tom"]
    once = QuestionMaker(pack(fact("<Ada> built the tower.", "person"), person=names))
    often = QuestionMaker(
        pack(
            *(fact(f"<Ada> built the {thing}.", "person") for thing in ("tower", "bridge", "hall")),
            person=names,
        )
    )
    for seed in range(5):
        rare, common = (maker.make(maker.list_targets()[0], Kind.CHOICE, seed) for maker in (once, often))
        assert difficulty(common) < difficulty(rare)
        assert difficulty(once.make(once.list_targets()[0], Kind.TRUEFALSE, seed)) < difficulty(rare)


@pytest.mark.slow
def test_similar_options_are_harder() -> None:
    rows = [
        fact(
            f"<person={first}{land}> of <land={land}> won the <prize=Medal {land}{first}>.",
            id_=f"{first}{land}",
        )
        for land in ("Peru", "Chad", "Mali", "Cuba")
        for first in ("Ab", "Be", "Ce", "De")
    ]
    maker = QuestionMaker(pack(*rows))
    by_nearness: dict[bool, list[float]] = {True: [], False: []}
    for seed in range(20):
        for question in maker.iter_questions(seed, kind=Kind.CHOICE):
            if question.target_id.endswith(".person"):
                lands = {option[2:] for option in question.options}
                by_nearness[len(lands) == 1].append(question.difficulty)

    assert min(map(len, by_nearness.values())) > 20
    mean = {near: sum(found) / len(found) for near, found in by_nearness.items()}
    assert mean[True] > mean[False]


def test_declared_difficulty_is_kept() -> None:
    made = pack(fact("<Ada> built it.", "person", difficulty=0.8), person=["Max", "Kim", "Lou"])

    assert choice(made).difficulty == 0.8


def test_too_few_values_of_type_make_no_question() -> None:
    assert reason(pack(fact("<Ada> built it.", "person"), person=["Max"]), Kind.CHOICE) == "no-distractors"
    assert reason(pack(fact("<Ada> built it.", "person")), Kind.TRUEFALSE) == "no-distractors"


def test_two_distractors_are_enough() -> None:
    assert len(choice(pack(fact("<Ada> built it.", "person"), person=["Max", "Kim"])).options) == 3


def test_open_value_without_wrong_values_is_skipped() -> None:
    made = pack(fact("<Zoom> played it.", "film", open=True), film=["Fame", "Glee", "Angel"])

    assert reason(made, Kind.CHOICE) == "open"
    assert reason(made, Kind.TRUEFALSE) == "open"


def test_open_value_uses_declared_wrong_values_only() -> None:
    made = pack(
        fact("<Zoom> played it.", "film", open=True, wrong=["Fame", "Glee", "Angel"]),
        film=["Popular", "Charmed"],
    )

    assert set(choice(made).options) == {"Zoom", "Fame", "Glee", "Angel"}


def test_bound_is_skipped() -> None:
    made = pack(fact("It sold over <8 million> copies.", "number"))

    assert reason(made, Kind.CHOICE) == "bound"


def test_lopsided_column_is_skipped() -> None:
    rows = [
        fact(f"In <place={place}> <person=Ada> led.", values={"place": {"asked": False}})
        for place in PLACES[:4]
    ]

    assert reason(pack(*rows, person=["Max", "Kim", "Lou"]), Kind.CHOICE) == "lopsided"


def test_question_that_contains_its_answer_is_skipped() -> None:
    made = pack(
        fact("<Ada> built it.", "person", ask="Which Ada built it?", accept=["Byron"]),
        fact("<Max> built that.", "person", ask="Which relative of Byron built that?", accept=["Byron"]),
        person=["Kim", "Lou", "Noor"],
    )

    assert reason(made, Kind.CHOICE) == "key-in-stem"
    assert reason(made, Kind.CHOICE, 1) == "key-in-stem"


@pytest.mark.parametrize("ask", [None, "Where do they play?"])
def test_value_repeated_in_sentence_makes_no_statement(ask: str | None) -> None:
    made = pack(
        fact("Whitby Rovers play in <Whitby>.", "town", ask=ask),
        fact("Of the three matches, they won <three>.", "count"),
        town=["Marlow", "Stone", "Ely"],
    )

    assert reason(made, Kind.TRUEFALSE) == "key-in-stem"
    maker = QuestionMaker(made)
    assert isinstance(maker.make(maker.list_targets()[1], Kind.TRUEFALSE, 0), Question)


def test_sensitive_facts_make_no_statement_and_silent_ones_nothing() -> None:
    plain = pack(fact("<Ada> mourned.", "person", tact=Sensitivity.CAREFUL), person=["Max", "Kim", "Lou"])
    silent = pack(fact("<Ada> died.", "person", tact=Sensitivity.NEVER_ASK), person=["Max", "Kim", "Lou"])

    assert choice(plain).sensitive
    assert reason(plain, Kind.TRUEFALSE) == "tact"
    assert reason(silent, Kind.CHOICE) == "silent"
    assert QuestionMaker(silent).list_targets() == ()
    assert QuestionMaker(plain).count_askable() == 0
    assert QuestionMaker(plain).count_askable("all") == 1


def test_value_of_silent_fact_is_not_an_option() -> None:
    made = pack(
        fact("<Ada> built it.", "person"),
        fact("<Eve> died.", "person", tact=Sensitivity.NEVER_ASK),
        person=["Max", "Kim", "Lou"],
    )

    assert set(choice(made).options) == {"Ada", "Max", "Kim", "Lou"}


def test_one_before_noun_is_skipped() -> None:
    assert reason(pack(fact("It led for <1> week.", "count")), Kind.CHOICE) == "no-distractors"
    made = pack(fact("It led for <3> weeks.", "count"))
    assert choice(made).options == ("2", "3", "4", "5")


def test_article_before_gap_fits_all_options() -> None:
    made = pack(
        fact("It was an <orange> house.", "colour"), colour=["amber", "olive", "red", "green", "indigo"]
    )

    for seed in range(20):
        assert set(choice(made, seed=seed).options) == {"orange", "amber", "olive", "indigo"}


def test_word_of_stem_is_not_in_key_only() -> None:
    ask = "In which desert is it?"
    alone = pack(
        fact("It is in the <Mojave Desert>.", "waste", ask=ask), waste=["Gobi", "Namib", "Sahara", "Thar"]
    )
    shared = pack(
        fact("It is in the <Mojave Desert>.", "waste", ask=ask), waste=["Gobi Desert", "Namib", "Thar"]
    )

    assert reason(alone, Kind.CHOICE) == "shared-word"
    assert "Gobi Desert" in choice(shared).options


def test_initial_capital_is_restored_in_options() -> None:
    made = pack(
        fact("<Rain> falls.", "weather"), fact("Then there is <snow>.", "weather"), weather=["hail", "fog"]
    )

    assert {option for number in (0, 1) for option in choice(made, number).options} == {
        *("fog", "hail", "rain", "snow")
    }


def test_lower_case_names_stay_lower_case() -> None:
    made = pack(fact("Its author is <npm>.", "tool"), tool=["zsh", "TeX", "Git", "Make", "jq"])

    options = {option for seed in range(20) for option in choice(made, 0, seed).options}
    assert options == {"npm", "zsh", "TeX", "Git", "Make", "jq"}


def test_phrases_are_capitalized_alike() -> None:
    made = pack(
        fact("It was paid in <euros>.", "money"), money=["Swiss francs", "Danish crowns", "pounds of gold"]
    )

    assert {option[0] for option in choice(made).options} <= set("ESDP")


@pytest.mark.parametrize(
    ("marked", "ask", "options"),
    [
        ("The play is begun by <the Chorus>.", None, {"the Chorus", "a witch", "Ada", "Eve"}),
        ("<The Chorus> begins the play.", None, {"The Chorus", "A witch", "Ada", "Eve"}),
        ("The play is begun by <the Chorus>.", "Who begins it?", {"The Chorus", "A witch", "Ada", "Eve"}),
    ],
)
def test_article_inside_sentence_is_lower_case(marked: str, ask: str | None, options: set[str]) -> None:
    made = pack(fact(marked, "speaker", ask=ask, wrong=["a witch", "Ada", "Eve"]))

    assert {*choice(made).options} == options


@pytest.mark.parametrize("coin", ["one penny", "1 dollar"])
def test_one_coin_has_no_neighbours_of_its_form(coin: str) -> None:
    made = pack(fact(f"A seat cost <{coin}>.", "money"))

    assert reason(made, Kind.CHOICE) == reason(made, Kind.TRUEFALSE) == "no-distractors"
    several = choice(pack(fact("A seat cost <5 dollars>.", "money")))
    assert "1 dollars" not in several.options


def test_unparsed_value_has_no_numbers_as_options() -> None:
    half = fact("<Half> of them were printed.", "count")
    people = fact("It held <3,000 people>.", "count")
    maker = QuestionMaker(pack(half, people))

    assert isinstance(maker.make(maker.list_targets()[0], Kind.TRUEFALSE, 0), SkippedQuestion)
    parts = QuestionMaker(pack(half, people, fact("<A third> of us were there.", "count")))
    stems = {
        made.stem
        for seed in range(9)
        if isinstance(made := parts.make(parts.list_targets()[0], Kind.TRUEFALSE, seed), Question)
    }
    assert stems == {"Half of them were printed.", "A third of them were printed."}


def test_false_statement_has_both_values_in_its_proof() -> None:
    maker = QuestionMaker(pack(fact("<Ada> built it.", "person", id_="built"), person=["Max"]))
    made = [maker.make(maker.list_targets()[0], Kind.TRUEFALSE, seed) for seed in range(20)]
    false = next(question for question in made if isinstance(question, Question) and question.key == 1)

    assert false.stem == "Max built it."
    assert false.explanation == "Not Max but Ada. Ada built it."
    assert (false.proofs[0].value, false.proofs[0].correct_value) == ("Max", "Ada")
    assert false.answer == "Ada"


WRITTEN = HandwrittenQuestion(
    "end",
    "all",
    Kind.CHOICE,
    Text("What happens?"),
    Text("He leaves"),
    (Text("He stays"), Text("He sings")),
    Text("He leaves in the end."),
    (CITED,),
    Location(Text("pack.yaml")),
)


def with_written(*questions: HandwrittenQuestion) -> Pack:
    return Pack("pack", Text("A pack"), (PackCategory("all", Text("All")),), questions=questions)


def test_handwritten_question_keeps_its_words() -> None:
    question = choice(with_written(WRITTEN))

    assert question.id == "pack/end/choice@0"
    assert question.origin is QuestionOrigin.WRITTEN
    assert question.options[question.key] == "He leaves"
    assert question.proofs == ()
    assert reason(with_written(WRITTEN), Kind.TRUEFALSE) == "other-kind"


def test_question_is_found_by_id() -> None:
    made = pack(fact("<who=Ada> built it.", "person", id_="built"), person=["Max", "Kim", "Lou"])
    maker = QuestionMaker(made)

    assert maker.find_question("pack/built.who/choice@7") == maker.make(
        QuestionTarget("pack", "built", "who", "all", False), Kind.CHOICE, 7
    )
    assert maker.find_question("pack/built.who/choice") == maker.find_question("pack/built.who/choice@0")


@pytest.mark.parametrize(
    "id_", ["", "pack", "pack/built/choice", "pack/built.who/chioce", "pack/built.who/choice@x"]
)
def test_unknown_id_is_not_found(id_: str) -> None:
    made = pack(fact("<who=Ada> built it.", "person", id_="built"), person=["Max", "Kim", "Lou"])

    assert QuestionMaker(made).find_question(id_) is None


@pytest.mark.parametrize("text", ["[/]", "list[int]", "日本", "x" * 300])
def test_any_text_can_be_answer(text: str) -> None:
    made = pack(fact(f"<{text}> is it.", "thing"), thing=["[b]", "dict[str]", "中国", "y" * 300, "z" * 300])

    for made_one in QuestionMaker(made).iter_questions(0):
        assert text in (made_one.answer, *made_one.options)


def test_attribution_is_name_of_claimant() -> None:
    told = fact("It was <red>, she said.", "colour", attribution="Ada Byron, to The Times")

    assert choice(pack(told, colour=["blue", "green", "black"])).attribution == "Ada Byron"


def test_key_in_category_title_is_skipped() -> None:
    made = pack(
        fact("The singer was <Aaliyah>.", "singer", category="memory"),
        singer=["Brandy", "Monica", "Ashanti"],
    )._replace(categories=(PackCategory("memory", Text("In memory of Aaliyah")),))

    assert {reason(made, kind) for kind in BASIC_KINDS} == {"key-in-category"}


@pytest.mark.parametrize(("type_", "text"), [("number", "4,210"), ("year", "1650"), ("count", "17")])
def test_harder_questions_have_closer_numbers(type_: str, text: str) -> None:
    def spread(difficulty: float) -> float:
        maker = QuestionMaker(pack(fact(f"The hall has <{text}> of them.", type_, difficulty=difficulty)))
        options = [one.options for seed in range(60) for one in maker.iter_questions(seed, kind=Kind.CHOICE)]
        sizes = [[int(option.replace(",", "")) for option in shown] for shown in options]
        return sum(max(shown) - min(shown) for shown in sizes) / len(sizes)

    assert spread(0.8) < 0.85 * spread(0.5) < 0.85 * 0.95 * spread(0.2)


def finals(*days: str) -> Pack:
    """Build a pack of cup finals, each named by the year of its day."""
    return pack(
        *(
            fact(
                f"The <final={day.split()[-1]}> final was played on <day={day}>.",
                values={"final": {"asked": False}, "day": {"type": "date", "ask": ask}},
            )
            for day in days
            for ask in [f"On which day was the {day.split()[-1]} final played?"]
        )
    )


@pytest.mark.parametrize("kind", BASIC_KINDS)
@pytest.mark.parametrize("first", ["20 May 2017", "31 December 2017", "1 January 2017"])
def test_date_next_to_its_year_has_options_of_that_year(kind: Kind, first: str) -> None:
    maker = QuestionMaker(finals(first, "19 May 2018", "18 May 2019"))
    ask = next(ask for ask in maker.list_targets() if ask.label == "day")
    for seed in range(20):
        question = maker.make(ask, kind, seed)
        assert isinstance(question, Question), question
        shown = (*question.options, question.stem) if kind is Kind.CHOICE else (question.stem,)
        assert all("2018" not in text and "2019" not in text for text in shown), question
        if kind is Kind.CHOICE:
            assert all(option.endswith(" 2017") for option in question.options), question.options
            assert len(question.options) == 4


POINTS = [843, 888, 811, 790, 906, 871, 764, 857, 803, 925, 782, 830, 868, 893, 917, 776]


def seasons(points: list[int]) -> Pack:
    """Build a pack with the points of the champions of each season."""
    return pack(
        *(
            fact(
                f"The champions of <season=season {number}> had <points={one}> points.",
                values={
                    "season": {"asked": False},
                    "points": {"type": "count", "ask": f"How many in season {number}?"},
                },
            )
            for number, one in enumerate(points)
        )
    )


def numbers_of(made: Pack, seeds: int) -> list[tuple[int, list[int]]]:
    """List the right number of each choice with all its options."""
    maker = QuestionMaker(made)
    return [
        (whole[question.key], whole)
        for seed in range(seeds)
        for question in maker.iter_questions(seed, kind=Kind.CHOICE)
        for whole in [[int(option.replace(",", "")) for option in question.options]]
    ]


@pytest.mark.slow
def test_numbers_are_as_close_as_in_their_column() -> None:
    asked = numbers_of(seasons(POINTS), 10)
    assert len(asked) == 10 * len(POINTS)
    assert max(options[-1] / options[0] for _, options in asked) < 1.7
    wide = [point**3 // 100 for point in POINTS] + [300, 40_000]
    assert max(options[-1] / options[0] for _, options in numbers_of(seasons(wide), 10)) > 1.7


@pytest.mark.slow
def test_added_row_changes_few_questions_of_column() -> None:
    kept = []
    for count in range(8, len(POINTS)):
        before, after = (
            {
                question.id: (question.stem, question.options, question.key)
                for question in QuestionMaker(seasons(POINTS[:rows])).iter_questions(0)
            }
            for rows in (count, count + 1)
        )
        kept.append(sum(after.get(id_) == question for id_, question in before.items()) / len(before))
    assert min(kept) >= 0.75


@pytest.mark.slow
def test_round_number_in_exact_column_has_exact_options() -> None:
    asked = numbers_of(seasons(POINTS), 40)
    beside_round = [option for key, options in asked if key % 10 == 0 for option in options if option != key]
    beside_others = [option for key, options in asked if key % 10 for option in options if option != key]
    for options in (beside_round, beside_others):
        assert 0.03 < sum(option % 10 == 0 for option in options) / len(options) < 0.25
    rounded = seasons([10 * point for point in POINTS])
    assert all(option % 10 == 0 for _, options in numbers_of(rounded, 10) for option in options)


def test_options_of_another_language_keep_their_capitals() -> None:
    texts = ["der Alte", "Die Neue", "der Junge", "Die Kleine"]
    animals = [fact(f"Nummer {number} heißt <{text}>.", "Tier") for number, text in enumerate(texts)]

    questions = list(QuestionMaker(pack(*animals, language="de")).iter_questions(0, kind=Kind.CHOICE))

    assert questions
    assert {option for question in questions for option in question.options} <= set(texts)
