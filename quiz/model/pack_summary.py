"""Summaries of packs, from which menus and lists are made without the packs."""

from typing import NamedTuple

from quiz.text.safe import Text


class CategorySummary(NamedTuple):
    """A category with its size."""

    name: str
    title: Text
    askable_count: int
    """Number of values and hand-written questions that can be asked."""
    fact_count: int
    silent_count: int
    """Number of facts that are never asked."""


class PackSummary(NamedTuple):
    """The title, the categories and the size of a pack."""

    name: str
    title: Text
    categories: tuple[CategorySummary, ...]
    askable_count: int
    """Number of values and hand-written questions that can be asked in a round of the whole pack."""
    has_question_bank: bool
