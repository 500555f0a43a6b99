"""Marks in the sentences and questions of tables, which name columns."""

from quiz.packs.format.marks import MarkedSentence
from quiz.packs.read.csv_reader import to_column_name


def label_marks(sentence: MarkedSentence) -> MarkedSentence:
    """Label the marks of a sentence with the names of their columns."""
    marks = tuple(mark._replace(label=to_column_name(mark.text)) for mark in sentence.marks)
    return MarkedSentence(sentence.sentence, marks)


def list_labels(template: MarkedSentence) -> tuple[str, ...]:
    """List the labels of the marks of a sentence."""
    return tuple(mark.label or "" for mark in template.marks)
