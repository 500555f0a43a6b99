"""Movement on the screen, which players can turn off."""

from textual.widget import Widget

from quiz.model.question import Question


def can_move(widget: Widget, question: Question) -> bool:
    """Return whether something may move: never next to a question about someone's death or grief."""
    return widget.app.animation_level != "none" and not question.sensitive
