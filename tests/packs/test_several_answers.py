"""Sentences that several values may make true, and events that may recur."""

from pathlib import Path

import pytest

from quiz.generate.question_maker import QuestionMaker
from quiz.packs.format.marks import parse_marks
from quiz.packs.read.pack_reader import read_pack
from quiz.packs.read.several_answers import find_open_phrase, find_recurring_event
from quiz.text.safe import Text

HEAD = "format: 1\nname: p\ntitle: P\nsources: {s: {title: S}}\n"


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("<Lyon> is a city in France.", "is a"),
        ("<Ringo Starr> was later a member of the band.", "was later a"),
        ("A city in France is <Lyon>.", "A city in France is"),
        ("A river in Germany is the <Elbe>.", "A river in Germany is"),
        ("In 1968, <Jim Lovell> flew on Apollo 8.", "flew on"),
        ("The singer <Bono> sang at the concert.", "sang at"),
        ("<Rosa Parks> took part in the march.", "took part in"),
        ("<Germany> won the World Cup.", "won"),
        ("The World Cup was won by <Germany>.", "won by"),
        ("<Carole King> wrote songs for the band.", "wrote songs"),
        ("<Larry Page> founded the firm with a partner.", "with a partner"),
        ("<Ada Brook> co-founded the firm.", "co-founded"),
        ("The Great Lakes include <Lake Erie>.", "include"),
        ("The lakes freeze, among them <Lake Erie>.", "among them"),
        ("Among the moons of Jupiter is <Io>.", "Among the moons of Jupiter is"),
        ("<Titan> is one of the moons of Saturn.", "is one of"),
        ("<Bath> is in Somerset.", "is in"),
        ("There is a bridge in <Bath>.", "There is"),
        ("The film features <Ann Roe>.", "features"),
        ("Titan is one of the moons of <Saturn>.", None),
        ("<Germany> won the World Cup in 1974.", None),
        ("Fenders are often hung from the rail by a <clove hitch>.", "are often"),
        ("The path is sometimes closed by <snow>.", "is sometimes"),
        ("<Oats> are commonly fed to horses.", "are commonly"),
        ("The knot used most often for fenders is the <clove hitch>.", None),
        ("Mars is often called the <Red Planet>.", None),
        ("The album “Often” is by <Ada>.", None),
        ("The poem that schools often teach is by <Ada>.", None),
        ("<Ada> won the first Nobel Prize.", None),
        ("<Alekhine> beat Capablanca for the title.", "beat"),
        ("<Alekhine> beat Capablanca in 1927.", None),
        ("<Wellington> defeated Napoleon at the Battle of Waterloo.", None),
        ("<Neil Armstrong> was the first man on the Moon.", None),
        ("The son of <Ann> was a singer.", None),
        ("A young swan is a <cygnet>.", None),
        ("A group of lions is called a <pride>.", None),
        ("Lyon is a city in <France>.", None),
        ("Among the <comedies>, it is the best.", None),
        ("<Vietnam> grows mostly robusta.", "grows mostly robusta"),
        ("<Vietnam> grows more robusta than its neighbours.", None),
        ("<Brazil> grows the most coffee.", None),
        ("<Hydrogen> is lighter than air.", "is lighter than air"),
        ("<Hydrogen> is the lightest.", None),
        ("<Lapsang> is dried over pinewood smoke.", "is dried over pinewood smoke"),
        ("The <kiwi> is flightless.", "is flightless"),
        ("<Hydrogen> is named after water and birth.", None),
        ("<Bach> wrote a cantata about coffee.", "wrote a cantata about"),
        ("<Bach> wrote a cantata about coffee in 1734.", None),
        ("<Darwin> wrote a book on worms called The Formation.", None),
        ("<Baggio> missed a penalty in the final of 1994.", "missed a"),
        ("Mate is drunk in <Argentina>.", "is drunk in"),
        ("Port is drunk most in <France>.", None),
        ("In <Vienna>, coffee is served with water.", "coffee is served"),
        ("In <Vienna>, coffee is served by the waiters of Café Landtmann.", None),
        ("In <Vienna>, the coffee is strong.", None),
        ("A mocha is coffee with <chocolate>.", "is coffee with"),
        ("The match ended with <a draw>.", None),
        ("Earl Grey is flavoured with <bergamot>.", None),
        ("<Ada> wrote the song.", None),
        ("<Quell> was founded in 1901.", None),
    ],
)
def test_words_that_suggest_more_answers(sentence: str, phrase: str | None) -> None:
    assert find_open_phrase(parse_marks(Text(sentence)), 0, "thing") == phrase


