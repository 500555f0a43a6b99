"""The screen of a room, which shows each phase in its turn."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from quiz.game import feedback
from quiz.game.answer_input import parse_option
from quiz.game.outcome import Answer, Verdict
from quiz.game.room import RUNNING, RoomPhase
from quiz.live import room_texts
from quiz.live.room_link import LinkEnd, LinkState, RoomLink, RoomNews
from quiz.live.room_view import RoomView
from quiz.model.pack import MAX_OPTIONS, Kind
from quiz.text.safe import Text
from quiz.tui.live.choice_row import ChoiceRow, ShownOption
from quiz.tui.live.room_bar import RoomBar
from quiz.tui.live.standings import Standings
from quiz.tui.messages import AnswerTyped
from quiz.tui.screens.base import BaseScreen, Body
from quiz.tui.widgets.answer import COLOURS
from quiz.tui.widgets.answer_slot import AnswerSlot
from quiz.tui.widgets.clock import CountdownBar
from quiz.tui.widgets.key_hint_bar import KeyHintBar
from quiz.tui.widgets.row import Row, mark_row

_TICK_SECONDS = 0.1


class RoomScreen(BaseScreen):
    """The parts that the host and the players have in common."""

    def __init__(self, code: str | None, *, ascii_only: bool) -> None:
        super().__init__(ascii_only=ascii_only)
        self.view: RoomView | None = None
        self.link: RoomLink | None = None
        self.has_ended = False
        self._code = code or ""
        self._marked: int | None = None
        self._limits: dict[tuple[int, RoomPhase], float] = {}
        self._timer: Timer | None = None
        self._bar = RoomBar()
        self._clock_bar = CountdownBar(ascii_only=ascii_only)
        self._stem = Static(id="stem")
        self._slot = AnswerSlot()
        self._details = Static(id="answer")
        self._standings = Standings(ascii_only=ascii_only)
        self._link_note: Text | None = None
        self._note: Text | None = None

    def compose(self) -> ComposeResult:
        self.set_breakpoints()
        with Widget(id=self.FRAME_ID):
            yield self._bar
            yield self._clock_bar
            with Body():
                yield from self.compose_body()
                yield self._stem
                yield self._slot
                for index in range(MAX_OPTIONS):
                    yield ChoiceRow(index, ascii_only=self._ascii_only)
                yield self._details
                yield self._standings
            yield self.notice
            yield KeyHintBar(self.HINT_LABELS)

    def on_mount(self) -> None:
        self._bar.show_line(self._code, Text(), "")
        self._timer = self.set_interval(_TICK_SECONDS, self._show_clock)

    def show_news(self, news: RoomNews) -> None:
        """Show a change of the room or of the connection."""
        if isinstance(news, RoomView):
            self._show_view(news)
        elif isinstance(news, LinkEnd):
            self.has_ended = True
            self._link_note = news.reason
        elif news is LinkState.LOST:
            self._link_note = room_texts.LOST
        elif self._link_note is not None:
            self._link_note, self._note = None, room_texts.BACK
        self._show_notices()
        self.refresh_key_hints()

    def show_note(self, note: Text | None) -> None:
        """Show a sentence until the next question."""
        self._note = note
        self._show_notices()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        view = self.view
        is_typing = view is not None and room_texts.can_answer(view) and self._is_typed(view)
        match action:
            case "choose":
                return self._parse_option(str(parameters[0])) is not None
            case "mark":
                return self._can_choose()
            case "choose_marked":
                return self._marked is not None and self._can_choose()
            case "help":
                return is_typing == bool(parameters)
        return True

    def action_choose(self, word: str) -> None:
        option = self._parse_option(word)
        if option is not None:
            self._send_answer(Answer(option))

    def action_mark(self, step: int) -> None:
        """Select the next option, or the previous one if `step` is -1."""
        count = 0 if self.view is None else len(_list_options(self.view))
        if count:
            before_first = -1 if step > 0 else count
            self._mark(((before_first if self._marked is None else self._marked) + step) % count)

    def action_choose_marked(self) -> None:
        if self._marked is not None and self._can_choose():
            self._send_answer(Answer(self._marked))

    @on(Row.Clicked)
    def _choose_clicked(self, event: Row.Clicked) -> None:
        if self._can_choose():
            self._send_answer(Answer(event.index))

    @on(AnswerTyped)
    def _send_typed(self, event: AnswerTyped) -> None:
        if self.view is not None and room_texts.can_answer(self.view):
            self._send_answer(Answer(text=event.text))

    def _parse_option(self, word: str) -> int | None:
        """Return the option that a key chooses now, if any."""
        question = None if self.view is None else self.view.question
        if question is None or not self._can_choose():
            return None
        return parse_option(question, word)

    def _can_choose(self) -> bool:
        return self.view is not None and room_texts.can_answer(self.view) and bool(_list_options(self.view))

    def _is_typed(self, view: RoomView) -> bool:
        return view.question is not None and view.question.input != "option"

    def _send_answer(self, answer: Answer) -> None:
        view, link = self.view, self._answering_link()
        if view is not None and link is not None:
            self.show_note(None)
            self.run_worker(self._await_answer(link, view.number - 1, answer), exit_on_error=False)

    async def _await_answer(self, link: RoomLink, question: int, answer: Answer) -> None:
        reason = await link.answer(question, answer)
        if reason is not None:
            self.show_note(reason)

    def _answering_link(self) -> RoomLink | None:
        return self.link

    def _mark(self, option: int | None) -> None:
        self._marked = option
        mark_row(self.query(ChoiceRow), option)
        self.refresh_key_hints()

    def _show_view(self, view: RoomView) -> None:
        before, self.view = self.view, view
        is_new = before is None or (before.number, before.phase) != (view.number, view.phase)
        if is_new and view.phase in (RoomPhase.READING, RoomPhase.OPEN):
            self._note = None
            self._mark(None)
        self._bar.show_line(view.code, self._format_title(view), self._format_figures(view))
        self._show_phase(view)
        self._show_clock()
        if is_new:
            self.query_one(Body).scroll_home(animate=False)

    def _show_phase(self, view: RoomView) -> None:
        is_question = view.phase in RUNNING and view.phase is not RoomPhase.LEADERBOARD
        question = view.question if is_question else None
        self._stem.display = question is not None
        if question is not None:
            manner = "True or false?\n" if question.kind == Kind.TRUEFALSE else ""
            request = "" if question.request is None or view.reveal else f"{question.request}.\n"
            self._stem.update(Content.assemble((manner or request, "$quiet"), (question.stem, "bold")))
        can_type = question is not None and self._is_typed(view) and room_texts.can_answer(view)
        if self._slot.display != can_type:
            self._slot.set_open(can_type)
        options = _list_shown(view) if is_question else ()
        for row in self.query(ChoiceRow):
            row.show_option(options[row.index] if row.index < len(options) else None)
        details = Content("\n").join(self._list_details(view)) if is_question else Content()
        self._details.display = bool(details)
        self._details.update(details)
        self._standings.show_view(view)

    def _list_details(self, view: RoomView) -> list[Content]:
        """List the lines below the options."""
        you, reveal = view.you, view.reveal
        if reveal is None:
            sent = None if you is None or not self._is_typed(view) else room_texts.format_sent(you, view)
            return [] if sent is None else [Content(sent)]
        lines: list[Content] = []
        if you is not None and room_texts.has_own_verdict(view):
            colour = COLOURS.get(you.verdict or Verdict.SKIPPED, "$quiet")
            mark = feedback.verdict_mark(you.verdict or Verdict.SKIPPED, ascii_only=self._ascii_only)
            lines.append(Content.styled(f"{mark} {room_texts.format_verdict(you, view)}", f"bold {colour}"))
        elif reveal.voided:
            lines.append(Content.styled(room_texts.UNCOUNTED, "$warning"))
        if reveal.key is None:
            lines.append(Content.assemble(("Answer: ", "$quiet"), (reveal.answer, "bold")))
            sent = None if you is None else room_texts.format_sent(you, view)
            lines += [] if sent is None else [Content(sent)]
        lines += map(Content, room_texts.iter_explanation(view))
        lines += [Content.assemble(("Source: ", "$quiet"), source) for source in reveal.sources]
        standing = None if you is None else room_texts.format_standing(you, view)
        if standing is not None:
            lines.append(Content.styled(standing, "$primary"))
        return lines

    def _format_title(self, view: RoomView) -> Text:
        question = view.question
        return view.title if question is None else question.category

    def _format_figures(self, view: RoomView) -> str:
        parts = []
        if view.phase in RUNNING:
            parts.append(room_texts.format_progress(view))
        if view.phase is RoomPhase.OPEN:
            parts.append(room_texts.format_answered(view))
        elif (share := room_texts.format_right_share(view)) is not None:
            parts.append(share)
        else:
            parts.append(room_texts.format_players(view))
        return " · ".join(parts)

    def _show_clock(self) -> None:
        """Show the time left, as a share of the longest that was left in this phase."""
        view = self.view
        if view is None or self.link is None or view.is_paused:
            return
        if view.deadline is None or not room_texts.is_asking(view):
            self._clock_bar.show_time(None, None)
            return
        left = max(0.0, (view.deadline - self.link.server_now()) / 1000)
        key = (view.number, view.phase)
        self._limits[key] = limit = max(left, self._limits.get(key, 0.001))
        self._clock_bar.show_time(left, limit)

    def _show_notices(self) -> None:
        is_paused = self.view is not None and self.view.is_paused
        notice = self._link_note or self._note or (room_texts.PAUSED if is_paused else None)
        self.show_notice(notice)


def _list_options(view: RoomView) -> tuple[Text, ...]:
    return () if view.question is None else view.question.options or ()


def _list_shown(view: RoomView) -> tuple[ShownOption, ...]:
    you, reveal = view.you, view.reveal
    own = None if you is None or you.answer is None else you.answer.option
    counts = () if reveal is None else reveal.counts
    total = max(1, sum(counts))
    return tuple(
        ShownOption(
            text,
            own == index,
            room_texts.find_option_verdict(view, index),
            counts[index] if index < len(counts) else None,
            counts[index] / total if index < len(counts) else 0.0,
        )
        for index, text in enumerate(_list_options(view))
    )
