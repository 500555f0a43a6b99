"""Questions, statements and explanations read as a person would write them."""

import re

import pytest

from quiz.generate import wording
from quiz.model.pack import Citation, Fact, Source
from quiz.text.safe import Text
from tests.generate.factories import fact


def cited(*sources: Source) -> tuple[Citation, ...]:
    return tuple(Citation(source, 1, 1, Text("paragraph 1")) for source in sources)


def correct(fact_: Fact, shown: str) -> str:
    """Explain the false statement that shows another value in a fact."""
    value = fact_.values[0]
    explanation = wording.write_explanation(fact_, {}, english=True)
    return wording.write_correction(fact_, value, Text(shown), value.text, explanation, english=True)


def test_stem_without_ask_has_a_gap() -> None:
    sample = fact("It was shot at <Amboy> by day.", "town")

    assert wording.write_stem(sample, sample.values[0], english=True) == "It was shot at _____ by day."


def test_ask_replaces_the_gap() -> None:
    sample = fact("It was shot at <Amboy>.", "town", ask="Where was it shot?")

    assert wording.write_stem(sample, sample.values[0], english=True) == "Where was it shot?"


def test_stem_and_statement_have_no_date() -> None:
    sample = fact("It was played <9> times.", "count", ask="How often was it played?", as_of="2021-07")

    assert wording.write_stem(sample, sample.values[0], english=True) == "How often was it played?"
    assert wording.write_statement(sample, sample.values[0], "8", english=True) == "It was played 8 times."


def test_other_languages_get_no_english_words() -> None:
    sample = fact("Es lief <9> Mal.", "count", as_of="2021-07-31", attribution="Ada Byron")

    assert wording.write_stem(sample, sample.values[0], english=False) == "Ada Byron: Es lief _____ Mal."


@pytest.mark.parametrize(
    ("marked", "shown", "statement"),
    [
        ("<The UK> saw it first.", "the US", "The US saw it first."),
        ("It was seen in <the UK>.", "the US", "It was seen in the US."),
        ("It ended. <Rain> fell.", "snow", "It ended. Snow fell."),
        ("“<Rain>” came out.", "snow", "“Snow” came out."),
        ("<Bash> was first.", "zsh", "Zsh was first."),
        ("<Nokia> made it.", "iPhone", "iPhone made it."),
        ("<Pi> is no fraction.", "e", "e is no fraction."),
        ("<`a`> is taken.", "`b`", "`b` is taken."),
    ],
)
def test_statement_begins_with_a_capital(marked: str, shown: str, statement: str) -> None:
    sample = fact(marked, "thing")

    assert wording.write_statement(sample, sample.values[0], shown, english=True) == statement


@pytest.mark.parametrize(
    ("marked", "stem"),
    [
        ("The tears were <real>.", "According to Ada Byron, the tears were _____."),
        ("Ewan cried <real> tears.", "According to Ada Byron: Ewan cried _____ tears."),
        ("Byron said that they were <real>.", "Byron said that they were _____."),
        ("<Ada Byron> told of it.", "_____ told of it."),
    ],
)
def test_claim_names_its_claimant(marked: str, stem: str) -> None:
    sample = fact(marked, "thing", attribution="Ada Byron, to The Paper")

    assert wording.write_stem(sample, sample.values[0], english=True) == stem


def test_explanation_has_fact_date_and_claimant() -> None:
    sample = fact(
        "It sold <9> copies.",
        "count",
        as_of="2021-07",
        attribution="Ada Byron, to The Paper",
        more="No more.",
    )

    assert (
        wording.write_explanation(sample, {}, english=True)
        == "It sold 9 copies (as of July 2021). Said by Ada Byron, to The Paper. No more."
    )


@pytest.mark.parametrize(
    ("marked", "claim", "text"),
    [
        ("Byron dates it to <1599>.", "Ada Byron, in her book", "Byron dates it to 1599. Said in her book."),
        ("Ada Byron owns <nine>.", "Ada Byron", "Ada Byron owns nine."),
        ("The Byrons own <nine>.", "Ada Byron", "The Byrons own nine. Said by Ada Byron."),
    ],
)
def test_explanation_names_the_claimant_once(marked: str, claim: str, text: str) -> None:
    sample = fact(marked, "count", attribution=claim)

    assert wording.write_explanation(sample, {}, english=True) == text


def test_dependent_sources_do_not_confirm_each_other() -> None:
    paper = Source("paper", Text("Paper"))
    copy = Source("copy", Text("Copy"), depends_on=("wire",))
    wire = Source("wire", Text("Wire"), depends_on=("paper",))
    retelling = Source("retelling", Text("Retelling"), depends_on=("wire",))
    book = Source("book", Text("Book"))
    sources = {source.id: source for source in (paper, copy, wire, retelling, book)}

    assert wording.count_independent_sources(cited(paper), sources) == 1
    assert wording.count_independent_sources(cited(paper, copy), sources) == 1
    assert wording.count_independent_sources(cited(copy, retelling), sources) == 1
    assert wording.count_independent_sources(cited(copy, book), sources) == 2
    sample = fact("It was <red>.", "colour", citations=cited(paper, book))
    assert wording.write_explanation(sample, sources, english=True) == "It was red. Two sources confirm it."
    assert wording.write_explanation(fact("It was <red>.", "colour"), sources, english=True) == "It was red."


