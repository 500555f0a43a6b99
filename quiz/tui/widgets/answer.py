"""Verdict, explanation and sources of an answer."""

from textual.content import Content
from textual.widgets import Static

from quiz.game import feedback
from quiz.game.outcome import Outcome, Verdict

CLASSES = {
    Verdict.RIGHT: "-right",
    Verdict.WRONG: "-wrong",
    Verdict.LATE: "-wrong",
    Verdict.SKIPPED: "-skipped",
}
COLOURS = {
    Verdict.RIGHT: "$success",
    Verdict.WRONG: "$error",
    Verdict.LATE: "$error",
    Verdict.SKIPPED: "$quiet",
}


def format_verdict(outcome: Outcome, *, ascii_only: bool) -> Content:
    """Format the verdict as a line with its mark, word, colour and points."""
    mark = feedback.verdict_mark(outcome.verdict, ascii_only=ascii_only)
    line = f"{mark} {feedback.verdict_word(outcome.verdict)}  {feedback.format_points(outcome)}"
    return Content.styled(line, f"bold {COLOURS[outcome.verdict]}")


def format_reason(outcome: Outcome) -> Content:
    """Format what the player learns from the answer, and the sources."""
    question = outcome.question
    label = "" if question.more else "Why: "  # a story does not say why
    lines = [("", feedback.format_typed(outcome)), (label, feedback.format_news(question))]
    lines.append(("", feedback.find_wrong_reason(outcome)))
    lines += [("Source: ", source) for source in feedback.format_sources(question, is_short=True)]
    return Content("\n").join(Content.assemble((label, "$quiet"), text) for label, text in lines if text)


class AnswerPanel(Static):
    """The explanation of an answer and its sources."""

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
        """Show the explanation and the sources."""
        self.set_classes(CLASSES[outcome.verdict])
        parts = [format_reason(outcome)]
        if not outcome.question.options:
            answer = feedback.format_answer(outcome.question)
            parts.insert(0, Content.assemble(("Answer: ", "$quiet"), (answer, "bold")))
        self.update(Content("\n").join(parts))

    def clear(self) -> None:
        """Hide the panel."""
        self.set_classes("")
