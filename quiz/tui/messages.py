"""Messages from the screens to the app."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.binding import BindingType
from textual.message import Message

from quiz.game.modes import Mode
from quiz.game.round import RoundRequest
from quiz.game.session import SessionState
from quiz.text.safe import Text

if TYPE_CHECKING:
    from quiz.game.overview import PlayerOverview, RoundNews


class RoundRequested(Message):
    """The player chose a category, or everything, and a mode."""

    def __init__(self, category: str | None, mode: Mode) -> None:
        super().__init__()
        self.category = category
        self.mode = mode


class CustomRoundRequested(Message):
    """The player set up a round."""

    def __init__(self, request: RoundRequest) -> None:
        super().__init__()
        self.request = request


class ChallengeRequested(Message):
    """The player typed the code of a challenge."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


class SetupRequested(Message):
    """The player wants to set up a round of these categories and mode."""

    def __init__(self, categories: tuple[str, ...], mode: Mode) -> None:
        super().__init__()
        self.categories = categories
        self.mode = mode


class SearchChanged(Message):
    """The player typed words to search for."""

    def __init__(self, query: str) -> None:
        super().__init__()
        self.query = query


class OverviewLoaded(Message):
    """The player's overview was read."""

    def __init__(self, overview: "PlayerOverview | None") -> None:
        super().__init__()
        self.overview = overview


class NewsFound(Message):
    """The news of a round are ready."""

    def __init__(self, news: "RoundNews") -> None:
        super().__init__()
        self.news = news


class QuitRequested(Message):
    """The player wants to quit, after a confirmation."""


class RoundEnded(Message):
    """The round ended."""

    def __init__(self, state: SessionState) -> None:
        super().__init__()
        self.state = state


class HelpRequested(Message):
    """The player wants the help for some keys and, for a round, its rules."""

    def __init__(self, bindings: Sequence[BindingType], request: RoundRequest | None) -> None:
        super().__init__()
        self.bindings = bindings
        self.request = request


class ResultCopied(Message):
    """The player copied the result of a round."""

    def __init__(self, lines: tuple[Text, ...]) -> None:
        super().__init__()
        self.lines = lines


class DailyCopyRequested(Message):
    """The player wants to copy the result of today's quiz."""


class SimilarRoundRequested(Message):
    """The player wants another round like the last one."""


class RetryMissedRequested(Message):
    """The player wants to replay the missed questions."""


class MissedPracticeRequested(Message):
    """The player wants to practise targets that are missed most, in some categories or in all."""

    def __init__(self, target_ids: tuple[str, ...], selections: tuple[str, ...]) -> None:
        super().__init__()
        self.target_ids = target_ids
        self.selections = selections


class ResumeRequested(Message):
    """The player wants to resume the unfinished round."""


class StatsRequested(Message):
    """The player wants the statistics."""


class FactsRequested(Message):
    """The player wants to read the facts seen so far."""


class SettingsRequested(Message):
    """The player wants to change settings."""


class HomeRequested(Message):
    """The player wants to choose another category."""


class AnswerTyped(Message):
    """The player typed an answer."""

    def __init__(self, text: Text) -> None:
        super().__init__()
        self.text = text
