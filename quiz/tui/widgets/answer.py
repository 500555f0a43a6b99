"""Say how a question went, why, and where that is written."""

from textual.content import Content
from textual.widgets import Static

from quiz.game import feedback
from quiz.game.outcome import Outcome, Verdict

LOOKS = {
    Verdict.RIGHT: "-right",
    Verdict.WRONG: "-wrong",
    Verdict.LATE: "-wrong",
    Verdict.SKIPPED: "-skipped",
}
"""How each verdict looks: a class for the style sheet."""
COLOURS = {
    Verdict.RIGHT: "$success",
    Verdict.WRONG: "$error",
    Verdict.LATE: "$error",
    Verdict.SKIPPED: "$quiet",
}


def format_verdict(outcome: Outcome, *, ascii_only: bool) -> Content:
    """Give the verdict in a line: mark, word, colour and what it earned."""
    mark = feedback.verdict_mark(outcome.verdict, ascii_only=ascii_only)
    line = f"{mark} {feedback.verdict_word(outcome.verdict)}  {feedback.format_points(outcome)}"
    return Content.styled(line, f"bold {COLOURS[outcome.verdict]}")


def format_reason(outcome: Outcome) -> Content:
    """Give why it is so, and the sources."""
    question = outcome.question
    return Content("\n").join(
        [
            Content.assemble(("Why: ", "$quiet"), question.explanation),
            *(Content.assemble(("Source: ", "$quiet"), line) for line in feedback.format_sources(question)),
        ]
    )


class AnswerPanel(Static):
    """The reason for an answer and its sources."""

    DEFAULT_CSS = """
    AnswerPanel {
        display: none; margin-top: 1; padding-left: 2; border-left: outer $quiet;
        &.-right { display: block; border-left: outer $success; }
        &.-wrong { display: block; border-left: outer $error; }
        &.-skipped { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="answer")

    def show_outcome(self, outcome: Outcome) -> None:
        """Say why it is so."""
        self.set_classes(LOOKS[outcome.verdict])
        self.update(format_reason(outcome))

    def clear(self) -> None:
        """Say nothing."""
        self.set_classes("")