@pytest.mark.parametrize(
    ("marked", "shown", "text"),
    [
        ("It was <2001>.", "2003", "It was 2001, not 2003."),
        ("It stood on a <hill>.", "island", "It stood on a hill, not an island."),
        ("It held <3,000 people>.", "4,000 people", "It held 3,000 people, not 4,000."),
        ("It lasted <three weeks>.", "two weeks", "It lasted three weeks, not two."),
        ("It lasted <two weeks>.", "one week", "It lasted two weeks, not one week."),
        ("It sold <1.4 million>.", "1.6 million", "It sold 1.4 million, not 1.6 million."),
        ("He digs up <skulls>.", "gloves", "He digs up skulls, not gloves."),
        ("It crossed the <Alps>.", "Andes", "It crossed the Alps, not the Andes."),
        ("They were <yellow>.", "blue", "They were yellow, not blue."),
        ("It is called “<Rain>”.", "Snow", "It is called “Rain”, not “Snow”."),
        ("It was in <the UK>.", "the US", "It was in the UK, not the US."),
        ("He <fell>.", "marries", "Not “marries” but “fell”. He fell."),
        ("She discovered <radium>.", "argon", "She discovered radium, not argon."),
        (
            "Its Latin name, <aurum>, is old.",
            "plumbum",
            "Not plumbum but aurum. Its Latin name, aurum, is old.",
        ),
        ("It was ringed by <police cars>.", "news vans", "It was ringed by police cars, not news vans."),
        ("It peaked at number <three>.", "one", "It peaked at number three, not number one."),
        ("At number <3> it stood.", "1", "Not number 1 but number 3. At number 3 it stood."),
        ("It lasted <four> weeks.", "six", "Not six but four. It lasted four weeks."),
        ("It shows a <green> light.", "red", "Not red but green. It shows a green light."),
        (
            "In a <red> house by the sea, it fell.",
            "old",
            "Not old but red. In a red house by the sea, it fell.",
        ),
        ("A <cutter> has one mast.", "ketch", "Not a ketch but a cutter. A cutter has one mast."),
        ("An <owl> sleeps.", "fox", "Not a fox but an owl. An owl sleeps."),
        (
            "A <young owl> with a mouse sang.",
            "fox",
            "Not a fox but a young owl. A young owl with a mouse sang.",
        ),
        ("<Ada> built it.", "Max", "Not Max but Ada. Ada built it."),
        ("He <dies>.", "marries", "Not “marries” but “dies”. He dies."),
        ("Ada met her aunt, <Eve>.", "Kim", "Not Kim but Eve. Ada met her aunt, Eve."),
        ("The last was not Max but <Eve>.", "Kim", "Not Kim but Eve. The last was not Max but Eve."),
    ],
)
def test_correction_of_a_false_statement(marked: str, shown: str, text: str) -> None:
    sample = fact(marked, "count" if re.search("weeks|people|million", marked) else "thing")

    assert correct(sample, shown) == text


def test_correction_is_before_the_date() -> None:
    sample = fact("It has sold <9>.", "count", as_of="2021", more="No more.")

    assert correct(sample, "8") == "It has sold 9, not 8 (as of 2021). No more."


@pytest.mark.parametrize("reason", ["he was not born yet", "He was not born yet."])
@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("<Ada> built it.", "Not Max (he was not born yet) but Ada. Ada built it."),
        ("It was built by <Ada>.", "It was built by Ada, not Max (he was not born yet)."),
    ],
)
def test_declared_wrong_value_has_its_reason(reason: str, marked: str, text: str) -> None:
    sample = fact(marked, "person", wrong=["Kim", "Max"], wrong_because=["She sang", reason])

    assert correct(sample, "Max") == text


@pytest.mark.parametrize(
    ("is_open", "start"),
    [(True, "Not Max."), (False, "Not Max but Ada and Eve.")],
)
def test_complete_list_names_the_other_right_answers(is_open: bool, start: str) -> None:
    sample = fact("<Ada> built it.", "person", also=["Eve"], open=is_open)

    assert correct(sample, "Max").startswith(start)


@pytest.mark.parametrize(
    "marked",
    [
        "It sold over <8> copies.",
        "It was done by <8>.",
        "It reached the top <8>.",
        "It took at least <8> days.",
    ],
)
def test_bound_is_recognized(marked: str) -> None:
    sample = fact(marked, "year")

    assert wording.is_bound(sample, sample.values[0])


@pytest.mark.parametrize("marked", ["It won by <8> points.", "It sold <8> copies.", "It came out in <8>."])
def test_exact_number_is_not_a_bound(marked: str) -> None:
    sample = fact(marked, "count")

    assert not wording.is_bound(sample, sample.values[0])
