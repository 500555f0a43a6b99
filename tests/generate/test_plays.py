"""A pack on the plays of Shakespeare, written by the manual alone, makes sound questions."""

import re
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from quiz.core.flaws import option_flaws, stem_flaws
from quiz.core.model import Kind, Pack, Question
from quiz.generate.items import Maker
from quiz.generate.rounds import draw
from quiz.packs.reader import read
from quiz.text.fold import contains, fold

PLAYS = Path(__file__).parents[1] / "packs" / "data" / "plays.yaml"
LEARNT = {
    "Antony and Cleopatra": "Antony Cleopatra Enobarbus",
    "As You Like It": "Rosalind Celia Touchstone Jaques Orlando Ganymede Aliena Arden",
    "Hamlet": "Claudius Gertrude Ophelia Polonius Laertes Horatio Fortinbras Yorick Elsinore Marcellus",
    "King Lear": "Cordelia Goneril Regan Kent Edmund Edgar Oswald Cornwall Caius",
    "Macbeth": "Banquo Fleance Duncan Macduff Malcolm Donalbain Birnam Cawdor Scotland",
    "Othello": "Iago Desdemona Cassio Emilia Brabantio Cyprus Cinthio",
    "Richard III": "Clarence Bosworth",
    "Romeo and Juliet": "Mercutio Tybalt Juliet Romeo Rosaline Laurence Paris",
    "The Merchant of Venice": "Shylock Portia Jessica Lorenzo Bassanio Belmont",
    "The Tempest": "Prospero Miranda Caliban Ariel Sycorax",
    "The Winter’s Tale": "Autolycus Perdita Leontes Hermione Antigonus Florizel Doricles",
    "Twelfth Night": "Viola Malvolio Feste Orsino Maria Cesario Illyria",
}
"""Names by the play that alone has them, as far as the pack goes; put down without looking into it."""
WOMEN = set(
    "Hippolyta Sycorax Gertrude Portia Viola Imogen Celia Julia Rosalind Miranda Emilia Hermione".split()
)


@cache
def plays() -> Pack:
    pack = read(PLAYS).pack
    assert pack is not None
    return pack


@cache
def maker() -> Maker:
    return Maker(plays())


@cache
def questions() -> tuple[Question, ...]:
    return tuple(maker().questions(0))


def wrong_options(question: Question) -> list[str]:
    if question.kind is Kind.CHOICE:
        return [str(option) for n, option in enumerate(question.options) if n != question.key]
    return [str(proof.value) for proof in question.proofs if proof.value is not None]


def home(text: str) -> set[str]:
    """Name the plays of which a text names somebody or something."""
    return {play for play, names in LEARNT.items() if any(contains(text, name) for name in names.split())}


def test_the_pack_is_read_whole() -> None:
    assert [problem for problem in read(PLAYS).problems if problem.severity != "hint"] == []


def test_the_right_play_is_the_one_whose_people_the_question_names() -> None:
    seen = 0
    for question in questions():
        if question.kind is Kind.CHOICE and question.answer in LEARNT:
            at_home = home(question.stem)
            seen += bool(at_home)
            assert at_home <= {question.answer}, question
    assert seen >= 15


def test_every_wrong_option_has_its_reason_and_is_told_nowhere_of_the_same() -> None:
    told = {fold(fact.sentence) for fact in plays().facts}
    for question in questions():
        wrong = wrong_options(question)
        if question.origin == "fact" and question.kind is Kind.CHOICE:
            assert len(question.proofs) == len(wrong) == len({fold(option) for option in wrong})
            assert fold(question.answer) == fold(question.options[question.key])
        if question.kind is Kind.TRUEFALSE and question.origin == "fact":
            assert (fold(question.stem) in told) == (question.key == 0) or question.as_of is not None


def test_what_the_author_declared_wrong_stands_beside_the_key() -> None:
    declared = {
        fact.id: [fold(text) for text in value.wrong]
        for fact in plays().facts
        for value in fact.values
        if len(fact.values) == 1 and value.wrong
    }
    seen = 0
    for question in questions():
        if question.kind is Kind.CHOICE and question.fact in declared:
            options = {fold(option) for option in wrong_options(question)}
            known = declared[question.fact]
            seen += 1
            assert len(options & set(known)) >= min(len(options), len(known)), question
    assert seen > 30


def test_fathers_and_brothers_are_men() -> None:
    for question in questions():
        if re.search(r"\b(father|brother)\b", question.stem) and question.kind is Kind.CHOICE:
            assert WOMEN.isdisjoint(question.options), question


def test_no_question_has_a_flaw_or_a_mark_of_the_machine() -> None:
    for question in questions():
        if question.origin == "fact":
            assert not stem_flaws(question, english=True), question
            assert question.kind is Kind.TRUEFALSE or not option_flaws(question, english=True), question
        for text in (question.stem, question.explanation, *question.options):
            assert text.count("“") == text.count("”"), question
            assert not re.search(r"(?i)  |““|\b(a|an|the|of|in|by) \1\b| [.,;?]|\.\.|,,", text), question


@pytest.mark.parametrize("seed", range(12))
def test_nothing_in_a_round_tells_a_later_answer(seed: int) -> None:
    round_ = draw([maker()], category=None, kind=None, length=10, seed=seed)
    assert len({question.fact for question in round_}) == len(round_) == 10
    for earlier, later in combinations(round_, 2):
        options = earlier.options if earlier.kind is Kind.CHOICE else ()
        shown = " | ".join((earlier.stem, *options, earlier.explanation))
        if later.kind is Kind.CHOICE:
            assert not contains(shown, later.answer), (earlier, later)
