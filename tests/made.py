"""Make small nouns of the game for tests."""

from quiz.core.model import Citation, Kind, Question, Source
from quiz.text.safe import Text

SOURCE = Source("paper", Text("The Paper"), publisher=Text("A Press"))
CITATION = Citation(SOURCE, 2, 2, Text("Front page, paragraph 2"))


def question(
    fact: str = "director",
    *,
    key: int = 0,
    options: tuple[str, ...] = ("One", "Two", "Three", "Four"),
    stem: str = "Who directed it?",
    sensitive: bool = False,
) -> Question:
    """Make a choice question."""
    return Question(
        id=f"pack/{fact}/choice@7",
        pack="pack",
        fact=fact,
        category="film",
        kind=Kind.CHOICE,
        stem=Text(stem),
        options=tuple(Text(option) for option in options),
        key=key,
        explanation=Text("One directed it."),
        citations=(CITATION,),
        sensitive=sensitive,
        answer=Text(options[key]),
    )


def statement(fact: str = "year", *, true: bool = True, stem: str = "It came out in 2001.") -> Question:
    """Make a true/false question."""
    return Question(
        id=f"pack/{fact}/truefalse@7",
        pack="pack",
        fact=fact,
        category="film",
        kind=Kind.TRUEFALSE,
        stem=Text(stem),
        options=(Text("True"), Text("False")),
        key=0 if true else 1,
        explanation=Text("It came out in 2001."),
        citations=(CITATION,),
        answer=Text("2001"),
    )
