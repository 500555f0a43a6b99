"""Explanations: news, stories, and the reasons why options are wrong."""

from typing import Any

from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Citation, Fact, Kind, Pack, Sensitivity, Source
from quiz.model.question import Question
from quiz.text.safe import Text
from tests.generate.factories import fact, pack

YEARS = {"Roe": 1801, "Doe": 1851, "Zoe": 1861, "Poe": 1871, "Moe": 1881}
CAPITALS = {"Peru": "Lima", "Chile": "Santiago", "Cuba": "Havana", "Iran": "Tehran", "Togo": "Lomé"}


def capital(country: str, city: str, **fields: Any) -> Fact:
    sentence = f"The capital of <country={country}> is <city={city}>."
    values = {
        "city": {"ask": f"What is the capital of {country}?"},
        "country": {"ask": f"Of which country is {city} the capital?"},
    }
    return fact(sentence, id_=country.lower(), values=values, **fields)


def capitals(**fields: Any) -> Pack:
    """Make a pack of capitals; the fields are those of the fact about Peru."""
    return pack(*[capital(each, CAPITALS[each], **(fields if each == "Peru" else {})) for each in CAPITALS])


def make(from_pack: Pack, target_id: str, kind: Kind = Kind.CHOICE, seed: int = 0) -> Question:
    question = QuestionMaker(from_pack).find_question(f"{target_id}/{kind}@{seed}")
    assert question is not None
    return question


def make_false_statement(from_pack: Pack, target_id: str) -> Question:
    questions = (make(from_pack, target_id, Kind.TRUEFALSE, seed) for seed in range(20))
    return next(question for question in questions if question.key == 1)


def test_sentence_that_only_repeats_is_marked() -> None:
    question = make(capitals(), "pack/peru.city")

    assert question.explanation == "The capital of Peru is Lima."
    assert question.repeats


def test_sentence_with_a_new_word_is_news() -> None:
    sample = fact(
        "The bridge, built of <stone>, fell in 1801.", "material", ask="What was the bridge built of?"
    )
    question = make(pack(sample, material=["wood", "iron", "brick"]), f"pack/{sample.id}")

    assert not question.repeats


def test_story_replaces_a_sentence_that_only_repeats() -> None:
    question = make(capitals(more="It was founded in 1535."), "pack/peru.city")

    assert question.explanation == "It was founded in 1535."
    assert question.more == "It was founded in 1535."
    assert not question.repeats


def test_remarks_go_with_their_sentence() -> None:
    citations = tuple(Citation(Source(id_, Text(id_)), 1, 1, Text("paragraph 1")) for id_ in ("a", "b"))
    confirmed = capitals(citations=citations, more="It was founded in 1535.")
    claimed = capitals(attribution="Ada Byron, to The Paper", more="It was founded in 1535.")

    assert make(confirmed, "pack/peru.city").explanation == "It was founded in 1535."
    assert make(claimed, "pack/peru.city").explanation == (
        "The capital of Peru is Lima. Said by Ada Byron, to The Paper. It was founded in 1535."
    )


def test_story_follows_a_sentence_with_a_new_word() -> None:
    sample = fact(
        "The bridge, built of <stone>, fell in 1801.",
        "material",
        ask="What was the bridge built of?",
        more="A flood took it.",
    )
    question = make(pack(sample, material=["wood", "iron", "brick"]), f"pack/{sample.id}")

    assert question.explanation == "The bridge, built of stone, fell in 1801. A flood took it."


def test_remarks_do_not_count_as_news() -> None:
    question = make(capitals(attribution="Ada Byron, to The Paper"), "pack/peru.city")

    assert question.remarks == "Said by Ada Byron, to The Paper."
    assert question.explanation == "The capital of Peru is Lima. Said by Ada Byron, to The Paper."
    assert question.repeats


def test_wrong_option_is_explained_by_the_row_in_which_it_is_right() -> None:
    question = make(capitals(), "pack/peru.city")
    owners = {city: f"The capital of {country} is {city}." for country, city in CAPITALS.items()}

    assert question.why_wrong[question.key] is None
    for index, (option, reason) in enumerate(zip(question.options, question.why_wrong, strict=True)):
        assert index == question.key or reason == owners[option]