@pytest.mark.parametrize(
    ("sentence", "type_", "is_open"),
    [
        ("A prime number below twenty is <7>.", "number", True),
        ("<2000> was a leap year.", "year", True),
        ("A hexagon has <6> sides.", "number", False),
        ("A year on Mars is <687 days>.", "duration", False),
        ("The band is one of <three> at the festival.", "count", False),
    ],
)
def test_numbers_that_may_be_one_of_many(sentence: str, type_: str, is_open: bool) -> None:
    assert (find_open_phrase(parse_marks(Text(sentence)), 0, type_) is not None) == is_open


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Liverpool won the European Cup in <1977>.", "won the European Cup"),
        ("In <1998>, the Cup was held in Quell.", "Cup was held"),
        ("Athens hosted the Olympic Games in <2004>.", "hosted the Olympic Games"),
        ("Etna erupted in <1983>.", "erupted"),
        ("He was world champion in <1936>.", "champion"),
        ("She was elected president in <1884>.", "elected president"),
        ("The computer Deep Blue beat Kasparov in <1997>.", "beat"),
        ("In <1951>, Turpin defeated Robinson.", "defeated"),
        ("Ali lost to Frazier in <1971>.", "lost to"),
        ("Spassky was beaten by Fischer in <1972>.", "beaten by"),
        ("The World Cup of <1954> was held in Switzerland.", "Cup of … was held"),
        ("Liverpool first won the European Cup in <1977>.", None),
        ("Deep Blue first beat Kasparov in <1996>.", None),
        ("Wellington defeated Napoleon at the Battle of Waterloo in <1815>.", None),
        ("Tal beat Botvinnik in their first match in <1960>.", None),
        ("The beat of the song was recorded in <1983>.", None),
        ("The town was lost to the sea in <1362>.", None),
        ("She was born in <1837>.", None),
        ("The forest of the president burnt in <1837>.", None),
    ],
)
def test_events_that_may_recur(sentence: str, event: str | None) -> None:
    assert find_recurring_event(parse_marks(Text(sentence)), 0, "year") == event


@pytest.mark.parametrize(
    ("fields", "is_open", "is_reported"),
    [
        ("", True, True),
        (", wrong: [Rome, Bern]", True, False),
        (", open: yes", True, False),
        (", open: no", False, False),
        (", also: [Nice]", False, False),
        (", asked: no", False, False),
    ],
)
def test_author_decides_whether_a_value_is_open(
    fields: str,
    is_open: bool,
    is_reported: bool,
    tmp_path: Path,
) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(
        f"{HEAD}facts:\n  - {{fact: <Lyon> is a city in France., type: city, cite: s 1{fields}}}\n"
    )

    reading = read_pack(path)

    assert reading.pack is not None
    assert reading.pack.facts[0].values[0].open == is_open
    assert [problem.rule.code for problem in reading.problems] == ["several-answers-possible"] * is_reported


def test_words_of_another_language_suggest_nothing(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(f"{HEAD}language: nl\nfacts:\n  - {{fact: <Lyon> is a stad., type: stad, cite: s 1}}\n")

    reading = read_pack(path)

    assert reading.pack is not None
    assert not reading.pack.facts[0].values[0].open
    assert reading.problems == ()


def test_years_of_a_table_are_asked_for_with_one_hint(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(
        f"{HEAD}tables:\n  - id: t\n    cite: s 1\n    columns:\n      year:\n"
        "        fact: <club> won the cup in <year>.\n        ask: When did <club> win the cup?\n"
        "    rows: |\n      club | year\n      Quell | 1901\n      Tarn | 1923\n"
    )

    reading = read_pack(path)

    assert reading.pack is not None
    assert [fact.values[1].open for fact in reading.pack.facts] == [False, False]
    assert [problem.rule.code for problem in reading.problems] == ["may-recur"]


def test_other_rows_are_wrong_answers_so_nothing_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    rows = "Norma | Bellini\n      Faust | Gounod\n      Rusalka | Dvořák\n      Elektra | Strauss\n"
    path.write_text(
        f"{HEAD}tables:\n  - id: t\n    cite: s 1\n    columns:\n      composer:\n"
        "        fact: <opera> is an opera by <composer>.\n        ask-back: Which opera is by <composer>?\n"
        f"    rows: |\n      opera | composer\n      {rows}",
        encoding="utf-8",
    )

    reading = read_pack(path)

    assert reading.problems == ()
    assert reading.pack is not None
    stems = [str(question.stem) for question in QuestionMaker(reading.pack).iter_questions(0)]
    assert "Which opera is by Dvořák?" in stems
