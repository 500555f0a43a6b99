"""Text of a question."""

from textual.content import Content
from textual.widgets import Static

from quiz.game import answer_input
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.safe import Text


class Stem(Static):
    """The question, below what it decides and how it is answered."""

    def __init__(self) -> None:
        super().__init__(id="stem")

    def show_question(
        self, question: Question, stakes: Text | None = None, *, is_answered: bool = False
    ) -> None:
        """Show a question, with its stakes if there are any."""
        lines = (stakes, None if is_answered and not question.options else _format_manner(question))
        preface = "".join(f"{line}\n" for line in lines if line is not None)
        self.update(Content.assemble((preface, "$quiet"), (question.stem, "bold")))


def _format_manner(question: Question) -> str | None:
    if question.kind is Kind.TRUEFALSE:
        return "True or false?"
    return None if question.options else f"{answer_input.format_request(question)}."