def test_wrong_option_is_explained_by_the_author_first() -> None:
    sample = fact(
        "The capital of Turkey is <Ankara>.",
        "city",
        wrong=["Istanbul", "Izmir", "Bursa"],
        wrong_because=["it is the largest city.", "it is a port", "it has a castle"],
    )
    question = make(pack(sample), f"pack/{sample.id}")

    assert question.why_wrong[question.options.index("Istanbul")] == "Istanbul: it is the largest city."


def test_row_that_grieves_or_claims_explains_no_other() -> None:
    for fields in ({"tact": Sensitivity.CAREFUL}, {"attribution": "Ada Byron"}):
        for seed in range(20):
            question = make(capitals(**fields), "pack/cuba.city", seed=seed)
            if "Lima" in question.options:
                assert question.why_wrong[question.options.index("Lima")] is None


def test_value_of_two_rows_is_not_explained() -> None:
    facts = [capital(country, city) for country, city in {**CAPITALS, "Peru (old)": "Lima"}.items()]
    for seed in range(20):
        question = make(pack(*facts), "pack/cuba.city", seed=seed)
        if "Lima" in question.options:
            assert question.why_wrong[question.options.index("Lima")] is None


def test_wrong_option_of_a_single_fact_is_explained_by_the_only_fact_of_its_type() -> None:
    facts = [
        fact("The bridge of Roe was built by <Ada Byron>.", "engineer"),
        fact("The tower of Moe was built by <Max Born>.", "engineer"),
        fact("The tunnel of Doe was built by <Kim Lee>.", "engineer"),
        fact("The harbour of Doe was built by <Kim Lee>.", "engineer"),
        fact("The castle of Zoe was built by <Eve Hay>.", "engineer", asked=False),
        fact("The church of Zoe was built by <Tom Poe>.", "engineer", attribution="Ada Byron"),
    ]
    reasons: dict[str, Text | None] = {}
    for seed in range(20):
        question = make(pack(*facts), f"pack/{facts[0].id}", seed=seed)
        found = question.why_wrong or [None] * len(question.options)
        reasons.update(zip(question.options, found, strict=True))

    assert reasons.pop("Eve Hay", None) is None  # which may be kept for another question
    assert reasons == {
        "Ada Byron": None,
        "Max Born": "The tower of Moe was built by Max Born.",
        "Kim Lee": None,
        "Tom Poe": None,
    }


def test_wrong_year_of_a_single_fact_is_not_explained_by_another_subject() -> None:
    facts = [fact(f"The bridge of {each} fell in <{year}>.", "year") for each, year in YEARS.items()]
    question = make(pack(*facts), f"pack/{facts[0].id}")

    assert not any(question.why_wrong)


def test_false_statement_is_corrected_for_both_subjects() -> None:
    question = make_false_statement(capitals(), "pack/peru.city")
    shown = question.proofs[0].value
    owner = next(country for country, city in CAPITALS.items() if city == shown)

    assert (
        question.explanation
        == f"The capital of Peru is Lima, not {shown}. The capital of {owner} is {shown}."
    )
    assert not question.repeats


def test_false_statement_about_another_subject_is_corrected_for_it() -> None:
    question = make_false_statement(capitals(), "pack/peru.country")
    shown = question.proofs[0].value
    assert shown is not None

    assert question.explanation.endswith(f"The capital of {shown} is {CAPITALS[shown]}.")


def test_true_statement_repeats_itself() -> None:
    questions = (make(capitals(), "pack/peru.city", Kind.TRUEFALSE, seed) for seed in range(20))

    assert next(question for question in questions if question.key == 0).repeats


def test_remarks_come_before_a_story_and_another_row_after_it() -> None:
    fields = {"more": "It was founded in 1535.", "attribution": "Ada Byron, to The Paper"}
    question = make_false_statement(capitals(**fields), "pack/peru.city")
    shown = question.proofs[0].value
    owner = next(country for country, city in CAPITALS.items() if city == shown)

    assert question.explanation == (
        f"The capital of Peru is Lima, not {shown}. Said by Ada Byron, to The Paper. It was founded in 1535. "
        f"The capital of {owner} is {shown}."
    )
