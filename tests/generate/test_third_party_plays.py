"""Tests of a third-party pack about plays, compared with general knowledge."""

import re

import pytest

from quiz.model.pack import Kind
from quiz.text.normalize import contains, fold
from tests.generate.third_party import pack, questions

pytestmark = pytest.mark.slow

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
"""Names that occur in one play only; written without looking into the pack."""
WOMEN = set(
    "Hippolyta Sycorax Gertrude Portia Viola Imogen Celia Julia Rosalind Miranda Emilia Hermione".split()
)


def home(text: str) -> set[str]:
    """Return the plays whose people or things a text names."""
    return {play for play, names in LEARNT.items() if any(contains(text, name) for name in names.split())}


def test_key_is_the_play_of_the_named_people() -> None:
    seen = 0
    for question in questions("plays"):
        if question.kind is Kind.CHOICE and question.answer in LEARNT:
            at_home = home(question.stem)
            seen += bool(at_home)
            assert at_home <= {question.answer}, question
    assert seen >= 15


def test_statement_is_true_if_a_fact_says_it() -> None:
    told = {fold(fact.sentence) for fact in pack("plays").facts}
    for question in questions("plays"):
        if question.kind is Kind.TRUEFALSE and question.origin == "fact" and question.as_of is None:
            assert (fold(question.stem) in told) == (question.key == 0), question


def test_declared_wrong_answers_are_options() -> None:
    declared = {
        fact.id: [fold(text) for text in value.wrong]
        for fact in pack("plays").facts
        for value in fact.values
        if len(fact.values) == 1 and value.wrong
    }
    seen = 0
    for question in questions("plays"):
        if question.kind is Kind.CHOICE and question.fact in declared:
            wrong = {fold(option) for option in question.options} - {fold(question.answer)}
            known = declared[question.fact]
            seen += 1
            # Fewer than six are mixed with other values, so that a question has not always the same options.
            least = 1 if len(known) < 6 else len(wrong)
            assert len(wrong.intersection(known)) >= least, question
    assert seen > 30


def test_fathers_and_brothers_are_men() -> None:
    for question in questions("plays"):
        if re.search(r"\b(father|brother)\b", question.stem) and question.kind is Kind.CHOICE:
            assert WOMEN.isdisjoint(question.options), question
