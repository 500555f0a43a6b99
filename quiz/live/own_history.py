"""A player's answers in a room, saved in the player's own history."""

from collections.abc import Callable

from quiz.game.outcome import Outcome, Verdict
from quiz.game.recorder import HistoryRecorder, RoundRecorder, RoundSpec, round_digest
from quiz.game.room import RoomPhase
from quiz.live.room_view import RoomView
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.safe import Text

MODE = "room"
"""The mode of such rounds in the history."""


class HistoryKeeper:
    """Saves each answer when it is revealed; a round of a room is not compared with other rounds."""

    def __init__(self, recorder: HistoryRecorder, now_ms: Callable[[], int]) -> None:
        self._recorder = recorder
        self._now_ms = now_ms
        self._round: RoundRecorder | None = None
        self._opened: dict[int, int] = {}
        self._answered: dict[int, int] = {}
        self._saved: set[int] = set()

    def note(self, view: RoomView) -> Text | None:
        """Store what a change of the room reveals; return the reason if an answer can't be saved."""
        if view.phase is RoomPhase.OPEN:
            self._opened.setdefault(view.number, self._now_ms())
        if view.you is not None and view.you.answer is not None:
            self._answered.setdefault(view.number, self._now_ms())
        outcome = self._build_outcome(view)
        if outcome is None or view.number in self._saved:
            return None
        self._saved.add(view.number)
        if self._round is None:
            spec = RoundSpec(MODE, None, None, view.question_count, None, None)
            digest = round_digest((outcome.question,))
            self._round = self._recorder.start_round(spec, view.question_count, digest)
        return self._round.record_answer(view.number, outcome)

    def _build_outcome(self, view: RoomView) -> Outcome | None:
        """Return the result of the current question; `None` before the reveal, or if it doesn't count."""
        you, reveal, sent = view.you, view.reveal, view.question
        if you is None or reveal is None or sent is None or reveal.question_id is None or reveal.voided:
            return None
        if you.verdict is None or (you.verdict is not Verdict.LATE and you.answer is None):
            return None
        question = Question(
            id=reveal.question_id,
            pack=reveal.pack,
            fact=reveal.fact,
            category=reveal.category,
            kind=Kind(sent.kind),
            stem=sent.stem,
            options=sent.options or (),
            key=-1 if reveal.key is None else reveal.key,
            explanation=reveal.explanation,
            citations=(),
            sensitive=reveal.sensitive,
            answer=reveal.answer,
        )
        return Outcome(
            question, you.verdict, you.answer, self._find_seconds(view.number), you.points or 0, you.streak
        )

    def _find_seconds(self, number: int) -> float:
        opened = self._opened.get(number)
        if opened is None:
            return 0.0
        return max(0, self._answered.get(number, self._now_ms()) - opened) / 1000
